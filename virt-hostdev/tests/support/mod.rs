//! A make-believe host: a tree that looks like sysfs, and a thread that behaves as the kernel does.

#![allow(dead_code, reason = "each test file needs a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod kernel;

pub(crate) use kernel::Kernel;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use uuid::Uuid;
use virt_core::config::domain::PciAddress;
use virt_core::config::domain::devices::HostUsbAddress;
use virt_hostdev::{HostDevice, HostdevManager, Owner, PciRequest, Places, UsbRequest};

/// The card that is alone in its group.
pub(crate) const CARD: &str = "0000:02:00.0";
/// Two functions of one card, in one group.
pub(crate) const TWINS: [&str; 2] = ["0000:03:00.0", "0000:03:00.1"];
/// A bridge.
pub(crate) const BRIDGE: &str = "0000:00:01.0";

/// The host's driver of all its cards.
pub(crate) const DRIVER: &str = "e1000e";

/// A make-believe host.
pub(crate) struct Host {
    // Ends before the tree goes.
    kernel: Kernel,
    folder: tempfile::TempDir,
}

impl Host {
    /// A host with a bridge, three cards and some USB devices.
    pub(crate) fn new() -> Host {
        let folder = tempfile::tempdir().unwrap();
        let tree = Tree(folder.path().to_owned());
        for driver in [DRIVER, "vfio-pci", "pcieport", "snd"] {
            tree.driver(driver);
        }
        tree.fifo("sys/bus/pci/drivers_probe");
        tree.pci(BRIDGE, "pci0000:00", "0x060400", 1, Some("pcieport"));
        let below = format!("pci0000:00/{BRIDGE}");
        tree.pci(CARD, &below, "0x020000", 16, Some(DRIVER));
        for twin in TWINS {
            tree.pci(twin, "pci0000:00", "0x020000", 17, Some(DRIVER));
        }
        tree.usb("1-1", (1, 4), (0x46f4, 0x0001), 0);
        tree.usb("1-2", (1, 5), (0x0627, 0x0001), 0);
        tree.usb("1-3", (1, 6), (0x0627, 0x0001), 0);
        tree.usb("usb1", (1, 1), (0x1d6b, 0x0002), 9);
        for path in ["proc/net", "proc/self", "dev/vfio", "modules"] {
            fs::create_dir_all(folder.path().join(path)).unwrap();
        }
        let kernel = Kernel::start(folder.path());
        Host { kernel, folder }
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn tree(&self) -> Tree {
        Tree(self.root().to_owned())
    }

    pub(crate) fn places(&self) -> Places {
        Places::below(self.root())
    }

    pub(crate) fn manager(&self) -> HostdevManager {
        HostdevManager::at(self.places()).unwrap()
    }

    pub(crate) fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    pub(crate) fn driver(&self, address: &str) -> Option<String> {
        driver_of(self.root(), address)
    }

    /// What says whose each card is.
    pub(crate) fn state(&self) -> Vec<(Option<String>, String)> {
        let of = |address: &str| {
            let path = self.root().join("sys/bus/pci/devices").join(address);
            let text = fs::read_to_string(path.join("driver_override")).unwrap();
            let text = text.trim();
            (self.driver(address), text.strip_prefix("(null)").unwrap_or(text).to_owned())
        };
        [CARD, TWINS[0], TWINS[1]].map(of).to_vec()
    }
}

pub(crate) fn driver_of(root: &Path, address: &str) -> Option<String> {
    let link = root.join("sys/bus/pci/devices").join(address).join("driver");
    Some(fs::read_link(link).ok()?.file_name()?.to_str()?.to_owned())
}

/// The files of a make-believe host.
pub(crate) struct Tree(PathBuf);

impl Tree {
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn link(&self, path: &str, target: &Path) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
    }

    pub(crate) fn fifo(&self, path: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    }

    pub(crate) fn driver(&self, name: &str) {
        self.fifo(&format!("sys/bus/pci/drivers/{name}/unbind"));
    }

    pub(crate) fn pci(
        &self,
        address: &str,
        parent: &str,
        class: &str,
        group: u32,
        driver: Option<&str>,
    ) {
        let folder = format!("sys/devices/{parent}/{address}");
        self.write(&format!("{folder}/class"), &format!("{class}\n"));
        self.write(&format!("{folder}/driver_override"), "(null)\n");
        self.write(&format!("{folder}/reset"), "");
        self.write(&format!("{folder}/reset_method"), "flr bus\n");
        let real = self.0.join(&folder);
        self.link(&format!("sys/bus/pci/devices/{address}"), &real);
        self.link(&format!("sys/kernel/iommu_groups/{group}/devices/{address}"), &real);
        let groups = self.0.join("sys/kernel/iommu_groups");
        self.link(&format!("{folder}/iommu_group"), &groups.join(group.to_string()));
        if let Some(driver) = driver {
            let drivers = self.0.join("sys/bus/pci/drivers");
            self.link(&format!("{folder}/driver"), &drivers.join(driver));
        }
    }

    pub(crate) fn usb(&self, name: &str, place: (u32, u32), product: (u16, u16), class: u8) {
        let folder = format!("sys/bus/usb/devices/{name}");
        self.write(&format!("{folder}/busnum"), &format!("{}\n", place.0));
        self.write(&format!("{folder}/devnum"), &format!("{}\n", place.1));
        self.write(&format!("{folder}/idVendor"), &format!("{:04x}\n", product.0));
        self.write(&format!("{folder}/idProduct"), &format!("{:04x}\n", product.1));
        self.write(&format!("{folder}/bDeviceClass"), &format!("{class:02x}\n"));
        self.write(&format!("dev/bus/usb/{:03}/{:03}", place.0, place.1), "");
    }

    pub(crate) fn remove(&self, path: &str) {
        let path = self.0.join(path);
        if path.is_symlink() || path.is_file() {
            fs::remove_file(path).unwrap();
        } else {
            fs::remove_dir_all(path).unwrap();
        }
    }
}

pub(crate) fn address(text: &str) -> PciAddress {
    text.parse().unwrap()
}

/// A card that is taken from the host and given back.
pub(crate) fn managed(card: &str) -> HostDevice {
    HostDevice::Pci(PciRequest { managed: true, ..PciRequest::new(address(card)) })
}

pub(crate) fn usb_at(bus: u32, device: u32) -> HostDevice {
    let address = Some(HostUsbAddress::new(bus, device));
    HostDevice::Usb(UsbRequest { address, ..UsbRequest::default() })
}

pub(crate) fn owner(name: &str) -> Owner {
    let mut bytes = [0; 16];
    for (byte, letter) in bytes.iter_mut().zip(name.bytes()) {
        *byte = letter;
    }
    Owner::new("qemu", name, Uuid::from_bytes(bytes))
}

/// Waits until `condition` holds.
pub(crate) fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(60), "{what} does not come true");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Something that threads tell each other once.
#[derive(Clone, Default)]
pub(crate) struct Flag(Arc<AtomicBool>);

impl Flag {
    pub(crate) fn raise(&self) {
        self.0.store(true, Ordering::Release);
    }

    pub(crate) fn is_up(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}
