//! What a rule compares a packet with: a value, or a variable that stands for values.

use std::fmt;

use crate::xml::{Escaped, ValueError, ValueKind, XmlValue};

/// What a rule compares a part of a packet with: a value, or a variable whose values come from
/// where the filter is used.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FilterValue<T> {
    /// A value.
    Value(T),
    /// A variable, such as `$IP`.
    Variable(FilterVariable),
}

impl<T> FilterValue<T> {
    /// The value, where it is no variable.
    pub fn value(&self) -> Option<&T> {
        match self {
            FilterValue::Value(value) => Some(value),
            FilterValue::Variable(_) => None,
        }
    }
}

impl<T> From<T> for FilterValue<T> {
    fn from(value: T) -> Self {
        FilterValue::Value(value)
    }
}

impl<T: XmlValue> XmlValue for FilterValue<T> {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text.strip_prefix('$') {
            Some(variable) => FilterVariable::parse(variable).map(FilterValue::Variable),
            None => T::parse_value(text).map(FilterValue::Value),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match self {
            FilterValue::Value(value) => value.write_value(out),
            FilterValue::Variable(variable) => out.write_plain(&variable.to_string()),
        }
    }

    const KIND: ValueKind = T::KIND;
}

/// A variable: `$IP`, `$PORT[2]` or `$PORT[@1]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FilterVariable {
    name: Box<str>,
    access: VariableAccess,
}

/// Which of a variable's values are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VariableAccess {
    /// One after the other: there is a rule for each. Variables with the same iterator go in step,
    /// those with different ones make all combinations.
    Iterator(u32),
    /// The one with this number, from 0.
    Element(u32),
}

impl FilterVariable {
    /// All values of a variable. Names have letters, digits and underscores.
    ///
    /// # Errors
    ///
    /// The name is empty or has other characters.
    pub fn new(name: &str) -> Result<Self, ValueError> {
        FilterVariable::with_access(name, VariableAccess::Iterator(0))
    }

    /// Some values of a variable.
    ///
    /// # Errors
    ///
    /// As [`FilterVariable::new`].
    pub fn with_access(name: &str, access: VariableAccess) -> Result<Self, ValueError> {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        match !name.is_empty() && name.bytes().all(known) {
            true => Ok(FilterVariable { name: name.into(), access }),
            false => Err(EXPECTED),
        }
    }

    /// The name, without `$`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which values are meant.
    pub fn access(&self) -> VariableAccess {
        self.access
    }

    /// Reads what stands behind the `$`.
    fn parse(text: &str) -> Result<Self, ValueError> {
        let text = text.trim_matches(' ');
        let Some((name, access)) = text.split_once('[') else {
            return FilterVariable::new(text);
        };
        let access = access.strip_suffix(']').ok_or(EXPECTED)?.trim_matches(' ');
        let (digits, iterator) = match access.strip_prefix('@') {
            Some(digits) => (digits, true),
            None => (access, false),
        };
        if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(EXPECTED);
        }
        let number = digits.parse().map_err(|_| EXPECTED)?;
        let access = match iterator {
            true => VariableAccess::Iterator(number),
            false => VariableAccess::Element(number),
        };
        FilterVariable::with_access(name, access)
    }
}

const EXPECTED: ValueError = ValueError::Expected("a variable such as $IP, $IP[0] or $IP[@1]");

impl fmt::Display for FilterVariable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.access {
            VariableAccess::Iterator(0) => write!(f, "${}", self.name),
            VariableAccess::Iterator(number) => write!(f, "${}[@{number}]", self.name),
            VariableAccess::Element(number) => write!(f, "${}[{number}]", self.name),
        }
    }
}
