//! `<filterbinding>`: a filter is at work on an interface of a guest.

use super::MacAddress;
use super::network_port::PortOwner;
use super::nwfilter::FilterReference;
use super::root::root_element;
use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// A filter is at work on an interface of a guest: `<filterbinding>`.
///
/// ```
/// use virt_core::config::FilterBindingConfig;
///
/// let binding = FilterBindingConfig::parse(
///     "<filterbinding>
///        <owner><name>web</name><uuid>d54df46f-1ab5-4a22-8618-4560ef5fac2c</uuid></owner>
///        <portdev name='vnet0'/>
///        <mac address='52:54:00:7b:35:93'/>
///        <filterref filter='clean-traffic'/>
///      </filterbinding>",
/// )?;
/// assert_eq!(binding.port_device.as_deref(), Some("vnet0"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilterBindingConfig {
    /// The guest.
    #[xml(child)]
    pub owner: Option<PortOwner>,
    /// The interface on the host that packets of the guest come out of.
    #[xml(path = "portdev/@name")]
    pub port_device: Option<String>,
    /// The interface on the host that they leave by, where macvtap ties them.
    #[xml(path = "linkdev/@name")]
    pub link_device: Option<String>,
    /// The hardware address of the guest's interface.
    #[xml(path = "mac/@address")]
    pub mac: Option<MacAddress>,
    /// The filter.
    #[xml(child = "filterref")]
    pub filter: Option<FilterReference>,
}

root_element!(FilterBindingConfig, "filterbinding", Nwfilter);

impl Validate for FilterBindingConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        PortOwner::check(self.owner.as_ref(), "<filterbinding>", problems);
        let parts = [
            ("portdev/@name", "a <portdev name='…'/>", self.port_device.is_some()),
            ("mac/@address", "a <mac address='…'/>", self.mac.is_some()),
            ("filterref", "a <filterref filter='…'/>", self.filter.is_some()),
        ];
        for (place, what, _) in parts.iter().filter(|(.., given)| !given) {
            problems.report_at(place, format!("a <filterbinding> needs {what}"));
        }
    }
}

impl FilterBindingConfig {
    /// The filter `filter` at work on the interface `port_device` of a guest.
    pub fn new(
        owner: PortOwner,
        port_device: impl Into<String>,
        mac: MacAddress,
        filter: FilterReference,
    ) -> Self {
        FilterBindingConfig {
            owner: Some(owner),
            port_device: Some(port_device.into()),
            link_device: None,
            mac: Some(mac),
            filter: Some(filter),
        }
    }

    /// Drops values of variables that libvirt drops, and sorts the others. Filling in twice
    /// changes nothing.
    pub fn fill_defaults(&mut self) {
        if let Some(filter) = &mut self.filter {
            filter.fill_defaults();
        }
    }
}
