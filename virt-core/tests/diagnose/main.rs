//! Everything that is wrong with a document, each with its place: tables of documents and what
//! `diagnose` says of them.

mod domains;
mod networks;
mod snapshots;
mod spelling;
mod storage;

use std::fmt::Write as _;

use expect_test::Expect;
use virt_core::ErrorKind;
use virt_core::xml::{Finding, FindingKind};

/// What a kind of definition is diagnosed by.
type Diagnose = fn(&str) -> virt_core::Result<Vec<Finding>>;

/// Diagnoses a document, whose first line is line 1.
fn check(diagnose: Diagnose, document: &str, expected: Expect) {
    let document = document.trim_start_matches('\n');
    let findings = match diagnose(document) {
        Ok(findings) => findings,
        Err(err) => return expected.assert_eq(&format!("{err}\n")),
    };
    let mut text = String::new();
    for Finding { position, path, kind } in &findings {
        let _ = write!(text, "{}:{} {path}: {kind}", position.line, position.column);
        match kind {
            FindingKind::Invalid { kind, .. } if *kind != ErrorKind::XmlError => {
                let _ = writeln!(text, " [{kind:?}]");
            }
            _ => text.push('\n'),
        }
    }
    expected.assert_eq(&text);
}
