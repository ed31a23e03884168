//! One device of any kind, as it is attached, changed and detached.

use super::{
    Audio, Channel, Console, Controller, Crypto, DeviceInfo, DevicePlace, Devices, Disk,
    Filesystem, Graphics, HostDevice, Hub, Input, Interface, Iommu, Lease, MemoryBalloon,
    MemoryDevice, NvramDevice, Panic, Parallel, PersistentStore, RedirectedDevice, Rng, Serial,
    SharedMemory, Smartcard, Sound, Tpm, Video, Vsock, Watchdog,
};
use crate::config::DocumentKind;
use crate::config::domain::DomainConfig;
use crate::config::problem::{Problem, Problems, into_result};
use crate::config::root::{invalid, join};
use crate::xml::{self, Document, Finding, Form, Node, Shape, XmlElement, XmlValue};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// Makes [`Device`], [`DeviceKind`] and [`DOCUMENTS`] of lines: the model, the element, what people
/// call it, the field of [`Devices`], whether that is a `list` or has one `single` device, and whether
/// the device has an `info`.
macro_rules! devices {
    ($($(#[$doc:meta])* $model:ident $name:literal $called:literal $field:ident $count:ident $info:ident;)*) => {
        /// One device of any kind: a document of its own where devices are attached, changed and
        /// detached.
        ///
        /// ```
        /// use virt_core::config::domain::devices::{Device, DeviceKind};
        ///
        /// let device = Device::parse("<input type='tablet' bus='usb'/>")?;
        /// assert_eq!(device.kind(), DeviceKind::Input);
        /// assert_eq!(device.to_xml(), "<input type='tablet' bus='usb'/>\n");
        /// # Ok::<(), virt_core::Error>(())
        /// ```
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Device {
            $($(#[$doc])* $model(Box<$model>),)*
        }

        /// The kinds of devices, called as their elements.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
        #[xml(error = "ConfigUnsupported")]
        #[non_exhaustive]
        pub enum DeviceKind {
            $($(#[$doc])* #[xml(name = $name)] $model,)*
        }

        /// Each kind of device as a document of its own.
        pub(crate) static DOCUMENTS: &[DocumentKind] =
            &[$(DocumentKind::of_device::<$model>($name, $called)),*];

        $(impl From<$model> for Device {
            fn from(device: $model) -> Self {
                Device::$model(Box::new(device))
            }
        })*

        impl Device {
            /// What kind of device it is.
            pub fn kind(&self) -> DeviceKind {
                match self { $(Device::$model(_) => DeviceKind::$model,)* }
            }

            /// The device's name, place and part in booting, where it can have them.
            pub fn info(&self) -> Option<&DeviceInfo> {
                match self { $(Device::$model(device) => devices!(@$info device),)* }
            }

            fn read(kind: DeviceKind, node: Node<'_>) -> Result<Self> {
                match kind { $(DeviceKind::$model => $model::read(node).map(Device::from),)* }
            }

            /// Writes the device in the given form.
            pub fn to_xml_as(&self, form: Form) -> String {
                match self {
                    $(Device::$model(device) => xml::to_string_as($name, &**device, form),)*
                }
            }
        }

        impl DeviceKind {
            fn shape(self) -> &'static Shape {
                match self { $(DeviceKind::$model => $model::shape(),)* }
            }
        }

        impl Devices {
            /// Adds a device behind the others of its kind. Nothing is filled in.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::ConfigUnsupported`] when there is one of a kind of which a guest has
            /// one at most.
            pub fn add(&mut self, device: impl Into<Device>) -> Result<()> {
                match device.into() {
                    $(Device::$model(device) => devices!(@$count self.$field, *device, $name),)*
                }
                Ok(())
            }

            /// The devices of a kind, in order.
            pub fn of_kind(&self, kind: DeviceKind) -> Vec<Device> {
                match kind {
                    $(DeviceKind::$model => {
                        self.$field.iter().map(|device| <$model>::clone(device).into()).collect()
                    })*
                }
            }

            /// Name and place of the device at a place; none where there is no such device, or it
            /// has neither.
            pub fn info_mut(&mut self, place: DevicePlace) -> Option<&mut DeviceInfo> {
                match place.kind {
                    $(DeviceKind::$model => {
                        devices!(@info_mut $info self.$field.iter_mut().nth(place.index))
                    })*
                }
            }

            /// Takes the device of a kind with this number, from 0, out.
            pub(super) fn remove(&mut self, kind: DeviceKind, index: usize) -> Option<Device> {
                if index >= self.count(kind) {
                    return None;
                }
                match kind {
                    $(DeviceKind::$model => devices!(@remove $count self.$field, index, $model),)*
                }
            }

            /// The names and places of the devices of each kind that have such, with the name of the
            /// element.
            pub(super) fn kinds(
                &self,
            ) -> impl Iterator<Item = (&'static str, Vec<&DeviceInfo>)> {
                let kinds = [$(devices!(@infos $info self.$field, $name)),*];
                kinds.into_iter().flatten()
            }

            /// Name and place of every device.
            pub(crate) fn infos_mut(&mut self) -> impl Iterator<Item = &mut DeviceInfo> {
                let mut infos: Vec<&mut DeviceInfo> = Vec::new();
                $(devices!(@infos_mut $info self.$field, infos);)*
                infos.into_iter()
            }

            /// How many devices of a kind there are.
            pub(super) fn count(&self, kind: DeviceKind) -> usize {
                match kind { $(DeviceKind::$model => self.$field.iter().count(),)* }
            }
        }
    };
    (@info $device:ident) => { Some(&$device.info) };
    (@plain $device:ident) => {{ let _ = $device; None }};
    (@info_mut info $device:expr) => { $device.map(|device| &mut device.info) };
    (@info_mut plain $device:expr) => {{ let _ = $device; None }};
    (@remove list $field:expr, $index:ident, $model:ident) => { Some($field.remove($index).into()) };
    (@remove single $field:expr, $index:ident, $model:ident) => {
        $field.take().map(|device| <$model>::clone(&device).into())
    };
    (@infos info $field:expr, $name:literal) => {
        Some(($name, $field.iter().map(|device| &device.info).collect::<Vec<_>>()))
    };
    (@infos plain $field:expr, $name:literal) => { None };
    (@infos_mut info $field:expr, $infos:ident) => {
        $infos.extend($field.iter_mut().map(|device| &mut device.info))
    };
    (@infos_mut plain $field:expr, $infos:ident) => {};
    (@list $field:expr, $device:expr, $name:literal) => { $field.push($device.into()) };
    (@single $field:expr, $device:expr, $name:literal) => {
        match &$field {
            Some(_) => return Err(there_already($name)),
            None => $field = Some($device.into()),
        }
    };
}

devices! {
    /// A disk.
    Disk "disk" "disk" disks list info;
    /// A controller.
    Controller "controller" "controller" controllers list info;
    /// A lease of a lock manager.
    Lease "lease" "lease" leases list plain;
    /// A file system of the host.
    Filesystem "filesystem" "file system" filesystems list info;
    /// A network interface.
    Interface "interface" "network interface" interfaces list info;
    /// A smart card.
    Smartcard "smartcard" "smart card" smartcards list info;
    /// A serial port.
    Serial "serial" "serial port" serials list info;
    /// A parallel port.
    Parallel "parallel" "parallel port" parallels list info;
    /// A console.
    Console "console" "console" consoles list info;
    /// A channel between the guest and a program on the host.
    Channel "channel" "channel" channels list info;
    /// A mouse, keyboard or tablet.
    Input "input" "input device" inputs list info;
    /// A trusted platform module.
    Tpm "tpm" "TPM" tpms list info;
    /// A way to look at the guest's screen.
    Graphics "graphics" "display" graphics list plain;
    /// A sound card.
    Sound "sound" "sound card" sounds list info;
    /// Where sound goes on the host.
    Audio "audio" "audio backend" audios list plain;
    /// A video card.
    Video "video" "video card" videos list info;
    /// A device of the host.
    HostDevice "hostdev" "host device of a guest" host_devices list info;
    /// A USB device that comes over a line.
    RedirectedDevice "redirdev" "redirected device" redirected_devices list info;
    /// A USB hub.
    Hub "hub" "hub" hubs list info;
    /// A watchdog.
    Watchdog "watchdog" "watchdog" watchdogs list info;
    /// The memory balloon.
    MemoryBalloon "memballoon" "memory balloon" memory_balloon single info;
    /// A random number generator.
    Rng "rng" "random number generator" rngs list info;
    /// The memory of a POWER machine that keeps its settings.
    NvramDevice "nvram" "NVRAM device" nvram single info;
    /// A device that tells the host of the guest's crash.
    Panic "panic" "panic device" panics list info;
    /// Memory that guests share.
    SharedMemory "shmem" "shared memory" shared_memories list info;
    /// Memory that can be plugged.
    MemoryDevice "memory" "memory device" memories list info;
    /// A device that translates the addresses that other devices use.
    Iommu "iommu" "IOMMU" iommu single info;
    /// A socket between the guest and the host.
    Vsock "vsock" "vsock device" vsock single info;
    /// A device that encrypts for the guest.
    Crypto "crypto" "crypto device" cryptos list info;
    /// Where the guest's kernel keeps its last words.
    PersistentStore "pstore" "persistent store" pstore single info;
}

impl Device {
    /// Reads the one device that a document is. Unknown names in it are ignored, as libvirt
    /// ignores them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlDetail`] when the text is not well-formed,
    /// [`ErrorKind::ConfigUnsupported`] when the root element is no device;
    /// [`ErrorKind::XmlError`] or [`ErrorKind::ConfigUnsupported`] when something is missing or a
    /// value is not accepted.
    pub fn parse(text: &str) -> Result<Self> {
        let document = Document::parse(text)?;
        read(&document).map_err(|err| err.or_origin(ErrorOrigin::Domain))
    }

    /// Reads a device in which everything must be known and right.
    ///
    /// # Errors
    ///
    /// As [`Device::parse`]; and [`ErrorKind::XmlInvalidSchema`] with the list of what
    /// [`Device::check`] finds.
    pub fn parse_strict(text: &str) -> Result<Self> {
        let findings = Device::check(text)?;
        match findings.is_empty() {
            true => Device::parse(text),
            false => Err(invalid(&findings).with_origin(ErrorOrigin::Domain)),
        }
    }

    /// Lists everything in a device that is unknown, missing or has a bad value.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::XmlDetail`] when the text is not well-formed,
    /// [`ErrorKind::ConfigUnsupported`] when the root element is no device.
    pub fn check(text: &str) -> Result<Vec<Finding>> {
        let document = Document::parse(text)?;
        let kind = kind_of(document.root())?;
        Ok(xml::check(document.root(), kind.shape()))
    }

    /// Lists everything that is wrong with a device, in the order of the text: what
    /// [`Device::check`] finds, and what [`Device::validate`] refuses.
    ///
    /// # Errors
    ///
    /// As [`Device::check`].
    pub fn diagnose(text: &str) -> Result<Vec<Finding>> {
        let document = Document::parse(text)?;
        let kind = kind_of(document.root())?;
        let findings = xml::check(document.root(), kind.shape());
        let problems = Device::read(kind, document.root()).map(|device| device.problems());
        join(&document, findings, problems).map_err(|err| err.or_origin(ErrorOrigin::Domain))
    }

    /// What about the device alone cannot work, whichever driver runs the guest. What it refers to
    /// is taken as there.
    pub fn problems(&self) -> Vec<Problem> {
        self.problems_in(&self.surroundings())
    }

    /// What about the device could not work as one more device of `domain`. Their paths start at
    /// the device.
    pub fn problems_in(&self, domain: &DomainConfig) -> Vec<Problem> {
        let mut devices = domain.devices.clone().unwrap_or_default();
        let mut before = Problems::default();
        domain.check_devices(&devices, &mut before);
        let own = format!("/{}", self.kind());
        if let Err(err) = devices.add(self.clone()) {
            let mut problems = Problems::of(self.kind().as_str());
            problems.report_as(err.kind(), err.message());
            return problems.into_found();
        }
        let mut after = Problems::default();
        domain.check_devices(&devices, &mut after);
        let count = devices.count(self.kind());
        let here = if count > 1 { format!("{own}[{count}]") } else { own.clone() };
        let of_this = |mut problem: Problem| {
            // What is reported of all devices together is new, or nothing of this one's.
            let below = match problem.path.strip_prefix(&here) {
                Some(below) if below.is_empty() || below.starts_with('/') => below,
                None if problem.path.is_empty() && !before.found().contains(&problem) => "",
                _ => return None,
            };
            problem.path = format!("{own}{below}");
            Some(problem)
        };
        after.into_found().into_iter().filter_map(of_this).collect()
    }

    /// Checks what about the device alone cannot work.
    ///
    /// # Errors
    ///
    /// What [`Device::problems`] finds, as one error of the first one's kind.
    pub fn validate(&self) -> Result<()> {
        into_result(&self.problems()).map_err(|err| err.or_origin(ErrorOrigin::Domain))
    }

    /// Writes the device in libvirt's form, with everything that is not secret.
    pub fn to_xml(&self) -> String {
        self.to_xml_as(Form::default())
    }
}

fn read(document: &Document<'_>) -> Result<Device> {
    Device::read(kind_of(document.root())?, document.root())
}

fn kind_of(root: Node<'_>) -> Result<DeviceKind> {
    DeviceKind::parse_value(root.name()).map_err(|reason| {
        let message = format!("<{}> is no device; {reason}", root.name());
        Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Domain)
    })
}

fn there_already(name: &str) -> Error {
    let message = format!("a guest has one <{name}> at most, and there is one already");
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever adds a kind of device to [`Devices`] has to add it here too.
    #[test]
    fn each_kind_of_device_can_stand_alone() {
        let all = Devices::shape().children.iter().map(|child| child.name);
        let no_devices = ["emulator", "redirfilter"];
        let expected: Vec<_> = all.filter(|name| !no_devices.contains(name)).collect();
        let known: Vec<_> = DeviceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(known, expected);
    }
}
