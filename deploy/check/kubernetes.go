package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	monitoring "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// decoder refuses fields that a kind does not have, and fields given twice.
var decoder = func() runtime.Decoder {
	all := runtime.NewScheme()
	must(scheme.AddToScheme(all))
	must(monitoring.AddToScheme(all))
	return serializer.NewCodecFactory(all, serializer.EnableStrict).UniversalDeserializer()
}()

// checkKustomization builds a folder and returns what is wrong with the objects that come out.
func checkKustomization(folder string) []error {
	objects, err := build(folder)
	if err != nil {
		return []error{err}
	}
	return checkObjects(objects)
}

// checkObjects returns what is wrong with objects that are applied together.
func checkObjects(objects []*resource.Resource) []error {
	var problems []error
	names := map[string]bool{}
	for _, object := range objects {
		names[object.GetKind()+"/"+object.GetName()] = true
		if err := checkObject(object); err != nil {
			problems = append(problems, fmt.Errorf("%s %s: %w", object.GetKind(), object.GetName(), err))
		}
	}
	for _, object := range objects {
		problems = append(problems, checkReferences(object, names)...)
	}
	return problems
}

// checkFile looks at the objects of a file that is applied by hand.
func checkFile(path string) []error {
	text, err := os.ReadFile(path)
	if err != nil {
		return []error{err}
	}
	memory := filesys.MakeFsInMemory()
	// Its name is made when it is applied; here it needs one.
	must(memory.WriteFile("file.yaml", []byte(strings.Replace(string(text), "generateName: restore-", "name: restore", 1))))
	must(memory.WriteFile("kustomization.yaml", []byte("resources: [file.yaml]")))
	return checkBuilt(memory, ".")
}

// checkComponents builds an overlay with components added, as a copy of it would name them.
func checkComponents(overlay string, components ...string) []error {
	folder, err := os.MkdirTemp("k8s", ".check-")
	if err != nil {
		return []error{err}
	}
	defer os.RemoveAll(folder)
	text := "resources: [../" + strings.TrimPrefix(overlay, "k8s/") + "]\ncomponents: [../" + strings.TrimPrefix(strings.Join(components, ", ../"), "k8s/") + "]\n"
	must(os.WriteFile(filepath.Join(folder, "kustomization.yaml"), []byte(text), 0o600))
	return checkKustomization(folder)
}

func checkBuilt(files filesys.FileSystem, folder string) []error {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, folder)
	if err != nil {
		return []error{err}
	}
	var problems []error
	for _, object := range built.Resources() {
		if err := checkObject(object); err != nil {
			problems = append(problems, err)
		}
	}
	return problems
}

// build makes the objects of a kustomization.
func build(folder string) ([]*resource.Resource, error) {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		return nil, err
	}
	return built.Resources(), nil
}

func checkObject(object *resource.Resource) error {
	text, err := object.AsYAML()
	if err != nil {
		return err
	}
	if object.GetGvk().Group == "keda.sh" {
		return checkKeda(object)
	}
	_, _, err = decoder.Decode(text, nil, nil)
	return err
}

// external names what an overlay expects to be in the cluster: see k8s/README.md.
var external = map[string]bool{
	"Secret/unseen": true, "Secret/unseen-tls": true, "PersistentVolumeClaim/unseen-import": true,
	"PersistentVolumeClaim/unseen-packs": true,
}

// checkReferences finds names of objects that neither the build nor the cluster has.
func checkReferences(object *resource.Resource, names map[string]bool) []error {
	content, err := object.Map()
	if err != nil {
		return []error{err}
	}
	var problems []error
	want := func(kind string, name any) {
		if full := fmt.Sprintf("%s/%v", kind, name); !names[full] && !external[full] {
			problems = append(problems, fmt.Errorf("%s %s names %s, which is not there", object.GetKind(), object.GetName(), full))
		}
	}
	walk(content, func(key string, value map[string]any) {
		switch key {
		case "configMapRef", "configMapKeyRef", "configMap":
			want("ConfigMap", value["name"])
		case "secretRef", "secretKeyRef":
			want("Secret", value["name"])
		case "persistentVolumeClaim":
			want("PersistentVolumeClaim", value["claimName"])
		case "service":
			want("Service", value["name"])
		case "scaleTargetRef":
			want("Deployment", value["name"])
		}
	})
	if account, ok := at(content, "spec", "template", "spec", "serviceAccountName").(string); ok {
		want("ServiceAccount", account)
	}
	return problems
}

// walk calls visit for every map below a key.
func walk(node any, visit func(key string, value map[string]any)) {
	switch node := node.(type) {
	case map[string]any:
		for key, child := range node {
			if value, ok := child.(map[string]any); ok {
				visit(key, value)
			}
			walk(child, visit)
		}
	case []any:
		for _, child := range node {
			walk(child, visit)
		}
	}
}

func at(node any, path ...string) any {
	for _, key := range path {
		fields, _ := node.(map[string]any)
		node = fields[key]
	}
	return node
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
