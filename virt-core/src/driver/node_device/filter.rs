//! Which devices a list shows.

use crate::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;

/// The types of capabilities that lists can be asked for.
const TYPES: [(&str, Filter); 24] = [
    ("system", Filter::CAP_SYSTEM),
    ("pci", Filter::CAP_PCI_DEV),
    ("usb_device", Filter::CAP_USB_DEV),
    ("usb", Filter::CAP_USB_INTERFACE),
    ("net", Filter::CAP_NET),
    ("scsi_host", Filter::CAP_SCSI_HOST),
    ("scsi_target", Filter::CAP_SCSI_TARGET),
    ("scsi", Filter::CAP_SCSI),
    ("storage", Filter::CAP_STORAGE),
    ("fc_host", Filter::CAP_FC_HOST),
    ("vports", Filter::CAP_VPORTS),
    ("scsi_generic", Filter::CAP_SCSI_GENERIC),
    ("drm", Filter::CAP_DRM),
    ("mdev_types", Filter::CAP_MDEV_TYPES),
    ("mdev", Filter::CAP_MDEV),
    ("ccw", Filter::CAP_CCW_DEV),
    ("css", Filter::CAP_CSS_DEV),
    ("vdpa", Filter::CAP_VDPA),
    ("ap_card", Filter::CAP_AP_CARD),
    ("ap_queue", Filter::CAP_AP_QUEUE),
    ("ap_matrix", Filter::CAP_AP_MATRIX),
    ("vpd", Filter::CAP_VPD),
    ("ccwgroup", Filter::CAP_CCWGROUP_DEV),
    ("ccwgroup_member", Filter::CAP_CCWGROUP_MEMBER),
];

impl Filter {
    /// The types of capabilities that lists can be asked for, as
    /// [`capabilities`](super::NodeDeviceDriver::capabilities) names them, in libvirt's order.
    pub fn capability_types() -> impl Iterator<Item = &'static str> {
        TYPES.iter().map(|(name, _)| *name)
    }

    /// What asks a list for devices with a capability of the type `name`, if anything does.
    pub fn of_capability(name: &str) -> Option<Filter> {
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, filter)| *filter)
    }

    /// Whether a list with this filter shows a device with these capabilities.
    ///
    /// ```
    /// use virt_core::api::nodedev::ConnectListAllNodeDeviceFlags as Filter;
    ///
    /// let filter = Filter::CAP_PCI_DEV | Filter::CAP_NET | Filter::ACTIVE;
    /// assert!(filter.shows(["net"], true, false));
    /// assert!(!filter.shows(["net"], false, true));
    /// assert!(!filter.shows(["storage"], true, false));
    /// ```
    pub fn shows<'c>(
        self,
        capabilities: impl IntoIterator<Item = &'c str>,
        active: bool,
        persistent: bool,
    ) -> bool {
        let every_type = TYPES.iter().fold(Filter::empty(), |all, (_, filter)| all | *filter);
        let wanted = self & every_type;
        let has_one = || {
            let mut known = capabilities.into_iter().filter_map(Filter::of_capability);
            known.any(|one| wanted.contains(one))
        };
        self.chooses(Filter::ACTIVE, Filter::INACTIVE, active)
            && self.chooses(Filter::PERSISTENT, Filter::TRANSIENT, persistent)
            && (wanted.is_empty() || has_one())
    }

    /// Whether it chooses the side `is` of two, of which it may name one, both or none.
    fn chooses(self, yes: Filter, no: Filter, is: bool) -> bool {
        !self.intersects(yes | no) || self.contains(if is { yes } else { no })
    }
}
