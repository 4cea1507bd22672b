// Check holds what deploys Unseen to the schemas of what reads it: every kustomization is built and each object decoded
// strictly, and the compose files are loaded as Docker Compose would. Run in the repository root; it needs no cluster and
// no engine. The last line is `N passed, N failed`.
package main

import (
	"fmt"
	"os"
)

func main() {
	passed, failed := 0, 0
	report := func(name string, problems []error) {
		if len(problems) == 0 {
			passed++
			fmt.Println("ok  ", name)
			return
		}
		failed++
		fmt.Println("FAIL", name)
		for _, problem := range problems {
			fmt.Println("     ", problem)
		}
	}
	folders := []string{"k8s", "k8s/overlays/dev", "k8s/overlays/prod", "k8s/overlays/gpu"}
	for _, folder := range folders {
		report(folder, checkKustomization(folder))
	}
	report("docker-compose.yml", checkCompose("docker-compose.yml"))
	report("docker-compose.gpu.yml", checkCompose("docker-compose.yml", "docker-compose.gpu.yml"))
	report("images", checkImages(folders, []string{"docker-compose.yml"}))
	report("slips are noticed", checkThatSlipsAreNoticed())
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
