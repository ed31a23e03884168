//! What cannot work as the host's end of a character device.

use super::{
    CharacterBackend, NmdmBackend, Reconnect, SocketMode, TcpBackend, UdpBackend, UnixBackend,
};
use crate::ErrorKind;
use crate::config::{DeviceSecurityLabel, Problems};

impl CharacterBackend {
    /// Reports what is missing or clashes, from the device's element on.
    pub(crate) fn check(&self, problems: &mut Problems) {
        if let CharacterBackend::Unix(unix) = self {
            let path = unix.source.as_ref().and_then(|source| source.path.as_deref());
            check_path(path, problems);
        }
        self.check_but_socket(problems);
    }

    /// The same for a device whose driver makes up a Unix socket where none is named.
    pub(crate) fn check_but_socket(&self, problems: &mut Problems) {
        match self {
            CharacterBackend::Dev(device) => {
                let source = device.source.as_ref();
                check_path(source.and_then(|source| source.path.as_deref()), problems);
            }
            CharacterBackend::Pipe(pipe) => {
                let source = pipe.source.as_ref();
                check_path(source.and_then(|source| source.path.as_deref()), problems);
            }
            CharacterBackend::File(file) => {
                let source = file.source.as_ref();
                check_path(source.and_then(|source| source.path.as_deref()), problems);
            }
            CharacterBackend::Unix(unix) => unix.check(problems),
            CharacterBackend::Tcp(tcp) => tcp.check(problems),
            CharacterBackend::Udp(udp) => udp.check(problems),
            CharacterBackend::SpicePort(port) => check_channel(port.channel.as_ref(), problems),
            CharacterBackend::Dbus(dbus) => check_channel(dbus.channel.as_ref(), problems),
            CharacterBackend::Nmdm(nmdm) => nmdm.check(problems),
            _ => {}
        }
        let labels = self.security_labels();
        problems.within("source", |problems| DeviceSecurityLabel::check_all(labels, problems));
    }

    /// How the file, device, pipe or socket is labelled.
    pub fn security_labels(&self) -> &[DeviceSecurityLabel] {
        let labels = match self {
            CharacterBackend::Dev(device) => device.source.as_ref().map(|s| &s.security_labels),
            CharacterBackend::Pipe(pipe) => pipe.source.as_ref().map(|s| &s.security_labels),
            CharacterBackend::File(file) => file.source.as_ref().map(|s| &s.security_labels),
            CharacterBackend::Unix(unix) => unix.source.as_ref().map(|s| &s.security_labels),
            _ => None,
        };
        labels.map_or(&[], Vec::as_slice)
    }

    /// Refuses what is for channels and redirected devices alone.
    pub(crate) fn check_is_no_agent(&self, problems: &mut Problems) {
        if matches!(self, CharacterBackend::SpiceVmc) {
            problems.within("@type", |problems| {
                let message = "'spicevmc' serves channels with a target of type 'virtio' alone";
                problems.report_as(ErrorKind::ConfigUnsupported, message);
            });
        }
    }
}

fn check_path(path: Option<&str>, problems: &mut Problems) {
    if path.is_none() {
        problems.report_at("source/@path", "a character device of this type needs a path");
    }
}

fn check_channel(channel: Option<&String>, problems: &mut Problems) {
    if channel.is_none() {
        problems.within("source/@channel", |problems| {
            let message = "a character device of this type needs the name of a channel";
            problems.report_as(ErrorKind::ConfigUnsupported, message);
        });
    }
}

impl UnixBackend {
    fn check(&self, problems: &mut Problems) {
        if let Some(source) = &self.source {
            check_reconnect(source.mode, source.reconnect, problems);
        }
    }
}

impl TcpBackend {
    fn check(&self, problems: &mut Problems) {
        let source = self.source.as_ref();
        if source.is_none_or(|source| source.host.is_none()) {
            problems.report_at("source/@host", "a character device over TCP needs a host");
        }
        if source.is_none_or(|source| source.service.is_none()) {
            problems.report_at("source/@service", "a character device over TCP needs a port");
        }
        if let Some(source) = source {
            check_reconnect(source.mode, source.reconnect, problems);
        }
    }
}

impl UdpBackend {
    fn check(&self, problems: &mut Problems) {
        if self.sources.len() > 2 {
            problems.report_at(
                "source[3]",
                "a character device over UDP has one address to send to and one to receive at",
            );
        }
        let sends = |mode: Option<SocketMode>| mode != Some(SocketMode::Bind);
        let mut sending = self.sources.iter().filter(|source| sends(source.mode));
        if !sending.any(|source| source.service.is_some()) {
            problems.report_at(
                "source/@service",
                "a character device over UDP needs a port to send to: a <source mode='connect'>",
            );
        }
    }
}

impl NmdmBackend {
    fn check(&self, problems: &mut Problems) {
        if self.master.is_some() != self.slave.is_some() {
            problems.report_at("source", "a null modem needs both 'master' and 'slave'");
        }
    }
}

fn check_reconnect(
    mode: Option<SocketMode>,
    reconnect: Option<Reconnect>,
    problems: &mut Problems,
) {
    let Some(Reconnect { enabled: Some(enabled), timeout }) = reconnect else { return };
    problems.within("source/reconnect", |problems| {
        if mode == Some(SocketMode::Bind) {
            problems.report("only who connects can connect again: use mode='connect'");
        }
        match timeout {
            None if enabled => {
                problems.report_at("@timeout", "say after how many seconds to connect again");
            }
            _ => {}
        }
    });
}
