//! The migrations are compiled in, so a new file among them must cause a new build.

fn main() {
    println!("cargo:rerun-if-changed=../../sql/migrations");
}
