package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

const slips = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: no-such-field }
spec: { replica: 1, selector: {}, template: {} }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: no-such-field }
spec: { scaleTargetRef: { name: x }, triggers: [], minReplicas: 1 }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: no-such-field }
spec: { selector: {}, podMetricsEndpoint: [] }
---
apiVersion: v1
kind: Service
metadata: { name: wrong-type }
spec: { ports: [{ port: http }] }
`

// checkThatSlipsAreNoticed plants an object of each sort with a slip in it: a check that lets them pass checks nothing.
func checkThatSlipsAreNoticed() []error {
	memory := filesys.MakeFsInMemory()
	must(memory.WriteFile("slips.yaml", []byte(slips)))
	must(memory.WriteFile("kustomization.yaml", []byte("resources: [slips.yaml]")))
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(memory, ".")
	if err != nil {
		return []error{err}
	}
	var problems []error
	for _, object := range built.Resources() {
		if checkObject(object) == nil {
			problems = append(problems, errors.New("not noticed: "+object.GetKind()))
		}
	}
	folder, err := os.MkdirTemp("", "slips-")
	must(err)
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "docker-compose.yml")
	must(os.WriteFile(file, []byte("services: { a: { image: a, dependson: [b] } }"), 0o600))
	if _, err := loadCompose(file); err == nil {
		problems = append(problems, errors.New("not noticed: a field Compose does not know"))
	}
	for _, images := range [][]string{{"caddy"}, {"caddy:latest"}, {"caddy:2.10-alpine"}, {"postgres:17"}, {"a:5000/redis"}, {"redis:7.4.1", "redis:7.4.2"}} {
		all := uses{}
		for place, image := range images {
			all.add(image, fmt.Sprint(place))
		}
		if len(all.problems()) == 0 {
			problems = append(problems, fmt.Errorf("not noticed: %v", images))
		}
	}
	return problems
}
