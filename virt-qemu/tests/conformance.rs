//! The QEMU driver keeps the promises of the driver traits, with real guests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::process::ExitCode;

use support::{Console, terminal_in};
use virt_conformance::guest::TinyGuest;
use virt_conformance::{Suite, needs};
// The driver registers itself; naming it keeps it linked.
use virt_qemu as _;

fn main() -> ExitCode {
    if needs::program("qemu-system-x86_64").is_none() {
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().unwrap();
    let kernel = TinyGuest::write_to(folder.path()).unwrap().kernel;
    Suite::new(|folder| format!("qemu:///embed?root={}", folder.join("root").display()))
        .guest_xml(move |name| {
            format!(
                "<domain type='qemu'>
                   <name>{name}</name>
                   <memory unit='MiB'>16</memory>
                   <os>
                     <type arch='x86_64' machine='pc'>hvm</type>
                     <kernel>{}</kernel>
                   </os>
                   <features><acpi/></features>
                   <devices>
                     <controller type='usb' model='none'/>
                     <serial type='pty'/>
                     <memballoon model='none'/>
                   </devices>
                 </domain>",
                kernel.display()
            )
        })
        // The guest hears its power button once it has greeted.
        .ready(|_, domain| {
            drop(Console::open(&terminal_in(&domain.xml(Default::default()).unwrap())))
        })
        .run()
}
