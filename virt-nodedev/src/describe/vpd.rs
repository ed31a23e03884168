//! Vital product data: what a PCI device carries about itself in a small memory.
//!
//! The memory is a list of resources, each with a tag and a length. One is the product's name, two
//! hold fields with two-letter keywords: those that can only be read, and those that can be
//! written. One that is damaged says nothing at all.

use virt_core::config::node_device::{VpdAccess, VpdCapability, VpdField, VpdFields};

use super::Reading;
use crate::device::Device;
use crate::host::Host;

/// What the format can address.
const MOST_BYTES: u64 = 32 << 10;
const NAME: u8 = 0x82;
const READ_ONLY: u8 = 0x90;
const READ_WRITE: u8 = 0x91;
const END: u8 = 0x78;

pub(super) fn vpd(reading: &Reading<'_>) -> Option<VpdCapability> {
    read(reading.host, reading.device)
}

/// Whether a device carries such data.
pub(super) fn has_vpd(host: &Host, device: &Device) -> bool {
    read(host, device).is_some()
}

fn read(host: &Host, device: &Device) -> Option<VpdCapability> {
    parse(&host.sysfs.bytes(&device.path, "vpd", MOST_BYTES)?)
}

fn parse(mut bytes: &[u8]) -> Option<VpdCapability> {
    let mut found = VpdCapability::default();
    let mut has_name = false;
    loop {
        let (tag, data, rest) = resource(bytes)?;
        match tag {
            NAME if !has_name => {
                found.name = text(data)?;
                has_name = true;
            }
            READ_ONLY => found.fields.push(fields(VpdAccess::ReadOnly, data)?),
            READ_WRITE => found.fields.push(fields(VpdAccess::ReadWrite, data)?),
            // The name comes first, and fields that can be read are needed.
            END => {
                let readable = found.fields.iter().any(|f| f.access == VpdAccess::ReadOnly);
                return (has_name && readable).then_some(found);
            }
            _ => {}
        }
        bytes = rest;
    }
}

/// The next resource: its tag, its data and what follows.
fn resource(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let tag = *bytes.first()?;
    let (head, length, tag) = match tag & 0x80 {
        // The length is in the tag.
        0 => (1, usize::from(tag & 0x07), tag & !0x07),
        _ => (3, usize::from(u16::from_le_bytes([*bytes.get(1)?, *bytes.get(2)?])), tag),
    };
    let rest = bytes.get(head..)?;
    let (data, rest) = rest.split_at_checked(length)?;
    Some((tag, data, rest))
}

/// The fields of one resource: a keyword of two letters, a length, the value.
fn fields(access: VpdAccess, mut data: &[u8]) -> Option<VpdFields> {
    let mut fields = VpdFields {
        access,
        change_level: None,
        manufacture_id: None,
        part_number: None,
        serial_number: None,
        asset_tag: None,
        vendor_fields: Vec::new(),
        system_fields: Vec::new(),
    };
    while let [first, second, length, rest @ ..] = data {
        let (value, rest) = rest.split_at_checked(usize::from(*length))?;
        add(&mut fields, [*first, *second], value);
        data = rest;
    }
    Some(fields)
}

fn add(fields: &mut VpdFields, keyword: [u8; 2], value: &[u8]) {
    // A value with something else than printable characters is passed over, like libvirt does.
    let Some(value) = text(value) else { return };
    match (fields.access, &keyword) {
        (VpdAccess::ReadOnly, b"EC") => fields.change_level = Some(value),
        (VpdAccess::ReadOnly, b"MN") => fields.manufacture_id = Some(value),
        (VpdAccess::ReadOnly, b"PN") => fields.part_number = Some(value),
        (VpdAccess::ReadOnly, b"SN") => fields.serial_number = Some(value),
        (VpdAccess::ReadWrite, b"YA") => fields.asset_tag = Some(value),
        (_, [kind @ (b'V' | b'Y'), index]) if index.is_ascii_alphanumeric() => {
            let field = VpdField { index: char::from(*index).to_string(), value };
            match kind {
                b'V' => fields.vendor_fields.push(field),
                _ if fields.access == VpdAccess::ReadWrite => fields.system_fields.push(field),
                _ => {}
            }
        }
        _ => {}
    }
}

fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim_end_matches('\0').trim();
    text.bytes().all(|byte| matches!(byte, 0x20..=0x7E)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn large(tag: u8, data: &[u8]) -> Vec<u8> {
        let mut bytes = vec![tag];
        bytes.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(data);
        bytes
    }

    fn field(keyword: &[u8; 2], value: &[u8]) -> Vec<u8> {
        [&keyword[..], &[u8::try_from(value.len()).unwrap()], value].concat()
    }

    fn card() -> Vec<u8> {
        let readable = [
            field(b"PN", b"PN-1 "),
            field(b"SN", b"S1"),
            field(b"V0", b"v"),
            field(b"RV", &[0x1D]),
        ];
        let writable = [field(b"YA", b"tag"), field(b"Y0", b"sys"), field(b"RW", &[0; 4])];
        [
            large(NAME, b"A card "),
            large(READ_ONLY, &readable.concat()),
            large(READ_WRITE, &writable.concat()),
            vec![END],
        ]
        .concat()
    }

    #[test]
    fn fields_are_read_by_who_may_change_them() {
        let found = parse(&card()).unwrap();
        assert_eq!(found.name, "A card");
        let [readable, writable] = &found.fields[..] else { panic!("{found:?}") };
        assert_eq!(readable.part_number.as_deref(), Some("PN-1"));
        assert_eq!(readable.vendor_fields[0].value, "v");
        assert_eq!(writable.asset_tag.as_deref(), Some("tag"));
        assert_eq!(writable.system_fields[0].index, "0");
    }

    #[test]
    fn a_memory_that_is_cut_or_empty_says_nothing() {
        let card = card();
        for length in 0..card.len() {
            assert_eq!(parse(&card[..length]), None, "{length}");
        }
        assert_eq!(parse(&[0xFF; 64]), None);
        assert_eq!(parse(&[0; 64]), None);
    }
}
