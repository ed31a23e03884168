//! What an interface is called and looks like, on the host and in the guest.

use std::str::FromStr;

use crate::xml::{Escaped, Form, ValueError, Word, XmlElement, XmlValue};

/// What an interface is called on the host: `<target dev='vnet0'/>`.
///
/// Names that drivers make up start with `vnet`, `macvtap` or `macvlan` and belong to a running
/// domain alone.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InterfaceTarget {
    /// The name. Default: one that the driver makes up.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// Whether the driver makes the device itself. Default: yes.
    #[xml(attribute)]
    pub managed: Option<bool>,
}

impl InterfaceTarget {
    /// A name of the author's choice.
    pub fn new(dev: impl Into<String>) -> Self {
        InterfaceTarget { dev: Some(dev.into()), managed: None }
    }

    /// Whether a driver made the name up.
    pub fn is_generated(&self) -> bool {
        let prefixes = ["vnet", "macvtap", "macvlan"];
        self.managed != Some(false)
            && self
                .dev
                .as_ref()
                .is_some_and(|dev| prefixes.iter().any(|made| dev.starts_with(made)))
    }

    fn is_in(&self, form: Form) -> bool {
        !form.inactive || !self.is_generated()
    }
}

/// What an interface is called in a container: `<guest dev='eth0' actual='vnet1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct InterfaceGuest {
    /// The name. Default: one that the driver makes up.
    #[xml(attribute)]
    pub dev: Option<String>,
    /// The name that it got last.
    #[xml(attribute)]
    pub actual: Option<String>,
}

/// What the guest sees: `<model type='virtio'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlElement)]
pub struct InterfaceModel {
    /// The model.
    #[xml(attribute = "type")]
    pub name: InterfaceModelName,
}

impl InterfaceModel {
    /// A model.
    pub fn new(name: InterfaceModelName) -> Self {
        InterfaceModel { name }
    }
}

macro_rules! models {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)*) => {
        /// A kind of network card. Names are read whatever their case.
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum InterfaceModelName {
            $($(#[$doc])* $variant,)*
            /// Another one that some hypervisor knows.
            Other(Word),
        }

        impl InterfaceModelName {
            const KNOWN: &'static [(Self, &'static str)] =
                &[$((InterfaceModelName::$variant, $word),)*];

            /// The name in the document.
            pub fn as_str(&self) -> &str {
                match self {
                    $(InterfaceModelName::$variant => $word,)*
                    InterfaceModelName::Other(word) => word.as_str(),
                }
            }
        }
    };
}

models! {
    /// RTL8139.
    Rtl8139 = "rtl8139",
    /// virtio.
    Virtio = "virtio",
    /// Intel's 82540EM, as QEMU makes it.
    E1000 = "e1000",
    /// Intel's 82574L.
    E1000e = "e1000e",
    /// Intel's 82576.
    Igb = "igb",
    /// virtio, for old guests too.
    VirtioTransitional = "virtio-transitional",
    /// virtio 1.0.
    VirtioNonTransitional = "virtio-non-transitional",
    /// A USB network adapter.
    UsbNet = "usb-net",
    /// POWER's paravirtual one.
    SpaprVlan = "spapr-vlan",
    /// SMSC's LAN9118.
    Lan9118 = "lan9118",
    /// SMSC's LAN91C111, by the name that libvirt spells this way.
    Scm91c111 = "scm91c111",
    /// VMware's choice of PCnet or vmxnet.
    Vlance = "vlance",
    /// VMware's paravirtual one.
    Vmxnet = "vmxnet",
    /// VMware's second paravirtual one.
    Vmxnet2 = "vmxnet2",
    /// VMware's third paravirtual one.
    Vmxnet3 = "vmxnet3",
    /// AMD's PCnet-PCI II, in VirtualBox.
    Am79c970a = "Am79C970A",
    /// AMD's PCnet-FAST III, in VirtualBox.
    Am79c973 = "Am79C973",
    /// Intel's PRO/1000 MT Desktop, in VirtualBox.
    Intel82540em = "82540EM",
    /// Intel's PRO/1000 MT Server, in VirtualBox.
    Intel82545em = "82545EM",
    /// Intel's PRO/1000 T Server, in VirtualBox.
    Intel82543gc = "82543GC",
    /// Xen's paravirtual one.
    Netfront = "netfront",
}

impl InterfaceModelName {
    /// Whether it is a virtio device.
    pub fn is_virtio(&self) -> bool {
        use InterfaceModelName::{Virtio, VirtioNonTransitional, VirtioTransitional};
        matches!(self, Virtio | VirtioTransitional | VirtioNonTransitional)
    }
}

impl FromStr for InterfaceModelName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let known = Self::KNOWN.iter().find(|(_, word)| word.eq_ignore_ascii_case(text));
        match known {
            Some((name, _)) => Ok(name.clone()),
            None => Word::from_str(text).map(InterfaceModelName::Other),
        }
    }
}

impl std::fmt::Display for InterfaceModelName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl XmlValue for InterfaceModelName {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        text.parse()
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write(self.as_str());
    }
}

crate::with_serde! {
    crate::serde_impls!(InterfaceModelName, XmlValue::to_scalar, XmlValue::from_scalar);
}
