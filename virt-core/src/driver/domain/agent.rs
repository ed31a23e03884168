//! The agent that runs inside a guest, and what it knows and does.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use crate::Result;
use crate::api::domain::{
    DomainAgentResponseTimeout, DomainAuthorizedSshKeysSetFlags, DomainGetHostnameFlags,
    DomainGuestInfoTypes, DomainInterfaceAddressesSource, DomainSetTimeFlags,
    DomainSetUserPasswordFlags,
};
use crate::cpu_set::CpuSet;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Guests' agents.
///
/// A call waits for the agent as long as [`GuestAgentDriver::set_response_timeout`] says, and no
/// other call waits for it.
///
/// # Errors
///
/// [`AgentUnresponsive`](crate::ErrorKind::AgentUnresponsive) when the agent does not run or does
/// not answer in time; [`AgentCommandTimeout`](crate::ErrorKind::AgentCommandTimeout) when a
/// command that it took up does not end in time.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait GuestAgentDriver: Driver {
    /// Sets how long calls wait for this guest's agent.
    #[doc(alias = "domainAgentSetResponseTimeout")]
    fn set_response_timeout(&self, domain: &DomainRef, timeout: AgentTimeout) -> Result<()> {
        unsupported(self, "virDomainAgentSetResponseTimeout")
    }

    /// Freezes the file systems at `mount_points`, or all without one, and returns how many.
    #[doc(alias = "domainFSFreeze")]
    fn freeze_file_systems(&self, domain: &DomainRef, mount_points: &[&str]) -> Result<u32> {
        unsupported(self, "virDomainFSFreeze")
    }

    /// Thaws frozen file systems, and returns how many. A driver may thaw all of them, whatever
    /// `mount_points` says.
    #[doc(alias = "domainFSThaw")]
    fn thaw_file_systems(&self, domain: &DomainRef, mount_points: &[&str]) -> Result<u32> {
        unsupported(self, "virDomainFSThaw")
    }

    /// Gives unused blocks of the file systems back to the host. Gaps smaller than
    /// `minimum_bytes` may stay. A driver may refuse a single mount point.
    #[doc(alias = "domainFSTrim")]
    fn trim_file_systems(
        &self,
        domain: &DomainRef,
        mount_point: Option<&str>,
        minimum_bytes: u64,
    ) -> Result<()> {
        unsupported(self, "virDomainFSTrim")
    }

    /// Returns the mounted file systems and the disks that they are on.
    #[doc(alias = "domainGetFSInfo")]
    fn file_systems(&self, domain: &DomainRef) -> Result<Vec<FileSystemInfo>> {
        unsupported(self, "virDomainGetFSInfo")
    }

    /// Returns the guest's clock.
    #[doc(alias = "domainGetTime")]
    fn time(&self, domain: &DomainRef) -> Result<SystemTime> {
        unsupported(self, "virDomainGetTime")
    }

    /// Sets the guest's clock to `time`, or with `SYNC` from its hardware clock.
    #[doc(alias = "domainSetTime")]
    fn set_time(
        &self,
        domain: &DomainRef,
        time: SystemTime,
        flags: DomainSetTimeFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSetTime")
    }

    /// Sets the password of a user of the guest.
    #[doc(alias = "domainSetUserPassword")]
    fn set_user_password(
        &self,
        domain: &DomainRef,
        user: &str,
        password: &str,
        flags: DomainSetUserPasswordFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainSetUserPassword")
    }

    /// Returns the SSH keys that may log in as `user`.
    #[doc(alias = "domainAuthorizedSSHKeysGet")]
    fn authorized_ssh_keys(&self, domain: &DomainRef, user: &str) -> Result<Vec<String>> {
        unsupported(self, "virDomainAuthorizedSSHKeysGet")
    }

    /// Replaces the SSH keys that may log in as `user`, or with a flag adds or removes `keys`.
    #[doc(alias = "domainAuthorizedSSHKeysSet")]
    fn set_authorized_ssh_keys(
        &self,
        domain: &DomainRef,
        user: &str,
        keys: &[&str],
        flags: DomainAuthorizedSshKeysSetFlags,
    ) -> Result<()> {
        unsupported(self, "virDomainAuthorizedSSHKeysSet")
    }

    /// Returns which processors the guest has and uses, as text sets (`DOMAIN_GUEST_VCPUS_*`).
    #[doc(alias = "domainGetGuestVcpus")]
    fn guest_vcpus(&self, domain: &DomainRef) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetGuestVcpus")
    }

    /// Lets the guest use the processors `vcpus`, or not.
    #[doc(alias = "domainSetGuestVcpus")]
    fn set_guest_vcpus(&self, domain: &DomainRef, vcpus: &CpuSet, online: bool) -> Result<()> {
        unsupported(self, "virDomainSetGuestVcpus")
    }

    /// Returns what the guest says about itself: the groups `types`, or all that its agent knows
    /// without one (`DOMAIN_GUEST_INFO_*`).
    #[doc(alias = "domainGetGuestInfo")]
    fn guest_info(
        &self,
        domain: &DomainRef,
        types: DomainGuestInfoTypes,
    ) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetGuestInfo")
    }

    /// Returns the guest's host name, from its agent or from the lease of its address.
    ///
    /// # Errors
    ///
    /// [`NoHostname`](crate::ErrorKind::NoHostname) when it is not known.
    #[doc(alias = "domainGetHostname")]
    fn guest_hostname(&self, domain: &DomainRef, flags: DomainGetHostnameFlags) -> Result<String> {
        unsupported(self, "virDomainGetHostname")
    }

    /// Returns the guest's network interfaces and their addresses, as `source` knows them.
    #[doc(alias = "domainInterfaceAddresses")]
    fn interface_addresses(
        &self,
        domain: &DomainRef,
        source: DomainInterfaceAddressesSource,
    ) -> Result<Vec<GuestInterface>> {
        unsupported(self, "virDomainInterfaceAddresses")
    }
}

/// How long a call waits for an agent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AgentTimeout {
    /// As long as it takes; a driver may have a limit of its own.
    Block,
    /// As long as the driver does if nothing is said.
    #[default]
    Default,
    /// Not at all.
    NoWait,
    /// This long, in whole seconds.
    After(Duration),
}

impl AgentTimeout {
    /// The timeout with libvirt's number: seconds, or one of its special values.
    pub fn from_raw(raw: i32) -> Option<Self> {
        Some(match DomainAgentResponseTimeout::from_raw(raw) {
            Some(DomainAgentResponseTimeout::Block) => AgentTimeout::Block,
            Some(DomainAgentResponseTimeout::Default) => AgentTimeout::Default,
            Some(DomainAgentResponseTimeout::NoWait) => AgentTimeout::NoWait,
            None => AgentTimeout::After(Duration::from_secs(raw.try_into().ok()?)),
        })
    }

    /// libvirt's number: whole seconds, or one of its special values. A duration beyond its range
    /// is the longest that there is.
    pub fn as_raw(self) -> i32 {
        match self {
            AgentTimeout::Block => DomainAgentResponseTimeout::Block.as_raw(),
            AgentTimeout::Default => DomainAgentResponseTimeout::Default.as_raw(),
            AgentTimeout::NoWait => DomainAgentResponseTimeout::NoWait.as_raw(),
            // Less than a second must not become "not at all".
            AgentTimeout::After(time) => time.as_secs().max(1).try_into().unwrap_or(i32::MAX),
        }
    }
}

/// A file system of a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSystemInfo {
    /// Where it is mounted.
    pub mount_point: String,
    /// The guest's name of its device: `vda1`.
    pub name: String,
    /// Its kind: `ext4`.
    pub file_system_type: String,
    /// The targets of the domain's disks that it is on.
    pub disks: Vec<String>,
}

/// A network interface of a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestInterface {
    /// Its name: the guest's when the agent is the source, else the host's.
    pub name: String,
    /// Its MAC address as text, if it has one.
    pub mac: Option<String>,
    /// Its addresses.
    pub addresses: Vec<InterfaceAddress>,
}

/// An address of a network interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InterfaceAddress {
    /// The address.
    pub address: IpAddr,
    /// How many bits of it name the network; 0 when that is not known.
    pub prefix: u8,
}
