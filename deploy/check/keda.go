package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"sigs.k8s.io/kustomize/api/resource"
	"sigs.k8s.io/yaml"
)

// kedaModule is where KEDA's own definition of its kinds comes from.
const kedaModule = "github.com/kedacore/keda/v2@v2.20.2"

// checkKeda holds an object of KEDA against the schema KEDA installs in a cluster, unknown fields refused.
func checkKeda(object *resource.Resource) error {
	folder, err := exec.Command("go", "mod", "download", "-json", kedaModule).Output()
	if err != nil {
		return fmt.Errorf("downloading %s: %w", kedaModule, err)
	}
	var module struct{ Dir string }
	if err := yaml.Unmarshal(folder, &module); err != nil {
		return err
	}
	name := "keda.sh_" + strings.ToLower(object.GetKind()) + "s.yaml"
	text, err := os.ReadFile(filepath.Join(module.Dir, "config/crd/bases", name))
	if err != nil {
		return err
	}
	var definition struct {
		Spec struct {
			Versions []struct {
				Schema struct{ OpenAPIV3Schema map[string]any }
			}
		}
	}
	if err := yaml.Unmarshal(text, &definition); err != nil {
		return err
	}
	schema := definition.Spec.Versions[0].Schema.OpenAPIV3Schema
	closeObjects(schema)
	delete(schema["properties"].(map[string]any)["metadata"].(map[string]any), "additionalProperties")
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, schema); err != nil {
		return err
	}
	compiled, err := compiler.Compile(name)
	if err != nil {
		return err
	}
	content, err := object.Map()
	if err != nil {
		return err
	}
	return compiled.Validate(content)
}

// closeObjects makes a schema refuse fields it does not name, as a cluster would drop them without a word.
func closeObjects(schema map[string]any) {
	if _, named := schema["properties"]; named && schema["x-kubernetes-preserve-unknown-fields"] != true {
		schema["additionalProperties"] = false
	}
	for _, child := range schema {
		switch child := child.(type) {
		case map[string]any:
			closeObjects(child)
		}
	}
}
