//! What the builders make is what libvirt's own schemas describe, and what drivers take.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[expect(dead_code, reason = "its main function prints")]
#[path = "../examples/everyday_guest.rs"]
mod everyday_guest;

use std::fs::File;
use std::net::Ipv6Addr;
use std::process::Command;

use virt::api::domain::DomainCreateFlags;
use virt::config::domain::devices::DiskFormat;
use virt::config::domain::{CpuMode, DomainBuilder, DomainType};
use virt::config::secret::SecretUsage;
use virt::config::snapshot::SnapshotDisk;
use virt::config::storage::{FileMode, StorageSize, StorageVolumeFormat};
use virt::config::{
    Architecture, DomainConfig, DomainSnapshotConfig, MacAddress, NetworkConfig, SecretConfig,
    StoragePoolConfig, StorageVolumeConfig,
};
use virt::units::MemorySize;
use virt::{Connect, DestroyMode, DomainStatus, Result};
use virt_testkit::needs;

/// Each definition is one that `virt-xml-validate` accepts as its `schema`, and strict reading too.
fn check(schema: &str, documents: impl IntoIterator<Item = Result<String>>) {
    let Some(validator) = needs::program("virt-xml-validate") else { return };
    let folder = tempfile::tempdir().unwrap();
    for document in documents {
        let document = document.unwrap();
        let path = folder.path().join("document.xml");
        std::fs::write(&path, &document).unwrap();
        let output = Command::new(&validator).arg(&path).arg(schema).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}\n{document}");
    }
}

fn guest(name: &str) -> DomainBuilder {
    DomainConfig::builder(name).memory(MemorySize::from_mib(512))
}

#[test]
fn guests_are_libvirts() {
    let guests = [
        everyday_guest::definition(),
        guest("plain").build(),
        guest("server")
            .title("Two disks, two networks")
            .uuid("9d6ca1a5-1f9c-4b9d-8a5c-0b0e4d7a1c11".parse().unwrap())
            .arch(Architecture::X86_64)
            .machine("q35")
            .cpu(CpuMode::HostPassthrough)
            .vcpus(4)
            .disk_image("/images/root.raw", DiskFormat::Raw)
            .block_device("/dev/vg0/data")
            .empty_cdrom()
            .network("default")
            .bridge("br0")
            .guest_agent()
            .random_numbers()
            .serial_console()
            .build(),
        guest("arm").arch(Architecture::Aarch64).uefi().vnc().user_network().build(),
        guest("kernel")
            .domain_type(DomainType::Qemu)
            .kernel("/boot/vmlinuz", "console=ttyS0")
            .initrd("/boot/initrd.img")
            .build(),
    ];
    check("domain", guests.map(|guest| guest.map(|guest| guest.to_xml())));
}

#[test]
fn networks_are_libvirts() {
    let mac = MacAddress::new([0x52, 0x54, 0, 0, 0, 1]);
    let networks = [
        NetworkConfig::builder("alone").build(),
        NetworkConfig::builder("lab")
            .nat()
            .bridge("virbr7")
            .domain("lab.example")
            .mtu(9000)
            .address([192, 168, 50, 1], 24)
            .dhcp([192, 168, 50, 100], [192, 168, 50, 199])
            .dhcp_host(mac, "web", [192, 168, 50, 10])
            .dns_host("gateway", [192, 168, 50, 1])
            .build(),
        NetworkConfig::builder("six")
            .routed()
            .address("2001:db8:1::1".parse::<Ipv6Addr>().unwrap(), 64)
            .build(),
        NetworkConfig::builder("bridged").host_bridge("br0").build(),
        NetworkConfig::builder("open").open().address([10, 0, 0, 1], 8).build(),
    ];
    check("network", networks.map(|network| network.map(|network| network.to_xml())));
}

#[test]
fn storage_is_libvirts() {
    let mode = FileMode::new(0o711).unwrap();
    let pools = [
        StoragePoolConfig::builder("dir").dir("/images").permissions(mode, 0, 0).build(),
        StoragePoolConfig::builder("fs").file_system("/dev/sdb1", "/mnt").build(),
        StoragePoolConfig::builder("nfs").nfs("nas.example", "/export", "/mnt").build(),
        StoragePoolConfig::builder("lvm").volume_group("vg0").build(),
        StoragePoolConfig::builder("san").iscsi("san.example", "iqn.2020-01.example:a").build(),
        StoragePoolConfig::builder("ceph").rbd("rbd", ["mon1.example", "mon2.example"]).build(),
    ];
    check("storagepool", pools.map(|pool| pool.map(|pool| pool.to_xml())));
    let size = StorageSize::from_gib(20);
    let volumes = [
        StorageVolumeConfig::builder("plain", size).build(),
        StorageVolumeConfig::builder("web.qcow2", size)
            .format(StorageVolumeFormat::Qcow2)
            .sparse()
            .backing("/images/debian.qcow2", StorageVolumeFormat::Qcow2)
            .permissions(FileMode::new(0o600).unwrap(), 107, 107)
            .build(),
    ];
    check("storagevol", volumes.map(|volume| volume.map(|volume| volume.to_xml())));
}

#[test]
fn secrets_and_snapshots_are_libvirts() {
    let secrets = [
        SecretConfig::builder(SecretUsage::ceph("client.virt")).private().build(),
        SecretConfig::builder(SecretUsage::volume("/images/a.luks"))
            .description("opens a")
            .ephemeral()
            .build(),
    ];
    check("secret", secrets.map(|secret| secret.map(|secret| secret.to_xml())));
    let snapshots = [
        DomainSnapshotConfig::builder("now").description("as it is").build(),
        DomainSnapshotConfig::builder("apart")
            .external_disk("vda", "/images/apart.qcow2")
            .skipped_disk("vdb")
            .disk(SnapshotDisk::external("vdc", "/images/vdc.apart"))
            .memory_file("/images/apart.memory")
            .build(),
        DomainSnapshotConfig::builder("disks").without_memory().build(),
    ];
    check("domainsnapshot", snapshots.map(|snapshot| snapshot.map(|snapshot| snapshot.to_xml())));
}

#[test]
fn what_is_forgotten_is_named() {
    let message = |result: Result<()>| result.unwrap_err().message().to_owned();
    let said = message(DomainConfig::builder("a").build().map(drop));
    assert!(said.contains("<memory>"), "{said}");
    let said = message(guest(" ").vcpus(0).build().map(drop));
    assert!(said.contains("name") && said.contains("<vcpu>"), "{said}");
    let lost = NetworkConfig::builder("a").nat().dhcp([10, 0, 0, 2], [10, 0, 0, 9]).build();
    assert!(lost.is_err());
    assert!(StoragePoolConfig::builder("a").build().is_err());
    assert!(StoragePoolConfig::builder("a/b").dir("/a").build().is_err());
}

/// Disks get names that nobody has.
#[test]
fn disks_are_named_in_turn() {
    let named = "<domain type='kvm'><devices><disk><source file='/b'/><target dev='vdb'/></disk>\
                 </devices></domain>";
    let named = DomainConfig::parse(named).unwrap().devices.unwrap().disks;
    let mut builder = named.into_iter().fold(guest("a"), DomainBuilder::disk);
    for number in 0..28 {
        builder = builder.disk_image(format!("/images/{number}"), DiskFormat::Raw);
    }
    let devices = builder.empty_cdrom().empty_cdrom().build().unwrap().devices.unwrap();
    let names = devices.disks.iter().map(|disk| disk.target.as_ref().unwrap().dev.as_str());
    let names: Vec<_> = names.collect();
    assert_eq!(names[..4], ["vdb", "vda", "vdc", "vdd"]);
    assert_eq!(names[25..], ["vdz", "vdaa", "vdab", "vdac", "sda", "sdb"]);
}

/// QEMU runs what the builder makes.
#[test]
fn an_everyday_guest_runs() -> Result<()> {
    if needs::program("qemu-system-x86_64").is_none() {
        return Ok(());
    }
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("disk.raw");
    File::create(&image).unwrap().set_len(1 << 20).unwrap();
    let guest = DomainConfig::builder("everyday")
        .domain_type(DomainType::Qemu)
        .memory(MemorySize::from_mib(64))
        .vcpus(2)
        .disk_image(image.display().to_string(), DiskFormat::Raw)
        .empty_cdrom()
        .user_network()
        .vnc()
        .serial_console()
        .guest_agent()
        .random_numbers()
        .build()?;
    let root = folder.path().join("root");
    let uri = format!("qemu:///embed?root={}&lifetime=program", root.display());
    let connect = Connect::open(&uri)?;
    let domain = connect.create_domain(&guest.to_xml(), DomainCreateFlags::empty())?;
    assert!(matches!(domain.status()?, DomainStatus::Running(_)));
    domain.destroy(DestroyMode::Forced)
}
