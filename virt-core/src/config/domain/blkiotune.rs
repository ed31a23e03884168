//! `<blkiotune>`: the guest's share in the host's block devices.

use std::collections::HashSet;

use crate::config::Problems;
use crate::xml::XmlElement;

/// The guest's share in the host's block devices: `<blkiotune>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BlkioTune {
    /// The guest's weight beside that of others, 100 to 1000 (10 to 1000 from Linux 2.6.39 on).
    /// Default: the host's.
    #[xml(value)]
    pub weight: Option<u32>,
    /// What is different for some devices.
    #[xml(child = "device")]
    pub devices: Vec<BlkioDevice>,
}

/// The guest's share in one of the host's block devices: `<device>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BlkioDevice {
    /// The device's file on the host.
    #[xml(value)]
    pub path: String,
    /// The guest's weight at this device, as that for all.
    #[xml(value)]
    pub weight: Option<u32>,
    /// The most reads in a second. Default: no limit.
    #[xml(value)]
    pub read_iops_sec: Option<u32>,
    /// The most writes in a second. Default: no limit.
    #[xml(value)]
    pub write_iops_sec: Option<u32>,
    /// The most bytes read in a second. Default: no limit.
    #[xml(value)]
    pub read_bytes_sec: Option<u64>,
    /// The most bytes written in a second. Default: no limit.
    #[xml(value)]
    pub write_bytes_sec: Option<u64>,
}

impl BlkioTune {
    /// Takes out what is zero, which stands for no weight and no limit.
    pub(super) fn fill_defaults(tune: &mut Option<Box<BlkioTune>>) {
        let Some(found) = tune else { return };
        found.weight.take_if(|weight| *weight == 0);
        found.devices.iter_mut().for_each(BlkioDevice::drop_zeros);
        found.devices.retain(|device| !device.is_plain());
        tune.take_if(|tune| **tune == BlkioTune::default());
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        let mut paths = HashSet::new();
        problems.each("device", &self.devices, |device, problems| {
            if device.path.is_empty() {
                let message = "a <device> of <blkiotune> needs the path of a block device";
                problems.unsupported_at("path", message);
            } else if !paths.insert(device.path.as_str()) {
                let message = format!("the device '{}' is there twice", device.path);
                problems.unsupported_at("path", message);
            }
        });
    }
}

impl BlkioDevice {
    fn drop_zeros(&mut self) {
        for number in [&mut self.weight, &mut self.read_iops_sec, &mut self.write_iops_sec] {
            number.take_if(|number| *number == 0);
        }
        for number in [&mut self.read_bytes_sec, &mut self.write_bytes_sec] {
            number.take_if(|number| *number == 0);
        }
    }

    /// Whether nothing is said of the device but its name.
    fn is_plain(&self) -> bool {
        let BlkioDevice {
            path: _,
            weight,
            read_iops_sec,
            write_iops_sec,
            read_bytes_sec,
            write_bytes_sec,
        } = self;
        let counts = weight.or(*read_iops_sec).or(*write_iops_sec);
        counts.is_none() && read_bytes_sec.or(*write_bytes_sec).is_none()
    }
}
