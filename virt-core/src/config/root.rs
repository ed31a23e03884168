//! What every kind of definition can do: be read, checked and written.

/// Gives a model the functions of a document whose root element it is.
macro_rules! root_element {
    ($type:ty, $root:literal, $origin:ident) => {
        impl $type {
            /// Reads a definition as it was written. Unknown names are ignored, as libvirt
            /// ignores them.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::XmlDetail`](crate::ErrorKind::XmlDetail) when the text is not
            /// well-formed, [`ErrorKind::XmlError`](crate::ErrorKind::XmlError) when something
            /// is missing or a value is not accepted; with line, column and path.
            pub fn parse(text: &str) -> $crate::Result<Self> {
                $crate::xml::from_str($root, text)
                    .map_err(|err| err.or_origin($crate::ErrorOrigin::$origin))
            }

            /// Reads a definition in which everything must be known and right.
            ///
            /// # Errors
            ///
            /// As `parse`; and
            /// [`ErrorKind::XmlInvalidSchema`](crate::ErrorKind::XmlInvalidSchema) with the list
            /// of what `check` finds.
            pub fn parse_strict(text: &str) -> $crate::Result<Self> {
                let findings = <$type>::check(text)?;
                if findings.is_empty() {
                    return <$type>::parse(text);
                }
                let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
                let kind = $crate::ErrorKind::XmlInvalidSchema;
                Err($crate::Error::new(kind, lines.join("\n"))
                    .with_origin($crate::ErrorOrigin::$origin))
            }

            /// Lists everything in a definition that is unknown or has a bad value.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::XmlDetail`](crate::ErrorKind::XmlDetail) when the text is not
            /// well-formed.
            pub fn check(text: &str) -> $crate::Result<Vec<$crate::xml::Finding>> {
                let document = $crate::xml::Document::parse(text)?;
                let shape = <$type as $crate::xml::XmlElement>::shape();
                $crate::xml::check_root(&document, $root, shape)
            }

            /// Writes the definition in libvirt's form.
            pub fn to_xml(&self) -> String {
                self.to_xml_as($crate::xml::Form::default())
            }

            /// Writes the definition in the given form.
            pub fn to_xml_as(&self, form: $crate::xml::Form) -> String {
                $crate::xml::to_string_as($root, self, form)
            }
        }
    };
}
pub(crate) use root_element;
