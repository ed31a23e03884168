//! Describes an everyday guest and prints its definition, as any of libvirt's tools take it:
//! `cargo run --example everyday_guest > web.xml && virsh define web.xml`.
#![expect(clippy::print_stdout, reason = "it is a program")]

use virt::config::DomainConfig;
use virt::config::domain::devices::DiskFormat;
use virt::units::MemorySize;

fn main() -> virt::Result<()> {
    print!("{}", definition()?.to_xml());
    Ok(())
}

/// A web server that is about to be installed from a disc.
pub(crate) fn definition() -> virt::Result<DomainConfig> {
    DomainConfig::builder("web")
        .memory(MemorySize::from_gib(2))
        .vcpus(2)
        .uefi()
        .disk_image("/var/lib/libvirt/images/web.qcow2", DiskFormat::Qcow2)
        .cdrom("/var/lib/libvirt/images/debian-13.iso")
        .network("default")
        .vnc()
        .serial_console()
        .build()
}
