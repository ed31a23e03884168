//! Sources that serve the guest without a file, and who makes reservations on LUNs.

use super::SourceReconnect;
use crate::config::domain::PciAddress;
use crate::xml::{XmlElement, XmlValue};

/// A namespace of an NVMe drive: `<source type='pci' managed='yes' namespace='1'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct NvmeSource {
    /// Whether the drive is taken from the host at start and given back at the end. Default: yes.
    #[xml(attribute)]
    pub managed: Option<bool>,
    /// The namespace, from 1.
    #[xml(attribute)]
    pub namespace: u64,
    /// The drive.
    #[xml(child)]
    pub address: Option<PciAddress>,
}

/// A process behind a socket: `<source type='unix' path='/run/disk.sock'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct VhostUserSource {
    /// The socket.
    #[xml(attribute)]
    pub path: String,
    /// What happens when the process goes away.
    #[xml(child)]
    pub reconnect: Option<SourceReconnect>,
}

/// Who makes persistent reservations on a LUN: `<reservations managed='no'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SourceReservations {
    /// Whether the driver starts the helper. Default: no.
    #[xml(attribute)]
    pub managed: Option<bool>,
    /// The helper's socket, where it is not the driver's.
    #[xml(child)]
    pub source: Option<ReservationsSocket>,
}

/// The socket of a helper for reservations: `<source type='unix' path='/run/pr.sock' mode='client'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ReservationsSocket {
    /// What kind of thing it is.
    #[xml(attribute = "type")]
    pub socket_type: Option<ReservationsSocketType>,
    /// Its path.
    #[xml(attribute, blank)]
    pub path: Option<String>,
    /// Which end the hypervisor has.
    #[xml(attribute)]
    pub mode: Option<ReservationsMode>,
    /// What happens when the helper goes away.
    #[xml(child)]
    pub reconnect: Option<SourceReconnect>,
}

/// What kind of thing a helper listens on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum ReservationsSocketType {
    /// A socket on this host.
    Unix,
}

/// Which end of a helper's socket the hypervisor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ReservationsMode {
    /// It connects.
    Client,
    /// It listens; libvirt refuses this.
    Server,
}
