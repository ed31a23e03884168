//! One difference between two definitions.

use std::fmt;

/// One difference between two definitions.
///
/// Printed, it is the path on a line of its own and, below it, what was there behind `-` and what
/// is there behind `+`:
///
/// ```text
/// /domain/devices/disk[target/@dev='vda']/source/@file
/// - /images/old.qcow2
/// + /images/new.qcow2
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// Where it is, as an XPath expression: `/domain/memory`,
    /// `/domain/devices/disk[target/@dev='vda']/source/@file`. What identifies an element is in
    /// brackets; where nothing does and there are several, its number from 1 is, as in
    /// `/filter/rule[2]`. It is a path in the old definition or, for what is added, in the new
    /// one, below an element that both have.
    pub path: String,
    /// What it is that differs.
    pub kind: ChangeKind,
    /// What was there; none where it is added.
    pub old: Option<String>,
    /// What is there; none where it is removed.
    pub new: Option<String>,
}

/// What it is that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// An attribute or an element's text: `old` and `new` are its values.
    Value,
    /// An element as a whole: `old` and `new` are its XML.
    Element,
    /// An element's place among those whose order counts: `old` and `new` are its numbers from 1.
    Order,
}

impl Change {
    pub(super) fn whole(old: &str, new: &str) -> Self {
        Change {
            path: "/".to_owned(),
            kind: ChangeKind::Element,
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.path)?;
        let before = if self.kind == ChangeKind::Order { "place " } else { "" };
        for (sign, value) in [('-', &self.old), ('+', &self.new)] {
            let Some(value) = value else { continue };
            // An empty value has a line as well.
            for line in value.strip_suffix('\n').unwrap_or(value).split('\n') {
                match line.is_empty() {
                    true => writeln!(f, "{sign}")?,
                    false => writeln!(f, "{sign} {before}{line}")?,
                }
            }
        }
        Ok(())
    }
}
