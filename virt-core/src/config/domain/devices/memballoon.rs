//! `<memballoon>`: takes memory from the guest and gives it back.

use super::{DeviceInfo, VirtioOptions};
use crate::xml::{Switch, XmlElement, XmlValue};

/// Takes memory from the guest and gives it back: `<memballoon model='virtio'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct MemoryBalloon {
    /// Which one it is.
    #[xml(attribute)]
    pub model: MemoryBalloonModel,
    /// Whether memory is given back before the guest runs out of it.
    #[xml(attribute)]
    pub autodeflate: Option<Switch>,
    /// Whether the guest says which memory it does not use.
    #[xml(attribute = "freePageReporting")]
    pub free_page_reporting: Option<Switch>,
    /// How often the guest reports on its memory, in seconds. Default: never.
    #[xml(path = "stats/@period")]
    pub stats_period: Option<u32>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
}

impl MemoryBalloon {
    /// A balloon of this kind.
    pub fn new(model: MemoryBalloonModel) -> Self {
        MemoryBalloon {
            model,
            autodeflate: None,
            free_page_reporting: None,
            stats_period: None,
            info: DeviceInfo::default(),
            driver: None,
        }
    }

    /// What is not there has no place.
    pub(crate) fn fill_defaults(&mut self) {
        self.stats_period.take_if(|period| *period == 0);
        self.driver.take_if(|driver| *driver == VirtioOptions::default());
        if self.model == MemoryBalloonModel::None {
            self.info.address = None;
        }
    }
}

/// A kind of memory balloon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum MemoryBalloonModel {
    Virtio,
    Xen,
    None,
    VirtioTransitional,
    VirtioNonTransitional,
}
