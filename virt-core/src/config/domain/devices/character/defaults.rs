//! What libvirt adds to the host's end of a character device, and what it drops from it.

use super::{
    CharacterBackend, CharacterLog, NmdmBackend, Reconnect, SocketMode, TcpBackend, TcpProtocol,
    UdpBackend, UnixBackend,
};
use crate::config::DeviceSecurityLabel;

impl CharacterBackend {
    /// Adds who connects and what is spoken, where the author left that out, and drops what says
    /// nothing.
    pub(crate) fn fill_defaults(&mut self) {
        match self {
            CharacterBackend::Unix(unix) => unix.fill_defaults(),
            CharacterBackend::Tcp(tcp) => tcp.fill_defaults(),
            CharacterBackend::Udp(udp) => udp.fill_defaults(),
            CharacterBackend::Nmdm(nmdm) => nmdm.fill_defaults(),
            _ => {}
        }
        if let Some(labels) = self.security_labels_mut() {
            labels.iter_mut().for_each(DeviceSecurityLabel::fill_defaults);
        }
    }

    fn security_labels_mut(&mut self) -> Option<&mut Vec<DeviceSecurityLabel>> {
        Some(match self {
            CharacterBackend::Dev(device) => &mut device.source.as_mut()?.security_labels,
            CharacterBackend::Pipe(pipe) => &mut pipe.source.as_mut()?.security_labels,
            CharacterBackend::File(file) => &mut file.source.as_mut()?.security_labels,
            CharacterBackend::Unix(unix) => &mut unix.source.as_mut()?.security_labels,
            _ => return None,
        })
    }
}

impl UnixBackend {
    /// A source without a path leaves everything to the driver, as no source does.
    fn fill_defaults(&mut self) {
        self.source.take_if(|source| source.path.is_none());
        if let Some(source) = &mut self.source {
            source.mode.get_or_insert(SocketMode::Connect);
            fill_reconnect(&mut source.reconnect);
        }
    }
}

impl TcpBackend {
    fn fill_defaults(&mut self) {
        if let Some(source) = &mut self.source {
            source.mode.get_or_insert(SocketMode::Connect);
            fill_reconnect(&mut source.reconnect);
        }
        self.protocol.get_or_insert(TcpProtocol::Raw);
    }
}

impl UdpBackend {
    /// Where the hypervisor receives comes first. The first address of each kind counts.
    fn fill_defaults(&mut self) {
        for source in &mut self.sources {
            source.mode.get_or_insert(SocketMode::Connect);
        }
        self.sources.retain(|source| source.host.is_some() || source.service.is_some());
        self.sources.sort_by_key(|source| source.mode == Some(SocketMode::Connect));
        self.sources.dedup_by_key(|source| source.mode);
    }
}

impl NmdmBackend {
    fn fill_defaults(&mut self) {
        for end in [&mut self.master, &mut self.slave] {
            end.take_if(|path| path.is_empty());
        }
    }
}

/// What does not say whether it holds says nothing, and nobody waits for what is not done.
pub(crate) fn fill_reconnect(reconnect: &mut Option<Reconnect>) {
    reconnect.take_if(|reconnect| reconnect.enabled.is_none());
    if let Some(reconnect) = reconnect
        && reconnect.enabled == Some(false)
    {
        reconnect.timeout = None;
    }
}

/// Drops a copy of what the guest writes that goes nowhere.
pub(crate) fn fill_log(log: &mut Option<CharacterLog>) {
    log.take_if(|log| log.file.is_none());
}
