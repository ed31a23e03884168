//! Every domain of libvirt's test cases, defined with virsh and with virt over `test:///default`:
//! both refuse it, or both have the same definition then. The test driver adds next to nothing of
//! its own, so this is what libvirt makes of a domain whichever driver will run it. The same for
//! domains in which one number is written in another way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

mod cases;
mod numbers;
mod sides;

use std::collections::BTreeMap;

use cases::Domain;

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
    "/domain/devices/memory/source/alignsize",
    // As in shmem-invalid-size.
    "/domain/devices/shmem/size",
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
    let variants = numbers::variants(&domains);
    assert!(variants.len() > 500, "{}", variants.len());
    if let Some(different) = sides::different("numbers", &variants) {
        assert_eq!(different, NUMBERS_DIFFERENT);
    }
}
