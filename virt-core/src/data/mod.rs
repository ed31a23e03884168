//! Definitions as plain data, which is what [serde](https://serde.rs) reads and writes of them.
//!
//! With the feature `serde`, every model is [`Serialize`](serde_core::Serialize) and
//! [`Deserialize`](serde_core::Deserialize) in any format that tells its values apart by itself, such as
//! JSON, YAML or CBOR:
//!
//! - a model is an object whose members are called as the fields in Rust, and so are the parts of
//!   an element that have a model of their own (`info` of a disk, `size` of a memory);
//! - a chain, such as the layers of a disk's image in `backing_store`, is a list, the uppermost
//!   first;
//! - what is not there is left out, an empty list among it;
//! - numbers are numbers, yes and no are `true` and `false`, other words are libvirt's;
//! - sizes have their unit (`"2GiB"`); addresses, UUIDs and sets of processors are texts;
//! - where an attribute chooses what an element is, the object has a member of its name, such as
//!   `"type": "network"`;
//! - elements that no model knows, such as those in `<metadata>`, are texts of XML.
//!
//! Reading gives back what was written, bit by bit. Members that a model does not have are refused,
//! with the way to them and the names that are known. **Everything is written**, passwords and the
//! state of a running guest included; a document of another [`Form`](crate::xml::Form) has less.
//!
//! ```
//! use virt_core::config::DomainConfig;
//!
//! let text = r#"{
//!     "domain_type": "kvm",
//!     "name": "web",
//!     "memory": {"size": "2GiB"},
//!     "os": {"os_type": {"arch": "x86_64", "name": "hvm"}, "boot": ["hd"]}
//! }"#;
//! let config: DomainConfig = serde_json::from_str(text)?;
//! assert_eq!(config.memory.as_ref().map(|memory| memory.size.mib()), Some(2048));
//! let again: DomainConfig = serde_json::from_str(&serde_json::to_string(&config)?)?;
//! assert_eq!(again, config);
//!
//! let refused = serde_json::from_str::<DomainConfig>(
//!     r#"{"domain_type": "kvm", "devices": {"disks": [{"sorce": {}}]}}"#,
//! );
//! let message = refused.unwrap_err().to_string();
//! assert!(message.starts_with("devices.disks[0]: there is no 'sorce', did you mean 'source'?"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod object;
mod scalar;
mod serde_impls;
mod xml;

pub use error::DataError;
pub use object::{Fields, Object, chain, items, not_one_of, tagged, untagged};
pub use scalar::{flag, flag_of, parsed, scalar_of, text_of, value_of};
#[doc(hidden)]
pub use serde_impls::serde;
pub use xml::{element, element_of, model_of, xml_of};

use std::borrow::Cow;

/// A piece of plain data.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Nothing, which is the same as no member.
    Null,
    /// Yes or no.
    Truth(bool),
    /// A whole number.
    Unsigned(u64),
    /// A whole number below zero.
    Signed(i64),
    /// A number that is not whole; no model has any.
    Fraction(f64),
    /// A text.
    Text(String),
    /// Data in order.
    List(Vec<Data>),
    /// Named members, in order.
    Object(Vec<(Cow<'static, str>, Data)>),
}

impl Data {
    /// What it is, for messages.
    fn kind(&self) -> String {
        match self {
            Data::Null => "nothing".into(),
            Data::Truth(truth) => truth.to_string(),
            Data::Unsigned(number) => format!("the number {number}"),
            Data::Signed(number) => format!("the number {number}"),
            Data::Fraction(number) => format!("the number {number}"),
            Data::Text(text) => format!("the text '{}'", shortened(text)),
            Data::List(_) => "a list".into(),
            Data::Object(_) => "an object".into(),
        }
    }

    /// The member `name` of an object.
    pub fn member(&self, name: &str) -> Option<&Data> {
        let Data::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, data)| data)
    }

    fn is_empty(&self) -> bool {
        match self {
            Data::Null => true,
            Data::Object(members) => members.is_empty(),
            Data::List(items) => items.is_empty(),
            _ => false,
        }
    }
}

/// An object with these members.
impl FromIterator<(&'static str, Data)> for Data {
    fn from_iter<I: IntoIterator<Item = (&'static str, Data)>>(members: I) -> Self {
        Data::Object(members.into_iter().map(|(name, data)| (name.into(), data)).collect())
    }
}

/// Messages quote values, but not by the megabyte.
fn shortened(text: &str) -> Cow<'_, str> {
    const ENOUGH: usize = 80;
    match text.char_indices().nth(ENOUGH) {
        Some((at, _)) => format!("{}…", &text[..at]).into(),
        None => text.into(),
    }
}
