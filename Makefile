# Each target is one command of scripts/ or of Swift; the scripts say what they do.
.DEFAULT_GOAL := help
.PHONY: help setup run build release package test soak bench format lint docs clean

help: ## list these targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and testing need, and nothing that is there
	@scripts/setup test

run: ## install, build for release, start on http://127.0.0.1:8080 with everything in ./data
	@scripts/run

build: ## build for work (debug)
	@scripts/setup build
	@swift build

release: ## build for release: .build/release/warta
	@scripts/setup build
	@scripts/stamp
	@swift build -c release --product warta

package: ## build a Debian package with the Swift runtime inside: .build/package/warta_….deb
	@scripts/package

test: ## run every check: lint, import law, sizes, build, tests, docs, browser, package, a short soak
	@scripts/test

soak: ## everything that goes wrong, at random, for an hour beside an honest reader; SECONDS=600 SEED=7
	@scripts/soak $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

bench: ## measure everything and print one table; QUICK=1: in five minutes
	@scripts/bench $(if $(QUICK),--quick)

format: ## rewrite the Swift files in the house style
	@swift format --in-place -p -r Sources Tests Package.swift

lint: ## check the house style and the scripts
	@scripts/test lint imports sizes

docs: ## build the documentation of every room into .build/docs
	@scripts/test build docs

clean: ## remove what was built; data and tools stay
	@rm -rf .build
