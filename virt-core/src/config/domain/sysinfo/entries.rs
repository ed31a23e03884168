//! Tables of named entries: `<bios><entry name='vendor'>…</entry></bios>`.

use crate::xml::Node;

/// Makes a struct that is an element with an `<entry>` for each field, in the fields' order.
///
/// Entries without a text, and with other names, are nothing; of several with one name the first
/// one counts.
macro_rules! entries {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $given:literal) => { $given };
    ($(#[$doc:meta])* $name:ident {
        $($(#[$about:meta])* $field:ident $(= $given:literal)?,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $($(#[$about])* pub $field: Option<String>,)*
        }

        impl $crate::xml::XmlElement for $name {
            fn shape() -> &'static $crate::xml::Shape {
                use $crate::xml::{AttributeShape, ChildKind, ChildShape, Shape, ValueError};

                const NAMES: &[&str] = &[$(entries!(@name $field $($given)?)),*];
                static ENTRY: Shape = Shape {
                    attributes: &[AttributeShape {
                        name: "name",
                        check: |name| match NAMES.contains(&name) {
                            true => Ok(()),
                            false => Err(ValueError::NotOneOf(NAMES)),
                        },
                        required: true,
                    }],
                    text: Some($crate::xml::private::check_value::<String>),
                    ..Shape::EMPTY
                };
                static SHAPE: Shape = Shape {
                    children: &[ChildShape {
                        name: "entry",
                        namespace: None,
                        repeats: true,
                        required: false,
                        unless: None,
                        kind: ChildKind::Element(|| &ENTRY),
                    }],
                    ..Shape::EMPTY
                };
                &SHAPE
            }

            fn read(node: $crate::xml::Node<'_>) -> $crate::Result<Self> {
                let mut read = $name::default();
                for (name, text) in super::entries::named(node) {
                    $(if name == entries!(@name $field $($given)?) {
                        read.$field.get_or_insert(text);
                        continue;
                    })*
                }
                Ok(read)
            }

            fn write_attributes(&self, _writer: &mut $crate::xml::Writer) {}

            fn write_content(&self, writer: &mut $crate::xml::Writer) {
                $(if let Some(text) = &self.$field {
                    writer.start("entry");
                    writer.attribute_text("name", entries!(@name $field $($given)?));
                    writer.text(text);
                    writer.end("entry");
                })*
            }

            /// A table without entries says nothing.
            fn is_written(&self, _form: $crate::xml::Form) -> bool {
                *self != $name::default()
            }

            #[cfg(feature = "serde")]
            fn to_data(&self) -> $crate::data::Data {
                let mut object = $crate::data::Object::new();
                $(object.add_optional(
                    stringify!($field),
                    self.$field.as_ref().map($crate::xml::XmlValue::to_scalar),
                );)*
                object.into()
            }

            #[cfg(feature = "serde")]
            fn from_data(data: $crate::data::Data) -> Result<Self, $crate::data::DataError> {
                let mut fields = $crate::data::Fields::new(data, &[$(stringify!($field)),*])?;
                Ok($name {
                    $($field: fields.optional(
                        stringify!($field),
                        $crate::xml::XmlValue::from_scalar,
                    )?,)*
                })
            }
        }

        $crate::with_serde! {
            $crate::serde_impls!(
                $name,
                $crate::xml::XmlElement::to_data,
                $crate::xml::XmlElement::from_data
            );
        }
    };
}
pub(super) use entries;

/// The entries in `node` that have a name and a text.
pub(super) fn named(node: Node<'_>) -> impl Iterator<Item = (String, String)> {
    let entries = node.children().filter(|child| child.name() == "entry");
    entries.filter_map(|entry| {
        let text = entry.text().into_owned();
        let name = entry.attribute("name")?.into_owned();
        (!text.is_empty()).then_some((name, text))
    })
}
