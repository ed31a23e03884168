//! What QEMU's events about devices mean to subscribers. Pure: JSON in, an event out.

use serde_json::Value;
use virt_core::api::domain::{
    DomainEventGraphicsAddressType as AddressType, DomainEventGraphicsPhase as Phase,
    DomainEventIoErrorAction as IoAction, DomainEventTrayChangeReason as Tray,
    DomainEventWatchdogAction as WatchdogAction, DomainPausedReason,
};
use virt_core::config::DomainConfig;
use virt_core::event::{DomainEventKind, Graphics, GraphicsAddress, GraphicsIdentity, IoError};

use crate::qmp::Event;

/// What one of QEMU's events means.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Notice {
    /// What subscribers are told.
    pub(crate) kind: DomainEventKind,
    /// Why the processors stop right after it, if they do.
    pub(crate) pauses: Option<DomainPausedReason>,
}

impl From<DomainEventKind> for Notice {
    fn from(kind: DomainEventKind) -> Self {
        Notice { kind, pauses: None }
    }
}

/// Reads `event` of a guest with the live definition `config`; none when it means nothing to
/// subscribers.
pub(crate) fn read(event: &Event, config: &DomainConfig) -> Option<Notice> {
    let data = &event.data;
    match event.name.as_str() {
        "RESET" => Some(DomainEventKind::Reboot.into()),
        "RTC_CHANGE" => rtc_change(data),
        "WATCHDOG" => watchdog(data),
        "BLOCK_IO_ERROR" => io_error(data, config),
        "BALLOON_CHANGE" => balloon(data),
        "DEVICE_UNPLUG_GUEST_ERROR" | "MEM_UNPLUG_ERROR" => device(data)
            .map(|device_alias| DomainEventKind::DeviceRemovalFailed { device_alias }.into()),
        "DEVICE_TRAY_MOVED" => tray(data),
        "VNC_CONNECTED" => graphics(data, Phase::Connect),
        "VNC_INITIALIZED" => graphics(data, Phase::Initialize),
        "VNC_DISCONNECTED" => graphics(data, Phase::Disconnect),
        _ => None,
    }
}

fn text<'a>(data: &'a Value, key: &str) -> Option<&'a str> {
    data.get(key)?.as_str().filter(|text| !text.is_empty())
}

fn rtc_change(data: &Value) -> Option<Notice> {
    let utc_offset = data.get("offset")?.as_i64()?;
    Some(DomainEventKind::RtcChange { utc_offset }.into())
}

fn watchdog(data: &Value) -> Option<Notice> {
    let action = match text(data, "action")? {
        "none" => WatchdogAction::None,
        "pause" => WatchdogAction::Pause,
        "reset" => WatchdogAction::Reset,
        "poweroff" => WatchdogAction::PowerOff,
        "shutdown" => WatchdogAction::Shutdown,
        "debug" => WatchdogAction::Debug,
        "inject-nmi" => WatchdogAction::InjectNmi,
        _ => return None,
    };
    let pauses = (action == WatchdogAction::Pause).then_some(DomainPausedReason::Watchdog);
    Some(Notice { kind: DomainEventKind::Watchdog { action }, pauses })
}

fn io_error(data: &Value, config: &DomainConfig) -> Option<Notice> {
    let action = match text(data, "action")? {
        "stop" => IoAction::Pause,
        "report" => IoAction::Report,
        _ => IoAction::None,
    };
    let device_alias = alias_of_path(data).or_else(|| {
        let device = text(data, "device")?;
        Some(device.strip_prefix("drive-").unwrap_or(device).to_owned())
    });
    let device_alias = device_alias.unwrap_or_default();
    let no_space = data.get("nospace").and_then(Value::as_bool).unwrap_or(false);
    let error = IoError {
        source_path: source_of(config, &device_alias).unwrap_or_default(),
        device_alias,
        action,
        reason: Some(if no_space { "enospc" } else { "" }.to_owned()),
    };
    let pauses = (action == IoAction::Pause).then_some(DomainPausedReason::IoError);
    Some(Notice { kind: DomainEventKind::IoError(error), pauses })
}

/// The alias in `/machine/peripheral/ALIAS/…`, where QEMU names a device by its place.
fn alias_of_path(data: &Value) -> Option<String> {
    let path =
        text(data, "qom-path").or_else(|| text(data, "id")).or_else(|| text(data, "path"))?;
    let alias = match path.strip_prefix("/machine/peripheral/") {
        Some(rest) => rest.split('/').next()?,
        None if path.starts_with('/') => return None,
        None => path,
    };
    Some(alias.to_owned())
}

fn source_of(config: &DomainConfig, alias: &str) -> Option<String> {
    crate::devices::disk_with_alias(config, alias).and_then(crate::devices::disk_path)
}

fn balloon(data: &Value) -> Option<Notice> {
    let bytes = data.get("actual")?.as_u64()?;
    Some(DomainEventKind::BalloonChange { actual_kib: bytes / 1024 }.into())
}

/// The alias of a device that users know: what QEMU made for itself has none.
fn device(data: &Value) -> Option<String> {
    text(data, "device").map(str::to_owned)
}

fn tray(data: &Value) -> Option<Notice> {
    let open = data.get("tray-open")?.as_bool()?;
    let reason = if open { Tray::Open } else { Tray::Close };
    let device_alias = alias_of_path(data).or_else(|| device(data))?;
    Some(DomainEventKind::TrayChange { device_alias, reason }.into())
}

fn graphics(data: &Value, phase: Phase) -> Option<Notice> {
    let server = data.get("server")?;
    let client = data.get("client")?;
    let identities = ["x509_dname", "sasl_username"].into_iter().filter_map(|key| {
        let name = text(client, key)?.to_owned();
        Some(GraphicsIdentity {
            kind: key.replace("x509_dname", "x509dname").replace("sasl_username", "saslUsername"),
            name,
        })
    });
    let graphics = Graphics {
        phase,
        local: address(server),
        remote: address(client),
        auth_scheme: text(server, "auth").unwrap_or_default().to_owned(),
        identities: identities.collect(),
    };
    Some(DomainEventKind::Graphics(graphics).into())
}

fn address(end: &Value) -> GraphicsAddress {
    let family = match text(end, "family") {
        Some("ipv6") => AddressType::Ipv6,
        Some("unix") => AddressType::Unix,
        _ => AddressType::Ipv4,
    };
    let part = |key| text(end, key).unwrap_or_default().to_owned();
    GraphicsAddress { family, node: part("host"), service: part("service") }
}
