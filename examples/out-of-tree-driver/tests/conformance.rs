//! The driver keeps the promises of virt's driver traits.

use std::process::ExitCode;

// The driver registers itself; naming it keeps it linked.
use virt_process as _;

fn main() -> ExitCode {
    virt_conformance::Suite::new(|_folder| "process:///default".to_owned())
        .guest_xml(|name| {
            format!(
                "<domain type='process'>
                   <name>{name}</name>
                   <memory unit='MiB'>16</memory>
                   <os><type>exe</type><init>/bin/sleep</init><initarg>3600</initarg></os>
                 </domain>"
            )
        })
        .run()
}
