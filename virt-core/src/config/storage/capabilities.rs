//! `<storagepoolCapabilities>`: which pools and volumes a host can have.

use crate::config::root::root_element;
use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// Which pools and volumes a host can have: `<storagepoolCapabilities>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StoragePoolCapabilities {
    /// The types of pools.
    #[xml(child = "pool")]
    pub pools: Vec<StoragePoolTypeCapabilities>,
}

root_element!(StoragePoolCapabilities, "storagepoolCapabilities", Storage);

/// There is nothing in it that contradicts itself.
impl Validate for StoragePoolCapabilities {
    fn collect_problems(&self, _problems: &mut Problems) {}
}

/// What a host can do with pools of a type: `<pool type='dir' supported='yes'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(empty = "open")]
pub struct StoragePoolTypeCapabilities {
    /// The type; a text, since other hosts can have types that this crate does not know.
    #[xml(attribute = "type")]
    pub pool_type: String,
    /// Whether the host has what pools of the type need.
    #[xml(attribute)]
    pub supported: bool,
    /// What pools can choose from.
    #[xml(child = "poolOptions")]
    pub pool_options: Option<StoragePoolOptions>,
    /// What volumes can choose from.
    #[xml(child = "volOptions")]
    pub volume_options: Option<StorageVolumeOptions>,
}

/// What pools of a type can choose from: `<poolOptions>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct StoragePoolOptions {
    /// The format of the source if none is chosen.
    #[xml(path = "defaultFormat/@type")]
    pub default_format: Option<String>,
    /// The choices, such as `sourceFormatType`.
    #[xml(child = "enum")]
    pub choices: Vec<StorageCapabilityEnum>,
}

/// What volumes in pools of a type can choose from: `<volOptions>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct StorageVolumeOptions {
    /// The format if none is chosen.
    #[xml(path = "defaultFormat/@type")]
    pub default_format: Option<String>,
    /// The choices, such as `targetFormatType`.
    #[xml(child = "enum")]
    pub choices: Vec<StorageCapabilityEnum>,
}

/// A choice: `<enum name='sourceFormatType'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StorageCapabilityEnum {
    /// What is chosen.
    #[xml(attribute)]
    pub name: String,
    /// The values.
    #[xml(value = "value")]
    pub values: Vec<String>,
}
