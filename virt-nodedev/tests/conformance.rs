//! The driver keeps the promises of its trait, over the devices of the host that the tests run on,
//! beside a hypervisor driver that has nothing at all.

use std::process::ExitCode;

use virt_conformance::Suite;
use virt_core::Result;
use virt_core::connection::{OpenContext, Slots};
use virt_core::registry::DriverEntry;
// The driver registers itself; naming it keeps it linked.
use virt_nodedev as _;

const BARE: DriverEntry = DriverEntry::hypervisor("bare", &["bare"], open);

inventory::submit! { BARE }

fn open(_: &OpenContext<'_>) -> Result<Option<Slots>> {
    Ok(Some(Slots::default()))
}

fn main() -> ExitCode {
    Suite::new(|folder| format!("bare:///embed?root={}", folder.display()))
        .only(["node_device::"])
        .run()
}
