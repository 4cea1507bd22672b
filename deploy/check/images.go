package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// ours are built from this repository, so their tag is whoever's who builds them.
var ours = regexp.MustCompile(`(^|/)unseen-[a-z-]+$`)

// pinned is a tag that begins with a version of at least two numbers.
var pinned = regexp.MustCompile(`^v?\d+\.\d+(\.\d+)*(-.+)?$`)

// twoNumbers are images whose releases have two numbers; any other needs three.
var twoNumbers = map[string]bool{"postgres": true}

// uses says for each image where it is named, and with which tag.
type uses map[string]map[string]string

func (all uses) add(image, where string) {
	name, tag := splitImage(image)
	if all[name] == nil {
		all[name] = map[string]string{}
	}
	all[name][where] = tag
}

// checkImages holds every image that is not built here to an exact release, and to the same one wherever it is named.
func checkImages(folders, composeFiles []string) []error {
	all := uses{}
	for _, folder := range folders {
		built, err := build(folder)
		if err != nil {
			return []error{err}
		}
		for _, object := range built {
			content, err := object.Map()
			if err != nil {
				return []error{err}
			}
			for _, image := range imagesOf(content) {
				all.add(image, folder+" "+object.GetKind()+" "+object.GetName())
			}
		}
	}
	project, err := loadCompose(composeFiles...)
	if err != nil {
		return []error{err}
	}
	for name, service := range project.Services {
		if service.Build == nil {
			all.add(service.Image, "compose "+name)
		}
	}
	text, err := os.ReadFile("Dockerfile")
	if err != nil {
		return []error{err}
	}
	for _, image := range baseImages(string(text)) {
		all.add(image, "Dockerfile")
	}
	return all.problems()
}

// problems names what is not pinned, and what differs from place to place.
func (all uses) problems() []error {
	var problems []error
	for name, places := range all {
		if ours.MatchString(name) {
			continue
		}
		tags := map[string]string{}
		for where, tag := range places {
			if !isPinned(name, tag) {
				problems = append(problems, fmt.Errorf("%s: %s:%s is no exact release", where, name, tag))
			}
			tags[tag] = where
		}
		if len(tags) > 1 {
			problems = append(problems, fmt.Errorf("%s has several tags: %v", name, tags))
		}
	}
	return problems
}

func isPinned(name, tag string) bool {
	numbers, _, _ := strings.Cut(tag, "-")
	return pinned.MatchString(tag) && (strings.Count(numbers, ".") >= 2 || twoNumbers[name])
}

// splitImage parts a reference into name and tag; the port of a registry is no tag.
func splitImage(image string) (name, tag string) {
	if colon := strings.LastIndex(image, ":"); colon > strings.LastIndex(image, "/") {
		return image[:colon], image[colon+1:]
	}
	return image, ""
}

// imagesOf finds the images of all containers of an object.
func imagesOf(node any) []string {
	var images []string
	switch node := node.(type) {
	case map[string]any:
		for key, child := range node {
			if image, ok := child.(string); ok && key == "image" {
				images = append(images, image)
			}
			images = append(images, imagesOf(child)...)
		}
	case []any:
		for _, child := range node {
			images = append(images, imagesOf(child)...)
		}
	}
	return images
}

var from = regexp.MustCompile(`(?im)^FROM\s+(\S+)(?:\s+AS\s+(\S+))?`)

// baseImages are what a Dockerfile starts from, without its own stages.
func baseImages(dockerfile string) []string {
	stages := map[string]bool{}
	var images []string
	for _, match := range from.FindAllStringSubmatch(dockerfile, -1) {
		if !stages[match[1]] {
			images = append(images, match[1])
		}
		stages[match[2]] = true
	}
	return images
}
