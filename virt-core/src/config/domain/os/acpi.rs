//! `<acpi>` in `<os>`: tables for the firmware's ACPI.

use crate::xml::{XmlElement, XmlValue};

/// Tables for the firmware's ACPI: `<acpi>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct AcpiTables {
    /// The tables. All types but `raw` may be there once.
    #[xml(child = "table")]
    pub tables: Vec<AcpiTable>,
}

/// A table for the firmware's ACPI: `<table type='slic'>/path</table>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct AcpiTable {
    /// What the file holds.
    #[xml(attribute = "type")]
    pub table_type: AcpiTableType,
    /// The file: a path on the host.
    #[xml(text, default)]
    pub path: String,
}

/// What a file with ACPI tables holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum AcpiTableType {
    /// A table with its header. Since libvirt 11.2.
    Raw,
    /// Several tables, each with its header, one behind the other. Since libvirt 11.2.
    #[xml(name = "rawset")]
    RawSet,
    /// A software license.
    Slic,
    /// A key of Microsoft's. Since libvirt 11.2.
    Msdm,
}
