//! The names of devices: libvirt's, so that names stored elsewhere keep working.

use crate::definitions::Identity;
use crate::host::{Host, UdevRecord, base_name, parent_path};
use crate::kind::Kind;

/// The name of a device.
pub(crate) fn name_of(
    host: &Host,
    kind: Kind,
    path: &str,
    subsystem: &str,
    record: &UdevRecord,
) -> String {
    match kind {
        Kind::ApMatrix => "ap_matrix".to_owned(),
        // The kernel may give the name of an interface that is gone to another one.
        Kind::Net => compose(subsystem, path, host.sysfs.text(path, "address").as_deref()),
        Kind::Storage => compose(subsystem, path, record.value("ID_SERIAL")),
        // A device may be made again with the same identity on another parent.
        Kind::Mdev => compose(subsystem, path, parent_path(path).map(base_name)),
        _ => compose(subsystem, path, None),
    }
}

/// The name of a mediated device that is there or could be.
pub(crate) fn mdev_name(identity: &Identity) -> String {
    compose("mdev", &identity.uuid.hyphenated().to_string(), Some(&identity.parent))
}

/// Bus or class, the kernel's name and what makes it unique; everything but letters and digits
/// becomes an underscore.
fn compose(subsystem: &str, path: &str, suffix: Option<&str>) -> String {
    let mut name = format!("{subsystem}_{}", base_name(path));
    if let Some(suffix) = suffix {
        name.push('_');
        name.push_str(suffix);
    }
    // Each byte of a letter outside ASCII becomes one, as libvirt has it.
    let plain = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte) } else { '_' };
    name.bytes().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_libvirts() {
        let name = |subsystem, path, suffix| compose(subsystem, path, suffix);
        assert_eq!(name("pci", "/devices/pci0000:00/0000:00:1f.2", None), "pci_0000_00_1f_2");
        assert_eq!(name("usb", "/devices/x/usb1/1-0:1.0", None), "usb_1_0_1_0");
        assert_eq!(name("scsi", "/devices/x/target0:0:1", None), "scsi_target0_0_1");
        let mac = Some("52:54:00:6b:3c:58");
        assert_eq!(name("net", "/devices/x/net/eth0.5", mac), "net_eth0_5_52_54_00_6b_3c_58");
        assert_eq!(name("block", "/devices/x/sda", Some("QEMU-0:0")), "block_sda_QEMU_0_0");
        assert_eq!(name("net", "/devices/virtual/net/\u{e4}", None), "net___");
    }
}
