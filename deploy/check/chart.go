package main

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"sort"
	"strings"

	"helm.sh/helm/v4/pkg/chart/common"
	"helm.sh/helm/v4/pkg/chart/common/util"
	"helm.sh/helm/v4/pkg/chart/v2/loader"
	"helm.sh/helm/v4/pkg/engine"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// checkChart renders the Helm chart with values, and returns what is wrong with the objects that come out.
func checkChart(folder string, values map[string]any) []error {
	objects, err := render(folder, values)
	if err != nil {
		return []error{err}
	}
	return checkObjects(objects)
}

// render makes the objects of a chart, as `helm template` does.
func render(folder string, values map[string]any) ([]*resource.Resource, error) {
	chart, err := loader.Load(folder)
	if err != nil {
		return nil, err
	}
	release := common.ReleaseOptions{Name: "unseen", Namespace: "unseen", Revision: 1, IsInstall: true}
	all, err := util.ToRenderValues(chart, values, release, common.DefaultCapabilities)
	if err != nil {
		return nil, err
	}
	files, err := engine.Engine{Strict: true}.Render(chart, all)
	if err != nil {
		return nil, err
	}
	memory := filesys.MakeFsInMemory()
	var names []string
	for name, text := range files {
		if !strings.HasSuffix(name, ".yaml") || strings.TrimSpace(text) == "" {
			continue
		}
		plain := strings.ReplaceAll(name, "/", "-")
		names = append(names, plain)
		must(memory.WriteFile(plain, []byte(text)))
	}
	sort.Strings(names)
	kustomization, err := yaml.Marshal(map[string]any{"resources": names, "namespace": "unseen"})
	must(err)
	must(memory.WriteFile("kustomization.yaml", kustomization))
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(memory, ".")
	if err != nil {
		return nil, err
	}
	return built.Resources(), nil
}

// checkAlike holds the objects of a chart to those of a kustomization: two ways to the same installation.
func checkAlike(chart, kustomization string) []error {
	rendered, err := render(chart, nil)
	if err != nil {
		return []error{err}
	}
	built, err := build(kustomization)
	if err != nil {
		return []error{err}
	}
	ours, theirs := byName(rendered), byName(built)
	var problems []error
	for name, object := range theirs {
		if other, ok := ours[name]; !ok {
			problems = append(problems, fmt.Errorf("the chart has no %s", name))
		} else if !reflect.DeepEqual(object, other) {
			problems = append(problems, fmt.Errorf("%s differs: %s", name, difference("", object, other)))
		}
	}
	for name := range ours {
		if _, ok := theirs[name]; !ok {
			problems = append(problems, fmt.Errorf("%s has no %s", kustomization, name))
		}
	}
	return problems
}

// generated ends the names that kustomize makes of what is in a ConfigMap.
var generated = regexp.MustCompile(`-[a-z0-9]{10}$`)

// byName are the objects by kind and name, without what the two ways do each in its own: names of generated ConfigMaps, and
// how a pod is told of new settings.
func byName(objects []*resource.Resource) map[string]any {
	all := map[string]any{}
	for _, object := range objects {
		content, err := object.Map()
		must(err)
		name := object.GetName()
		if object.GetKind() == "ConfigMap" {
			name = generated.ReplaceAllString(name, "")
		}
		metadata, _ := content["metadata"].(map[string]any)
		delete(metadata, "name")
		if template, ok := at(content, "spec", "template", "metadata").(map[string]any); ok {
			delete(template, "annotations")
			delete(template, "creationTimestamp")
		}
		all[object.GetKind()+"/"+name] = plain(content)
	}
	return all
}

// plain makes values of one kind of what two readers of YAML left as several, and of names of generated ConfigMaps what they are made of.
func plain(node any) any {
	switch node := node.(type) {
	case map[string]any:
		made := map[string]any{}
		for key, child := range node {
			if labels, ok := child.(map[string]any); ok && key == "labels" {
				// Each way gives this one to other objects.
				delete(labels, "app.kubernetes.io/part-of")
				if len(labels) == 0 {
					continue
				}
			}
			made[key] = plain(child)
		}
		if name, ok := node["name"].(string); ok && strings.HasPrefix(name, "unseen-gateway-") {
			made["name"] = generated.ReplaceAllString(name, "")
		}
		return made
	case []any:
		made := make([]any, len(node))
		for at, child := range node {
			made[at] = plain(child)
		}
		return made
	default:
		// Where a long text is broken means nothing.
		return strings.Join(strings.Fields(fmt.Sprint(node)), " ")
	}
}

// difference says where two objects differ first.
func difference(path string, a, b any) error {
	left, leftOk := a.(map[string]any)
	right, rightOk := b.(map[string]any)
	if leftOk && rightOk {
		for _, key := range keysOf(left, right) {
			if !reflect.DeepEqual(left[key], right[key]) {
				return difference(path+"."+key, left[key], right[key])
			}
		}
	}
	list, listOk := a.([]any)
	other, otherOk := b.([]any)
	if listOk && otherOk && len(list) == len(other) {
		for at := range list {
			if !reflect.DeepEqual(list[at], other[at]) {
				return difference(fmt.Sprintf("%s[%d]", path, at), list[at], other[at])
			}
		}
	}
	return errors.New(fmt.Sprintf("%s is %.200v there and %.200v in the chart", path, a, b))
}

func keysOf(maps ...map[string]any) []string {
	seen := map[string]bool{}
	for _, each := range maps {
		for key := range each {
			seen[key] = true
		}
	}
	keys := make([]string, 0, len(seen))
	for key := range seen {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
