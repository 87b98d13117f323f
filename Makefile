.PHONY: help demo test lint bench

# tools that scripts/setup installs
export PATH := $(CURDIR)/target/venv/bin:$(PATH)

help:
	@echo "make demo    build and run a demonstration with made-up clinics; options: ARGS='...'"
	@echo "make test    run every test against a throw-away PostgreSQL"
	@echo "make lint    formatting, clippy, docs, dependencies, migrations, generated code"
	@echo "make bench   run the benchmarks"

demo:
	scripts/setup demo
	cargo build --release --locked -p holdfast
	./target/release/holdfast demo $(ARGS)

test:
	scripts/setup test
	scripts/with-postgres cargo nextest run --workspace --locked
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
