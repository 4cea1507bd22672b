// Check holds what deploys Unseen to the schemas of what reads it: every kustomization is built and each object decoded
// strictly, and the compose files are loaded as Docker Compose would. Run in the repository root; it needs no cluster and
// no engine. The last line is `N passed, N failed`.
package main

import (
	"fmt"
	"log/slog"
	"os"
	"strings"
)

const chart = "deploy/chart"

// others are values that differ from the chart's own wherever there is a choice.
var others = map[string]any{
	"image":           map[string]any{"pullSecrets": []any{"registry"}, "digests": map[string]any{"query": "sha256:" + strings.Repeat("0", 64)}},
	"worker":          map[string]any{"gpu": true, "keda": map[string]any{"enabled": false}},
	"ingress":         map[string]any{"enabled": false},
	"networkPolicies": map[string]any{"enabled": false},
	"monitoring":      map[string]any{"enabled": false},
	"backup":          map[string]any{"storageClass": "slow"},
	"serviceAccount":  map[string]any{"annotations": map[string]any{"eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/unseen"}},
	"importClaim":     "",
	"packsClaim":      "unseen-packs",
}

func main() {
	// What the chart takes from other folders is linked into it on purpose.
	slog.SetLogLoggerLevel(slog.LevelWarn)
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
	report("k8s/restore.yaml", checkFile("k8s/restore.yaml"))
	report("components", checkComponents("k8s/overlays/prod", "k8s/components/packs"))
	report("the chart", checkChart(chart, nil))
	report("the chart with every choice made otherwise", checkChart(chart, others))
	report("the chart and k8s/overlays/prod are alike", checkAlike(chart, "k8s/overlays/prod"))
	report("docker-compose.yml", checkCompose("docker-compose.yml"))
	report("docker-compose.gpu.yml", checkCompose("docker-compose.yml", "docker-compose.gpu.yml"))
	report("images", checkImages(folders, []string{"docker-compose.yml"}))
	report("slips are noticed", checkThatSlipsAreNoticed())
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 {
		os.Exit(1)
	}
}
