//! Documents as plain data, and back.

use super::DocumentKind;
use crate::Result;
use crate::data::{Data, DataError};
use crate::xml::Form;

/// The way from a document's text to data, and from data to its text.
#[derive(Clone, Copy)]
pub(super) struct Road {
    pub(super) of: fn(&str) -> Result<Data>,
    pub(super) write: fn(Data, Form) -> Result<String, DataError>,
}

impl DocumentKind {
    /// A document of this kind as plain data, with everything that its model knows; see
    /// [`data`](crate::data). With the feature `serde`.
    ///
    /// ```
    /// use virt_core::config::DocumentKind;
    /// use virt_core::xml::{Document, Form};
    ///
    /// let text = "<hub type='usb'/>";
    /// let kind = DocumentKind::of(Document::parse(text)?.root())?;
    /// let data = kind.data(text)?;
    /// assert_eq!(serde_json::to_string(&data).unwrap(), r#"{"hub_type":"usb"}"#);
    /// assert_eq!(kind.write_data(data, Form::default()).unwrap(), "<hub type='usb'/>\n");
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As reading it.
    pub fn data(&self, text: &str) -> Result<Data> {
        (self.data.of)(text)
    }

    /// Writes the document that `data` are. With the feature `serde`.
    ///
    /// # Errors
    ///
    /// What is wrong with the data, with the way to it.
    pub fn write_data(&self, data: Data, form: Form) -> Result<String, DataError> {
        (self.data.write)(data, form)
    }
}
