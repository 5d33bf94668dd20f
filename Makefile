# One word each, no arguments needed; CONTRIBUTING.md says when to use which.
#   make demo       build, index the demonstration catalogue, show telling queries
#   make test       build and run all tests, optimised
#   make lint       format, layers, file sizes, names, links
#   make format     rewrite the sources as `make lint` wants them
#   make docs       API documentation into site/
#   make bench      measurements on the data in $SOUK_DATA
#   make bench-peers   the engines that Souk is measured beside, into .peers
#   make bench-speed   speed, size and memory beside them
#   make bench-counts  instructions a query, held against the baseline; part of .ci/run
#   make fuzz       the fuzz tests with fresh seeds for FUZZ_SECONDS (default 60)
#   make soak       a million random queries against the exhaustive search; most of an hour
# `make JOBS=2 …` limits the compiler to two processes.

SWIFT_SOURCES := $(wildcard Sources Tests Benchmarks corpus/generator Package.swift)
BUILD_FLAGS := $(if $(JOBS),--jobs $(JOBS),)
export BUILD_FLAGS

# Ten times as fast as without optimisation; the sanitizers of .ci/run run the tests without.
OPTIMISED_TESTS := --configuration release -Xswiftc -enable-testing --scratch-path .build/tests

.PHONY: demo test lint format docs bench bench-peers bench-speed bench-counts fuzz soak release dependencies clean

demo: release
	@scripts/demo.sh

test: dependencies
	@scripts/test.sh $(OPTIMISED_TESTS)

lint:
	@scripts/dependencies.sh --only python3
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@python3 scripts/lint.py

format:
	@swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

docs: dependencies
	@scripts/docs.sh

bench:
	@scripts/bench.sh

bench-peers:
	@Benchmarks/peers/install.sh

# SPEED_FLAGS="--peers lucene --documents 20000" and so on.
bench-speed: dependencies
	@echo "building searchbench (release)" >&2
	@swift build --configuration release --product searchbench $(BUILD_FLAGS) --quiet
	@.build/release/searchbench speed $(SPEED_FLAGS)

bench-counts: dependencies
	@scripts/counts.sh $(COUNT_FLAGS)

fuzz: dependencies
	@scripts/fuzz.sh

soak: dependencies
	@scripts/soak.sh

release: dependencies
	@echo "building souk (release)" >&2
	@swift build --configuration release --product souk $(BUILD_FLAGS) --quiet

# Installs the system libraries when they are missing and the user is root, else prints how to.
dependencies:
	@scripts/dependencies.sh

clean:
	@rm -rf .build .demo site
