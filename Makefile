.PHONY: help demo stack stack-down check test drill lint bench

# tools that scripts/setup installs
export PATH := $(CURDIR)/target/venv/bin:$(PATH)

# The same features everywhere, so that nothing is built twice.
all_crates := --workspace --features holdfast-messaging/kafka --locked

help:
	@echo "make demo    build and run a demonstration with made-up clinics; options: ARGS='...'"
	@echo "make stack   the same as separate services behind HAProxy, with Redis, RabbitMQ, a replica and Prometheus"
	@echo "make stack-down  stop that and take it away"
	@echo "make check   while working: formatting, clippy, and the fast tests; no server but PostgreSQL"
	@echo "make test    run every test against real servers, all of them throw-away"
	@echo "make drill   the long tests in full: more rounds of races, kills and random sequences"
	@echo "make lint    formatting, clippy, docs, dependencies, migrations, generated code"
	@echo "make bench   run the benchmarks"

demo:
	scripts/setup demo
	cargo build --profile demo --locked -p holdfast
	./target/demo/holdfast demo $(ARGS)

stack:
	scripts/setup stack
	cargo build --release --locked -p holdfast
	scripts/stack up

stack-down:
	scripts/stack down

check:
	scripts/setup check
	cargo fmt --all --check
	cargo clippy $(all_crates) --all-targets -- -D warnings
	scripts/with-postgres cargo nextest run $(all_crates) --profile check

test:
	scripts/setup test
	scripts/with-postgres cargo nextest run $(all_crates)
	scripts/check-deploy
	scripts/check-pages
	scripts/with-demo sh -c 'scripts/check-openapi && scripts/api-test'

drill:
	scripts/setup test
	HOLDFAST_TEST_DRILL=1 scripts/with-postgres cargo nextest run $(all_crates) --profile drill
	PAGES_ROUNDS=50 PAGES_WHOLE=1 scripts/check-pages

lint:
	scripts/setup test
	cargo fmt --all --check
	cargo clippy $(all_crates) --all-targets -- -D warnings
	RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps $(all_crates)
	cargo-deny --locked check bans licenses sources
	scripts/check-advisories
	cargo-shear
	scripts/lint-migrations
	scripts/generate-sql --check

bench:
	cargo build --release --locked -p holdfast -p holdfast-bench
	./target/release/holdfast-bench all
