//! From a domain's definition to what is taken for it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use virt_core::config::DomainConfig;
use virt_core::units::MemorySize;
use virt_hostdev::{HostDevice, MemoryLock, memory_lock};

fn domain(rest: &str, devices: &str) -> DomainConfig {
    let xml = format!(
        "<domain type='kvm'><name>web</name><memory unit='GiB'>2</memory>{rest}
         <os><type arch='x86_64'>hvm</type></os><devices>{devices}</devices></domain>"
    );
    DomainConfig::parse(&xml).unwrap()
}

const PCI: &str = "<hostdev mode='subsystem' type='pci' managed='yes'><driver name='vfio'/>
    <source><address domain='0' bus='2' slot='0' function='0'/></source></hostdev>";
const NVME: &str = "<disk type='nvme' device='disk'><source type='pci' managed='no' namespace='2'>
    <address domain='0' bus='6' slot='0' function='0'/></source><target dev='vda'/></disk>";

#[test]
fn every_kind_is_found() {
    let config = domain(
        "",
        &format!(
            "{NVME}<interface type='hostdev' managed='yes' trustGuestRxFilters='yes'>
               <mac address='52:54:00:01:02:03'/><source><address type='pci' domain='0' bus='4'
               slot='0x10' function='1'/></source><vlan><tag id='42'/></vlan></interface>
             {PCI}
             <hostdev mode='subsystem' type='usb'><source startupPolicy='optional'>
               <vendor id='0x46f4'/><product id='1'/></source></hostdev>
             <hostdev mode='subsystem' type='scsi'><source><adapter name='scsi_host2'/>
               <address bus='0' target='1' unit='0'/></source><shareable/></hostdev>
             <hostdev mode='subsystem' type='scsi'><source protocol='iscsi' name='iqn.a:b/1'>
               <host name='example.org'/></source></hostdev>
             <hostdev mode='subsystem' type='scsi_host'><source protocol='vhost'
               wwpn='naa.5001405df3e54061'/></hostdev>
             <hostdev mode='subsystem' type='mdev' model='vfio-pci'><source>
               <address uuid='83b8f4f2-509f-382f-3c1e-e6bfe0fa1001'/></source></hostdev>"
        ),
    );
    let devices = HostDevice::all_of(&config).unwrap();
    let [
        HostDevice::Pci(pci),
        HostDevice::Usb(usb),
        HostDevice::Scsi(scsi),
        HostDevice::ScsiHost(target),
        HostDevice::Mdev(mdev),
        HostDevice::Pci(function),
        HostDevice::Nvme(nvme),
    ] = &devices[..]
    else {
        panic!("{devices:?}")
    };
    assert_eq!((pci.address.to_string().as_str(), pci.managed), ("0000:02:00.0", true));
    assert_eq!((usb.vendor, usb.product, usb.address), (Some(0x46f4), Some(1), None));
    assert_eq!((scsi.address.to_string().as_str(), scsi.shareable), ("2:0:1:0", true));
    assert_eq!(target.wwpn, "naa.5001405df3e54061");
    assert_eq!(mdev.model, "vfio-pci");
    let network = function.network.unwrap();
    assert_eq!((network.vlan, network.trust), (Some(42), Some(true)));
    assert_eq!(network.mac.unwrap().to_string(), "52:54:00:01:02:03");
    assert_eq!((nvme.namespace, nvme.managed), (2, false));
}

#[test]
fn what_does_not_say_which_device_is_refused() {
    for device in [
        "<hostdev mode='subsystem' type='usb'><source><vendor id='1'/></source></hostdev>",
        "<hostdev mode='subsystem' type='scsi'><source><adapter name='host2'/>
           <address bus='0' target='1' unit='0'/></source></hostdev>",
        "<hostdev mode='subsystem' type='scsi_host'><source protocol='vhost' wwpn='../..'/>
         </hostdev>",
        "<interface type='hostdev'><source><address type='pci' bus='4'/></source>
           <vlan><tag id='1'/><tag id='2'/></vlan></interface>",
    ] {
        let err = HostDevice::all_of(&domain("", device)).unwrap_err();
        assert_eq!(err.kind(), virt_core::ErrorKind::ConfigUnsupported, "{device}");
    }
}

#[test]
fn memory_is_locked_for_the_devices_that_need_it() {
    // As /proc/PID/limits says of the guests of libvirt 11.3, whose sums these are.
    let gib = |size| Some(MemoryLock::Limit(MemorySize::from_gib(size)));
    assert_eq!(memory_lock(&domain("", "")), None);
    assert_eq!(memory_lock(&domain("", PCI)), gib(3));
    assert_eq!(memory_lock(&domain("", NVME)), gib(3));
    assert_eq!(memory_lock(&domain("", &format!("{PCI}{NVME}"))), gib(5));
    let two = format!("{PCI}{}", PCI.replace("bus='2'", "bus='3'"));
    assert_eq!(memory_lock(&domain("", &two)), gib(3));
    assert_eq!(memory_lock(&domain("", &format!("{two}<iommu model='intel'/>"))), gib(5));
    let most = "<maxMemory slots='4' unit='GiB'>16</maxMemory>";
    assert_eq!(memory_lock(&domain(most, PCI)), gib(3));
    let module = "<memory model='dimm'><target><size unit='GiB'>1</size></target></memory>";
    assert_eq!(memory_lock(&domain(most, &format!("{PCI}{module}"))), gib(3));
    let tuned = "<memtune><hard_limit unit='GiB'>9</hard_limit></memtune>";
    assert_eq!(memory_lock(&domain(tuned, PCI)), gib(9));
    let locked = "<memoryBacking><locked/></memoryBacking>";
    assert_eq!(memory_lock(&domain(locked, "")), Some(MemoryLock::Unlimited));
}
