//! Which kind of definition a document is, and what can be done with it whichever kind it is.

#[cfg(feature = "serde")]
mod data;
mod left_out;
mod paths;
mod table;

use std::fmt;

use super::Change;
use super::diff::diff_documents;
use super::domain::devices::{DOCUMENTS, Device};
#[cfg(feature = "serde")]
use crate::xml::Document;
use crate::xml::{Finding, Form, Node, Shape, ShapeOf, XmlElement, nearest};
use crate::{Error, ErrorKind, Result};

/// A kind of document, known by its root element: a definition, a description, or a single
/// device of a guest.
///
/// ```
/// use virt_core::config::DocumentKind;
/// use virt_core::xml::Document;
///
/// let text = "<network><nmae>lab</nmae></network>";
/// let kind = DocumentKind::of(Document::parse(text)?.root())?;
/// assert_eq!(kind.root(), "network");
/// let findings = kind.diagnose(text)?;
/// assert_eq!(findings[0].path, "/network/nmae");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct DocumentKind {
    root: &'static str,
    /// What people call it.
    name: &'static str,
    /// Tells a document of this kind from those of others with the same root element.
    is_it: fn(Node<'_>) -> bool,
    diagnose: fn(&str) -> Result<Vec<Finding>>,
    write: fn(&str, Rewriting) -> Result<String>,
    shape: ShapeOf,
    #[cfg(feature = "serde")]
    data: data::Road,
    /// Whether anything can be filled in without knowing more than the document.
    fills_defaults: bool,
}

/// How a document is written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rewriting {
    /// What of it is written.
    pub form: Form,
    /// Whether what every driver would add is added.
    pub fill_defaults: bool,
}

/// A document that was written again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rewritten {
    /// The text in canonical form.
    pub text: String,
    /// What the document had and the text has not, but for what the form leaves out of
    /// inactive definitions.
    pub left_out: Vec<Finding>,
}

impl DocumentKind {
    /// All kinds that are known.
    pub fn all() -> impl Iterator<Item = &'static DocumentKind> + Clone {
        table::KINDS.iter().chain(DOCUMENTS)
    }

    /// A device of a guest.
    pub(crate) const fn of_device<T: XmlElement + Into<Device>>(
        root: &'static str,
        name: &'static str,
    ) -> Self {
        DocumentKind {
            root,
            name,
            is_it: |_| true,
            diagnose: Device::diagnose,
            write: |text, how| Ok(Device::parse(text)?.to_xml_as(how.form)),
            fills_defaults: false,
            shape: T::shape,
            #[cfg(feature = "serde")]
            data: data::Road {
                of: |text| Ok(T::read(Document::parse(text)?.root())?.to_data()),
                write: |data, form| Ok(T::from_data(data)?.into().to_xml_as(form)),
            },
        }
    }

    /// The kind of the document with this root element.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`] when no kind has such a root element.
    pub fn of(root: Node<'_>) -> Result<&'static DocumentKind> {
        let name = root.name();
        let mut kinds = DocumentKind::all().filter(|kind| kind.root == name);
        if let Some(kind) = kinds.find(|kind| (kind.is_it)(root)) {
            return Ok(kind);
        }
        let near = nearest(name, DocumentKind::all().map(|kind| kind.root));
        let near = near.map(|near| format!("; did you mean '{near}'?")).unwrap_or_default();
        let message = format!("<{name}> is no kind of definition that is known{near}");
        Err(root.error(ErrorKind::XmlError, message))
    }

    /// The name of the root element.
    pub fn root(&self) -> &'static str {
        self.root
    }

    /// What people call it, such as `storage pool`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The attributes, children and texts that a document of this kind can have.
    pub fn shape(&self) -> &'static Shape {
        (self.shape)()
    }

    /// Lists everything that is wrong with a document of this kind, in the order of the text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlDetail`] when the text is not well-formed, and any kind of error when it
    /// cannot be read for reasons that have no place in it.
    pub fn diagnose(&self, text: &str) -> Result<Vec<Finding>> {
        (self.diagnose)(text)
    }

    /// Writes a document of this kind in canonical form.
    ///
    /// # Errors
    ///
    /// As reading it; and [`ErrorKind::ArgumentUnsupported`] when defaults are to be filled in and depend on
    /// more than the document.
    pub fn rewrite(&self, text: &str, how: Rewriting) -> Result<Rewritten> {
        if how.fill_defaults && !self.fills_defaults {
            let message = format!("defaults of a {} depend on more than its document", self.name);
            return Err(Error::new(ErrorKind::ArgumentUnsupported, message));
        }
        let written = (self.write)(text, how)?;
        let left_out = left_out::left_out(self, text, how)?;
        Ok(Rewritten { text: written, left_out })
    }

    /// Lists what differs between two documents of this kind, as [`diff`](super::diff) does;
    /// secrets are compared too. With `inactive`, what only a running object has is not.
    ///
    /// # Errors
    ///
    /// As reading them.
    pub fn diff(&self, old: &str, new: &str, inactive: bool) -> Result<Vec<Change>> {
        let form = Form { secure: true, inactive, ..Form::default() };
        let how = Rewriting { form, fill_defaults: false };
        Ok(diff_documents(&(self.write)(old, how)?, &(self.write)(new, how)?))
    }
}

impl fmt::Debug for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DocumentKind").field(&self.name).finish()
    }
}
