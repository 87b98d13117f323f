//! Compiles `proto/` with a protobuf compiler in Rust, so that nothing needs installing. Besides the clients and
//! servers it writes the descriptors (for reflection) and the list of methods that change nothing.

use std::path::Path;

use prost::Message;

/// `google.protobuf.MethodOptions.IdempotencyLevel`
const NO_SIDE_EFFECTS: i32 = 1;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proto");
    println!("cargo:rerun-if-changed={}", root.display());
    let services =
        ["clinic/v1/clinic", "availability/v1/availability", "booking/v1/booking", "identity/v1/identity"];
    let files = services.map(|service| root.join(format!("holdfast/{service}.proto")));
    let descriptors = protox::compile(files, [&root])?;

    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("descriptors.bin"), descriptors.encode_to_vec())?;
    let mut questions = Vec::new();
    for file in &descriptors.file {
        for service in &file.service {
            for method in &service.method {
                if method.options.as_ref().and_then(|o| o.idempotency_level) == Some(NO_SIDE_EFFECTS) {
                    questions.push(format!("/{}.{}/{}", file.package(), service.name(), method.name()));
                }
            }
        }
    }
    std::fs::write(Path::new(&out).join("questions.rs"), format!("&{questions:?}"))?;

    tonic_prost_build::configure().compile_fds(descriptors)?;
    Ok(())
}
