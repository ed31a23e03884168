//! What strict mode finds in a document.

use std::collections::HashSet;
use std::fmt;

use super::model::private::shorten;
use super::position::Position;
use super::spelling::nearest;
use super::value::ValueError;
use crate::ErrorKind;

/// One thing in a document that is not as the model wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands.
    pub position: Position,
    /// The way to it from the root; an attribute is `/domain/@type`. Empty outside of the root.
    pub path: String,
    /// What is wrong.
    pub kind: FindingKind,
}

/// What is wrong with a part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingKind {
    /// Nobody knows the element; the nearest name that is known here, if one is near.
    UnknownElement {
        /// The nearest name that may stand here.
        nearest: Option<String>,
    },
    /// Nobody knows the attribute.
    UnknownAttribute {
        /// The nearest name that may stand here.
        nearest: Option<String>,
    },
    /// The value is none that is accepted.
    BadValue {
        /// What was written.
        value: String,
        /// What is accepted.
        reason: ValueError,
    },
    /// The element is nothing without this attribute, which the path names.
    MissingAttribute,
    /// The element around it is nothing without this element, which the path names.
    MissingElement,
    /// The element may be there once, and this is not the first one.
    RepeatedElement,
    /// There is text where none is expected.
    UnexpectedText,
    /// The document ends here, for this reason: it is not well-formed, or beyond a
    /// [limit](super::limits).
    NotWellFormed(String),
    /// A part of a document that was written again and is not in what was written.
    LeftOut(LeftOut),
    /// Everything is known and has a value of its type, but it cannot work.
    Invalid {
        /// The kind of error that validation makes of it.
        kind: ErrorKind,
        /// What is wrong and, where that is known, what to do.
        message: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "{}: {}", self.position, self.kind),
            path => write!(f, "{}: {path}: {}", self.position, self.kind),
        }
    }
}

/// Why a part of a document is not in what was written of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LeftOut {
    /// It is a secret, and the form has none.
    Secret,
    /// It is a comment, and canonical form has none but in `<metadata>`.
    Comment,
    /// It says nothing in canonical form, or says it in other words.
    Other,
}

/// What is wrong and, where something is near it, what may have been meant.
impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FindingKind::UnknownElement { .. } => f.write_str("unknown element")?,
            FindingKind::UnknownAttribute { .. } => f.write_str("unknown attribute")?,
            FindingKind::BadValue { value, reason } => {
                write!(f, "invalid value '{}', {reason}", shorten(value))?;
            }
            FindingKind::RepeatedElement => f.write_str("the element may be there once only")?,
            FindingKind::MissingAttribute => f.write_str("the attribute is missing")?,
            FindingKind::MissingElement => f.write_str("the element is missing")?,
            FindingKind::UnexpectedText => f.write_str("unexpected text")?,
            FindingKind::Invalid { message, .. } => f.write_str(message)?,
            FindingKind::NotWellFormed(reason) => f.write_str(reason)?,
            FindingKind::LeftOut(LeftOut::Secret) => f.write_str("left out, for it is secret")?,
            FindingKind::LeftOut(LeftOut::Comment) => f.write_str("the comment is left out")?,
            FindingKind::LeftOut(LeftOut::Other) => f.write_str("left out")?,
        }
        match self.suggestion() {
            Some(word) => write!(f, "; did you mean '{word}'?"),
            None => Ok(()),
        }
    }
}

impl FindingKind {
    /// What may have been meant: the nearest name or word that may stand there, if one is near.
    pub fn suggestion(&self) -> Option<String> {
        match self {
            FindingKind::UnknownElement { nearest } | FindingKind::UnknownAttribute { nearest } => {
                nearest.clone()
            }
            FindingKind::BadValue { value, reason } => {
                reason.words().and_then(|words| nearest(value, words.iter().copied()))
            }
            _ => None,
        }
    }
}

impl Finding {
    /// The path of what was meant, if the finding is a misspelled name.
    fn meant(&self) -> Option<String> {
        let (parent, _) = self.path.rsplit_once('/')?;
        match &self.kind {
            FindingKind::UnknownElement { nearest } => {
                Some(format!("{parent}/{}", nearest.as_ref()?))
            }
            FindingKind::UnknownAttribute { nearest } => {
                Some(format!("{parent}/@{}", nearest.as_ref()?))
            }
            _ => None,
        }
    }
}

/// The paths of what is missing only because its name is misspelled.
pub(crate) struct Misspelled(HashSet<String>);

impl Misspelled {
    /// Looks through the names that `findings` tell.
    pub(crate) fn of(findings: &[Finding]) -> Self {
        Misspelled(findings.iter().filter_map(Finding::meant).collect())
    }

    /// Whether `path`, where nothing stands, is or is in something misspelled.
    pub(crate) fn explains(&self, path: &str) -> bool {
        let ends = path.match_indices('/').skip(1).map(|(at, _)| at).chain([path.len()]);
        !self.0.is_empty() && ends.into_iter().any(|end| self.0.contains(&path[..end]))
    }
}
