//! `<taint>`: what makes a domain's behaviour hard to explain.

use crate::xml::XmlValue;

/// Something about a domain that makes it hard to say why it behaves as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum DomainTaint {
    /// The definition has arguments for the hypervisor's command line.
    CustomArgv,
    /// Somebody talked to the hypervisor's monitor behind the driver's back.
    CustomMonitor,
    /// The hypervisor runs as root.
    HighPrivileges,
    /// A script sets up a network interface.
    ShellScripts,
    /// The format of a disk was guessed from its content.
    DiskProbing,
    /// The hypervisor was started by somebody else.
    ExternalLaunch,
    /// The guest sees the host's CPU as it is, and cannot move to another host.
    HostCpu,
    /// A hook script changed the definition.
    HookScript,
    /// The guest has the host's CD-ROM drive.
    CdromPassthrough,
    /// The definition has a device tree.
    CustomDtb,
    /// Somebody talked to the guest's agent behind the driver's back.
    CustomGaCommand,
    /// The definition has features that the hypervisor's own language names.
    CustomHypervisorFeature,
    /// The definition uses what is going away.
    DeprecatedConfig,
    /// The definition changes properties of devices in the hypervisor's own language.
    CustomDevice,
}
