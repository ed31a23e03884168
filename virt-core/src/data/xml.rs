//! What no model knows, as texts of XML.

use super::object::CONTENT;
use super::{Data, DataError};
use crate::xml::{Document, Element, Form, XmlElement, to_string_as};

/// What an element is called that stands in for a name nobody needs.
const NAMELESS: &str = "model";

/// A model as the text of its XML, with all that is in it.
pub fn xml_of<T: XmlElement>(model: &T) -> Data {
    let form = Form { secure: true, inactive: false, migratable: false };
    Data::Text(to_string_as(NAMELESS, model, form).trim_end().to_owned())
}

/// Reads a model from the text of its XML.
///
/// # Errors
///
/// The data are no text, or the text is not what the model describes.
pub fn model_of<T: XmlElement>(data: Data) -> Result<T, DataError> {
    let text = text(data)?;
    let document = Document::parse(&text).map_err(|err| DataError::new(err.message()))?;
    T::read(document.root()).map_err(|err| DataError::new(err.message()))
}

/// An element as the text of its XML.
pub fn element_of(element: &Element) -> Data {
    Data::Text(element.to_string())
}

/// Reads an element from the text of its XML.
///
/// # Errors
///
/// The data are no text, or the text is not well-formed.
pub fn element(data: Data) -> Result<Element, DataError> {
    Element::parse(&text(data)?).map_err(|err| DataError::new(err.message()))
}

fn text(data: Data) -> Result<String, DataError> {
    match data {
        Data::Text(text) => Ok(text),
        // A word stood in front of the text.
        Data::Object(members) => match members.into_iter().next() {
            Some((name, Data::Text(text))) if name == CONTENT => Ok(text),
            _ => Err(DataError::new("expected a text of XML, not an object")),
        },
        other => Err(DataError::expected("a text of XML", &other)),
    }
}
