//! The test driver keeps the promises of the driver traits: on the host that everybody shares, and
//! on one from a file.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::path::Path;
use std::process::ExitCode;

use virt_conformance::Suite;
// The driver registers itself; naming it keeps it linked.
use virt_test as _;

fn main() -> ExitCode {
    let shared = Suite::new(|_folder| "test:///default".to_owned())
        .node_device_xml(
            "<device><parent>scsi_host1</parent>
               <capability type='scsi_host'><capability type='fc_host'/></capability></device>",
        )
        .prefix("default");
    let own = Suite::new(host_file).prefix("file");
    shared.and(own).run()
}

/// Writes a host file with a running domain and a device, which the tests leave alone.
fn host_file(folder: &Path) -> String {
    let path = folder.join("host.xml");
    let text = "<node>
        <domain type='test'>
            <name>bystander</name>
            <memory unit='MiB'>64</memory>
            <os><type>hvm</type></os>
        </domain>
        <device>
            <name>computer</name>
            <capability type='system'/>
        </device>
        <device>
            <name>net_eth0</name>
            <parent>computer</parent>
            <capability type='net'><interface>eth0</interface></capability>
        </device>
    </node>";
    match std::fs::write(&path, text) {
        Ok(()) => format!("test://{}", path.display()),
        Err(err) => panic!("cannot write '{}': {err}", path.display()),
    }
}
