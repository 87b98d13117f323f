//! What breaks things is for debug builds alone: `tests/it/product.rs` compiles this file both ways.

#[cfg(not(debug_assertions))]
compile_error!(
    "the lab breaks things to show what holds them, so it is for debug builds alone: cargo run -p holdfast-lab \
     -- list"
);
