//! Events as lines of text, the way virsh's event commands print them.

use std::fmt;

use super::{
    DomainEvent, DomainEventKind, Event, Graphics, GraphicsAddress, IoError, NetworkEvent,
    NetworkEventKind, NodeDeviceEvent, NodeDeviceEventKind, QemuMonitorEvent, SecretEvent,
    SecretEventKind, StoragePoolEvent, StoragePoolEventKind,
};
use crate::api::common::ConnectCloseReason;
use crate::api::domain::{
    ConnectDomainEventAgentLifecycleReason as AgentReason,
    ConnectDomainEventAgentLifecycleState as AgentState, ConnectDomainEventBlockJobStatus,
    ConnectDomainEventDiskChangeReason, DomainBlockJobType,
    DomainEventGraphicsAddressType as AddressType, DomainEventGraphicsPhase as Phase,
    DomainEventId, DomainEventIoErrorAction, DomainEventTrayChangeReason,
    DomainEventWatchdogAction, DomainMemoryFailureActionType, DomainMemoryFailureFlags,
    DomainMemoryFailureRecipientType, DomainMetadataType,
};
use crate::api::network::{NetworkEventLifecycleType as NetworkStep, NetworkMetadataType};
use crate::api::nodedev::NodeDeviceEventLifecycleType as DeviceStep;
use crate::api::secret::SecretEventLifecycleType as SecretStep;
use crate::api::storage::StoragePoolEventLifecycleType as PoolStep;

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Domain(event) => event.fmt(f),
            Event::Network(event) => event.fmt(f),
            Event::StoragePool(event) => event.fmt(f),
            Event::NodeDevice(event) => event.fmt(f),
            Event::Secret(event) => event.fmt(f),
            Event::QemuMonitor(event) => event.fmt(f),
            Event::Closed(reason) => write!(f, "connection closed: {}", closed(*reason)),
            Event::Lost(1) => f.write_str("1 event lost"),
            Event::Lost(count) => write!(f, "{count} events lost"),
        }
    }
}

fn closed(reason: ConnectCloseReason) -> &'static str {
    match reason {
        ConnectCloseReason::Error => "input or output failed",
        ConnectCloseReason::Eof => "the other side ended it",
        ConnectCloseReason::KeepAlive => "the other side stopped answering",
        ConnectCloseReason::Client => "on our request",
    }
}

impl DomainEvent {
    /// The text of this event under one of its [`ids`](DomainEventKind::ids): where libvirt
    /// reports the same thing in a shorter and a longer form, virsh prints both.
    ///
    /// ```
    /// use virt_core::api::domain::{DomainEventId, DomainEventIoErrorAction};
    /// use virt_core::event::{DomainEvent, IoError};
    /// use virt_core::object::DomainRef;
    ///
    /// let event = DomainEvent::new(
    ///     DomainRef::new("web", uuid::Uuid::from_u128(1)),
    ///     IoError {
    ///         source_path: "/srv/web.img".into(),
    ///         device_alias: "virtio-disk0".into(),
    ///         action: DomainEventIoErrorAction::Pause,
    ///         reason: Some("enospc".into()),
    ///     },
    /// );
    /// let lines: Vec<_> =
    ///     event.kind.ids().iter().map(|id| event.text_as(*id).to_string()).collect();
    /// assert_eq!(lines, [
    ///     "event 'io-error' for domain 'web': /srv/web.img (virtio-disk0) pause",
    ///     "event 'io-error' for domain 'web': /srv/web.img (virtio-disk0) pause due to enospc",
    /// ]);
    /// ```
    pub fn text_as(&self, id: DomainEventId) -> impl fmt::Display + '_ {
        fmt::from_fn(move |f| self.write_as(id, f))
    }

    fn write_as(&self, id: DomainEventId, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match id {
            DomainEventId::IoErrorReason => DomainEventId::IoError.event_name(),
            id => id.event_name(),
        };
        write!(f, "event '{name}' for domain '{}'", self.domain.name)?;
        write_payload(&self.kind, id, f)
    }
}

/// The text under the last, most telling, of the event's [`ids`](DomainEventKind::ids).
impl fmt::Display for DomainEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind.ids().last() {
            Some(id) => self.write_as(*id, f),
            None => Ok(()),
        }
    }
}

fn write_payload(
    kind: &DomainEventKind,
    id: DomainEventId,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    use DomainEventKind as Kind;
    match kind {
        Kind::Reboot
        | Kind::ControlError
        | Kind::PmWakeup
        | Kind::PmSuspend
        | Kind::PmSuspendDisk => Ok(()),
        Kind::Lifecycle(step) => write!(f, ": {} {}", step.text(), step.detail_text()),
        Kind::RtcChange { utc_offset } => write!(f, ": {utc_offset}"),
        Kind::Watchdog { action } => write!(f, ": {}", watchdog_action(*action)),
        Kind::IoError(error) => write_io_error(error, id, f),
        Kind::Graphics(graphics) => write_graphics(graphics, f),
        Kind::BlockJob { source, target, job, status } => {
            let disk = if id == DomainEventId::BlockJob { source } else { target };
            write!(f, ": {} for {} {}", block_job(*job), or_null(disk), block_job_status(*status))
        }
        Kind::DiskChange { old_source, new_source, device_alias, reason } => {
            let (old, new) = (or_null(old_source), or_null(new_source));
            write!(f, " disk {device_alias}: {old} -> {new}: {}", disk_change(*reason))
        }
        Kind::TrayChange { device_alias, reason } => {
            write!(f, " disk {device_alias}: {}", tray_change(*reason))
        }
        Kind::BalloonChange { actual_kib } => write!(f, ": {actual_kib}KiB"),
        Kind::DeviceRemoved { device_alias }
        | Kind::DeviceAdded { device_alias }
        | Kind::DeviceRemovalFailed { device_alias } => write!(f, ": {device_alias}"),
        Kind::Tunable { params } | Kind::JobCompleted { params } => {
            f.write_str(":")?;
            params.iter().try_for_each(|param| write!(f, "\n\t{param}"))
        }
        Kind::AgentLifecycle { state, reason } => {
            write!(f, ": state: '{}' reason: '{}'", agent_state(*state), agent_reason(*reason))
        }
        Kind::MigrationIteration { iteration } => write!(f, ": iteration: '{iteration}'"),
        Kind::MetadataChange { kind, namespace } => {
            write!(f, ": type {}, uri {}", domain_metadata(*kind), or_null(namespace))
        }
        Kind::BlockThreshold { device, path, threshold, excess } => {
            write!(f, ": dev: {device}({}) {threshold} {excess}", or_null(path))
        }
        Kind::MemoryFailure { recipient, action, flags } => {
            write_memory_failure(*recipient, *action, *flags, f)
        }
        Kind::MemoryDeviceSizeChange { device_alias, size_kib } => {
            write!(f, ":\nalias: {device_alias}\nsize: {size_kib}")
        }
        Kind::NicMacChange { device_alias, old_mac, new_mac } => {
            write!(f, ":\nalias: {device_alias}\noldMAC: {old_mac}\nnewMAC: {new_mac}")
        }
    }
}

fn write_io_error(error: &IoError, id: DomainEventId, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let action = io_error_action(error.action);
    write!(f, ": {} ({}) {action}", error.source_path, error.device_alias)?;
    match &error.reason {
        Some(reason) if id == DomainEventId::IoErrorReason => write!(f, " due to {reason}"),
        _ => Ok(()),
    }
}

fn write_graphics(graphics: &Graphics, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let phase = match graphics.phase {
        Phase::Connect => "connect",
        Phase::Initialize => "initialize",
        Phase::Disconnect => "disconnect",
    };
    write!(f, ": {phase} local[")?;
    write_address(&graphics.local, f)?;
    f.write_str("] remote[")?;
    write_address(&graphics.remote, f)?;
    write!(f, "] {}", graphics.auth_scheme)?;
    let mut identities = graphics.identities.iter();
    identities.try_for_each(|identity| write!(f, "\n\t{}={}", identity.kind, identity.name))
}

fn write_address(address: &GraphicsAddress, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let family = match address.family {
        AddressType::Ipv4 => "IPv4",
        AddressType::Ipv6 => "IPv6",
        AddressType::Unix => "unix",
    };
    write!(f, "{family} {} {}", address.node, address.service)
}

fn write_memory_failure(
    recipient: DomainMemoryFailureRecipientType,
    action: DomainMemoryFailureActionType,
    flags: DomainMemoryFailureFlags,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let recipient = match recipient {
        DomainMemoryFailureRecipientType::Hypervisor => "hypervisor",
        DomainMemoryFailureRecipientType::Guest => "guest",
    };
    let action = match action {
        DomainMemoryFailureActionType::Ignore => "ignore",
        DomainMemoryFailureActionType::Inject => "inject",
        DomainMemoryFailureActionType::Fatal => "fatal",
        DomainMemoryFailureActionType::Reset => "reset",
    };
    let required = u8::from(flags.contains(DomainMemoryFailureFlags::ACTION_REQUIRED));
    let recursive = u8::from(flags.contains(DomainMemoryFailureFlags::RECURSIVE));
    write!(f, ":\nrecipient: {recipient}\naction: {action}\nflags:")?;
    write!(f, "\n\taction required: {required}\n\trecursive: {recursive}")
}

/// What virsh prints in place of a text that is not there.
fn or_null(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("<null>")
}

fn watchdog_action(action: DomainEventWatchdogAction) -> &'static str {
    match action {
        DomainEventWatchdogAction::None => "none",
        DomainEventWatchdogAction::Pause => "pause",
        DomainEventWatchdogAction::Reset => "reset",
        DomainEventWatchdogAction::PowerOff => "poweroff",
        DomainEventWatchdogAction::Shutdown => "shutdown",
        DomainEventWatchdogAction::Debug => "debug",
        DomainEventWatchdogAction::InjectNmi => "inject-nmi",
    }
}

fn io_error_action(action: DomainEventIoErrorAction) -> &'static str {
    match action {
        DomainEventIoErrorAction::None => "none",
        DomainEventIoErrorAction::Pause => "pause",
        DomainEventIoErrorAction::Report => "report",
    }
}

fn block_job(job: DomainBlockJobType) -> &'static str {
    match job {
        DomainBlockJobType::Unknown => "Unknown job",
        DomainBlockJobType::Pull => "Block Pull",
        DomainBlockJobType::Copy => "Block Copy",
        DomainBlockJobType::Commit => "Block Commit",
        DomainBlockJobType::ActiveCommit => "Active Block Commit",
        DomainBlockJobType::Backup => "Backup",
    }
}

fn block_job_status(status: ConnectDomainEventBlockJobStatus) -> &'static str {
    match status {
        ConnectDomainEventBlockJobStatus::Completed => "completed",
        ConnectDomainEventBlockJobStatus::Failed => "failed",
        ConnectDomainEventBlockJobStatus::Canceled => "canceled",
        ConnectDomainEventBlockJobStatus::Ready => "ready",
    }
}

fn disk_change(reason: ConnectDomainEventDiskChangeReason) -> &'static str {
    match reason {
        ConnectDomainEventDiskChangeReason::ChangeMissingOnStart => "changed",
        ConnectDomainEventDiskChangeReason::DropMissingOnStart => "dropped",
    }
}

fn tray_change(reason: DomainEventTrayChangeReason) -> &'static str {
    match reason {
        DomainEventTrayChangeReason::Open => "opened",
        DomainEventTrayChangeReason::Close => "closed",
    }
}

fn agent_state(state: AgentState) -> &'static str {
    match state {
        AgentState::Connected => "connected",
        AgentState::Disconnected => "disconnected",
    }
}

fn agent_reason(reason: AgentReason) -> &'static str {
    match reason {
        AgentReason::Unknown => "unknown",
        AgentReason::DomainStarted => "domain started",
        AgentReason::Channel => "channel event",
    }
}

fn domain_metadata(kind: DomainMetadataType) -> &'static str {
    match kind {
        DomainMetadataType::Description => "description",
        DomainMetadataType::Title => "title",
        DomainMetadataType::Element => "element",
    }
}

impl fmt::Display for NetworkEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, network) = (self.kind.id().event_name(), &self.network.name);
        match &self.kind {
            NetworkEventKind::Lifecycle(step) => {
                let step = match step {
                    NetworkStep::Defined => "Defined",
                    NetworkStep::Undefined => "Undefined",
                    NetworkStep::Started => "Started",
                    NetworkStep::Stopped => "Stopped",
                };
                write!(f, "event '{name}' for network {network}: {step}")
            }
            NetworkEventKind::MetadataChange { kind, namespace } => {
                let kind = match kind {
                    NetworkMetadataType::Description => "description",
                    NetworkMetadataType::Title => "title",
                    NetworkMetadataType::Element => "element",
                };
                let uri = or_null(namespace);
                write!(f, "event '{name}' for network {network}: type {kind}, uri {uri}")
            }
        }
    }
}

impl fmt::Display for StoragePoolEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, pool) = (self.kind.id().event_name(), &self.pool.name);
        write!(f, "event '{name}' for storage pool {pool}")?;
        let step = match self.kind {
            StoragePoolEventKind::Refresh => return Ok(()),
            StoragePoolEventKind::Lifecycle(step) => step,
        };
        let step = match step {
            PoolStep::Defined => "Defined",
            PoolStep::Undefined => "Undefined",
            PoolStep::Started => "Started",
            PoolStep::Stopped => "Stopped",
            PoolStep::Created => "Created",
            PoolStep::Deleted => "Deleted",
        };
        write!(f, ": {step}")
    }
}

impl fmt::Display for NodeDeviceEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, device) = (self.kind.id().event_name(), &self.device.name);
        write!(f, "event '{name}' for node device {device}")?;
        let step = match self.kind {
            NodeDeviceEventKind::Update => return Ok(()),
            NodeDeviceEventKind::Lifecycle(step) => step,
        };
        let step = match step {
            DeviceStep::Created => "Created",
            DeviceStep::Deleted => "Deleted",
            DeviceStep::Defined => "Defined",
            DeviceStep::Undefined => "Undefined",
        };
        write!(f, ": {step}")
    }
}

impl fmt::Display for SecretEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, secret) = (self.kind.id().event_name(), self.secret.uuid);
        write!(f, "event '{name}' for secret {secret}")?;
        match self.kind {
            SecretEventKind::ValueChanged => Ok(()),
            SecretEventKind::Lifecycle(SecretStep::Defined) => f.write_str(": Defined"),
            SecretEventKind::Lifecycle(SecretStep::Undefined) => f.write_str(": Undefined"),
        }
    }
}

impl fmt::Display for QemuMonitorEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = or_null(&self.details);
        write!(f, "event {} at {}.", self.name, self.seconds)?;
        write!(f, "{:06} for domain '{}': {details}", self.micros, self.domain.name)
    }
}
