//! A document of a kind: read, judged, filled in, written, read again, compared.

#![expect(clippy::panic, reason = "a panic is what a finding is")]

use virt_core::config::{DocumentKind, Rewriting};
use virt_core::data::Data;
use virt_core::xml::{Document, Finding, Form};

use super::WHOLE;

/// What another host gets of a definition.
const MIGRATABLE: Form = Form { secure: false, inactive: true, migratable: true };

/// The most that is said of a document: a thousand findings of each of the two passes.
const MOST: usize = 2000;

pub(super) fn read(kind: &DocumentKind, bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        assert!(Document::parse_bytes(bytes).is_err(), "what is not UTF-8 is no document");
        return;
    };
    let findings = kind.diagnose(text).ok();
    findings.iter().flatten().for_each(|finding| is_told_well(finding, text));
    assert!(findings.as_ref().is_none_or(|findings| findings.len() <= MOST), "too much is said");

    let written = rewritten(kind, text, Rewriting { form: WHOLE, fill_defaults: false });
    let is_right = findings.is_some_and(|findings| findings.is_empty());
    assert!(written.is_some() || !is_right, "nothing is wrong with it, and it is not read");
    let Some(written) = written else { return };
    rewritten(kind, text, Rewriting { form: MIGRATABLE, fill_defaults: false });
    let filled = rewritten(kind, text, Rewriting { form: WHOLE, fill_defaults: true });

    assert_eq!(kind.diff(text, &written, false).ok(), Some(Vec::new()), "written otherwise");
    if let Some(filled) = filled {
        _ = kind.diff(text, &filled, true);
    }
    through_data(kind, text, &written);
}

/// A finding has a place in the text, and can be printed.
fn is_told_well(finding: &Finding, text: &str) {
    let printed = finding.to_string();
    assert!(!printed.is_empty());
    assert!(finding.path.starts_with('/') || finding.path.is_empty(), "a path: {printed}");
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let line = finding.position.line as usize;
    assert!((1..=lines).contains(&line), "a line of {lines}: {printed}");
}

/// The document as it is written, if it can be read. Writing that again changes nothing; where
/// something is filled in, libvirt itself is content only with what it has written twice.
fn rewritten(kind: &DocumentKind, text: &str, how: Rewriting) -> Option<String> {
    let again = |text: &str| match kind.rewrite(text, how) {
        Ok(again) => again.text,
        Err(err) => panic!("{how:?}: what was written is not read: {err}"),
    };
    let once = kind.rewrite(text, how).ok()?.text;
    let twice = again(&once);
    if how.fill_defaults {
        is_same(&twice, &again(&twice), &format!("{how:?}"));
    } else {
        is_same(&once, &twice, &format!("{how:?}"));
    }
    Some(once)
}

/// The document goes through JSON unchanged.
fn through_data(kind: &DocumentKind, text: &str, written: &str) {
    let Some(json) = kind.data(text).ok().and_then(|data| serde_json::to_string(&data).ok()) else {
        panic!("what can be written cannot be JSON");
    };
    let data = serde_json::from_str::<Data>(&json).map_err(|err| err.to_string());
    let again = data.and_then(|data| kind.write_data(data, WHOLE).map_err(|err| err.to_string()));
    match again {
        Ok(again) => is_same(written, &again, "by way of JSON"),
        Err(err) => panic!("its JSON is not read: {err}"),
    }
}

/// A document comes out the same; where it does not, the first line that differs is named.
fn is_same(expected: &str, found: &str, how: &str) {
    let lines = expected.lines().map(Some).chain([None]).zip(found.lines().map(Some).chain([None]));
    let number = lines.take_while(|(expected, found)| expected == found).count();
    assert!(
        expected == found,
        "{how}: line {}: {:?} became {:?}",
        number + 1,
        expected.lines().nth(number),
        found.lines().nth(number)
    );
}
