//! Derives that map the XML models of `virt-core` to elements and attributes.
//!
//! # `XmlElement` on a struct
//!
//! The struct is one element. Each field says with `#[xml(…)]` where it stands; the order of the
//! fields is the order in which they are written, attributes before content. A field's name is
//! the name in the document unless one is given.
//!
//! | on a field | in the document | types |
//! |---|---|---|
//! | `attribute`, `attribute = "x"` | an attribute | `T`, `Option<T>` |
//! | `child`, `child = "x"` | an element with a model of its own | `T`, `Option<T>`, `Vec<T>` |
//! | `value`, `value = "x"` | an element that holds text alone | `T`, `Option<T>`, `Vec<T>` |
//! | `flag`, `flag = "x"` | an empty element whose presence counts | `bool` |
//! | `path = "x/@y"` | an attribute of an element that has no model | `T`, `Option<T>`, `Vec<T>` |
//! | `scaled`, `scaled = "x"` | an attribute with its unit in the attribute `unit` | `MemorySize`, `Option<MemorySize>` |
//! | `text` | the element's own text | `T`, `Option<T>` |
//! | `flatten` | a model whose parts stand on this same element | a model |
//! | `flatten = "x"` | the same, there where the attribute `x` is | `Option` of a model |
//! | `any`, `any = "x"` | an element that is kept verbatim | `Option<Element>` |
//! | `others` | child elements that no other field takes, kept in order | `Vec<Element>` |
//!
//! Where there are `others`, elements of any name go in the element, in strict mode too.
//!
//! Beside it may stand: `default` (a missing `T` is `T::default()`), `live` (left out of the
//! inactive form), `secret` (left out unless the form is secure), `hex = "4"` (a number written
//! as `0x` and at least so many digits), `bare_hex` (the digits of an attribute are hexadecimal
//! without `0x` too), `octal` (the digits of an attribute are octal behind a `0`, as libvirt reads
//! this one), `once` (a child element that is repeated is an error, where
//! otherwise the first one counts), `needed` (an element that a `path` leads to may be missing, but
//! not without this attribute), `written = "method"` (an attribute, a text or a child, whose
//! value in a document the method chooses: it takes the form and gives an `Option` of `T` or `&T`), `exact` (a `scaled`
//! size is not rounded up to whole KiB, and is written in the largest unit that suits it), and
//! `namespace = "uri",
//! prefix = "p"` for elements of a namespace, with `declare` where `xmlns:p` is to be written (once
//! for all fields of the namespace), or `declare = "first"` where it comes before all attributes.
//!
//! Where libvirt reads without a word what has no meaning, an attribute may say so: `blank` (an empty
//! one is none), or `lenient` (what cannot be read is none; strict mode still lists it). On a child
//! may stand `nothing_without = "attribute"` (the element is none without the attribute, or with an
//! empty one).
//!
//! On a child that is an `Option<Box<Self>>` may stand `chain`: as data, the model is a list of
//! itself and all that it leads to, for readers of data know of no nesting without end.
//!
//! On a child may stand `unless = "attribute=value"` (the element is another model's where the
//! attribute has the value); on a flattened model whose variant an attribute chooses, `tag =
//! "attribute"` (it must be there, whatever the default).
//!
//! On the struct, `written_if = "method"` names a method that takes the form and says whether the element is in it.
//! `empty = "open"` writes an empty element as two tags on two lines. `unknown = "feature"` makes a
//! child element that nobody knows an error, which calls it that.
//!
//! # `XmlElement` on an enum
//!
//! An attribute chooses the variant: `#[xml(tag = "type", default = "pci")]`. A variant holds a
//! model of what else stands on the element, or nothing. `error = "ConfigUnsupported"` chooses the
//! kind of error that other words make. `unwritten = "pci"` leaves the attribute out when
//! that variant is written. On a variant, `bare_if = "method"` names a method of its
//! model that says whether all attributes but the choosing one are left out, and `bare_but =
//! "attribute"` an optional one that is written all the same.
//!
//! # `XmlValue` on an enum
//!
//! Each variant is a word: its name in lower case with hyphens (`HostModel` is `host-model`), or
//! `#[xml(name = "…")]`. `FromStr`, `Display`, `as_str` and `ALL` come with it. On the enum,
//! `#[xml(error = "ConfigUnsupported")]` chooses the kind of error that other words make.
//!
//! A last variant with one unnamed field, such as `Other(Word)`, makes the set open: reading keeps
//! there what the field's type accepts, and strict mode still lists it as a bad value.
//!
//! # serde
//!
//! Where `virt-core` has its feature `serde`, whatever derives one of these is `Serialize` and
//! `Deserialize`, as `virt_core::data` describes it. A field's type needs nothing more for that
//! than the trait that its place asks for: one that is implemented by hand and says nothing of its
//! data is a text, of XML where it is an element. `#[xml(serde = "own")]` on the type leaves out
//! serde's traits, for one that has its own.

mod data;
mod element;
mod field;
mod group;
mod read;
mod shape;
mod tagged;
mod value;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, parse_macro_input};

/// Derives `virt_core::xml::XmlElement`; see the [crate](self).
#[proc_macro_derive(XmlElement, attributes(xml))]
pub fn xml_element(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let tokens = match &input.data {
        Data::Struct(data) => element::derive(&input, data),
        Data::Enum(data) => tagged::derive(&input, data),
        Data::Union(_) => Err(syn::Error::new_spanned(&input.ident, "a union is no element")),
    };
    tokens.unwrap_or_else(|err| err.to_compile_error()).into()
}

/// Derives `virt_core::xml::XmlValue`; see the [crate](self).
#[proc_macro_derive(XmlValue, attributes(xml))]
pub fn xml_value(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    value::derive(&input).unwrap_or_else(|err| err.to_compile_error()).into()
}
