//! What the host's end of a serial port, console or channel is.

use crate::xml::{Switch, Unmodelled, XmlElement, XmlValue};

/// What the host's end of a character device is: the attribute `type` and the element
/// `<source>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", default = "pty")]
#[non_exhaustive]
pub enum CharacterBackend {
    /// Nothing.
    Null,
    /// The hypervisor's virtual console.
    Vc,
    /// A pseudo terminal.
    Pty(PtyBackend),
    /// A device of the host.
    Dev(DeviceBackend),
    /// A file that is written.
    File(FileBackend),
    /// A named pipe.
    Pipe(PipeBackend),
    /// The hypervisor's standard input and output.
    Stdio,
    /// UDP.
    Udp(UdpBackend),
    /// TCP.
    Tcp(TcpBackend),
    /// A Unix socket.
    Unix(UnixBackend),
    /// Copy and paste for SPICE.
    #[xml(name = "spicevmc")]
    SpiceVmc,
    /// A channel of the SPICE server.
    #[xml(name = "spiceport")]
    SpicePort(SpicePortBackend),
    /// A device of Microsoft's null modem emulator.
    Nmdm(NmdmBackend),
    /// Copy and paste between QEMU's displays.
    QemuVdagent(QemuVdagentBackend),
    /// The guest's D-Bus display.
    Dbus(DbusBackend),
}

/// A pseudo terminal.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PtyBackend {
    /// The terminal, in a running domain.
    #[xml(child, live)]
    pub source: Option<PathSource>,
}

/// A device of the host.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct DeviceBackend {
    /// The device.
    #[xml(child)]
    pub source: PathSource,
}

/// A named pipe.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct PipeBackend {
    /// The pipe.
    #[xml(child)]
    pub source: PathSource,
}

/// A file that is written.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct FileBackend {
    /// The file.
    #[xml(child)]
    pub source: FileSource,
}

/// A path: `<source path='/dev/pts/3'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PathSource {
    /// The path.
    #[xml(attribute)]
    pub path: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A file: `<source path='/var/log/guest.log' append='on'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct FileSource {
    /// The path.
    #[xml(attribute)]
    pub path: Option<String>,
    /// Whether what is there stays. Default: off.
    #[xml(attribute)]
    pub append: Option<Switch>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Who of the two ends waits and who connects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SocketMode {
    /// The hypervisor waits.
    Bind,
    /// The hypervisor connects.
    Connect,
}

/// A Unix socket.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct UnixBackend {
    /// The socket. Default: one that the driver makes up.
    #[xml(child)]
    pub source: Option<UnixSource>,
}

/// A Unix socket: `<source mode='bind' path='/tmp/guest.sock'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct UnixSource {
    /// Who waits and who connects. Default: connect.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The path.
    #[xml(attribute)]
    pub path: Option<String>,
    /// Whether to connect again.
    #[xml(child)]
    pub reconnect: Option<Reconnect>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Whether a lost connection is made again: `<reconnect enabled='yes' timeout='10'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Reconnect {
    /// Whether it is.
    #[xml(attribute)]
    pub enabled: Option<bool>,
    /// After how many seconds.
    #[xml(attribute)]
    pub timeout: Option<u32>,
}

/// TCP.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct TcpBackend {
    /// The address.
    #[xml(child)]
    pub source: SocketSource,
    /// What is spoken: `raw`, `telnet`, `telnets` or `tls`. Default: raw.
    #[xml(path = "protocol/@type")]
    pub protocol: Option<String>,
}

/// UDP: the hypervisor sends to one address and receives at another.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct UdpBackend {
    /// The addresses, told apart by their mode.
    #[xml(child = "source")]
    pub sources: Vec<SocketSource>,
}

/// An address: `<source mode='bind' host='127.0.0.1' service='2445'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SocketSource {
    /// Who waits and who connects. Default: connect.
    #[xml(attribute)]
    pub mode: Option<SocketMode>,
    /// The host's name or address.
    #[xml(attribute)]
    pub host: Option<String>,
    /// The port, by number or name.
    #[xml(attribute)]
    pub service: Option<String>,
    /// Whether the connection is encrypted.
    #[xml(attribute)]
    pub tls: Option<bool>,
    /// Whether to connect again.
    #[xml(child)]
    pub reconnect: Option<Reconnect>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A channel of the SPICE server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SpicePortBackend {
    /// The channel's name.
    #[xml(path = "source/@channel")]
    pub channel: Option<String>,
}

/// A device of a null modem emulator.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct NmdmBackend {
    /// The hypervisor's side.
    #[xml(path = "source/@master")]
    pub master: Option<String>,
    /// The host's side.
    #[xml(path = "source/@slave")]
    pub slave: Option<String>,
}

/// Copy and paste between QEMU's displays.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct QemuVdagentBackend {
    /// What goes through.
    #[xml(child)]
    pub source: Option<QemuVdagentSource>,
}

/// What goes through QEMU's agent for displays.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct QemuVdagentSource {
    /// Whether the clipboard does.
    #[xml(path = "clipboard/@copypaste")]
    pub clipboard: Option<bool>,
    /// Where the mouse's position comes from: `client` or `server`.
    #[xml(path = "mouse/@mode")]
    pub mouse: Option<String>,
}

/// The guest's D-Bus display.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DbusBackend {
    /// The channel's name.
    #[xml(path = "source/@channel")]
    pub channel: Option<String>,
}

/// A copy of what the guest writes: `<log file='/var/log/guest.log' append='off'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct CharacterLog {
    /// The file.
    #[xml(attribute)]
    pub file: String,
    /// Whether what is there stays.
    #[xml(attribute)]
    pub append: Option<Switch>,
}

impl CharacterBackend {
    /// Who connects and what is spoken, where the author left that out.
    pub(crate) fn fill_defaults(&mut self) {
        match self {
            CharacterBackend::Unix(unix) => {
                if let Some(source) = &mut unix.source {
                    source.mode.get_or_insert(SocketMode::Connect);
                }
            }
            CharacterBackend::Tcp(tcp) => {
                tcp.source.mode.get_or_insert(SocketMode::Connect);
                tcp.protocol.get_or_insert_with(|| "raw".into());
            }
            CharacterBackend::Udp(udp) => {
                for source in &mut udp.sources {
                    source.mode.get_or_insert(SocketMode::Connect);
                }
                // Where the hypervisor receives comes first.
                udp.sources.sort_by_key(|source| source.mode == Some(SocketMode::Connect));
            }
            _ => {}
        }
    }
}
