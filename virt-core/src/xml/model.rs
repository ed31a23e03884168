//! The trait behind every model, and what its derive calls.

use super::document::{Document, Node};
use super::finding::Finding;
use super::shape::Shape;
use super::strict::check;
use super::writer::{Form, Writer};
use crate::{ErrorKind, Result};

/// A model of one element: reads itself from a [`Node`] and writes itself with a [`Writer`].
///
/// Structs derive it (see the crate `virt-core-derive`); by hand it is written only where the
/// format is irregular, such as a number whose unit is an attribute.
pub trait XmlElement: Sized {
    /// What the model knows of its element.
    fn shape() -> &'static Shape;

    /// Reads the element `node`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlError`] with line, column and path when something is missing or has a
    /// value that is not accepted.
    fn read(node: Node<'_>) -> Result<Self>;

    /// Writes the attributes; the element's start tag is open.
    fn write_attributes(&self, writer: &mut Writer);

    /// Writes children and text.
    fn write_content(&self, writer: &mut Writer);

    /// Whether the model, or one of its variants, has this attribute.
    fn knows_attribute(name: &str) -> bool {
        Self::shape().knows_attribute(name)
    }

    /// Whether the model, or one of its variants, has this child element.
    fn knows_child(name: &str) -> bool {
        Self::shape().knows_child(name)
    }

    /// Whether the element is there at all in a document of this form.
    fn is_written(&self, form: Form) -> bool {
        let _ = form;
        true
    }

    /// The model as JSON, YAML and the like have it. Unless a model says otherwise, that is its XML.
    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        crate::data::xml_of(self)
    }

    /// Reads the model from JSON, YAML and the like.
    ///
    /// # Errors
    ///
    /// What is wrong, with the way to it.
    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        crate::data::model_of(data)
    }
}

/// A model behind a pointer is the same model.
impl<T: XmlElement> XmlElement for Box<T> {
    fn shape() -> &'static Shape {
        T::shape()
    }

    fn read(node: Node<'_>) -> Result<Self> {
        T::read(node).map(Box::new)
    }

    fn write_attributes(&self, writer: &mut Writer) {
        T::write_attributes(self, writer);
    }

    fn write_content(&self, writer: &mut Writer) {
        T::write_content(self, writer);
    }

    fn is_written(&self, form: Form) -> bool {
        T::is_written(self, form)
    }

    #[cfg(feature = "serde")]
    fn to_data(&self) -> crate::data::Data {
        T::to_data(self)
    }

    #[cfg(feature = "serde")]
    fn from_data(data: crate::data::Data) -> Result<Self, crate::data::DataError> {
        T::from_data(data).map(Box::new)
    }
}

/// Reads a model from a document whose root is called `name`.
///
/// # Errors
///
/// [`ErrorKind::XmlDetail`] when the text is not well-formed, [`ErrorKind::XmlError`] when it is
/// not what the model describes.
pub fn from_str<T: XmlElement>(name: &str, source: &str) -> Result<T> {
    let document = Document::parse(source)?;
    T::read(root_called(&document, name)?)
}

/// Lists what a document whose root must be called `name` has beyond what `shape` knows.
///
/// # Errors
///
/// [`ErrorKind::XmlError`] when the root is called something else.
pub fn check_root(
    document: &Document<'_>,
    name: &str,
    shape: &'static Shape,
) -> Result<Vec<Finding>> {
    root_called(document, name).map(|root| check(root, shape))
}

fn root_called<'d>(document: &'d Document<'_>, name: &str) -> Result<Node<'d>> {
    let root = document.root();
    if root.name() == name {
        return Ok(root);
    }
    let message = format!("expecting root element of '{name}', not '{}'", root.name());
    Err(root.error(ErrorKind::XmlError, message))
}

/// Writes `model` as a document whose root is called `name`, with nothing secret in it.
pub fn to_string<T: XmlElement>(name: &str, model: &T) -> String {
    to_string_as(name, model, Form::default())
}

/// Writes `model` as a document of the given form, whose root is called `name`.
pub fn to_string_as<T: XmlElement>(name: &str, model: &T, form: Form) -> String {
    let mut writer = Writer::new(form);
    writer.element(name, model);
    writer.finish()
}

/// What derived code calls; not for use by hand.
#[expect(missing_docs, reason = "not part of the API")]
pub mod private {
    use crate::units::MemorySize;
    use crate::xml::{Attribute, Node, ValueError, XmlValue};
    use crate::{Error, ErrorKind, Result};

    pub use crate::xml::shape::{check_hex, check_octal, check_tag, check_value, nothing};

    #[inline]
    pub fn attribute<T: XmlValue>(attribute: Attribute<'_>) -> Result<T> {
        T::parse_value(&attribute.value())
            .map_err(|reason| bad_attribute(T::ERROR_KIND, attribute, &reason))
    }

    /// A number of hexadecimal digits, with or without `0x` before them.
    pub fn hex_attribute<T: XmlValue>(attribute: Attribute<'_>) -> Result<T> {
        crate::xml::value::parse_hex(&attribute.value())
            .map_err(|reason| bad_attribute(T::ERROR_KIND, attribute, &reason))
    }

    /// A number whose digits are octal behind a `0`.
    pub fn octal_attribute<T: XmlValue>(attribute: Attribute<'_>) -> Result<T> {
        crate::xml::value::parse_octal(&attribute.value())
            .map_err(|reason| bad_attribute(T::ERROR_KIND, attribute, &reason))
    }

    /// A number whose unit, KiB if none is given, is in the attribute `unit` beside it; rounded up
    /// to whole KiB unless it has to be exact.
    pub fn scaled_attribute(found: Attribute<'_>, exact: bool) -> Result<MemorySize> {
        match exact {
            true => crate::units::read_exact(found.node(), attribute(found)?),
            false => crate::units::read_scaled(found.node(), attribute(found)?),
        }
    }

    /// Whether a text is a unit of memory.
    pub fn check_unit(unit: &str) -> Result<(), ValueError> {
        MemorySize::scaled(0, unit).map(|_| ())
    }

    #[cold]
    fn bad_attribute(kind: ErrorKind, attribute: Attribute<'_>, reason: &ValueError) -> Error {
        let message = format!(
            "at {}, {}/@{}: invalid value '{}', {reason}",
            attribute.position(),
            attribute.node().path(),
            attribute.name(),
            shorten(&attribute.value()),
        );
        Error::new(kind, message)
    }

    /// The element's text as a value; nothing where there is no text, as libvirt sees it.
    #[inline]
    pub fn optional_text<T: XmlValue>(node: Node<'_>) -> Result<Option<T>> {
        let text = node.text();
        // Blanks around child elements are layout, not text.
        if text.is_empty() || (text.trim_ascii().is_empty() && node.children().next().is_some()) {
            return Ok(None);
        }
        match T::parse_value(&text) {
            Ok(value) => Ok(Some(value)),
            Err(reason) => Err(bad_text(T::ERROR_KIND, node, &text, &reason)),
        }
    }

    #[inline]
    pub fn text<T: XmlValue>(node: Node<'_>) -> Result<T> {
        let text = node.text();
        T::parse_value(&text).map_err(|reason| bad_text(T::ERROR_KIND, node, &text, &reason))
    }

    #[cold]
    fn bad_text(kind: ErrorKind, node: Node<'_>, text: &str, reason: &ValueError) -> Error {
        node.error(kind, format!("invalid value '{}', {reason}", shorten(text)))
    }

    #[cold]
    pub fn unknown_child(node: Node<'_>, what: &str) -> Error {
        let message = format!("<{}> is no {what} that is known", shorten(node.name()));
        node.error(ErrorKind::ConfigUnsupported, message)
    }

    #[cold]
    pub fn missing_attribute(node: Node<'_>, name: &str) -> Error {
        node.error(ErrorKind::XmlError, format!("the attribute '{name}' is missing"))
    }

    #[cold]
    pub fn missing_child(node: Node<'_>, name: &str) -> Error {
        node.error(ErrorKind::XmlError, format!("the element <{name}> is missing"))
    }

    #[cold]
    pub fn repeated_child(child: Node<'_>) -> Error {
        let message = format!("only one <{}> is allowed here", child.name());
        child.error(ErrorKind::XmlError, message)
    }

    #[cold]
    pub fn bad_variant(
        kind: ErrorKind,
        node: Node<'_>,
        attribute: &str,
        value: &str,
        words: &[&str],
    ) -> Error {
        let position = node
            .attributes()
            .find(|found| found.name() == attribute)
            .map_or_else(|| node.position(), Attribute::position);
        let message = format!(
            "at {position}, {}/@{attribute}: invalid value '{}', expected one of: {}",
            node.path(),
            shorten(value),
            words.join(", "),
        );
        Error::new(kind, message)
    }

    /// Messages quote values, but not by the megabyte.
    pub(in crate::xml) fn shorten(text: &str) -> String {
        const ENOUGH: usize = 80;
        match text.char_indices().nth(ENOUGH) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text.to_owned(),
        }
    }
}
