//! Expressions that choose objects by their properties.
//!
//! ```text
//! expression  = conjunction { "or" conjunction }
//! conjunction = term { "and" term }
//! term        = "not" term | "(" expression ")" | comparison
//! comparison  = property [ operator value ]
//! operator    = "=" | "!=" | "<" | "<=" | ">" | ">=" | "~" | "!~"
//! property    = letter { letter | digit | "_" | "-" | "." }
//! value       = "'" text "'" | '"' text '"' | word
//! ```
//!
//! - A property may have several values; a comparison holds when it holds for one of them. `!=`
//!   and `!~` hold when `=` and `~` do not, so also where the property is missing.
//! - A property alone holds when it has a value.
//! - `=` and the comparisons of size compare numbers, decimal or with `0x`, when both sides are
//!   some, and text otherwise.
//! - `~` compares with a pattern: `*` is any text, `?` any one character.
//! - In a value, a quote of its own kind is written twice. A value of letters, digits and
//!   `_ - . : / * ?` needs no quotes, unless it is `and`, `or` or `not`.
//!
//! Which properties devices of the host have is said at
//! [`Properties`](crate::driver::node_device#properties).

mod evaluate;
mod expression;
mod number;
mod parse;
mod pattern;
mod properties;
mod token;

pub use properties::Properties;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::xml::nearest;
use crate::{Error, Result};
use expression::Expression;

/// An expression that chooses objects by their properties; the module tells its grammar.
///
/// The `Display` form is the canonical one: it is read as the same selector.
///
/// ```
/// use virt_core::selector::{Properties, Selector};
///
/// let selector: Selector = "bus='pci' and (cap=net or cap=storage)".parse()?;
/// assert_eq!(selector.to_string(), "bus = 'pci' and (cap = 'net' or cap = 'storage')");
///
/// let card = Properties::from_iter([("bus", "pci"), ("cap", "pci"), ("cap", "net")]);
/// assert!(selector.matches(&card));
///
/// let err = "bus='pci' and and".parse::<Selector>().unwrap_err();
/// assert!(err.message().contains("column 15"), "{err}");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(Expression);

impl Selector {
    /// The longest text that is read, in bytes.
    pub const MOST_BYTES: usize = 64 * 1024;
    /// How deep `not` and parentheses may nest.
    pub const MOST_DEPTH: usize = 64;

    /// Whether an object with these properties is chosen.
    pub fn matches(&self, properties: &Properties) -> bool {
        self.0.holds(properties)
    }

    /// The properties that decide, in the order in which they are named, some perhaps twice.
    pub fn property_names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.0.collect_names(&mut names);
        names
    }

    /// The names in it of properties that no object of `objects` has, each once, with the name
    /// that was probably meant. Nothing is wrong with them, but mostly they are typos.
    ///
    /// ```
    /// use virt_core::selector::{Properties, Selector};
    ///
    /// let selector: Selector = "buss='pci' and cap='net'".parse()?;
    /// let card = Properties::from_iter([("bus", "pci"), ("cap", "net")]);
    /// assert_eq!(selector.unknown_names([&card]), [("buss", Some("bus".to_owned()))]);
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn unknown_names<'s, 'o>(
        &'s self,
        objects: impl IntoIterator<Item = &'o Properties>,
    ) -> Vec<(&'s str, Option<String>)> {
        let objects = objects.into_iter().flat_map(Properties::iter);
        let known: BTreeSet<&str> = objects.map(|(name, _)| name).collect();
        let mut unknown: Vec<(&str, Option<String>)> = Vec::new();
        for name in self.property_names() {
            if !known.contains(name) && !unknown.iter().any(|(other, _)| *other == name) {
                unknown.push((name, nearest(name, known.iter().copied())));
            }
        }
        unknown
    }
}

impl FromStr for Selector {
    type Err = Error;

    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) with the column and what is
    /// expected there.
    fn from_str(text: &str) -> Result<Self> {
        parse::parse(text).map(Selector).map_err(|wrong| Error::invalid_argument("selector", wrong))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
