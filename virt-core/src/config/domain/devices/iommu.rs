//! `<iommu>`: a device that translates the addresses that other devices use.

use super::DeviceInfo;
use crate::ErrorKind;
use crate::config::Problems;
use crate::xml::{Switch, XmlElement, XmlValue};

/// A device that translates the addresses that other devices use: `<iommu model='intel'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Iommu {
    /// What the guest sees.
    #[xml(attribute)]
    pub model: IommuModel,
    /// How it works; for Intel's.
    #[xml(child)]
    pub driver: Option<IommuDriver>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A kind of IOMMU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the devices' own names")]
pub enum IommuModel {
    Intel,
    #[xml(name = "smmuv3")]
    SmmuV3,
    Virtio,
}

/// How an IOMMU works: `<driver intremap='on' iotlb='on'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct IommuDriver {
    /// Whether it translates interrupts too. Default: off.
    #[xml(attribute)]
    pub intremap: Option<Switch>,
    /// Whether the guest tells of all changes, as devices of the host need it. Default: off.
    #[xml(attribute)]
    pub caching_mode: Option<Switch>,
    /// Whether there can be more than 255 CPUs; needs interrupts to be translated. Default: the
    /// hypervisor's choice.
    #[xml(attribute)]
    pub eim: Option<Switch>,
    /// Whether devices can keep translations. Default: off.
    #[xml(attribute)]
    pub iotlb: Option<Switch>,
    /// How many bits an address has. Default: the hypervisor's.
    #[xml(attribute)]
    pub aw_bits: Option<u32>,
    /// Whether it translates addresses, and not interrupts alone. Default: on. Since libvirt 11.1.
    #[xml(attribute)]
    pub dma_translation: Option<Switch>,
}

impl Iommu {
    /// Drops what says nothing.
    pub(crate) fn fill_defaults(&mut self) {
        if let Some(driver) = &mut self.driver {
            driver.aw_bits.take_if(|bits| *bits == 0);
        }
        self.driver.take_if(|driver| *driver == IommuDriver::default());
    }

    /// Reports what clashes, from the element on.
    pub(crate) fn check(&self, problems: &mut Problems) {
        let driver = self.driver.unwrap_or_default();
        match self.model {
            IommuModel::Intel => {
                if self.info.address.is_some() {
                    problems.report_at("address", "an IOMMU of the model 'intel' has no address");
                }
                if driver.eim == Some(Switch::On) && !self.remaps_interrupts() {
                    problems.within("driver/@eim", |problems| {
                        let message = "eim='on' needs intremap='on'";
                        problems.report_as(ErrorKind::ConfigUnsupported, message);
                    });
                }
            }
            model if driver != IommuDriver::default() => {
                let message = format!("an IOMMU of the model '{model}' has no settings");
                problems.report_at("driver", message);
            }
            _ => {}
        }
    }

    /// Whether it translates interrupts too.
    pub fn remaps_interrupts(&self) -> bool {
        self.driver.is_some_and(|driver| driver.intremap == Some(Switch::On))
    }
}
