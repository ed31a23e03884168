//! `<driver>` of an interface: how the hypervisor handles it.

use super::VirtioOptions;
use crate::xml::{Form, Switch, XmlElement, XmlValue};

/// How the hypervisor handles an interface: `<driver name='vhost' queues='4'/>`; virtio alone.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InterfaceDriver {
    /// Where packets are moved. Default: in the kernel, where it can.
    #[xml(attribute)]
    pub name: Option<InterfaceDriverName>,
    /// How packets are sent. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub txmode: Option<TransmitMode>,
    /// Whether packets wake a thread of their own.
    #[xml(attribute)]
    pub ioeventfd: Option<Switch>,
    /// Whether the device signals less often under load.
    #[xml(attribute)]
    pub event_idx: Option<Switch>,
    /// How many queues there are. Default: 1.
    #[xml(attribute)]
    pub queues: Option<u32>,
    /// How many packets a queue of received ones holds.
    #[xml(attribute)]
    pub rx_queue_size: Option<u32>,
    /// How many packets a queue of sent ones holds.
    #[xml(attribute)]
    pub tx_queue_size: Option<u32>,
    /// Whether received packets are spread over the queues by their hash.
    #[xml(attribute)]
    pub rss: Option<Switch>,
    /// Whether the guest is told that hash.
    #[xml(attribute)]
    pub rss_hash_report: Option<Switch>,
    /// What any virtio device can have.
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    /// What the host takes off the guest.
    #[xml(child)]
    pub host: Option<Box<HostOffloads>>,
    /// What the guest takes off the host.
    #[xml(child)]
    pub guest: Option<Box<GuestOffloads>>,
}

impl InterfaceDriver {
    fn is_in(&self, _form: Form) -> bool {
        *self != InterfaceDriver::default()
    }
}

/// Where packets are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum InterfaceDriverName {
    /// In QEMU.
    Qemu,
    /// In the host's kernel.
    Vhost,
}

/// How packets are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TransmitMode {
    /// By a thread, at once.
    #[xml(name = "iothread")]
    IoThread,
    /// After a short while, several together.
    Timer,
}

/// What the host takes off the guest: `<host csum='off' gso='off'/>`. Defaults: on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct HostOffloads {
    /// Checksums.
    #[xml(attribute)]
    pub csum: Option<Switch>,
    /// Cutting of large packets of any kind.
    #[xml(attribute)]
    pub gso: Option<Switch>,
    /// Cutting of large TCP packets over IPv4.
    #[xml(attribute)]
    pub tso4: Option<Switch>,
    /// Cutting of large TCP packets over IPv6.
    #[xml(attribute)]
    pub tso6: Option<Switch>,
    /// Cutting of large TCP packets with notes of congestion.
    #[xml(attribute)]
    pub ecn: Option<Switch>,
    /// Cutting of large UDP packets.
    #[xml(attribute)]
    pub ufo: Option<Switch>,
    /// Buffers that are put together for one packet.
    #[xml(attribute)]
    pub mrg_rxbuf: Option<Switch>,
}

/// What the guest takes off the host: `<guest csum='off' tso4='off'/>`. Defaults: on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct GuestOffloads {
    /// Checksums.
    #[xml(attribute)]
    pub csum: Option<Switch>,
    /// Taking of large TCP packets over IPv4.
    #[xml(attribute)]
    pub tso4: Option<Switch>,
    /// Taking of large TCP packets over IPv6.
    #[xml(attribute)]
    pub tso6: Option<Switch>,
    /// Taking of large TCP packets with notes of congestion.
    #[xml(attribute)]
    pub ecn: Option<Switch>,
    /// Taking of large UDP packets.
    #[xml(attribute)]
    pub ufo: Option<Switch>,
}
