//! All devices, as one look at the host found them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::device::Device;
use crate::host::parent_path;

/// What is at a path now.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// A node device.
    Device(Device),
    /// Something that is no node device, and may have some below it.
    Other,
    /// Nothing, nor anything below it.
    Nothing,
}

/// The devices by name and by path.
#[derive(Debug, Default)]
pub(crate) struct DeviceTable {
    /// Sorted by name.
    devices: Vec<Arc<Device>>,
    by_path: HashMap<Box<str>, u32>,
}

impl DeviceTable {
    /// A table of these devices. Of two with one name the one with the first path counts.
    pub(crate) fn new(devices: Vec<Device>) -> DeviceTable {
        DeviceTable::of(devices.into_iter().map(Arc::new).collect())
    }

    fn of(mut devices: Vec<Arc<Device>>) -> DeviceTable {
        devices.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        devices.dedup_by(|later, first| later.name == first.name);
        devices.shrink_to_fit();
        let index = (0..).zip(&devices).map(|(index, device)| (device.path.clone(), index));
        DeviceTable { by_path: index.collect(), devices }
    }

    /// The devices, sorted by name.
    pub(crate) fn devices(&self) -> &[Arc<Device>] {
        &self.devices
    }

    /// The device called `name`.
    pub(crate) fn find(&self, name: &str) -> Option<&Arc<Device>> {
        let found = self.devices.binary_search_by(|device| (*device.name).cmp(name)).ok()?;
        self.devices.get(found)
    }

    /// The device at `path` below `/sys`.
    pub(crate) fn at(&self, path: &str) -> Option<&Arc<Device>> {
        self.devices.get(*self.by_path.get(path)? as usize)
    }

    /// The device that this one is part of: the nearest one above, or the host; none for the host
    /// itself.
    pub(crate) fn parent(&self, device: &Device) -> Option<&Arc<Device>> {
        let above = parent_path(&device.path)?;
        let mut folders = std::iter::successors(Some(above), |path| parent_path(path));
        folders.find_map(|path| self.at(path)).or_else(|| self.at(""))
    }

    /// This table with what `found` says about each of its paths.
    pub(crate) fn replaced(&self, found: &HashMap<String, Found>) -> DeviceTable {
        let goes = |device: &Device| {
            let mut above =
                std::iter::successors(parent_path(&device.path), |path| parent_path(path));
            found.contains_key(&*device.path)
                || above.any(|path| matches!(found.get(path), Some(Found::Nothing)))
        };
        let kept = self.devices.iter().filter(|device| !goes(device)).cloned();
        let fresh = found.values().filter_map(|found| match found {
            Found::Device(device) => Some(Arc::new(device.clone())),
            Found::Other | Found::Nothing => None,
        });
        DeviceTable::of(kept.chain(fresh).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

    fn device(name: &str, path: &str) -> Device {
        let (name, path) = (name.into(), path.into());
        Device { name, path, subsystem: "pci".into(), kind: Kind::Pci, state: 1 }
    }

    fn table() -> DeviceTable {
        DeviceTable::new(vec![
            device("b", "/devices/a/x/b"),
            Device::computer(),
            device("a", "/devices/a"),
            device("ab", "/devices/ab"),
        ])
    }

    fn names(table: &DeviceTable) -> Vec<&str> {
        table.devices().iter().map(|device| &*device.name).collect()
    }

    #[test]
    fn the_nearest_device_above_is_the_parent() {
        let table = table();
        let parent = |name: &str| {
            table.parent(table.find(name).unwrap()).map(|parent| parent.name.to_string())
        };
        assert_eq!(parent("b").as_deref(), Some("a"));
        assert_eq!(parent("a").as_deref(), Some("computer"));
        assert_eq!(parent("computer"), None);
    }

    #[test]
    fn what_is_below_goes_with_a_device() {
        let replaced = |found| table().replaced(&HashMap::from([("/devices/a".to_owned(), found)]));
        assert_eq!(names(&replaced(Found::Nothing)), ["ab", "computer"]);
        assert_eq!(names(&replaced(Found::Other)), ["ab", "b", "computer"]);
        let other = Found::Device(device("c", "/devices/a"));
        assert_eq!(names(&replaced(other)), ["ab", "b", "c", "computer"]);
    }

    #[test]
    fn two_devices_of_one_name_are_one() {
        let table = DeviceTable::new(vec![device("a", "/devices/2"), device("a", "/devices/1")]);
        assert_eq!(table.devices().len(), 1);
        assert_eq!(&*table.find("a").unwrap().path, "/devices/1");
        assert!(table.at("/devices/2").is_none());
    }
}
