//! Typed parameters: named values of seven types, in which tunables, statistics and job results
//! travel. The names are constants of [`crate::api`].

use std::borrow::Cow;
use std::fmt;

use crate::api::common::TypedParameterType;

/// One named value.
///
/// ```
/// use virt_core::typed_param::{TypedParam, TypedValue};
///
/// let shares = TypedParam::new("cpu_shares", 2048_u64);
/// assert_eq!(shares.value, TypedValue::UnsignedLong(2048));
/// assert_eq!(shares.to_string(), "cpu_shares: 2048");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TypedParam {
    /// The name, at most 80 bytes on the wire.
    pub name: Cow<'static, str>,
    /// The value.
    pub value: TypedValue,
}

impl TypedParam {
    /// Names a value.
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl Into<TypedValue>) -> Self {
        TypedParam { name: name.into(), value: value.into() }
    }
}

/// `name: value`.
impl fmt::Display for TypedParam {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.value)
    }
}

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

macro_rules! from {
    ($($variant:ident($source:ty),)*) => {
        $(impl From<$source> for TypedValue {
            fn from(value: $source) -> Self {
                TypedValue::$variant(value.into())
            }
        })*
    };
}

from! {
    Int(i32),
    UnsignedInt(u32),
    Long(i64),
    UnsignedLong(u64),
    Double(f64),
    Boolean(bool),
    String(String),
    String(&str),
}
