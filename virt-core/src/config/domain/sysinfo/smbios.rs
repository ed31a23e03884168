//! The tables of the SMBIOS.

use super::entries::entries;
use crate::xml::XmlElement;

/// Tables in which firmware and machine describe themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SmbiosInformation {
    /// The firmware.
    #[xml(child)]
    pub bios: Option<BiosInformation>,
    /// The machine.
    #[xml(child)]
    pub system: Option<SystemTableInformation>,
    /// The boards.
    #[xml(child = "baseBoard")]
    pub base_boards: Vec<BaseBoardInformation>,
    /// The case.
    #[xml(child)]
    pub chassis: Option<ChassisInformation>,
    /// The processors; of hosts alone.
    #[xml(child = "processor")]
    pub processors: Vec<ProcessorInformation>,
    /// The modules of memory; of hosts alone.
    #[xml(child = "memory_device")]
    pub memory_devices: Vec<MemoryDeviceInformation>,
    /// Texts of the manufacturer's.
    #[xml(child = "oemStrings")]
    pub oem_strings: Option<OemStrings>,
}

entries! {
    /// The firmware: `<bios>`.
    BiosInformation {
        /// Who made it.
        vendor,
        /// Its version.
        version,
        /// When it was released: month, day and year, such as 04/01/2014.
        date,
        /// The release: major and minor number, such as 4.6.
        release,
    }
}

entries! {
    /// The machine: `<system>`.
    SystemTableInformation {
        /// Who made it.
        manufacturer,
        /// What it is called.
        product,
        /// Its version.
        version,
        /// Its serial number.
        serial,
        /// Its identity, which is that of the domain.
        uuid,
        /// Its number in the maker's catalogue.
        sku,
        /// The family that it belongs to.
        family,
    }
}

entries! {
    /// A board: `<baseBoard>`.
    BaseBoardInformation {
        /// Who made it.
        manufacturer,
        /// What it is called.
        product,
        /// Its version.
        version,
        /// Its serial number.
        serial,
        /// The owner's number for it.
        asset,
        /// Where in the case it is.
        location,
    }
}

entries! {
    /// The case: `<chassis>`.
    ChassisInformation {
        /// Who made it.
        manufacturer,
        /// Its version.
        version,
        /// Its serial number.
        serial,
        /// The owner's number for it.
        asset,
        /// Its number in the maker's catalogue.
        sku,
    }
}

entries! {
    /// A processor of a host: `<processor>`.
    ProcessorInformation {
        /// The socket that it is in.
        socket_destination,
        /// What it is.
        processor_type = "type",
        /// The family that it belongs to.
        family,
        /// Who made it.
        manufacturer,
        /// The numbers that tell its kind.
        signature,
        /// Its version.
        version,
        /// The clock that it gets.
        external_clock,
        /// The highest speed of the socket.
        max_speed,
        /// Whether the socket is populated, and the processor enabled.
        status,
        /// Its serial number.
        serial_number,
        /// Its part number.
        part_number,
    }
}

entries! {
    /// A module of a host's memory: `<memory_device>`.
    MemoryDeviceInformation {
        /// How much it holds.
        size,
        /// Its form.
        form_factor,
        /// The socket that it is in.
        locator,
        /// The bank that it is in.
        bank_locator,
        /// The kind of memory.
        memory_type = "type",
        /// More about the kind.
        type_detail,
        /// Its speed.
        speed,
        /// Who made it.
        manufacturer,
        /// Its serial number.
        serial_number,
        /// Its part number.
        part_number,
    }
}

/// Texts of the manufacturer's: `<oemStrings><entry>…</entry></oemStrings>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OemStrings {
    /// The texts.
    #[xml(child = "entry")]
    pub entries: Vec<OemString>,
}

/// A text of the manufacturer's; it may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct OemString {
    /// The text.
    #[xml(text)]
    pub text: String,
}
