//! Typed parameters: named values of seven types, in which tunables, statistics and job results
//! travel. The names are constants of [`crate::api`].

mod value;

pub use value::{FromTypedValue, TypedValue};

use std::borrow::Cow;
use std::fmt;

use crate::api::common::TypedParameterType;
use crate::{Error, ErrorKind, Result};

/// One named value.
///
/// ```
/// use virt_core::typed_parameters::{TypedParameter, TypedValue};
///
/// let shares = TypedParameter::new("cpu_shares", 2048_u64);
/// assert_eq!(shares.value, TypedValue::UnsignedLong(2048));
/// assert_eq!(shares.to_string(), "cpu_shares: 2048");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TypedParameter {
    /// The name, at most [`TypedParameters::LONGEST_NAME`] bytes in a list.
    pub name: Cow<'static, str>,
    /// The value.
    pub value: TypedValue,
}

impl TypedParameter {
    /// Names a value.
    pub fn new(name: impl Into<Cow<'static, str>>, value: impl Into<TypedValue>) -> Self {
        TypedParameter { name: name.into(), value: value.into() }
    }
}

/// `name: value`.
impl fmt::Display for TypedParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.value)
    }
}

/// A list of typed parameters, in its order.
///
/// A name may appear several times: some parameters (the disks to migrate, for example) are lists
/// of equal names. Most are not, and [`TypedParameters::validate`] tells the two apart.
///
/// ```
/// use virt_core::typed_parameters::TypedParameters;
///
/// # fn main() -> virt_core::Result<()> {
/// let mut parameters = TypedParameters::new();
/// parameters.insert("cpu_shares", 2048_u64)?;
/// assert_eq!(parameters.value::<u64>("cpu_shares")?, Some(2048));
/// assert_eq!(parameters.value::<u64>("vcpu_quota")?, None);
/// assert!(parameters.value::<bool>("cpu_shares").is_err());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypedParameters(Vec<TypedParameter>);

/// What a call accepts under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The name.
    pub name: &'static str,
    /// The type of the value.
    pub value_type: TypedParameterType,
    /// Whether the name may appear more than once.
    pub repeats: bool,
}

impl Accepted {
    /// A name that may appear once.
    pub const fn once(name: &'static str, value_type: TypedParameterType) -> Self {
        Accepted { name, value_type, repeats: false }
    }

    /// A name that may appear any number of times.
    pub const fn repeated(name: &'static str, value_type: TypedParameterType) -> Self {
        Accepted { name, value_type, repeats: true }
    }
}

impl TypedParameters {
    /// The most bytes that a name may have: what fits libvirt's field with its final zero.
    pub const LONGEST_NAME: usize = 79;

    /// An empty list.
    pub fn new() -> Self {
        TypedParameters::default()
    }

    /// Sets the value of `name`: in place where the name is there, at the end where it is not.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when the name is longer than [`TypedParameters::LONGEST_NAME`].
    pub fn insert(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<TypedValue>,
    ) -> Result<()> {
        let parameter = checked(name, value)?;
        match self.0.iter_mut().find(|old| old.name == parameter.name) {
            Some(old) => *old = parameter,
            None => self.0.push(parameter),
        }
        Ok(())
    }

    /// Adds a value of `name` at the end, beside those that are there.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when the name is longer than [`TypedParameters::LONGEST_NAME`].
    pub fn append(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<TypedValue>,
    ) -> Result<()> {
        self.0.push(checked(name, value)?);
        Ok(())
    }

    /// Sets the value of `name` where there is one.
    ///
    /// # Errors
    ///
    /// See [`TypedParameters::insert`].
    pub fn insert_some(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: Option<impl Into<TypedValue>>,
    ) -> Result<()> {
        value.map_or(Ok(()), |value| self.insert(name, value))
    }

    /// Takes out every value of `name`; whether there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|parameter| parameter.name != name);
        self.0.len() < before
    }

    /// The first value of `name`, of whatever type.
    pub fn get(&self, name: &str) -> Option<&TypedValue> {
        self.0.iter().find(|parameter| parameter.name == name).map(|parameter| &parameter.value)
    }

    /// The first value of `name` as a `T`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when it is of another type.
    pub fn value<'a, T: FromTypedValue<'a>>(&'a self, name: &str) -> Result<Option<T>> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        T::from_typed_value(value).map(Some).ok_or_else(|| wrong_type(name, value, T::TYPE))
    }

    /// All values of `name` as `T`s, in their order.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when one is of another type.
    pub fn values<'a, T: FromTypedValue<'a>>(&'a self, name: &str) -> Result<Vec<T>> {
        let named = self.0.iter().filter(|parameter| parameter.name == name);
        named
            .map(|parameter| {
                T::from_typed_value(&parameter.value)
                    .ok_or_else(|| wrong_type(name, &parameter.value, T::TYPE))
            })
            .collect()
    }

    /// Whether `name` has a value.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Checks that a call accepts every parameter.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ArgumentUnsupported`] for a name that is not in `accepted`;
    /// [`ErrorKind::InvalidArg`] for a value of another type and for a name that appears twice
    /// and may not.
    pub fn validate(&self, accepted: &[Accepted]) -> Result<()> {
        for (i, parameter) in self.0.iter().enumerate() {
            let name = &*parameter.name;
            let Some(known) = accepted.iter().find(|known| known.name == name) else {
                return Err(Error::new(
                    ErrorKind::ArgumentUnsupported,
                    format!("parameter '{name}' is not supported"),
                ));
            };
            if parameter.value.value_type() != known.value_type {
                return Err(wrong_type(name, &parameter.value, known.value_type));
            }
            if !known.repeats && self.0[..i].iter().any(|earlier| earlier.name == name) {
                return Err(Error::invalid_argument(
                    "params",
                    format!("parameter '{name}' occurs multiple times"),
                ));
            }
        }
        Ok(())
    }

    /// How many parameters there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parameters, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, TypedParameter> {
        self.0.iter()
    }
}

fn checked(
    name: impl Into<Cow<'static, str>>,
    value: impl Into<TypedValue>,
) -> Result<TypedParameter> {
    let parameter = TypedParameter::new(name, value);
    if parameter.name.len() > TypedParameters::LONGEST_NAME {
        return Err(Error::invalid_argument(
            "params",
            format!(
                "the name '{}' is longer than {} bytes",
                parameter.name,
                TypedParameters::LONGEST_NAME
            ),
        ));
    }
    Ok(parameter)
}

fn wrong_type(name: &str, value: &TypedValue, expected: TypedParameterType) -> Error {
    Error::invalid_argument(
        "params",
        format!(
            "parameter '{name}' is of type '{}', '{}' is expected",
            value::type_words(value.value_type()),
            value::type_words(expected)
        ),
    )
}

impl From<Vec<TypedParameter>> for TypedParameters {
    fn from(parameters: Vec<TypedParameter>) -> Self {
        TypedParameters(parameters)
    }
}

impl FromIterator<TypedParameter> for TypedParameters {
    fn from_iter<I: IntoIterator<Item = TypedParameter>>(parameters: I) -> Self {
        TypedParameters(parameters.into_iter().collect())
    }
}

impl Extend<TypedParameter> for TypedParameters {
    fn extend<I: IntoIterator<Item = TypedParameter>>(&mut self, parameters: I) {
        self.0.extend(parameters);
    }
}

impl IntoIterator for TypedParameters {
    type Item = TypedParameter;
    type IntoIter = std::vec::IntoIter<TypedParameter>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a TypedParameters {
    type Item = &'a TypedParameter;
    type IntoIter = std::slice::Iter<'a, TypedParameter>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
