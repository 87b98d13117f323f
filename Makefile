.PHONY: help demo stack stack-down test lint bench

# tools that scripts/setup installs
export PATH := $(CURDIR)/target/venv/bin:$(PATH)

help:
	@echo "make demo    build and run a demonstration with made-up clinics; options: ARGS='...'"
	@echo "make stack   the same as separate services behind HAProxy, with Redis, RabbitMQ and a replica"
	@echo "make stack-down  stop that and take it away"
	@echo "make test    run every test against real servers, all of them throw-away"
	@echo "make lint    formatting, clippy, docs, dependencies, migrations, generated code"
	@echo "make bench   run the benchmarks"

demo:
	scripts/setup demo
	cargo build --release --locked -p holdfast
	./target/release/holdfast demo $(ARGS)

stack:
	scripts/setup stack
	cargo build --release --locked -p holdfast
	scripts/stack up

stack-down:
	scripts/stack down

test:
	scripts/setup test
	scripts/with-postgres cargo nextest run --workspace --features holdfast-messaging/kafka --locked
	scripts/check-deploy
	scripts/api-test

lint:
	scripts/setup test
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps --workspace --locked
	cargo-deny --locked check bans licenses sources
	cargo-shear
	scripts/lint-migrations
	scripts/generate-sql --check

bench:
	cargo build --release --locked -p holdfast -p holdfast-bench
	./target/release/holdfast-bench all
