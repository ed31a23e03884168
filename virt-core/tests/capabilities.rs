//! `<capabilities>`, and the values that documents hold.

use virt_core::config::domain::PciAddress;
use virt_core::config::{Capabilities, MacAddress};
use virt_core::units::MemorySize;

const HOST: &str = include_str!("data/capabilities.xml");

#[test]
fn a_host_comes_out_letter_by_letter() {
    let capabilities = Capabilities::parse(HOST).unwrap();
    assert_eq!(capabilities.to_xml(), HOST);
    let cells = &capabilities.host.topology.as_ref().unwrap().cells;
    assert_eq!((cells.num, cells.cells.len()), (1, 1));
    assert_eq!(cells.cells[0].memory, Some(MemorySize::from_kib(16_303_120)));
    let guest = &capabilities.guests[0];
    assert_eq!((guest.os_type.as_str(), guest.arch.name.as_str()), ("hvm", "x86_64"));
    assert_eq!(guest.arch.machines[1].canonical.as_deref(), Some("pc-q35-10.0"));
}

#[test]
fn sizes_have_units() {
    let kib = |text: &str| text.parse::<MemorySize>().map(MemorySize::kib);
    assert_eq!(kib("1024"), Ok(1024));
    assert_eq!(kib("1 MiB"), Ok(1024));
    assert_eq!(kib("1M"), Ok(1024));
    assert_eq!(kib("1MB"), Ok(977));
    assert_eq!(kib("1bytes"), Ok(1));
    assert_eq!(kib("15EiB"), Ok(15 << 50));
    for bad in ["", "M", "-1", "1x", "1 MiBs", "16EiB", "99999999999999999999"] {
        assert!(kib(bad).is_err(), "{bad}");
    }
    assert_eq!(MemorySize::from_kib(1536).to_string(), "1536KiB");
    assert_eq!(MemorySize::from_bytes(1).to_string(), "1bytes");
    assert_eq!(MemorySize::default().to_string(), "0bytes");
    assert_eq!(MemorySize::from_kib(u64::MAX).bytes(), u64::MAX);
}

#[test]
fn addresses_are_read_and_written() {
    let pci: PciAddress = "0000:3f:1f.7".parse().unwrap();
    assert_eq!(pci, PciAddress::new(0x3f, 0x1f, 7));
    assert_eq!(pci.to_string(), "0000:3f:1f.7");
    assert_eq!("3f:1f.7".parse(), Ok(pci));
    for bad in ["", "0:0", "0:20.0", "0:0.8", "100:0.0", "x:0.0", "0:+1.0", "1:2:3:4.0"] {
        assert!(bad.parse::<PciAddress>().is_err(), "{bad}");
    }
    for bad in [
        "",
        "52:54:00:6b:3c",
        "52:54:00:6b:3c:58:00",
        "52:54:00:6b:3c:5g",
        "52:54::6b:3c:58",
        "+2:54:00:6b:3c:58",
    ] {
        assert!(bad.parse::<MacAddress>().is_err(), "{bad}");
    }
    assert!("01:00:5e:00:00:01".parse::<MacAddress>().unwrap().is_multicast());
}
