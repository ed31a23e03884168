//! Sysfs trees that tests build, and the driver over them.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags;
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::object::NodeDeviceRef;
use virt_nodedev::{NodeDeviceState, Places};

/// A host's sysfs and udev database, as a test builds it.
pub(crate) struct Tree {
    folder: TempDir,
}

/// Where the kernel lists the devices of a subsystem.
#[derive(Debug, Clone, Copy)]
pub(crate) enum List {
    Bus(&'static str),
    Class(&'static str),
}

impl Tree {
    pub(crate) fn new() -> Tree {
        let tree = Tree { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(tree.sys("/devices")).unwrap();
        tree
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The folder or file at `path` below `/sys`.
    pub(crate) fn sys(&self, path: &str) -> PathBuf {
        self.root().join("sys").join(path.trim_start_matches('/'))
    }

    /// Makes a device with what it says about itself, in lines, and its attributes.
    pub(crate) fn device(
        &self,
        path: &str,
        list: List,
        uevent: &str,
        attributes: &[(&str, &str)],
    ) -> &Self {
        self.file(path, "uevent", uevent.replace(' ', "\n"));
        for (name, value) in attributes {
            self.file(path, name, value);
        }
        let name = path.rsplit('/').next().unwrap();
        let subsystem = match list {
            List::Bus(name) => format!("/bus/{name}"),
            List::Class(name) => format!("/class/{name}"),
        };
        self.link(path, "subsystem", &subsystem);
        let folder = match list {
            List::Bus(_) => format!("{subsystem}/devices"),
            List::Class(_) => subsystem,
        };
        self.link(&folder, name, path)
    }

    pub(crate) fn file(&self, path: &str, name: &str, value: impl AsRef<[u8]>) -> &Self {
        let file = self.sys(path).join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, value).unwrap();
        self
    }

    /// Makes a link as the kernel does: relative.
    pub(crate) fn link(&self, path: &str, name: &str, target: &str) -> &Self {
        let link = self.sys(path).join(name);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        let depth = path.matches('/').count() + name.matches('/').count();
        let up = "../".repeat(depth);
        symlink(format!("{up}{}", target.trim_start_matches('/')), link).unwrap();
        self
    }

    /// What udev knows about a device, by the name of its file.
    pub(crate) fn udev(&self, name: &str, text: &str) -> &Self {
        let folder = self.root().join("run/udev/data");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
        self
    }

    pub(crate) fn pci(&self, path: &str, ids: (&str, &str), class: &str) -> &Self {
        let uevent = format!("PCI_CLASS={class}");
        let attributes = [("vendor", ids.0), ("device", ids.1), ("numa_node", "-1\n")];
        self.device(path, List::Bus("pci"), &uevent, &attributes)
    }

    /// Takes a device away, from its list as well.
    pub(crate) fn remove(&self, path: &str, list: &str) {
        fs::remove_dir_all(self.sys(path)).unwrap();
        fs::remove_file(self.sys(list).join(path.rsplit('/').next().unwrap())).unwrap();
    }

    pub(crate) fn state(&self) -> Arc<NodeDeviceState> {
        self.state_with(&self.root().join("history"))
    }

    /// A program of its own that looks at the tree, with its memory in `history`.
    pub(crate) fn state_with(&self, history: &Path) -> Arc<NodeDeviceState> {
        NodeDeviceState::at(Places::below(self.root()), history).unwrap()
    }

    pub(crate) fn driver(&self) -> Arc<dyn NodeDeviceDriver> {
        self.state().driver()
    }
}

pub(crate) fn all() -> ConnectListAllNodeDeviceFlags {
    ConnectListAllNodeDeviceFlags::empty()
}

pub(crate) fn names(devices: &[NodeDeviceRef]) -> Vec<&str> {
    devices.iter().map(|device| device.name.as_str()).collect()
}

pub(crate) fn list(
    driver: &dyn NodeDeviceDriver,
    filter: ConnectListAllNodeDeviceFlags,
) -> Vec<String> {
    driver.list(filter).unwrap().into_iter().map(|device| device.name).collect()
}

pub(crate) fn xml(driver: &dyn NodeDeviceDriver, name: &str) -> String {
    driver.xml(&NodeDeviceRef::new(name), Default::default()).unwrap()
}
