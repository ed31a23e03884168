//! XML in and out: a light element tree, the canonical writer, and the traits behind the models.
//!
//! Reading goes text → [`Document`] (an index into the text, nothing copied) → model, a plain
//! struct that derives [`XmlElement`]. Writing goes model → [`Writer`], which prints libvirt's
//! form. Three promises hold for any input:
//!
//! - there is no DTD: a DOCTYPE or an entity of one's own is an error, so nothing expands;
//! - size, depth and attributes per element are bounded (see [`limits`]) before memory is taken;
//! - every error says line, column and the element's path.
//!
//! ```
//! use virt_core::xml::Document;
//!
//! let document = Document::parse("<pool type='dir'><name>default</name></pool>")?;
//! let root = document.root();
//! assert_eq!(root.attribute("type").as_deref(), Some("dir"));
//! assert_eq!(root.child("name").map(|name| name.text().into_owned()), Some("default".into()));
//! # Ok::<(), virt_core::Error>(())
//! ```

mod comment;
mod document;
mod element;
mod escape;
mod finding;
pub mod limits;
mod model;
mod parse;
mod places;
mod position;
mod shape;
mod spelling;
mod strict;
mod tag;
mod text;
pub(crate) mod value;
mod word;
mod writer;

pub(crate) use comment::{Comment, comments};
pub use document::{Attribute, Children, Document, Node};
pub use element::{Content, Element};
pub use escape::Escaped;
pub(crate) use finding::Misspelled;
pub use finding::{Finding, FindingKind, LeftOut};
pub use model::{XmlElement, check_root, from_str, to_string, to_string_as};
pub(crate) use places::Places;
pub use position::Position;
pub use shape::{
    AttributeShape, Check, ChildKind, ChildShape, FlattenedShape, Shape, ShapeOf, Variants,
};
pub(crate) use spelling::nearest;
pub use strict::check;
pub use value::{Switch, ValueError, ValueKind, XmlValue};
pub use word::Word;
pub use writer::{Form, Writer};

#[doc(hidden)]
pub use model::private;
pub use virt_core_derive::{XmlElement, XmlValue};
