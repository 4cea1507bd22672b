package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// checkCompose loads compose files, with every setting of .env.example filled in, and looks for what Compose would only
// notice when it starts.
func checkCompose(files ...string) []error {
	project, err := loadCompose(files...)
	if err != nil {
		return []error{err}
	}
	var problems []error
	for name, service := range project.Services {
		for other, condition := range service.DependsOn {
			dependency, err := project.GetService(other)
			if err == nil && condition.Condition == types.ServiceConditionHealthy && dependency.HealthCheck == nil && dependency.Build == nil {
				err = fmt.Errorf("%s waits for %s to be healthy, which has no health check", name, other)
			}
			if err != nil {
				problems = append(problems, err)
			}
		}
		for _, volume := range service.Volumes {
			if volume.Type == types.VolumeTypeBind && strings.HasPrefix(volume.Source, filepath.Join(project.WorkingDir, "deploy")) {
				if _, err := os.Stat(volume.Source); err != nil {
					problems = append(problems, fmt.Errorf("%s mounts %w", name, err))
				}
			}
		}
	}
	return problems
}

func loadCompose(files ...string) (*types.Project, error) {
	options, err := cli.NewProjectOptions(files, cli.WithProfiles([]string{"*"}), cli.WithEnv(exampleSettings()))
	if err != nil {
		return nil, err
	}
	return options.LoadProject(context.Background())
}

// exampleSettings fills in what .env.example leaves empty.
func exampleSettings() []string {
	text, err := os.ReadFile(".env.example")
	must(err)
	var settings []string
	for _, line := range strings.Split(string(text), "\n") {
		if name, value, ok := strings.Cut(line, "="); ok && !strings.HasPrefix(line, "#") {
			if value == "" {
				value = "filled-in"
			}
			settings = append(settings, name+"="+value)
		}
	}
	return settings
}
