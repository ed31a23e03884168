//! Properties of a device, an object or a block node, as the JSON that QEMU's options take.

use std::fmt;

use serde_json::Value;

/// A JSON object that keeps the order in which its members were added.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Props(Vec<(String, Prop)>);

#[derive(Debug, Clone, PartialEq)]
enum Prop {
    Value(Value),
    Object(Props),
    List(Vec<Props>),
}

impl Props {
    pub(crate) fn new() -> Self {
        Props::default()
    }

    /// A device of the kind `driver`.
    pub(crate) fn device(driver: &str) -> Self {
        Props::new().text("driver", driver)
    }

    /// An object of the kind `qom_type`, which others refer to as `id`.
    pub(crate) fn object(qom_type: &str, id: &str) -> Self {
        Props::new().text("qom-type", qom_type).text("id", id)
    }

    #[must_use]
    fn with(mut self, name: &str, prop: Prop) -> Self {
        self.0.push((name.to_owned(), prop));
        self
    }

    /// Adds a text.
    #[must_use]
    pub(crate) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, Prop::Value(Value::String(value.into())))
    }

    /// Adds a number.
    #[must_use]
    pub(crate) fn number(self, name: &str, value: impl Into<i128>) -> Self {
        let value: i128 = value.into();
        let value = u64::try_from(value).map(Value::from);
        self.with(name, Prop::Value(value.unwrap_or_default()))
    }

    /// Adds a truth value.
    #[must_use]
    pub(crate) fn bool(self, name: &str, value: bool) -> Self {
        self.with(name, Prop::Value(Value::Bool(value)))
    }

    /// Adds `on` or `off`, for properties that know a third state.
    #[must_use]
    pub(crate) fn switch(self, name: &str, value: bool) -> Self {
        self.text(name, if value { "on" } else { "off" })
    }

    /// Adds an object.
    #[must_use]
    pub(crate) fn nested(self, name: &str, value: Props) -> Self {
        self.with(name, Prop::Object(value))
    }

    /// Adds a list of objects.
    #[must_use]
    pub(crate) fn list(self, name: &str, values: Vec<Props>) -> Self {
        self.with(name, Prop::List(values))
    }

    /// The same as a value, in which no order is kept.
    pub(crate) fn to_value(&self) -> Value {
        self.0.iter().map(|(name, prop)| (name.clone(), prop.to_value())).collect()
    }

    /// Adds what `add` adds for `value`, if there is one.
    #[must_use]
    pub(crate) fn maybe<T>(self, value: Option<T>, add: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => add(self, value),
            None => self,
        }
    }

    /// Adds what `add` adds, if `condition` holds.
    #[must_use]
    pub(crate) fn when(self, condition: bool, add: impl FnOnce(Self) -> Self) -> Self {
        if condition { add(self) } else { self }
    }
}

impl Prop {
    fn to_value(&self) -> Value {
        match self {
            Prop::Value(value) => value.clone(),
            Prop::Object(props) => props.to_value(),
            Prop::List(list) => list.iter().map(Props::to_value).collect(),
        }
    }
}

impl fmt::Display for Props {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, (name, prop)) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            write!(f, "{separator}{}:{prop}", Value::from(name.as_str()))?;
        }
        f.write_str("}")
    }
}

impl fmt::Display for Prop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Prop::Value(value) => value.fmt(f),
            Prop::Object(props) => props.fmt(f),
            Prop::List(list) => {
                f.write_str("[")?;
                for (index, props) in list.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "," };
                    write!(f, "{separator}{props}")?;
                }
                f.write_str("]")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_texts_are_escaped() {
        let props = Props::device("scsi-hd")
            .number("lun", 3_u32)
            .bool("share-rw", true)
            .switch("write-cache", false)
            .text("serial", "a\"b\\c\n")
            .nested("cache", Props::new().bool("direct", true))
            .list("guestfwd", vec![Props::new().text("str", "tcp"), Props::new()]);
        expect_test::expect![[r#"{"driver":"scsi-hd","lun":3,"share-rw":true,"write-cache":"off","serial":"a\"b\\c\n","cache":{"direct":true},"guestfwd":[{"str":"tcp"},{}]}"#]]
        .assert_eq(&props.to_string());
    }
}
