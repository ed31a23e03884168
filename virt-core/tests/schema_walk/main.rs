//! Documents that libvirt's schemas allow, made by walking through the schemas: every one is known
//! to its model, read, and written without losing anything.
//!
//! The schemas are in the folder that `VIRT_SCHEMAS` names, beside the folder that `VIRT_CORPUS`
//! names, or where Debian's package `libvirt-common` puts them. A run makes the same documents
//! every time, and others with another number in `VIRT_WALK_SEED`; `VIRT_WALK=domain/0/17` makes one
//! of them again and prints it.

#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "helpers of tests")]

mod compare;
mod judge;
mod kinds;
mod random;
mod reader;
mod report;
mod rules;
mod run;
mod schema;
mod spelling;
mod tree;
mod valid;
mod values;
mod verbatim;
mod walk;

use std::env;
use std::fs;
use std::path::PathBuf;

use reader::Folder;
use virt_testkit::needs;

/// The folder with the schemas.
fn schemas() -> Option<Folder> {
    let given = env::var_os("VIRT_SCHEMAS").map(PathBuf::from);
    let corpus = env::var_os("VIRT_CORPUS").and_then(|_| needs::corpus());
    let beside = corpus.map(|corpus| corpus.join("../reference/schemas"));
    let candidates = [given, beside, Some("/usr/share/libvirt/schemas".into())];
    let found = candidates.into_iter().flatten().find(|path| path.join("domain.rng").is_file());
    let missing = "libvirt's schemas are missing; `cargo xtask test --yes` installs them";
    needs::condition(found.is_some(), missing).then_some(())?;
    found.map(Folder::new)
}

#[test]
fn what_the_schemas_allow_is_read_and_written() {
    let Some(folder) = schemas() else { return };
    let outcome = run::run(&folder);
    // For whoever wants to read it in peace.
    if let Some(file) = env::var_os("VIRT_WALK_REPORT") {
        fs::write(file, outcome.report.to_string()).unwrap();
    }
    let report = &outcome.report;
    let hint = "VIRT_WALK=NAME prints the document NAME";
    assert!(report.is_empty(), "{report}{hint}");
    if env::var_os("VIRT_WALK").is_none() {
        assert_eq!(outcome.missed, Vec::<String>::new(), "no document has these");
        assert!(outcome.documents >= 20_000, "{} documents only", outcome.documents);
    }
}

#[test]
fn the_walk_makes_valid_documents() {
    let Some(folder) = schemas() else { return };
    valid::validate(&folder);
}
