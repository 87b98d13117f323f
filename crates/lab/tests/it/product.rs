//! Nothing that breaks things is in the product.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Everything that the program `holdfast` is built of, as cargo resolves it: what tests need is left out.
#[test]
fn the_product_is_built_of_nothing_that_breaks_it() {
    let metadata = MetadataCommand::new().exec().unwrap();
    let resolve = metadata.resolve.as_ref().unwrap();
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let product = metadata.packages.iter().find(|package| package.name == "holdfast").unwrap();
    let (mut seen, mut next) = (BTreeSet::new(), vec![&product.id]);
    while let Some(id) = next.pop() {
        if seen.insert(id) {
            let needed = |kind: DependencyKind| kind != DependencyKind::Development;
            let deps = nodes[id].deps.iter();
            next.extend(
                deps.filter(|dep| dep.dep_kinds.iter().any(|kind| needed(kind.kind))).map(|dep| &dep.pkg),
            );
        }
    }
    let packages = metadata.packages.iter().filter(|package| seen.contains(&package.id));
    let names: BTreeSet<_> = packages.map(|package| package.name.to_string()).collect();
    assert!(names.contains("holdfast-booking") && names.contains("tokio"), "{names:?}");
    for never in ["holdfast-lab", "holdfast-testkit", "holdfast-testdb", "fail"] {
        assert!(!names.contains(never), "the product is built of {never}");
    }
}

/// No crate of ours has a feature by which the product could be built in another way than it is tested: what there is, is
/// named here.
#[test]
fn features_of_our_crates_are_known() {
    let metadata = MetadataCommand::new().no_deps().exec().unwrap();
    let mut features = BTreeSet::new();
    for package in metadata.packages.iter().filter(|package| package.name != "holdfast-sql") {
        let own = package.features.keys().filter(|feature| *feature != "default");
        features.extend(own.map(|feature| format!("{}/{feature}", package.name)));
    }
    let kafka = ["holdfast-messaging/kafka", "holdfast/kafka"];
    assert_eq!(features, BTreeSet::from(kafka.map(str::to_owned)));
}

fn compile(optimized: bool) -> Output {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/debug_only.rs");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(if optimized { "release" } else { "debug" });
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--crate-type=lib", "--emit=metadata", "--out-dir"]).arg(&folder).arg(file);
    if optimized {
        rustc.arg("-O");
    }
    rustc.output().expect("rustc runs")
}

#[test]
fn the_lab_is_for_debug_builds_alone() {
    let (debug, release) = (compile(false), compile(true));
    assert!(debug.status.success(), "{}", String::from_utf8_lossy(&debug.stderr));
    assert!(!release.status.success());
    assert!(String::from_utf8_lossy(&release.stderr).contains("for debug builds alone"));
}
