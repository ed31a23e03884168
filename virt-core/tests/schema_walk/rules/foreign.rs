//! What a schema allows with every type of a device, and libvirt reads with those types alone that
//! have it: the schema has one pattern for the sources of all.

use std::collections::HashMap;
use std::sync::LazyLock;

use virt_core::xml::Node;

/// A part of a device that some of its types have.
struct Part {
    /// The device's names.
    of: &'static [&'static str],
    /// The way from the device.
    at: &'static str,
    /// Whether a type has it.
    has: fn(&str) -> bool,
}

/// Devices with a character device of the host behind them.
const CHARACTER: &[&str] =
    &["serial", "parallel", "console", "channel", "smartcard", "redirdev", "backend"];

const fn character(at: &'static str, has: fn(&str) -> bool) -> Part {
    Part { of: CHARACTER, at, has }
}

const fn interface(at: &'static str, has: fn(&str) -> bool) -> Part {
    Part { of: &["interface"], at, has }
}

const PARTS: &[Part] = &[
    character("source", |kind| !matches!(kind, "null" | "vc" | "stdio" | "spicevmc")),
    character("source/@path", |kind| matches!(kind, "pty" | "dev" | "file" | "pipe" | "unix")),
    character("source/seclabel", |kind| matches!(kind, "dev" | "file" | "pipe" | "unix")),
    character("source/@append", |kind| kind == "file"),
    character("source/@mode", |kind| matches!(kind, "tcp" | "udp" | "unix")),
    character("source/@host", |kind| matches!(kind, "tcp" | "udp")),
    character("source/@service", |kind| matches!(kind, "tcp" | "udp")),
    character("source/@tls", |kind| kind == "tcp"),
    character("source/reconnect", |kind| matches!(kind, "tcp" | "unix")),
    character("source/@channel", |kind| matches!(kind, "spiceport" | "dbus")),
    character("source/@master", |kind| kind == "nmdm"),
    character("source/@slave", |kind| kind == "nmdm"),
    character("source/clipboard", |kind| kind == "qemu-vdagent"),
    character("source/mouse", |kind| kind == "qemu-vdagent"),
    character("protocol", |kind| kind == "tcp"),
    // The time before another attempt is the attribute timeout.
    character("source/reconnect/@delay", |_| false),
    interface("source/reconnect/@delay", |_| false),
    // The guest's end of a serial port, which the schema gives to others too.
    Part { of: &["parallel"], at: "target/@type", has: |_| false },
    Part { of: &["parallel", "console"], at: "target/model", has: |_| false },
    Part { of: &["smartcard"], at: "target", has: |_| false },
    // A device of the host is driven from there, any other interface by the hypervisor.
    interface("driver/@model", |kind| kind == "hostdev"),
    interface("driver/host", |kind| kind != "hostdev"),
    interface("driver/guest", |kind| kind != "hostdev"),
    interface("driver/@txmode", |kind| kind != "hostdev"),
    interface("driver/@ioeventfd", |kind| kind != "hostdev"),
    interface("driver/@event_idx", |kind| kind != "hostdev"),
    interface("driver/@queues", |kind| kind != "hostdev"),
    interface("driver/@rx_queue_size", |kind| kind != "hostdev"),
    interface("driver/@tx_queue_size", |kind| kind != "hostdev"),
    interface("driver/@rss", |kind| kind != "hostdev"),
    interface("driver/@rss_hash_report", |kind| kind != "hostdev"),
    interface("driver/@iommu", |kind| kind != "hostdev"),
    interface("driver/@ats", |kind| kind != "hostdev"),
    interface("driver/@packed", |kind| kind != "hostdev"),
    interface("driver/@page_per_vq", |kind| kind != "hostdev"),
];

static BY_DEVICE: LazyLock<HashMap<&str, Vec<&Part>>> = LazyLock::new(|| {
    let mut found: HashMap<&str, Vec<&Part>> = HashMap::new();
    for part in PARTS {
        part.of.iter().for_each(|name| found.entry(name).or_default().push(part));
    }
    found
});

/// Whether `node`, or its attribute, belongs to another type of the device that it is in.
pub(crate) fn is_foreign(node: Node<'_>, attribute: Option<&str>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let name = node.name();
    let part = || attribute.map_or(name.to_owned(), |attribute| format!("{name}/@{attribute}"));
    let inside = || format!("{}/{}", parent.name(), part());
    lacks(parent, part) || parent.parent().is_some_and(|above| lacks(above, inside))
}

/// Whether `device` is a device whose type has nothing at `at`.
fn lacks(device: Node<'_>, at: impl FnOnce() -> String) -> bool {
    let name = device.name();
    let Some(parts) = BY_DEVICE.get(name) else { return false };
    // Of all backends, the sources of entropy have one.
    if name == "backend" && device.parent().is_none_or(|above| above.name() != "rng") {
        return false;
    }
    let (at, kind) = (at(), device.attribute("type"));
    let part = parts.iter().find(|part| part.at == at);
    part.is_some_and(|part| !(part.has)(kind.as_deref().unwrap_or("pty")))
}
