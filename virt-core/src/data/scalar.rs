//! Values: texts, numbers and truth.

use std::fmt;
use std::str::FromStr;

use super::{Data, DataError};
use crate::xml::{Escaped, ValueError, ValueKind, XmlValue};

/// A value as its kind has it.
pub fn scalar_of<T: XmlValue>(value: &T) -> Data {
    let mut text = String::new();
    value.write_value(&mut Escaped::nothing(&mut text));
    let plain = match T::KIND {
        ValueKind::Text => None,
        ValueKind::Number => number(&text),
        ValueKind::Truth => truth(&text),
    };
    plain.unwrap_or(Data::Text(text))
}

/// Reads a value of whichever kind.
///
/// # Errors
///
/// What would have been accepted.
pub fn value_of<T: XmlValue>(data: Data) -> Result<T, DataError> {
    let parse = |text: &str| T::parse_value(text).map_err(|reason| DataError::value(text, &reason));
    match (T::KIND, data) {
        (_, Data::Text(text)) => parse(&text),
        (ValueKind::Number, Data::Unsigned(number)) => parse(&number.to_string()),
        (ValueKind::Number, Data::Signed(number)) => parse(&number.to_string()),
        (ValueKind::Number, Data::Fraction(number)) => parse(&number.to_string()),
        (ValueKind::Truth, Data::Truth(truth)) => {
            let mut words = TRUTHS.iter().map(|(no, yes)| if truth { yes } else { no });
            let read = |word| T::parse_value(word).ok();
            let means_it = |value: &T| scalar_of(value) == Data::Truth(truth);
            let value = words.find_map(|word| read(word).filter(means_it));
            value.ok_or_else(|| DataError::expected("a word for yes or no", &Data::Truth(truth)))
        }
        (ValueKind::Number, data) => Err(DataError::expected("a whole number", &data)),
        (ValueKind::Truth, data) => Err(DataError::expected("true or false", &data)),
        (ValueKind::Text, data @ (Data::List(_) | Data::Object(_) | Data::Null)) => {
            Err(DataError::expected("a text", &data))
        }
        // The text may have had zeros in front, or behind a dot.
        (ValueKind::Text, data) => Err(DataError::expected("a text, in quotes", &data)),
    }
}

/// The words that documents have for no and yes.
const TRUTHS: &[(&str, &str)] = &[("no", "yes"), ("off", "on"), ("false", "true"), ("0", "1")];

fn truth(text: &str) -> Option<Data> {
    let is = |pair: &&(&str, &str)| pair.0 == text || pair.1 == text;
    TRUTHS.iter().find(is).map(|(_, yes)| Data::Truth(*yes == text))
}

/// A number that comes out as the same text again.
fn number(text: &str) -> Option<Data> {
    let unsigned = text.parse().ok().filter(|number: &u64| number.to_string() == text);
    let signed = || text.parse().ok().filter(|number: &i64| number.to_string() == text);
    unsigned.map(Data::Unsigned).or_else(|| signed().map(Data::Signed))
}

/// A value as the text of its `Display`, whatever its document has.
pub fn text_of<T: fmt::Display>(value: &T) -> Data {
    Data::Text(value.to_string())
}

/// Reads a value from the text of its `FromStr`.
///
/// # Errors
///
/// There is no text, or it is not one of the type's.
pub fn parsed<T: FromStr<Err = ValueError>>(data: Data) -> Result<T, DataError> {
    match data {
        Data::Text(text) => text.parse().map_err(|reason| DataError::value(&text, &reason)),
        other => Err(DataError::expected("a text such as \"512MiB\"", &other)),
    }
}

/// Whether an element is there.
pub fn flag(data: Data) -> Result<bool, DataError> {
    match data {
        Data::Truth(truth) => Ok(truth),
        other => Err(DataError::expected("true or false", &other)),
    }
}

/// An element that is there.
pub fn flag_of(flag: &bool) -> Data {
    Data::Truth(*flag)
}
