//! What libvirt reads and does not write, because it says nothing or because it is not looked at.

use virt_core::xml::Node;

/// Elements that say nothing when they are empty: libvirt reads them and writes nothing.
pub(crate) const HOLLOW: &[&str] = &[
    "/network/dns",
    "/network/ip/dhcp",
    "/network/forward/nat",
    "/network/forward/driver",
    "/network/port",
    "/networkport/plug/driver",
    "/networkport/port",
    "/bandwidth",
    "/virtualport",
    "/interface/link",
    "/permissions",
    "/pool/refresh",
    "/pool/refresh/volume",
    "/volume/source",
    "/device/capability/numa",
    "/device/capability/capability/fields/change_level",
    "/device/capability/capability/fields/manufacture_id",
    "/device/capability/capability/fields/asset_tag",
    "/device/capability/capability/fields/part_number",
    "/device/capability/capability/fields/serial_number",
    // Absence says the same as emptiness: nobody knows.
    "/capabilities/host/iommu",
    // Domains.
    "/bootloader",
    "/os/bios",
    "/pm/suspend-to-mem",
    "/pm/suspend-to-disk",
    // Devices.
    "/acpi",
    "/disk/vendor",
    "/disk/product",
    "/filesystem/binary/cache",
    "/filesystem/binary/openfiles",
    "/filesystem/binary/sandbox",
    "/filesystem/binary/thread_pool",
    "/graphics/gl",
    "/hostdev/driver",
    "/interface/backend",
    "/interface/coalesce/rx/frames",
    "/interface/driver",
    "/interface/driver/guest",
    "/interface/driver/host",
    "/interface/port",
    "/interface/source",
    "/interface/tune",
    "/parallel/target",
    "/redirfilter",
    "/source/reconnect",
    "/tpm/backend/device",
    // Of a host's end there may be nothing but what another type has.
    "/serial/source",
    "/parallel/source",
    "/console/source",
    "/channel/source",
    "/smartcard/source",
    "/redirdev/source",
    "/rng/backend/source",
    "/serial/protocol",
    "/parallel/protocol",
    "/console/protocol",
    "/channel/protocol",
    "/smartcard/protocol",
    "/redirdev/protocol",
    "/rng/backend/protocol",
];

/// What libvirt reads over, with the reason; the strict check may name it.
pub(crate) const IGNORED: &[(&str, &str)] = &[
    ("/pool/source/format/vendor", "a disk's vendor stands beside the format"),
    ("/pool/source/format/product", "a disk's product stands beside the format"),
    ("/pool/source/name", "the first name is the name"),
    ("/seclabel/label", "the first label is the label"),
    ("/domainCapabilities/cpu/mode/blockers", "stands behind the model that it names"),
];

/// Elements of which the first one counts: the end of the path, and the attribute by which they are
/// told apart, if there is one.
const FIRST: &[(&str, Option<&str>)] = &[
    ("/acpi", None),
    ("/sysinfo/bios/entry", Some("name")),
    ("/sysinfo/system/entry", Some("name")),
    ("/sysinfo/baseBoard/entry", Some("name")),
    ("/sysinfo/chassis/entry", Some("name")),
];

/// Whether libvirt looks at `node`: always, but for repetitions of what counts once.
pub(crate) fn is_first(node: Node<'_>, path: &str) -> bool {
    let Some((_, key)) = FIRST.iter().find(|(end, _)| path.ends_with(end)) else { return true };
    let is_same = |other: &Node<'_>| {
        other.name() == node.name()
            && key.is_none_or(|key| other.attribute(key) == node.attribute(key))
    };
    let mut siblings = node.parent().into_iter().flat_map(|parent| parent.children());
    siblings.find(is_same).is_none_or(|first| first.position() == node.position())
}

/// Whether an attribute says what holds without it too.
pub(crate) fn says_nothing(node: Node<'_>, attribute: &str) -> bool {
    match (node.name(), attribute) {
        // Where an address on a PCI bus names no slot, a driver has to choose one.
        ("address", "domain" | "bus" | "slot" | "function") => is_zero_address(node),
        // The SCSI devices of the host's own adapters.
        ("source", "protocol") => node.attribute(attribute).as_deref() == Some("adapter"),
        _ => false,
    }
}

fn is_zero_address(node: Node<'_>) -> bool {
    let is_zero = |text: &str| text.trim_start_matches("0x").bytes().all(|digit| digit == b'0');
    node.attribute("type").as_deref() == Some("pci")
        && ["domain", "bus", "slot"]
            .into_iter()
            .all(|name| node.attribute(name).is_none_or(|value| is_zero(&value)))
}
