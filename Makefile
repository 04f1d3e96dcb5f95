SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
SWIFT ?= swift
BIN := .build/release/yingxiang

.PHONY: help prepare build demo test lint soak clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

prepare: ## install what a bare Debian or Ubuntu lacks, or say what is missing
	@bash Examples/prepare.sh

build: prepare ## build the release command line and the sample generator
	$(SWIFT) build -c release --product yingxiang --explicit-target-dependency-import-check error
	$(SWIFT) build -c release --product sample-city --explicit-target-dependency-import-check error

demo: build ## load the example city, sweep it, show what came out
	@bash Examples/demo.sh $(BIN)

lint: ## swift format, strictly
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Examples

test: prepare lint ## everything that must hold before a change lands
	$(SWIFT) build -c release --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test -c release --skip-build

soak: prepare ## the long random runs
	YINGXIANG_PAIRS=$${YINGXIANG_PAIRS:-2000000} $(SWIFT) test -c release --filter DifferentialTests

clean: ## remove what was built and the demo's output
	rm -rf .build demo-out
