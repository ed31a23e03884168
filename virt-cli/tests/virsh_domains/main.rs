//! Every domain of libvirt's test cases, defined with virsh and with virt over `test:///default`:
//! both refuse it, or both have the same definition then. The test driver adds next to nothing of
//! its own, so this is what libvirt makes of a domain whichever driver will run it. The same for
//! domains in which one number is written in another way, or something is missing or wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

mod cases;
mod changes;
mod sides;

use std::collections::BTreeMap;

use cases::Domain;
use changes::{Change, variants};

/// Those that are not alike, and why.
const DIFFERENT: &[&str] = &[
    // virsh shows 12 MiB where 12345 KiB were asked for: what is no whole MiB is lost without a word.
    "qemuxmlconf/qemuxmlconfdata/shmem-invalid-size.xml",
];

/// Places of numbers that are not read alike, and why.
const NUMBERS_DIFFERENT: &[&str] = &[
    // No port can be forwarded by a range that ends before its start.
    "/domain/devices/interface[user]/portForward/range/@end",
    "/domain/devices/interface[vhostuser]/portForward/range/@end",
    // virsh moves the end of a module to an alignment that no machine has.
    "/domain/devices/memory/source/alignsize/text()",
    // As in shmem-invalid-size.
    "/domain/devices/shmem/size/text()",
];

/// Parts of the places at which a change is not taken alike, and why.
const CHANGES_DIFFERENT: &[(&str, &str)] = &[
    (
        "/mirror",
        "what only a running domain has is read all the same, and what is wrong is refused",
    ),
    ("]/source/@file", "virsh writes a layer without a source, which it does not read again"),
    ("]/source/@dev", "the same"),
    ("disk[network]/source/@name", "the same of an empty name"),
    ("disk[network]/backingStore[network]/source/@name", "the same"),
    ("nvram[file]/@type", "a source is kept, though only a type gives it a meaning"),
    ("nvram[network]/@type", "the same"),
    ("shmem/", "what is no whole MiB is lost without a word"),
    ("portForward/range/@exclude", "no port of the host leads to two places"),
    ("hostdev[usb]/source/address", "a device that is not named can never be given to a guest"),
    ("hostdev[scsi]/source/@name", "the same"),
    ("input[passthrough]/source", "the same"),
    ("vhostuser]/source[unix]", "a socket without a path leads nowhere"),
    ("redirdev[dbus]/source", "a channel without a name leads nowhere"),
    ("vsock/cid/@address", "a number that is not chosen has to be given"),
    ("tpm/backend[emulator]/encryption/@secret", "an empty UUID names no secret"),
    ("teaming", "a team needs the interface that is always there"),
    ("interface[user]/alias", "the same"),
    ("/memory/", "virsh has alignments that no machine has"),
    ("throttlefilter/@group", "virsh counts a filter that names no group"),
    ("secret[iscsi]/@type", "a word that is not known is refused wherever it stands"),
    ("blkiotune/weight", "the same"),
    ("numa/cell/cache", "the same"),
    ("graphics[rdp]/@autoport", "virsh writes neither port nor that there is none"),
    ("@listen", "an empty address is none"),
    ("listen[address]/@address", "the same"),
    ("listen[socket]/@socket", "the same"),
    ("target[pci-serial]", "a port on PCI is no console, and the core cannot ask the driver"),
    ("resource/fibrechannel", "virsh refuses an empty <resource> without a reason"),
    ("@instanceid", "both make one up"),
    ("virtualport[openvswitch]/@type", "the same"),
];

/// The cases, where this machine has them.
fn cases() -> Option<BTreeMap<String, Domain>> {
    virt_testkit::needs::corpus().map(|corpus| cases::collect(&corpus))
}

#[test]
fn domains_are_what_virsh_shows() {
    let Some(domains) = cases() else { return };
    if let Some(different) = sides::different("domains", &domains) {
        assert_eq!(different, DIFFERENT);
    }
}

#[test]
fn numbers_are_what_virsh_reads() {
    let Some(domains) = cases() else { return };
    let variants = variants(&domains, Change::Number);
    assert!(variants.len() > 500, "{}", variants.len());
    if let Some(different) = sides::different("numbers", &variants) {
        assert_eq!(different, NUMBERS_DIFFERENT);
    }
}

#[test]
fn domains_with_something_missing_or_wrong_are_what_virsh_makes_of_them() {
    let Some(domains) = cases() else { return };
    let mut known: Vec<_> = CHANGES_DIFFERENT.iter().map(|known| (known, false)).collect();
    let mut unknown = Vec::new();
    for change in [Change::Missing, Change::Unknown, Change::Empty] {
        let variants = variants(&domains, change);
        assert!(variants.len() > 1500, "{change:?}: {}", variants.len());
        let Some(different) = sides::different(&format!("{change:?}"), &variants) else { return };
        for path in different {
            match known.iter_mut().find(|((known, _), _)| path.contains(known)) {
                Some((_, found)) => *found = true,
                None => unknown.push(format!("{change:?} {path}")),
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
    known.retain(|(_, found)| !found);
    assert_eq!(known, [], "these are alike by now");
}
