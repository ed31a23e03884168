//! The value of a typed parameter.

use std::fmt;

use crate::api::common::TypedParameterType;

/// The value of a typed parameter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum TypedValue {
    /// A 32-bit signed number.
    Int(i32),
    /// A 32-bit unsigned number.
    UnsignedInt(u32),
    /// A 64-bit signed number.
    Long(i64),
    /// A 64-bit unsigned number.
    UnsignedLong(u64),
    /// A double-precision number.
    Double(f64),
    /// Yes or no.
    Boolean(bool),
    /// Text.
    String(String),
}

impl TypedValue {
    /// The type, with libvirt's number.
    pub fn value_type(&self) -> TypedParameterType {
        match self {
            TypedValue::Int(_) => TypedParameterType::Int,
            TypedValue::UnsignedInt(_) => TypedParameterType::UnsignedInt,
            TypedValue::Long(_) => TypedParameterType::Long,
            TypedValue::UnsignedLong(_) => TypedParameterType::UnsignedLong,
            TypedValue::Double(_) => TypedParameterType::Double,
            TypedValue::Boolean(_) => TypedParameterType::Boolean,
            TypedValue::String(_) => TypedParameterType::String,
        }
    }

    /// Reads `text` as a value of `value_type`, as users write it on a command line.
    ///
    /// A number may be decimal, octal (`017`) or hexadecimal (`0x1f`); a boolean is `0` or `1`.
    pub fn parse(value_type: TypedParameterType, text: &str) -> Option<TypedValue> {
        Some(match value_type {
            TypedParameterType::Int => i32::try_from(signed(text)?).ok()?.into(),
            TypedParameterType::UnsignedInt => u32::try_from(unsigned(text)?).ok()?.into(),
            TypedParameterType::Long => signed(text)?.into(),
            TypedParameterType::UnsignedLong => unsigned(text)?.into(),
            TypedParameterType::Double => text.parse::<f64>().ok()?.into(),
            TypedParameterType::Boolean => match text {
                "0" => false.into(),
                "1" => true.into(),
                _ => return None,
            },
            TypedParameterType::String => text.into(),
        })
    }
}

fn unsigned(text: &str) -> Option<u64> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    // `from_str_radix` would take a second sign.
    if digits.starts_with('+') {
        return None;
    }
    u64::from_str_radix(digits, radix).ok()
}

fn signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(digits) => 0_i64.checked_sub_unsigned(unsigned(digits)?),
        None => unsigned(text)?.try_into().ok(),
    }
}

/// What libvirt's tools call a type.
pub(super) fn type_words(value_type: TypedParameterType) -> &'static str {
    match value_type {
        TypedParameterType::Int => "int",
        TypedParameterType::UnsignedInt => "uint",
        TypedParameterType::Long => "llong",
        TypedParameterType::UnsignedLong => "ullong",
        TypedParameterType::Double => "double",
        TypedParameterType::Boolean => "boolean",
        TypedParameterType::String => "string",
    }
}

/// The value as the command line prints it: a double with six decimals, a boolean as `yes` or `no`.
impl fmt::Display for TypedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TypedValue::Int(value) => value.fmt(f),
            TypedValue::UnsignedInt(value) => value.fmt(f),
            TypedValue::Long(value) => value.fmt(f),
            TypedValue::UnsignedLong(value) => value.fmt(f),
            TypedValue::Double(value) => write!(f, "{value:.6}"),
            TypedValue::Boolean(true) => f.write_str("yes"),
            TypedValue::Boolean(false) => f.write_str("no"),
            TypedValue::String(value) => f.write_str(value),
        }
    }
}

/// A Rust type that one type of typed parameters reads as.
pub trait FromTypedValue<'a>: Sized {
    /// The type of parameters that is meant.
    const TYPE: TypedParameterType;

    /// The value, unless it is of another type.
    fn from_typed_value(value: &'a TypedValue) -> Option<Self>;
}

/// Ties a Rust type to a variant in both directions.
macro_rules! values {
    ($($variant:ident($rust:ty),)*) => {
        $(impl From<$rust> for TypedValue {
            fn from(value: $rust) -> Self {
                TypedValue::$variant(value)
            }
        }

        impl FromTypedValue<'_> for $rust {
            const TYPE: TypedParameterType = TypedParameterType::$variant;

            fn from_typed_value(value: &TypedValue) -> Option<Self> {
                match value {
                    TypedValue::$variant(value) => Some(value.clone()),
                    _ => None,
                }
            }
        })*
    };
}

values! {
    Int(i32),
    UnsignedInt(u32),
    Long(i64),
    UnsignedLong(u64),
    Double(f64),
    Boolean(bool),
    String(String),
}

impl From<&str> for TypedValue {
    fn from(value: &str) -> Self {
        TypedValue::String(value.to_owned())
    }
}

impl<'a> FromTypedValue<'a> for &'a str {
    const TYPE: TypedParameterType = TypedParameterType::String;

    fn from_typed_value(value: &'a TypedValue) -> Option<Self> {
        match value {
            TypedValue::String(value) => Some(value),
            _ => None,
        }
    }
}
