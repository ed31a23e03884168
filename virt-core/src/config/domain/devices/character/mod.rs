//! What the host's end of a serial port, console, channel, redirected USB device, smart card or
//! source of entropy is.

mod defaults;
mod socket;
mod validate;

pub(crate) use defaults::{fill_log, fill_reconnect};
pub use socket::{
    Reconnect, SocketMode, TcpBackend, TcpProtocol, TcpSource, UdpBackend, UdpSource, UnixBackend,
    UnixSource,
};

use crate::config::DeviceSecurityLabel;
use crate::xml::{Switch, XmlElement, XmlValue};

/// What the host's end of a character device is: the attribute `type` and the elements `<source>`
/// and `<protocol>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type", default = "pty", error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum CharacterBackend {
    /// Nothing: what the guest writes is dropped.
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
    /// A device of bhyve's null modem, nmdm(4).
    Nmdm(NmdmBackend),
    /// Copy and paste, and the mouse, between QEMU's displays and the guest. Since libvirt 8.4.
    QemuVdagent(QemuVdagentBackend),
    /// A channel of the guest's D-Bus display. Since libvirt 8.4.
    Dbus(DbusBackend),
}

/// A pseudo terminal.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PtyBackend {
    /// The terminal, in a running domain.
    #[xml(child, live, once)]
    pub source: Option<PathSource>,
}

/// A device of the host.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DeviceBackend {
    /// The device.
    #[xml(child, once)]
    pub source: Option<PathSource>,
}

/// A named pipe.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PipeBackend {
    /// The pipe. QEMU takes a pair of them, with `.in` and `.out` behind this path, if both exist.
    #[xml(child, once)]
    pub source: Option<PathSource>,
}

/// A file that is written.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct FileBackend {
    /// The file.
    #[xml(child, once)]
    pub source: Option<FileSource>,
}

/// A path: `<source path='/dev/pts/3'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct PathSource {
    /// The path. Nothing works without one.
    #[xml(attribute)]
    pub path: Option<String>,
    /// How it is labelled, at most one for each security model.
    #[xml(child = "seclabel")]
    pub security_labels: Vec<DeviceSecurityLabel>,
}

impl PathSource {
    /// This path, labelled as everything of the domain is.
    pub fn new(path: impl Into<String>) -> Self {
        PathSource { path: Some(path.into()), security_labels: Vec::new() }
    }
}

/// A file: `<source path='/var/log/guest.log' append='on'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct FileSource {
    /// The path. Nothing works without one.
    #[xml(attribute)]
    pub path: Option<String>,
    /// Whether what is there stays. Default: off.
    #[xml(attribute)]
    pub append: Option<Switch>,
    /// How it is labelled, at most one for each security model.
    #[xml(child = "seclabel")]
    pub security_labels: Vec<DeviceSecurityLabel>,
}

/// A channel of the SPICE server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SpicePortBackend {
    /// The channel's name, such as `org.qemu.console.serial.0`. Nothing works without one.
    #[xml(path = "source/@channel")]
    pub channel: Option<String>,
}

/// A device of a null modem.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct NmdmBackend {
    /// The end that the guest has.
    #[xml(path = "source/@master")]
    pub master: Option<String>,
    /// The end for programs on the host.
    #[xml(path = "source/@slave")]
    pub slave: Option<String>,
}

/// Copy and paste, and the mouse, between QEMU's displays and the guest.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct QemuVdagentBackend {
    /// What is shared.
    #[xml(child, once)]
    pub source: Option<QemuVdagentSource>,
}

/// What displays and guest share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct QemuVdagentSource {
    /// Whether copy and paste goes through. Default: no.
    #[xml(path = "clipboard/@copypaste", needed)]
    pub clipboard: Option<bool>,
    /// Who tells the guest where the mouse is.
    #[xml(path = "mouse/@mode", needed)]
    pub mouse: Option<MouseMode>,
}

/// Who tells a guest where the mouse is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum MouseMode {
    /// The emulated mouse, by its movements.
    Server,
    /// The viewer's own, through an agent in the guest.
    Client,
}

/// A channel of the guest's D-Bus display.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DbusBackend {
    /// The channel's name, such as `org.qemu.console.serial.0`. Nothing works without one.
    #[xml(path = "source/@channel")]
    pub channel: Option<String>,
}

/// A copy of what the guest writes: `<log file='/var/log/guest.log' append='off'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CharacterLog {
    /// The file. Without one there is no copy.
    #[xml(attribute)]
    pub file: Option<String>,
    /// Whether what is there stays. Default: the driver's choice.
    #[xml(attribute)]
    pub append: Option<Switch>,
}
