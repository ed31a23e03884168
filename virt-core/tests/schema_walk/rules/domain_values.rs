//! Values in domains.

use super::values::{Narrower, fits, is_address, number};

/// The rules by path.
pub(super) const DOMAIN: &[Narrower] = &[
    // Numbers of 32 bits.
    Narrower {
        at: &[
            "/audio/@timerPeriod",
            "/audio/input/@bufferCount",
            "/audio/input/@bufferLength",
            "/audio/input/@latency",
            "/audio/input/@voices",
            "/audio/input/settings/@channels",
            "/audio/input/settings/@frequency",
            "/audio/output/@bufferCount",
            "/audio/output/@bufferLength",
            "/audio/output/@latency",
            "/audio/output/@voices",
            "/audio/output/settings/@channels",
            "/audio/output/settings/@frequency",
            "/sound/@streams",
            "/boot/@order",
            "/disk/blockio/@discard_granularity",
            "/disk/blockio/@logical_block_size",
            "/disk/blockio/@physical_block_size",
            "/disk/geometry/@cyls",
            "/disk/geometry/@heads",
            "/disk/geometry/@secs",
            "/disk/target/@rotation_rate",
            "/driver/@queues",
            "/driver/@queue_size",
            "/driver/@rx_queue_size",
            "/driver/@tx_queue_size",
            "/crypto/backend/@queues",
            "/rng/rate/@bytes",
            "/rng/rate/@period",
            "/source/@index",
            "/backingStore/@index",
        ],
        accepts: |text| is_decimal(text) && (1..=u32::MAX.into()).contains(&value(text)),
        instead: &["1", "4294967295"],
    },
    // Hexadecimal digits are no number without 0x.
    Narrower {
        at: &["/address[usb]/@bus", "/source/address/@device", "/controller/master/@startport"],
        accepts: |text| fits(text, 12),
        instead: &["0", "7", "127"],
    },
    Narrower {
        at: &["/hostdev/source/address/@bus", "/hostdev/source/address/@target"],
        accepts: |text| value(text) <= u32::MAX.into(),
        instead: &["0", "4294967295"],
    },
    Narrower {
        at: &["/hostdev/source/address/@unit"],
        accepts: |text| number(text).is_some(),
        instead: &["0", "18446744073709551615"],
    },
    // Signed numbers of 32 bits, of which those below 0 mean nothing.
    Narrower {
        at: &[
            "/memballoon/stats/@period",
            "/filesystem/binary/thread_pool/@size",
            "/audio/@dspPolicy",
        ],
        accepts: |text| is_decimal(text) && value(text) <= 0x7FFF_FFFF,
        instead: &["1", "2147483647"],
    },
    // Ports of sockets that packets are sent to. Port 0 is none.
    Narrower {
        at: &[
            "/portForward/range/@start",
            "/portForward/range/@end",
            "/portForward/range/@to",
            "/serial/target/@port",
            "/parallel/target/@port",
            "/console/target/@port",
            "/channel/target/@port",
        ],
        accepts: |text| is_decimal(text) && (1..=65535).contains(&value(text)),
        instead: &["1", "65535"],
    },
    // The guest's end of a channel is an address, which libvirt reads as old programs do: 0x10 is
    // 0.0.0.16.
    Narrower { at: &["/channel/target/@address"], accepts: is_address, instead: &["10.0.2.1"] },
    // The way to a port through hubs: four decimal numbers, none of them 0.
    Narrower {
        at: &["/address[usb]/@port"],
        accepts: |text| {
            let mut numbers = text.split('.');
            numbers.clone().count() <= 4
                && numbers.all(|port| {
                    !port.starts_with('0') && is_decimal(port) && value(port) <= u32::MAX.into()
                })
        },
        instead: &["1", "1.2", "4.3.2.1"],
    },
    // Hexadecimal digits stand behind 0x.
    Narrower {
        at: &["/zpci/@uid"],
        accepts: |text| fits(text, 16),
        instead: &["0x0001", "0xffff", "7"],
    },
    Narrower {
        at: &["/zpci/@fid"],
        accepts: |text| fits(text, 32),
        instead: &["0x00000000", "0xffffffff", "7"],
    },
    Narrower {
        at: &["/shmem/msi/@vectors"],
        accepts: |text| fits(text, 32),
        instead: &["0", "32"],
    },
    Narrower {
        at: &["/source/vendor/@id", "/source/product/@id"],
        accepts: |text| fits(text, 32),
        instead: &["0x046d", "0xffff", "7"],
    },
    Narrower {
        at: &["/redirfilter/usbdev/@class"],
        accepts: |text| text == "-1" || fits(text, 8),
        instead: &["0x08", "-1", "7"],
    },
    Narrower {
        at: &["/redirfilter/usbdev/@vendor", "/redirfilter/usbdev/@product"],
        accepts: |text| text == "-1" || fits(text, 16),
        instead: &["0x1234", "-1", "7"],
    },
    // The schema's dot is any letter.
    Narrower {
        at: &["/redirfilter/usbdev/@version"],
        accepts: |text| text == "-1" || text.contains('.'),
        instead: &["1.10", "-1", "12.1"],
    },
    // Namespaces of a drive are counted from 1.
    Narrower {
        at: &["/source/@namespace"],
        accepts: |text| is_decimal(text) && value(text) > 0,
        instead: &["1", "4294967295"],
    },
    // The format of an image that no hypervisor is given: it is read as raw and decrypted.
    Narrower {
        at: &[
            "/disk/driver/@type",
            "/disk/backingStore/format/@type",
            "/backingStore/backingStore/format/@type",
            "/mirror/backingStore/format/@type",
            "/mirror/format/@type",
            "/mirror/@format",
            "/dataStore/format/@type",
            "/filesystem/driver/@format",
            "/nvram/backingStore/format/@type",
            "/revertDisks/disk/driver/@type",
        ],
        accepts: |text| text != "luks",
        instead: &["raw", "qcow2"],
    },
    // Times are in UTC, and no word for that stands behind them.
    Narrower {
        at: &["/graphics/@passwdValidTo"],
        accepts: |text| !text.ends_with('Z'),
        instead: &["2024-02-29T12:00:00"],
    },
    // The words of each device; the schema has them all together.
    Narrower {
        at: &["/serial/target/@type"],
        accepts: |text| text.ends_with("-serial") || text == "isa-debug",
        instead: &["isa-serial", "pci-serial", "isa-debug"],
    },
    Narrower {
        at: &["/console/target/@type"],
        accepts: |text| !text.ends_with("-serial") && text != "isa-debug",
        instead: &["serial", "virtio", "sclp"],
    },
    // Any text in the schema, which has one pattern for all sources.
    Narrower {
        at: &[
            "/serial/source/@mode",
            "/parallel/source/@mode",
            "/console/source/@mode",
            "/channel/source/@mode",
            "/smartcard/source/@mode",
            "/redirdev/source/@mode",
            "/rng/backend/source/@mode",
        ],
        accepts: |text| matches!(text, "bind" | "connect"),
        instead: &["bind", "connect"],
    },
];

fn is_decimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// The number that a text is; one beyond all bounds where it is none.
fn value(text: &str) -> u64 {
    number(text).unwrap_or(u64::MAX)
}
