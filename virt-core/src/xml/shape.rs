//! What a model knows, as data: strict mode compares a document with it.

use super::document::Node;
use super::model::XmlElement;
use super::value::{ValueError, XmlValue};

/// Says whether a text is a value of some type.
pub type Check = fn(&str) -> Result<(), ValueError>;

/// Gives the shape of another model; a function, since shapes can contain themselves.
pub type ShapeOf = fn() -> &'static Shape;

/// The attributes, children and text that an element can have. The derive writes it.
#[derive(Debug, Default)]
pub struct Shape {
    /// The element's attributes.
    pub attributes: &'static [AttributeShape],
    /// The element's children.
    pub children: &'static [ChildShape],
    /// What the element's text must be, where it has any.
    pub text: Option<Check>,
    /// Models whose attributes and children stand on this same element.
    pub flattened: &'static [FlattenedShape],
    /// What the element has beside, depending on the value of one attribute.
    pub variants: Option<Variants>,
    /// Whether other children and texts go too, as in a driver's own part of a document.
    pub open: bool,
}

impl Shape {
    /// An element that holds nothing.
    pub const EMPTY: Shape = Shape {
        attributes: &[],
        children: &[],
        text: None,
        flattened: &[],
        variants: None,
        open: false,
    };
}

/// An attribute that a model knows.
#[derive(Debug)]
pub struct AttributeShape {
    /// Its name.
    pub name: &'static str,
    /// What it must hold.
    pub check: Check,
    /// Whether the element is nothing without it.
    pub required: bool,
}

/// A child element that a model knows.
#[derive(Debug)]
pub struct ChildShape {
    /// Its name, without a prefix.
    pub name: &'static str,
    /// Its namespace; most have none.
    pub namespace: Option<&'static str>,
    /// Whether it may be there more than once.
    pub repeats: bool,
    /// Whether the element around it is nothing without it.
    pub required: bool,
    /// The attribute of the element around it, and the value, with which this is not the child's
    /// shape but another model's.
    pub unless: Option<(&'static str, &'static str)>,
    /// What it holds.
    pub kind: ChildKind,
}

/// What a child element holds.
#[derive(Debug)]
pub enum ChildKind {
    /// Attributes and children of its own.
    Element(ShapeOf),
    /// Text alone.
    Value(Check),
    /// Nothing: its presence is the information.
    Flag,
    /// Anything.
    Any,
}

/// A model whose attributes and children stand on the same element as another one's.
#[derive(Debug, Clone, Copy)]
pub struct FlattenedShape {
    /// The model.
    pub shape: ShapeOf,
    /// The attribute that it is there with; none where it always is.
    pub with: Option<&'static str>,
}

impl FlattenedShape {
    /// Whether the model stands on `node`.
    pub fn is_on(&self, node: Node<'_>) -> bool {
        self.with.is_none_or(|attribute| node.attribute(attribute).is_some())
    }
}

/// Alternatives chosen by an attribute's value.
#[derive(Debug)]
pub struct Variants {
    /// The attribute that chooses.
    pub attribute: &'static str,
    /// The choice where the attribute is missing; none where it must be there.
    pub default: Option<&'static str>,
    /// The attribute's values, each with the shape that it stands for.
    pub shapes: &'static [(&'static str, ShapeOf)],
}

/// The shape of something that holds nothing.
pub fn nothing() -> &'static Shape {
    static NOTHING: Shape = Shape::EMPTY;
    &NOTHING
}

/// Checks a text against the type `T`.
pub fn check_value<T: XmlValue>(text: &str) -> Result<(), ValueError> {
    T::check_value(text)
}

/// Checks a text of hexadecimal digits, with or without `0x` before them, against the type `T`.
pub fn check_hex<T: XmlValue>(text: &str) -> Result<(), ValueError> {
    super::value::parse_hex::<T>(text).map(|_| ())
}

/// Checks a text of digits, which are octal behind a `0`, against the type `T`.
pub fn check_octal<T: XmlValue>(text: &str) -> Result<(), ValueError> {
    super::value::parse_octal::<T>(text).map(|_| ())
}

/// Checks the word that chooses one of the variants of the model `T`.
pub fn check_tag<T: XmlElement>(text: &str) -> Result<(), ValueError> {
    let words = T::shape().variants.iter().flat_map(|variants| variants.shapes);
    let words: Vec<_> = words.map(|(word, _)| *word).collect();
    match words.contains(&text) {
        true => Ok(()),
        false => Err(ValueError::NoneOf(words)),
    }
}

impl ChildShape {
    /// Whether `child` is an element of this shape.
    pub fn describes(&self, child: Node<'_>) -> bool {
        let called = match self.namespace {
            None => self.name == child.name(),
            Some(namespace) => child.is(namespace, self.name),
        };
        let elsewhere = |(name, value): (&str, &str)| {
            child.parent().is_some_and(|parent| parent.attribute(name).as_deref() == Some(value))
        };
        called && !self.unless.is_some_and(elsewhere)
    }
}

impl Shape {
    /// Whether an element of this shape, or of one of its variants, can have `attribute`.
    pub fn knows_attribute(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|known| known.name == attribute)
            || self.variants.as_ref().is_some_and(|variants| variants.attribute == attribute)
            || self.parts().any(|shape| shape.knows_attribute(attribute))
    }

    /// Whether an element of this shape, or of one of its variants, can have the child `name`.
    pub fn knows_child(&self, name: &str) -> bool {
        self.children.iter().any(|known| known.name == name && known.namespace.is_none())
            || self.parts().any(|shape| shape.knows_child(name))
    }

    fn parts(&self) -> impl Iterator<Item = &'static Shape> {
        let variants = self.variants.iter().flat_map(|variants| variants.shapes);
        let flattened = self.flattened.iter().map(|flattened| flattened.shape);
        flattened.chain(variants.map(|(_, shape)| *shape)).map(|shape| shape())
    }
}
