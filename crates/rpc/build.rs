//! Compiles `proto/` with a protobuf compiler in Rust, so that nothing needs installing.

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proto");
    println!("cargo:rerun-if-changed={}", root.display());
    let services = ["clinic/v1/clinic", "availability/v1/availability", "booking/v1/booking"];
    let files = services.map(|service| root.join(format!("holdfast/{service}.proto")));
    let descriptors = protox::compile(files, [&root])?;
    tonic_prost_build::configure().compile_fds(descriptors)?;
    Ok(())
}
