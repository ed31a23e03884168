//! `<vsock>`: sockets between the guest and the host.

use super::{DeviceInfo, VirtioModel, VirtioOptions};
use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// Sockets between the guest and the host: `<vsock model='virtio'>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Vsock {
    /// What the guest sees. Default: virtio.
    #[xml(attribute)]
    pub model: Option<VirtioModel>,
    /// The guest's number.
    #[xml(child)]
    pub cid: Option<VsockCid>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// How the hypervisor handles it.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
}

/// A guest's number among all of its host: `<cid auto='no' address='4'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct VsockCid {
    /// Whether the driver chooses it at each start. Default: yes, unless there is one.
    #[xml(attribute)]
    pub auto: Option<bool>,
    /// The number: from 3.
    #[xml(attribute)]
    pub address: Option<u32>,
}

impl Vsock {
    /// A number of the author's choice stays unless he says otherwise.
    pub(crate) fn fill_defaults(&mut self) {
        let cid = self.cid.get_or_insert_default();
        cid.auto.get_or_insert(cid.address.is_none());
        self.driver.take_if(|driver| *driver == VirtioOptions::default());
    }
}

impl VsockCid {
    /// The lowest number of a guest: those below are the host's and the hypervisor's.
    pub const LOWEST: u32 = 3;

    /// A number of the author's choice.
    pub fn fixed(address: u32) -> Self {
        VsockCid { auto: Some(false), address: Some(address) }
    }
}

impl Validate for Vsock {
    fn collect_problems(&self, problems: &mut Problems) {
        let Some(cid) = self.cid else { return };
        problems.within("cid", |problems| match cid.address {
            Some(address) if address < VsockCid::LOWEST => {
                let message =
                    format!("guests have numbers from {}, not {address}", VsockCid::LOWEST);
                problems.unsupported_at("@address", message);
            }
            None if cid.auto == Some(false) => {
                problems.report_at("@address", "auto='no' needs the number that the guest has");
            }
            _ => {}
        });
    }
}
