# Two commands do everything on a fresh Debian 12: `make run` and `make test`. The others are parts of them.
.PHONY: package test-package run build web sbom test test-all test-trust test-unit test-server test-web test-end-to-end lint fuzz bench models clean setup help
SHELL := bash
JOBS ?= $(shell nproc)
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

help:            ## this list
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  +##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: build       ## build, start with the demo firm, print the address
	build/styk demo $(ARGS)

build: web       ## build/styk: the server with its console inside, stripped; build/styk_reference
	cmake --preset release $(QUIET)
	nice cmake --build --preset release -j $(JOBS) $(if $(TARGETS),--target $(TARGETS),--target styk styk_reference)
	$(deliver)

# Replaced at one stroke, as one may be running. The second computes the reference cases of the statistics.
define deliver
	cp build/release/src/styk build/styk.new && strip build/styk.new && mv build/styk.new build/styk
	cp build/release/test/styk_reference build/styk_reference.new && mv build/styk_reference.new build/styk_reference
endef

package: build   ## build/package/styk_VERSION_ARCH.deb
	cd build/release && cpack -G DEB

setup:  ## install what is missing
	tools/setup build

# ------------------------------------------------------------------ the console
web_sources := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/dist/*' 2>/dev/null)

web: web/dist/index.html   ## build the console

web/node_modules/.installed: web/package.json web/package-lock.json | setup
	tools/npm ci --prefix web --no-audit --no-fund
	touch $@

web/dist/index.html: web/node_modules/.installed $(web_sources)
	tools/npm run --prefix web build
	tools/compress web/dist
	touch $@

# ------------------------------------------------------------------ tests
test: test-web test-unit test-server test-end-to-end   ## everything a change must pass

test-web: web/node_modules/.installed
	tools/npm run --prefix web types
	tools/npm test --prefix web

test-unit: test-setup web
	cmake --preset release $(QUIET)
	nice cmake --build --preset release -j $(JOBS)
	python3 tools/check_floors.py src floors.txt
	python3 tools/check_security.py
	$(deliver)
	tools/with_postgres ctest --test-dir build/release --output-on-failure -j $(JOBS)

test-server: test-unit
	tools/with_postgres test/run_server_tests $(ROUNDS)

test-end-to-end: test-unit   ## the console in a browser
	tools/with_postgres test/run_end_to_end

test-all: ROUNDS = 100   ## the long version: a hundred kills, every file linted, a minute of fuzzing a parser
test-all: test test-package
	tools/with_postgres test/cases/two_servers.py
	STYK_END_TO_END_DATABASE=postgresql tools/with_postgres test/run_end_to_end
	tools/with_postgres python3 test/care/check.py
	$(MAKE) test-trust
	tools/lint --all
	tools/setup fuzz
	tools/fuzz 60

test-package: package  ## the Debian package, installed into a Debian of its own
	tools/setup package
	python3 test/package/check.py

fuzz:            ## ten seconds of fuzzing a parser (SECONDS_EACH=…)
	tools/setup fuzz
	tools/fuzz $(or $(SECONDS_EACH),10)

sbom: build      ## what Styk is made of, with versions and licences (CycloneDX): build/sbom.cdx.json
	tools/sbom

test-trust: build  ## faults everywhere, load, https, pages: the long suites of test/README.md, on both databases
	tools/setup test scan
	tools/with_postgres python3 test/fault/nth.py
	tools/with_postgres python3 test/fault/nth.py --twice
	tools/with_postgres python3 test/fault/nth.py --again
	tools/with_postgres python3 test/fault/jobs.py
	tools/with_postgres python3 test/hardening/check.py
	tools/with_postgres python3 test/hardening/tls.py
	python3 test/hardening/sbom.py
	tools/with_postgres python3 test/hardening/scanners.py
	tools/with_postgres python3 test/load/check.py

test-setup:
	tools/setup test

# ------------------------------------------------------------------ keeping house
lint:            ## format, clang-tidy and floors of what differs from the last commit (BASE=… for more)
	tools/setup lint
	tools/lint $(BASE)

bench: build     ## the speed claims, each as a ratio to its yardstick in the same run
	tools/setup bench
	cmake --build --preset release -j $(JOBS)
	bench/run

models:          ## learn the text models anew: DATA=folder of the texts that models/sources.tsv names
	tools/setup models
	cmake --preset release $(QUIET)
	cmake --build --preset release -j $(JOBS) --target styk_train
	build/release/models/styk_train $(DATA) models

clean:
	rm -rf build web/dist
