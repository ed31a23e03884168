//! Cases of a corpus, as its manifest lists them, and the score that a model reaches.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One case of a corpus.
pub(crate) struct Case {
    /// Its name, unique in its corpus.
    pub(crate) id: String,
    folder: PathBuf,
    entry: Value,
}

impl Case {
    /// What the case is about: `same`, `different`, `parse-error`…
    pub(crate) fn expects(&self, what: &str) -> bool {
        self.text("expect") == Some(what)
    }

    /// The text of the file that the member `name` of the case names.
    pub(crate) fn file(&self, name: &str) -> String {
        let path = self.text(name).unwrap_or_else(|| panic!("{}: no {name}", self.id));
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// The same, where not every case names one.
    pub(crate) fn optional_file(&self, name: &str) -> Option<String> {
        self.text(name).map(|_| self.file(name))
    }

    /// An argument of the case.
    pub(crate) fn argument(&self, name: &str) -> &Value {
        &self.entry["args"][name]
    }

    /// Whether the case is about output with this flag.
    pub(crate) fn has_flag(&self, flag: &str) -> bool {
        let flags = self.argument("flags").as_array();
        flags.is_some_and(|flags| flags.iter().any(|found| found == flag))
    }

    /// The name of the file that the member `name` of the case names, without its folder.
    pub(crate) fn file_name(&self, name: &str) -> Option<&str> {
        self.text(name)?.rsplit('/').next()
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.entry[name].as_str()
    }
}

/// The cases of the corpus `name` in `root`.
pub(crate) fn cases(root: &Path, name: &str) -> Vec<Case> {
    let folder = root.join(name);
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let entries = manifest["cases"].as_array().unwrap();
    let case = |entry: &Value| Case {
        id: entry["id"].as_str().unwrap().to_owned(),
        folder: folder.clone(),
        entry: entry.clone(),
    };
    entries.iter().map(case).collect()
}

/// Judges every case of the corpus `name` in `root`, prints how many passed and, for those that did
/// not, the first difference; at least `floor` must pass. A floor only ever rises.
pub(crate) fn judge(
    root: &Path,
    name: &str,
    floor: usize,
    verdict: impl Fn(&Case) -> Result<(), String>,
) {
    let cases = cases(root, name);
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| verdict(case).err().map(|why| format!("  {}: {why}\n", case.id)))
        .collect();
    let passed = cases.len() - failures.len();
    let failed = failures.len();
    let report = format!("corpus {name}: {passed} passed, {failed} failed\n{}", failures.concat());
    // Past the capturing of output, since the counts are what one runs this for.
    io::stderr().write_all(report.as_bytes()).unwrap();
    assert!(passed >= floor, "{report}at least {floor} must pass");
}

/// Whether two texts are equal; otherwise the first line that differs.
pub(crate) fn same_text(expected: &str, found: &str) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let mut lines = (1..).zip(expected.lines().zip(found.lines()));
    match lines.find(|(_, (expected, found))| expected != found) {
        Some((line, (expected, found))) => {
            Err(format!("line {line}: expected '{expected}', found '{found}'"))
        }
        None => Err(format!(
            "expected {} lines, found {}",
            expected.lines().count(),
            found.lines().count()
        )),
    }
}
