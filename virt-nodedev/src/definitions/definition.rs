//! One definition of a mediated device, in mdevctl's own format.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use virt_core::config::node_device::{MdevAttribute, MdevCapability};

/// What a file of mdevctl's says of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Definition {
    /// Which of its parent's types it has.
    pub(crate) mdev_type: String,
    /// Whether it starts when its parent comes.
    pub(crate) autostart: bool,
    /// What is written into its files in sysfs, in this order.
    pub(crate) attributes: Vec<MdevAttribute>,
    /// What else the file says, for whoever wrote it.
    other: Map<String, Value>,
}

impl Definition {
    /// A definition of what `capability` describes.
    pub(crate) fn new(capability: &MdevCapability) -> Definition {
        Definition {
            mdev_type: capability.type_id.clone(),
            autostart: false,
            attributes: capability.attributes.clone(),
            other: Map::new(),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words that go on from the file's name.
    pub(crate) fn parse(text: &str) -> Result<Definition, String> {
        let value: Value =
            serde_json::from_str(text).map_err(|err| format!("is not JSON: {err}"))?;
        let Value::Object(mut other) = value else { return Err("is no JSON object".to_owned()) };
        let Some(Value::String(mdev_type)) = other.remove("mdev_type") else {
            return Err("has no text as \"mdev_type\"".to_owned());
        };
        let autostart = match other.remove("start").as_ref().map(Value::as_str) {
            Some(Some("auto")) => true,
            Some(Some("manual")) | None => false,
            Some(_) => return Err("has neither \"auto\" nor \"manual\" as \"start\"".to_owned()),
        };
        let attributes = match other.remove("attrs") {
            None => Vec::new(),
            Some(Value::Array(attributes)) => {
                attributes.iter().map(attribute).collect::<Option<Vec<_>>>().ok_or(ATTRIBUTES)?
            }
            Some(_) => return Err(ATTRIBUTES.to_owned()),
        };
        Ok(Definition { mdev_type, autostart, attributes, other })
    }

    /// The text of a file, laid out as mdevctl does.
    pub(crate) fn to_text(&self) -> String {
        let file = File {
            mdev_type: &self.mdev_type,
            start: if self.autostart { "auto" } else { "manual" },
            attrs: self.attributes.iter().map(pair).collect(),
            other: &self.other,
        };
        // Texts under keys that are texts are always JSON.
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }
}

fn pair(attribute: &MdevAttribute) -> BTreeMap<&str, &str> {
    BTreeMap::from([(attribute.name.as_str(), attribute.value.as_str())])
}

/// A file, in mdevctl's order.
#[derive(Serialize)]
struct File<'a> {
    mdev_type: &'a str,
    start: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attrs: Vec<BTreeMap<&'a str, &'a str>>,
    #[serde(flatten)]
    other: &'a Map<String, Value>,
}

const ATTRIBUTES: &str = "has no list of {\"name\": \"value\"} as \"attrs\"";

fn attribute(value: &Value) -> Option<MdevAttribute> {
    let mut pairs = value.as_object()?.iter();
    let (name, value) = pairs.next().filter(|_| pairs.next().is_none())?;
    // It becomes the name of a file.
    let plain = !name.is_empty() && !name.starts_with('.') && !name.contains('/');
    let value = value.as_str()?.to_owned();
    plain.then(|| MdevAttribute { name: name.clone(), value })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{
  "mdev_type": "i915-GVTg_V5_8",
  "start": "auto",
  "attrs": [
    {
      "b": "1"
    },
    {
      "a": "x \"y\""
    }
  ],
  "note": [
    1
  ]
}"#;

    #[test]
    fn what_is_read_is_written() {
        let definition = Definition::parse(TEXT).unwrap();
        assert!(definition.autostart);
        let names: Vec<_> = definition.attributes.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(definition.to_text(), TEXT);
        let short = Definition::parse("{\"mdev_type\":\"t\"}").unwrap();
        assert_eq!(short.to_text(), "{\n  \"mdev_type\": \"t\",\n  \"start\": \"manual\"\n}");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let rows = [
            ("", "is not JSON"),
            ("{\"mdev_type\": \"t\"", "is not JSON"),
            ("[]", "is no JSON object"),
            ("{\"start\": \"auto\"}", "mdev_type"),
            ("{\"mdev_type\": 5}", "mdev_type"),
            ("{\"mdev_type\": \"t\", \"start\": \"now\"}", "start"),
            ("{\"mdev_type\": \"t\", \"attrs\": {}}", "attrs"),
            ("{\"mdev_type\": \"t\", \"attrs\": [{\"a\": \"1\", \"b\": \"2\"}]}", "attrs"),
            ("{\"mdev_type\": \"t\", \"attrs\": [{\"../a\": \"1\"}]}", "attrs"),
            ("{\"mdev_type\": \"t\", \"attrs\": [{\"a\": 1}]}", "attrs"),
        ];
        for (text, says) in rows {
            let err = Definition::parse(text).unwrap_err();
            assert!(err.contains(says), "{text}: {err}");
        }
    }
}
