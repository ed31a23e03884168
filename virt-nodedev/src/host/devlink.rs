//! Whether a network card is a switch that the host can program, asked over netlink.

use std::io;

use virt_host::netlink::{self, Attributes, GenericFamily};

const ESWITCH_GET: u8 = 29;
const BUS_NAME: u16 = 1;
const DEVICE_NAME: u16 = 2;
const ESWITCH_MODE: u16 = 25;
const SWITCHDEV: u16 = 1;

/// Whether the PCI device at `address` is one. Most cards have no switch, so a refusal says no.
pub(super) fn is_switchdev(address: &str) -> bool {
    ask(address).is_ok_and(|mode| mode == Some(SWITCHDEV))
}

fn ask(address: &str) -> io::Result<Option<u16>> {
    let device = [netlink::text(BUS_NAME, "pci"), netlink::text(DEVICE_NAME, address)];
    let answers = GenericFamily::open("devlink")?.ask(ESWITCH_GET, &device)?;
    let mode = |answer: &Vec<u8>| Attributes::of(answer).find(ESWITCH_MODE)?.u16();
    Ok(answers.first().and_then(mode))
}
