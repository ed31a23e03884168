//! `<capabilities>` itself, and `<host>`.

use uuid::Uuid;

use super::{
    GuestCapabilities, HostCaches, HostMemoryBandwidth, HostPowerManagement, HostTopology,
    MigrationFeatures, SecurityModel,
};
use crate::config::domain::Cpu;
use crate::config::root::{self, Configuration};
use crate::config::{Problems, Validate};
use crate::xml::{self, Form, XmlElement};
use crate::{ErrorOrigin, Result};

/// What a host can do, and which guests it runs: `<capabilities>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct Capabilities {
    /// The host itself.
    #[xml(child)]
    pub host: CapabilitiesHost,
    /// The kinds of guests that it runs.
    #[xml(child = "guest")]
    pub guests: Vec<GuestCapabilities>,
}

impl Capabilities {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// `XmlDetail` when the text is not well-formed, `XmlError` when a value is not accepted.
    pub fn parse(text: &str) -> Result<Self> {
        root::parse(text)
    }

    /// Writes the document, with libvirt's blank lines around host and guests.
    pub fn to_xml(&self) -> String {
        self.to_xml_as(Form::default())
    }
}

impl Configuration for Capabilities {
    const ROOT: &'static str = "capabilities";
    const ORIGIN: ErrorOrigin = ErrorOrigin::Capabilities;

    fn to_xml_as(&self, form: Form) -> String {
        let plain = xml::to_string_as(Self::ROOT, self, form);
        let spaced = plain.replacen("\n  <host", "\n\n  <host", 1);
        spaced
            .replace("\n  </host>\n", "\n  </host>\n\n")
            .replace("\n  </guest>\n", "\n  </guest>\n\n")
    }
}

/// What a host says of itself is as it is.
impl Validate for Capabilities {
    fn collect_problems(&self, _: &mut Problems) {}
}

/// The host itself: `<host>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct CapabilitiesHost {
    /// The host's identity.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// The host's CPU.
    #[xml(child)]
    pub cpu: Option<Box<Cpu>>,
    /// Which sleep states the host has; none where nobody could find out.
    #[xml(child = "power_management")]
    pub power_management: Option<HostPowerManagement>,
    /// Whether devices can be handed to guests.
    #[xml(path = "iommu/@support")]
    pub iommu: Option<bool>,
    /// How guests can be moved to other hosts.
    #[xml(child)]
    pub migration_features: Option<MigrationFeatures>,
    /// What the names of the host's own network interfaces start with.
    #[xml(value = "netprefix")]
    pub net_prefix: Option<String>,
    /// How CPUs and memory make up NUMA cells.
    #[xml(child)]
    pub topology: Option<HostTopology>,
    /// The caches of the CPUs, where there is something to say of sharing them.
    #[xml(child)]
    pub cache: Option<HostCaches>,
    /// How the bandwidth of the memory can be shared.
    #[xml(child)]
    pub memory_bandwidth: Option<HostMemoryBandwidth>,
    /// How guests are confined.
    #[xml(child = "secmodel")]
    pub security_models: Vec<SecurityModel>,
}
