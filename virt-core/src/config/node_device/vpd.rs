//! What a PCI device carries about itself.

use crate::xml::{XmlElement, XmlValue};

/// What a PCI device carries about itself: its vital product data.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VpdCapability {
    /// The product's name.
    #[xml(value, default)]
    pub name: String,
    /// The fields, by who may change them.
    #[xml(child)]
    pub fields: Vec<VpdFields>,
}

/// Fields of one kind: `<fields access='readonly'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct VpdFields {
    /// Who may change them.
    #[xml(attribute)]
    pub access: VpdAccess,
    /// The revision of the product.
    #[xml(value)]
    pub change_level: Option<String>,
    /// Who made it.
    #[xml(value)]
    pub manufacture_id: Option<String>,
    /// Its number in a catalogue.
    #[xml(value)]
    pub part_number: Option<String>,
    /// Its serial number.
    #[xml(value)]
    pub serial_number: Option<String>,
    /// Its owner's number for it.
    #[xml(value)]
    pub asset_tag: Option<String>,
    /// Fields of the maker's own.
    #[xml(child = "vendor_field")]
    pub vendor_fields: Vec<VpdField>,
    /// Fields of the system's own.
    #[xml(child = "system_field")]
    pub system_fields: Vec<VpdField>,
}

/// Who may change fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum VpdAccess {
    /// Nobody.
    #[xml(name = "readonly")]
    ReadOnly,
    /// The host's software.
    #[xml(name = "readwrite")]
    ReadWrite,
}

/// A field: `<vendor_field index='0'>…</vendor_field>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct VpdField {
    /// The second letter of the field's keyword: a digit or a capital letter.
    #[xml(attribute)]
    pub index: String,
    /// What it says.
    #[xml(text, default)]
    pub value: String,
}
