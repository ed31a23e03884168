//! What every kind of definition can do: be read, checked and written.

use std::collections::HashSet;

use super::problem::{Finder, Problem, Problems, Validate, into_result, locate};
use crate::xml::{self, Document, Finding, Form, Misspelled, XmlElement};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// Gives a model the functions of a document whose root element it is.
macro_rules! root_element {
    ($type:ty, $root:literal, $origin:ident) => {
        impl $crate::config::root::Configuration for $type {
            const ROOT: &'static str = $root;
            const ORIGIN: $crate::ErrorOrigin = $crate::ErrorOrigin::$origin;
        }

        impl $type {
            /// Reads a definition as it was written. Unknown names are ignored, as libvirt
            /// ignores them.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::XmlDetail`](crate::ErrorKind::XmlDetail) when the text is not
            /// well-formed, [`ErrorKind::XmlError`](crate::ErrorKind::XmlError) or
            /// [`ErrorKind::ConfigUnsupported`](crate::ErrorKind::ConfigUnsupported) when
            /// something is missing or a value is not accepted; with line, column and path.
            pub fn parse(text: &str) -> $crate::Result<Self> {
                $crate::config::root::parse(text)
            }

            /// Reads a definition in which everything must be known and right.
            ///
            /// # Errors
            ///
            /// As `parse`; and
            /// [`ErrorKind::XmlInvalidSchema`](crate::ErrorKind::XmlInvalidSchema) with the list
            /// of what `check` finds.
            pub fn parse_strict(text: &str) -> $crate::Result<Self> {
                $crate::config::root::parse_strict(text, |_| true)
            }

            /// Lists everything in a definition that is unknown, missing or has a bad value.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::XmlDetail`](crate::ErrorKind::XmlDetail) when the text is not
            /// well-formed.
            pub fn check(text: &str) -> $crate::Result<Vec<$crate::xml::Finding>> {
                $crate::config::root::check::<$type>(text)
            }

            /// Lists everything that is wrong with a definition, whichever driver would have to
            /// serve it, in the order of the text: what `check` finds, and what `validate`
            /// refuses.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::XmlDetail`](crate::ErrorKind::XmlDetail) when the text is not
            /// well-formed.
            pub fn diagnose(text: &str) -> $crate::Result<Vec<$crate::xml::Finding>> {
                $crate::config::root::diagnose::<$type>(text)
            }

            /// Everything that every driver would have to refuse, each with its path. Drivers add
            /// their own checks.
            pub fn problems(&self) -> Vec<$crate::config::Problem> {
                $crate::config::root::problems(self)
            }

            /// Checks what every driver would have to refuse. Drivers add their own checks.
            ///
            /// # Errors
            ///
            /// What `problems` finds, as one error of the first one's kind: its message or, of
            /// several, a line for each.
            pub fn validate(&self) -> $crate::Result<()> {
                $crate::config::root::validate(self)
            }

            /// Writes the definition in libvirt's form, with everything that is not secret.
            pub fn to_xml(&self) -> String {
                self.to_xml_as($crate::xml::Form::default())
            }

            /// Writes the definition in the given form.
            pub fn to_xml_as(&self, form: $crate::xml::Form) -> String {
                $crate::config::Configuration::to_xml_as(self, form)
            }
        }
    };
}
pub(crate) use root_element;

/// A model that is a document: any of the definitions that have functions such as
/// [`DomainConfig::parse`](super::DomainConfig::parse).
pub trait Configuration: XmlElement + Validate {
    /// The name of the root element.
    const ROOT: &'static str;
    /// Who reports what is wrong.
    const ORIGIN: ErrorOrigin;

    /// Writes the definition in the given form.
    fn to_xml_as(&self, form: Form) -> String {
        xml::to_string_as(Self::ROOT, self, form)
    }
}

pub(crate) fn parse<T: Configuration>(text: &str) -> Result<T> {
    xml::from_str(T::ROOT, text).map_err(|err| err.or_origin(T::ORIGIN))
}

/// Findings for which `counts` says no are as good as none.
pub(crate) fn parse_strict<T: Configuration>(
    text: &str,
    counts: impl FnMut(&Finding) -> bool,
) -> Result<T> {
    let mut findings = check::<T>(text)?;
    findings.retain(counts);
    match findings.is_empty() {
        true => parse(text),
        false => Err(invalid(&findings).with_origin(T::ORIGIN)),
    }
}

/// The error that strict mode makes of its findings.
pub(crate) fn invalid(findings: &[Finding]) -> Error {
    let lines: Vec<_> = findings.iter().map(Finding::to_string).collect();
    Error::new(ErrorKind::XmlInvalidSchema, lines.join("\n"))
}

pub(crate) fn check<T: Configuration>(text: &str) -> Result<Vec<Finding>> {
    let document = Document::parse(text)?;
    xml::check_root(&document, T::ROOT, T::shape())
}

pub(crate) fn diagnose<T: Configuration>(text: &str) -> Result<Vec<Finding>> {
    let document = Document::parse(text)?;
    let findings = xml::check_root(&document, T::ROOT, T::shape())?;
    let problems = T::read(document.root()).map(|model| problems(&model));
    join(&document, findings, problems).map_err(|err| err.or_origin(T::ORIGIN))
}

/// What strict mode finds in a document and what its model has problems with, in the order of the
/// text.
pub(crate) fn join(
    document: &Document<'_>,
    mut findings: Vec<Finding>,
    problems: Result<Vec<Problem>>,
) -> Result<Vec<Finding>> {
    match problems {
        Ok(problems) => {
            let new = news(document, &findings, problems);
            findings.extend(locate(document, new));
        }
        // What keeps the model from being read is among the findings, but for what no shape says.
        Err(err) if findings.is_empty() => return Err(err),
        Err(_) => {}
    }
    findings.sort_by_key(|finding| finding.position);
    Ok(findings)
}

/// The problems without those that only tell again what `findings` tell: at the same place, or
/// about the absence of what is there under a misspelled name.
pub(crate) fn news(
    document: &Document<'_>,
    findings: &[Finding],
    mut problems: Vec<Problem>,
) -> Vec<Problem> {
    let misspelled = Misspelled::of(findings);
    let told: HashSet<_> = findings.iter().map(|finding| finding.path.as_str()).collect();
    let mut finder = Finder::of(document);
    problems.retain(|problem| {
        let path = problem.path.as_str();
        !told.contains(path) && (!misspelled.explains(path) || finder.is_there(path))
    });
    problems
}

pub(crate) fn problems<T: Configuration>(model: &T) -> Vec<Problem> {
    let mut problems = Problems::of(T::ROOT);
    model.collect_problems(&mut problems);
    problems.into_found()
}

pub(crate) fn validate<T: Configuration>(model: &T) -> Result<()> {
    into_result(&problems(model)).map_err(|err| err.or_origin(T::ORIGIN))
}
