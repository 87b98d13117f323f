//! What holds of the tree as a whole: dependencies point one way (domain, then what carries it, then the services, then the binary); events
//! that SQL writes are known; links of documents lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use holdfast_domain::EventType;

/// What each of our crates may depend on, besides other people's crates.
fn allowed() -> BTreeMap<&'static str, Vec<&'static str>> {
    let service =
        || vec!["domain", "jobs", "rpc", "postgres", "sql", "coordination", "telemetry", "vault", "outgoing"];
    BTreeMap::from([
        ("domain", vec![]),
        ("sql", vec!["telemetry"]),
        ("telemetry", vec![]),
        ("config", vec![]),
        ("pgserver", vec![]),
        ("connections", vec!["domain", "telemetry"]),
        ("rpc", vec!["domain", "telemetry", "connections"]),
        ("tokens", vec!["domain"]),
        ("postgres", vec!["domain", "sql", "telemetry"]),
        ("vault", vec!["domain", "postgres", "sql"]),
        ("coordination", vec!["domain", "postgres", "sql", "telemetry"]),
        ("jobs", vec!["domain", "telemetry"]),
        ("messaging", vec!["domain", "jobs", "postgres", "sql", "telemetry"]),
        ("invariants", vec!["domain", "jobs", "postgres", "sql", "telemetry"]),
        ("import", vec!["domain", "postgres", "sql", "vault"]),
        // a listener, which hears of everything by events
        ("notification", vec!["domain", "jobs", "postgres", "sql", "messaging", "telemetry", "vault"]),
        ("webhook", vec!["domain", "jobs", "postgres", "sql", "messaging", "telemetry", "vault", "outgoing"]),
        ("outgoing", vec![]),
        // services never depend on one another
        ("clinic", service()),
        ("availability", service()),
        ("booking", service()),
        ("identity", service()),
        // outside, there are only contracts
        ("gateway", vec!["domain", "rpc", "tokens", "telemetry"]),
        // pages stand on the gateway, and never the other way round
        ("web", vec!["domain", "rpc", "gateway"]),
    ])
}

#[test]
fn dependencies_point_one_way() {
    let metadata = cargo_metadata::MetadataCommand::new().no_deps().exec().unwrap();
    let mut seen = BTreeSet::new();
    for package in &metadata.packages {
        let Some(name) = package.name.strip_prefix("holdfast-") else { continue };
        if matches!(name, "testdb" | "testkit" | "bench" | "lab") {
            continue;
        }
        let allowed = allowed();
        let may = allowed.get(name).unwrap_or_else(|| panic!("say here what {name} may depend on"));
        for dependency in &package.dependencies {
            if dependency.kind == cargo_metadata::DependencyKind::Normal
                && let Some(other) = dependency.name.strip_prefix("holdfast")
            {
                let other = other.trim_start_matches('-');
                assert!(may.contains(&other), "{name} must not depend on holdfast-{other}");
            }
        }
        seen.insert(name.to_owned());
    }
    assert_eq!(seen.len(), allowed().len(), "a crate is gone from the table or from the tree: {seen:?}");
}

/// A library that is built for no tests (`test = false` in its Cargo.toml, which saves building it twice) has none.
#[test]
fn no_unit_test_is_left_out() {
    let metadata = cargo_metadata::MetadataCommand::new().no_deps().exec().unwrap();
    let libraries = metadata.packages.iter().flat_map(|package| &package.targets);
    for library in libraries.filter(|target| target.is_lib() && !target.test) {
        let folder = library.src_path.parent().unwrap().as_std_path();
        for file in rust_files(folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(!text.contains("#[cfg(test)]"), "{} has tests that are never run", file.display());
        }
    }
}

/// Who may what is decided in the domain, and by the facts of routes: nothing else asks for a role by name.
#[test]
fn no_role_is_matched_elsewhere() {
    let elsewhere = files(&root().join("crates"), ".rs").into_iter().filter(|file| {
        let path = file.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        // the binary's own `Role` is what a process does
        path.contains("/src/")
            && !["domain", "holdfast", "testkit", "sql"]
                .iter()
                .any(|of| path.contains(&format!("crates/{of}/")))
    });
    for file in elsewhere {
        let text = std::fs::read_to_string(&file).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap();
        for (number, line) in program.lines().enumerate() {
            let judges = line.contains("matches!(")
                || line.contains("==")
                || line.contains("!=")
                || line.contains("=>");
            let names = line.match_indices("Role::").any(|(at, found)| {
                let is_ours = !line[..at].ends_with(|before: char| before.is_alphanumeric());
                let is_variant = line[at + found.len()..].starts_with(|next: char| next.is_ascii_uppercase());
                // `=> Role::X` says a role, `Role::X =>` asks for one
                let is_said = line[..at].contains("=>");
                is_ours && is_variant && !is_said
            });
            assert!(!(judges && names), "{}:{}: {line}", file.display(), number + 1);
        }
    }
}

/// Secrets come from the system's generator each time. One that is seeded once repeats them when its machine is set back.
#[test]
fn no_generator_of_the_program_is_seeded() {
    let metadata = cargo_metadata::MetadataCommand::new().no_deps().exec().unwrap();
    for package in &metadata.packages {
        let helpers = ["holdfast-testdb", "holdfast-testkit", "holdfast-bench", "holdfast-lab"];
        if helpers.contains(&package.name.as_str()) {
            continue;
        }
        let folder = package.manifest_path.parent().unwrap().join("src");
        for file in rust_files(folder.as_std_path()) {
            let text = std::fs::read_to_string(&file).unwrap();
            let program = text.split("#[cfg(test)]").next().unwrap();
            for seeded in ["StdRng", "SeedableRng", "thread_rng", "rand::rng", "new_random"] {
                assert!(!program.contains(seeded), "{seeded} in {}", file.display());
            }
        }
    }
}

fn rust_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let rust = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.chain(folders.iter().flat_map(|folder| rust_files(folder))).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder, those of its folders too, that end like this.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found
}

/// What stands between a text and another one, each time.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> Vec<&'t str> {
    text.split(begin).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}

#[test]
fn events_that_sql_writes_are_known() {
    let mut seen = BTreeSet::new();
    for file in files(&root().join("sql/queries"), ".sql") {
        let text = std::fs::read_to_string(&file).unwrap();
        for name in between(&text, "'holdfast.", "'") {
            let name = format!("holdfast.{name}");
            // names of settings, and of types by their beginning
            if name.starts_with("holdfast.clinics") || name == "holdfast.traceparent" || name.ends_with('%') {
                continue;
            }
            let known = EventType::parse(&name);
            assert!(known.is_some_and(|one| EventType::ALL.contains(&one)), "{}: {name}", file.display());
            seen.insert(name);
        }
    }
    assert!(seen.len() > 2, "{seen:?}");
}

/// The program knows events by their type; their names are read and written at its edge. (The API's document has one as an example.)
#[test]
fn names_of_events_are_written_down_once() {
    let crates = root().join("crates");
    let is_program = |file: &PathBuf| file.components().any(|part| part.as_os_str() == "src");
    let mut found = BTreeSet::new();
    for file in files(&crates, ".rs").into_iter().filter(is_program) {
        let text = std::fs::read_to_string(&file).unwrap();
        let program = text.split("#[cfg(test)]").next().unwrap();
        if EventType::ALL.iter().any(|one| program.contains(&format!("\"{}\"", one.as_str()))) {
            found.insert(file.strip_prefix(&crates).unwrap().display().to_string());
        }
    }
    let expected = ["domain/src/event.rs", "gateway/src/routes/mails.rs", "gateway/src/routes/webhooks.rs"];
    assert_eq!(found, BTreeSet::from(expected.map(str::to_owned)));
}

/// Metrics are made by handles of the table in `holdfast-telemetry`, from which their documentation is made.
#[test]
fn metrics_are_made_from_the_table_alone() {
    let metadata = cargo_metadata::MetadataCommand::new().no_deps().exec().unwrap();
    for package in metadata.packages.iter().filter(|package| package.name != "holdfast-telemetry") {
        let other = package.dependencies.iter().find(|dependency| dependency.name.starts_with("metrics"));
        assert!(other.is_none(), "{} makes metrics that are in no table", package.name);
    }
}

#[test]
fn every_metric_of_the_table_is_measured() {
    let mut sources = String::new();
    for file in files(&root().join("crates"), ".rs") {
        let path = file.to_string_lossy();
        if path.contains("/src/") && !path.ends_with("metrics/declared.rs") {
            sources += &std::fs::read_to_string(&file).unwrap();
        }
    }
    for id in holdfast_telemetry::metrics::IDS {
        let name = format!("metrics::{id}");
        let used = sources.match_indices(&name);
        let mut ends = used.filter_map(|(at, found)| sources[at + found.len()..].chars().next());
        assert!(ends.any(|end| !end.is_alphanumeric() && end != '_'), "nothing measures {id}");
    }
}

/// Who is woken by an alert finds what to do; and no alert asks for a metric that nobody makes.
#[test]
fn alerts_are_explained_tested_and_about_metrics_that_there_are() {
    let read = |file: &str| std::fs::read_to_string(root().join(file)).unwrap();
    let (rules, tests) = (read("deploy/prometheus/rules.yaml"), read("deploy/prometheus/rules_test.yaml"));
    let (runbook, metrics) = (read("docs/runbook.md"), read("docs/metrics.md"));
    let alerts: BTreeSet<_> = between(&rules, "- alert: ", "\n").into_iter().collect();
    assert!(alerts.len() > 20, "{alerts:?}");
    let explained: BTreeSet<_> = between(&runbook, "\n## ", "\n").into_iter().collect();
    assert_eq!(alerts, explained, "left: rules.yaml, right: sections of the runbook");
    for alert in alerts {
        assert!(tests.contains(&format!("  - name: {alert}\n")), "{alert} has no test");
        assert!(rules.contains(&format!("docs/runbook.md#{}\n", alert.to_lowercase())), "{alert}");
    }
    let words = rules.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':');
    let ours = words.filter(|word| {
        ["holdfast_", "http_server_", "db_client_", "rpc_"].iter().any(|of| word.starts_with(of))
    });
    for name in ours {
        let name = name.strip_suffix("_bucket").or_else(|| name.strip_suffix("_count")).unwrap_or(name);
        assert!(metrics.contains(&format!("| `{name}` |")), "there is no metric {name}");
    }
}

fn documents() -> Vec<PathBuf> {
    let mut documents = files(&root().join("docs"), ".md");
    documents.extend(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    documents
}

/// Paths of the tree between backticks, such as `sql/queries`; not those with a placeholder, such as `crates/*`.
#[test]
fn paths_in_documents_lead_somewhere() {
    let mut count = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        let prose: String = text.split("```").step_by(2).collect();
        for quoted in prose.split('`').skip(1).step_by(2) {
            let path = quoted.split(' ').next().unwrap();
            let folders = ["crates/", "sql/", "scripts/", "docs/", "deploy/", "proto/", "bench/"];
            if folders.iter().any(|folder| path.starts_with(folder)) && !path.contains(['<', '*', '{', '…'])
            {
                assert!(root().join(path).exists(), "{}: {quoted}", document.display());
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn links_of_documents_lead_somewhere() {
    let mut count = 0;
    for document in documents() {
        let text = std::fs::read_to_string(&document).unwrap();
        for link in between(&text, "](", ")") {
            let target = link.split('#').next().unwrap();
            if target.is_empty() || target.contains("://") || target.contains(' ') {
                continue;
            }
            let path = document.parent().unwrap().join(target);
            assert!(path.exists(), "{}: {link}", document.display());
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}
