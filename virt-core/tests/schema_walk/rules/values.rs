//! Values that libvirt refuses or takes for others.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::LazyLock;

use super::domain_values::DOMAIN;

/// Values that a schema allows where libvirt refuses them, or takes them for something else than
/// they look like. The walk uses others instead.
pub(super) struct Narrower {
    /// The ends of the paths where the values stand, or the starts of the patterns that describe
    /// them.
    pub(super) at: &'static [&'static str],
    pub(super) accepts: fn(&str) -> bool,
    pub(super) instead: &'static [&'static str],
}

/// The rules by path.
const PATHS: &[Narrower] = &[
    // Numbers of 32 bits.
    Narrower {
        at: &[
            "/topology/@sockets",
            "/topology/@dies",
            "/topology/@clusters",
            "/topology/@cores",
            "/topology/@threads",
            "/bandwidth/@classID",
            "/parentaddr/@unique_id",
            "/device/capability/host",
            "/device/capability/target",
            "/device/capability/device",
            "/device/capability/domain",
            "/device/capability/number",
            "/device/capability/class",
            "/device/capability/subclass",
            "/device/capability/protocol",
            "/device/capability/lun",
            "/device/capability/unique_id",
            "/vport_ops/max_vports",
            "/microcode/@version",
            "/signature/@family",
        ],
        accepts: |text| number(text).is_some_and(|number| number <= u32::MAX.into()),
        instead: &["1", "4294967295"],
    },
    // Ports have 16 bits; -1 is libvirt's word for none, and it does not write it.
    Narrower {
        at: &["/host/@port", "/server/@port"],
        accepts: |text| number(text).is_some_and(|number| number <= u16::MAX.into()),
        instead: &["1", "65535"],
    },
    // A PCI address has 32, 8, 5 and 3 bits, and hexadecimal digits stand behind 0x.
    Narrower {
        at: &["/address[pci]/@domain", "/address[]/@domain"],
        accepts: |text| fits(text, 32),
        instead: &["0x0000", "0xffff", "7"],
    },
    Narrower {
        at: &["/address[pci]/@bus", "/address[]/@bus"],
        accepts: |text| fits(text, 8),
        instead: &["0x00", "0xff", "7"],
    },
    Narrower {
        at: &["/address[pci]/@slot", "/address[]/@slot"],
        accepts: |text| fits(text, 5),
        instead: &["0x00", "0x1f", "7"],
    },
    Narrower {
        at: &["/address[pci]/@function", "/address[]/@function"],
        accepts: |text| fits(text, 3),
        instead: &["0x0", "0x7", "3"],
    },
    Narrower {
        at: &["/device/capability/bus"],
        accepts: |text| fits(text, 8),
        instead: &["0", "255"],
    },
    Narrower {
        at: &["/device/capability/slot"],
        accepts: |text| fits(text, 5),
        instead: &["0", "31"],
    },
    Narrower { at: &["/lease/@expiry"], accepts: |text| fits(text, 32), instead: &["0", "7200"] },
    Narrower {
        at: &["/device/capability/function"],
        accepts: |text| fits(text, 3),
        instead: &["0", "7"],
    },
    // The identities of vendors and products have 16 bits.
    Narrower {
        at: &["/device/capability/vendor/@id", "/device/capability/product/@id"],
        accepts: |text| {
            let digits = text.strip_prefix("0x").unwrap_or(text);
            u16::from_str_radix(digits, 16).is_ok()
        },
        instead: &["0x8086", "0xffff"],
    },
    // Whatever else there is, libvirt knows no other features of network cards.
    Narrower {
        at: &["/device/capability/feature/@name"],
        accepts: |_| false,
        instead: &[
            "rx",
            "tx",
            "sg",
            "tso",
            "gso",
            "gro",
            "lro",
            "rxvlan",
            "txvlan",
            "ntuple",
            "rxhash",
            "rdma",
            "txudptnl",
            "switchdev",
        ],
    },
    Narrower {
        at: &["/pool/source/auth/secret/@uuid"],
        accepts: |text| uuid::Uuid::try_parse(text).is_ok(),
        instead: &["c7a5fdbd-edaf-9455-926a-d65c16db1809"],
    },
    // Nine bits of a mode are kept.
    Narrower {
        at: &["/permissions/mode"],
        accepts: |text| u32::from_str_radix(text, 8).is_ok_and(|mode| mode <= 0o777),
        instead: &["0", "0777", "640"],
    },
    // A server that boots guests has an address: a name would be looked up while reading.
    Narrower { at: &["/bootp/@server"], accepts: is_address, instead: &["192.168.122.1"] },
    // libvirt writes no other unit here, and nobody else writes the document.
    Narrower {
        at: &["/cpu/pages/@unit", "/topology/cells/cell/pages/@unit"],
        accepts: |text| text == "KiB",
        instead: &["KiB"],
    },
    // The format of an image that libvirt does not make.
    Narrower {
        at: &["/domainbackup/disks/disk/driver/@type"],
        accepts: |text| text != "luks",
        instead: &["qcow2"],
    },
    // The schema says text; it is seconds since 1970.
    Narrower {
        at: &["/creationTime"],
        accepts: |text| number(text).is_some(),
        instead: &["0", "1700000000"],
    },
    // The one counter that libvirt knows.
    Narrower { at: &["/counter/@name"], accepts: |text| text == "tsc", instead: &["tsc"] },
    // A node below zero is none.
    Narrower {
        at: &["/device/capability/numa/@node"],
        accepts: |text| number(text).is_some(),
        instead: &["0", "2147483647"],
    },
    // A mask is ones, then zeros.
    Narrower {
        at: &["v6/@srcipmask", "v6/@dstipmask"],
        accepts: |text| text.starts_with('$') || text.parse::<u8>().is_ok(),
        instead: &["::", "ffff:ffff:FFF0::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    },
    Narrower {
        at: &["/@srcipmask", "/@dstipmask"],
        accepts: |text| text.starts_with('$') || text.parse::<u8>().is_ok(),
        instead: &["0.0.0.0", "255.255.240.0", "255.255.255.255"],
    },
    Narrower {
        at: &["macmask", "/stp/@root-address-mask", "/stp/@sender-address-mask"],
        accepts: |text| text.starts_with('$'),
        instead: &["ff:ff:ff:ff:ff:ff", "ff:ff:f0:00:00:00", "0:0:0:0:0:0"],
    },
];

/// The rules by pattern.
const PATTERNS: &[Narrower] = &[
    // Digits that look like addresses and are none. libvirt takes a leading zero for an octal
    // number, which is hardly what its author meant.
    Narrower {
        at: &["([0-2]?[0-9]?[0-9]\\.){3}"],
        accepts: is_address,
        instead: &["0.0.0.0", "255.255.255.255", "192.168.122.1"],
    },
    Narrower {
        at: &["([a-fA-F0-9]{0,4}:){2,7}"],
        accepts: is_address,
        instead: &["::", "fe80::1:2", "::1.2.3.4", "1:2:3:4:5:6:7:8", "FFFF:ffff::"],
    },
    // Numbers of processors are below 16384, and ranges go upwards.
    Narrower {
        at: &["([0-9]+(-[0-9]+)?|"],
        accepts: |text| crate::spelling::cpus(text).is_some(),
        instead: &["0-3,^2,8", "0", "0-16383", "4,0-2"],
    },
    Narrower {
        at: &["(([0-9A-Fa-f]{1,4}:){7}"],
        accepts: is_address,
        instead: &["::", "2001:db8::1"],
    },
];

/// The rules by path, found by the last name of the path; those that hold for several names stand
/// under an empty one.
static BY_NAME: LazyLock<HashMap<&str, Vec<(&str, &Narrower)>>> = LazyLock::new(|| {
    let mut found: HashMap<&str, Vec<(&str, &Narrower)>> = HashMap::new();
    for rule in PATHS.iter().chain(DOMAIN) {
        for end in rule.at {
            let name = end.rsplit_once('/').map_or("", |(_, name)| name);
            found.entry(name).or_default().push((*end, rule));
        }
    }
    found
});

/// The value that stands at `path` instead of `value`; none where that is accepted.
pub(crate) fn at_path(path: &str, value: &str) -> Option<&'static [&'static str]> {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let mut rules = [name, ""].into_iter().filter_map(|name| BY_NAME.get(name)).flatten();
    let refusing = rules.find(|(end, rule)| path.ends_with(end) && !(rule.accepts)(value));
    refusing.map(|(_, rule)| rule.instead)
}

/// The same for a value that a pattern describes.
pub(crate) fn of_pattern(pattern: &str, value: &str) -> Option<&'static [&'static str]> {
    let is_at = |rule: &&Narrower| rule.at.iter().any(|start| pattern.starts_with(start));
    let rule = PATTERNS.iter().find(is_at)?;
    (!(rule.accepts)(value)).then_some(rule.instead)
}

pub(super) fn number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// Whether it is a number of so many bits. Digits behind a zero are octal in some places, and have
/// tests of their own.
pub(super) fn fits(text: &str, bits: u32) -> bool {
    let is_octal = text.len() > 1 && text.starts_with('0') && !text[1..].starts_with(['x', 'X']);
    !is_octal && number(text).is_some_and(|number| number < 1 << bits)
}

pub(super) fn is_address(text: &str) -> bool {
    text.parse::<IpAddr>().is_ok()
}
