//! The way to serde, and which types go it.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::{Data, element, element_of};
use crate::xml::Element;

/// For what the derives write.
#[doc(hidden)]
pub use serde_core as serde;

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::Null => serializer.serialize_unit(),
            Data::Truth(truth) => serializer.serialize_bool(*truth),
            Data::Unsigned(number) => serializer.serialize_u64(*number),
            Data::Signed(number) => serializer.serialize_i64(*number),
            Data::Fraction(number) => serializer.serialize_f64(*number),
            Data::Text(text) => serializer.serialize_str(text),
            Data::List(items) => serializer.collect_seq(items),
            Data::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, member) in members {
                    map.serialize_entry(name, member)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true or false, a list or an object")
    }

    fn visit_unit<E: Error>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        Data::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, truth: bool) -> Result<Data, E> {
        Ok(Data::Truth(truth))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Data, E> {
        Ok(Data::Unsigned(number))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Data, E> {
        Ok(u64::try_from(number).map_or(Data::Signed(number), Data::Unsigned))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Data, E> {
        Ok(Data::Fraction(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Data, E> {
        Ok(Data::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Data::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut members = Vec::new();
        while let Some((name, member)) = map.next_entry::<String, Data>()? {
            members.push((Cow::Owned(name), member));
        }
        Ok(Data::Object(members))
    }
}

/// Gives a type that is written as data serde's traits.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($type:ty, $to:path, $from:path) => {
        #[automatically_derived]
        impl ::virt_core::data::serde::Serialize for $type {
            fn serialize<S: ::virt_core::data::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                ::virt_core::data::serde::Serialize::serialize(&$to(self), serializer)
            }
        }

        #[automatically_derived]
        impl<'de> ::virt_core::data::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::virt_core::data::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let data: ::virt_core::data::Data =
                    ::virt_core::data::serde::Deserialize::deserialize(deserializer)?;
                $from(data).map_err(::virt_core::data::serde::de::Error::custom)
            }
        }
    };
}

serde_impls!(Element, element_of, element);
