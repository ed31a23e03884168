//! `<graphics>`: a way to look at the guest's screen.

use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// A way to look at the guest's screen: `<graphics type='vnc' port='-1'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum Graphics {
    /// A window on the host.
    Sdl(SdlGraphics),
    /// A VNC server.
    Vnc(VncGraphics),
    /// An RDP server.
    Rdp(OtherGraphics),
    /// VirtualBox's own window.
    Desktop(OtherGraphics),
    /// A SPICE server.
    Spice(SpiceGraphics),
    /// Rendering without a screen.
    EglHeadless(OtherGraphics),
    /// A D-Bus interface.
    Dbus(OtherGraphics),
}

/// A window on the host.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SdlGraphics {
    /// The X display.
    #[xml(attribute)]
    pub display: Option<String>,
    /// The file with the X server's cookie.
    #[xml(attribute)]
    pub xauth: Option<String>,
    /// Whether the window fills the screen.
    #[xml(attribute)]
    pub fullscreen: Option<bool>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest = "type")]
    pub other: Unmodelled,
}

/// A way that is described no further here; what libvirt knows of it is kept.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct OtherGraphics {
    /// The port; -1 for any that is free.
    #[xml(attribute)]
    pub port: Option<i32>,
    /// Whether any port will do.
    #[xml(attribute)]
    pub autoport: Option<bool>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest = "type")]
    pub other: Unmodelled,
}

/// A VNC server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct VncGraphics {
    /// A socket's path, instead of a port.
    #[xml(attribute)]
    pub socket: Option<String>,
    /// The port, from 5900; -1 for any that is free.
    #[xml(attribute)]
    pub port: Option<i32>,
    /// Whether any port will do.
    #[xml(attribute)]
    pub autoport: Option<bool>,
    /// The port for browsers; -1 for any that is free.
    #[xml(attribute)]
    pub websocket: Option<i32>,
    /// The first listener's address, for readers that know nothing of listeners.
    #[xml(attribute)]
    pub listen: Option<String>,
    /// The keyboard's layout.
    #[xml(attribute)]
    pub keymap: Option<String>,
    /// Who else may look on.
    #[xml(attribute = "sharePolicy")]
    pub share_policy: Option<VncSharePolicy>,
    /// Whether viewers can shut down and reset the guest.
    #[xml(attribute = "powerControl")]
    pub power_control: Option<bool>,
    /// The password.
    #[xml(attribute, secret)]
    pub passwd: Option<String>,
    /// Until when the password holds: `2010-04-09T15:51:00`, in UTC.
    #[xml(attribute = "passwdValidTo", secret)]
    pub passwd_valid_to: Option<String>,
    /// What happens to a viewer when the password changes: `fail`, `disconnect` or `keep`.
    #[xml(attribute)]
    pub connected: Option<String>,
    /// Where it listens.
    #[xml(child = "listen")]
    pub listeners: Vec<GraphicsListen>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest = "type")]
    pub other: Unmodelled,
}

/// Who else may look on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VncSharePolicy {
    /// Nobody, if a viewer asks for that.
    AllowExclusive,
    /// Anybody, whatever viewers ask for.
    ForceShared,
    /// Anybody, without asking.
    Ignore,
}

/// A SPICE server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SpiceGraphics {
    /// The port; -1 for any that is free.
    #[xml(attribute)]
    pub port: Option<i32>,
    /// The port with encryption; -1 for any that is free.
    #[xml(attribute = "tlsPort")]
    pub tls_port: Option<i32>,
    /// Whether any ports will do.
    #[xml(attribute)]
    pub autoport: Option<bool>,
    /// The first listener's address, for readers that know nothing of listeners.
    #[xml(attribute)]
    pub listen: Option<String>,
    /// The keyboard's layout.
    #[xml(attribute)]
    pub keymap: Option<String>,
    /// Whether channels are encrypted: `secure`, `insecure` or `any`.
    #[xml(attribute = "defaultMode")]
    pub default_mode: Option<String>,
    /// The password.
    #[xml(attribute, secret)]
    pub passwd: Option<String>,
    /// Until when the password holds: `2010-04-09T15:51:00`, in UTC.
    #[xml(attribute = "passwdValidTo", secret)]
    pub passwd_valid_to: Option<String>,
    /// What happens to a viewer when the password changes: `fail`, `disconnect` or `keep`.
    #[xml(attribute)]
    pub connected: Option<String>,
    /// Where it listens.
    #[xml(child = "listen")]
    pub listeners: Vec<GraphicsListen>,
    /// Channels whose encryption differs.
    #[xml(child = "channel")]
    pub channels: Vec<SpiceChannel>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest = "type")]
    pub other: Unmodelled,
}

/// A channel whose encryption differs: `<channel name='main' mode='secure'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SpiceChannel {
    /// The channel.
    #[xml(attribute)]
    pub name: String,
    /// Whether it is encrypted: `secure`, `insecure` or `any`.
    #[xml(attribute)]
    pub mode: String,
}

/// Where a server listens: `<listen type='address' address='127.0.0.1'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum GraphicsListen {
    /// At an address.
    Address(ListenAddress),
    /// At the address of a virtual network.
    Network(ListenNetwork),
    /// At a Unix socket.
    Socket(ListenSocket),
    /// Nowhere.
    None,
}

/// An address to listen at.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ListenAddress {
    /// The address. Default: the driver's.
    #[xml(attribute)]
    pub address: Option<String>,
}

/// A virtual network to listen at.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ListenNetwork {
    /// The address, in a running domain.
    #[xml(attribute, live)]
    pub address: Option<String>,
    /// The network.
    #[xml(attribute)]
    pub network: Option<String>,
}

/// A Unix socket to listen at.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ListenSocket {
    /// The path. Default: one that the driver makes up.
    #[xml(attribute)]
    pub socket: Option<String>,
}

impl Graphics {
    /// Any port, where the author named none; and the address of the first listener in both of
    /// its places.
    pub(crate) fn fill_defaults(&mut self) {
        match self {
            Graphics::Vnc(vnc) => match vnc.socket.clone() {
                Some(socket) => listen_at_socket(socket, &mut vnc.listeners),
                None => {
                    fill_listen(&mut vnc.listen, &mut vnc.listeners);
                    if listens_at_port(&vnc.listeners) {
                        fill_port(&mut vnc.port, &mut vnc.autoport);
                    }
                }
            },
            Graphics::Spice(spice) => {
                fill_listen(&mut spice.listen, &mut spice.listeners);
                if listens_at_port(&spice.listeners) && spice.tls_port.is_none() {
                    fill_port(&mut spice.port, &mut spice.autoport);
                }
            }
            _ => {}
        }
    }
}

fn fill_listen(listen: &mut Option<String>, listeners: &mut Vec<GraphicsListen>) {
    if listeners.is_empty() {
        let address = ListenAddress { address: listen.clone() };
        listeners.push(GraphicsListen::Address(address));
    }
    match listeners.first() {
        Some(GraphicsListen::Address(first)) if listen.is_none() => {
            listen.clone_from(&first.address);
        }
        _ => {}
    }
}

/// A socket counts more than an address.
fn listen_at_socket(socket: String, listeners: &mut Vec<GraphicsListen>) {
    if matches!(listeners.first(), Some(GraphicsListen::Socket(_))) {
        return;
    }
    listeners.truncate(0);
    listeners.push(GraphicsListen::Socket(ListenSocket { socket: Some(socket) }));
}

fn listens_at_port(listeners: &[GraphicsListen]) -> bool {
    let port = |listener: &GraphicsListen| {
        matches!(listener, GraphicsListen::Address(_) | GraphicsListen::Network(_))
    };
    listeners.iter().any(port)
}

/// A port of -1 and no port at all both mean any port.
fn fill_port(port: &mut Option<i32>, autoport: &mut Option<bool>) {
    match (*port, *autoport) {
        (None | Some(-1), None | Some(true)) | (Some(_), Some(true)) => {
            *autoport = Some(true);
            *port = Some(-1);
        }
        (Some(_), None) => *autoport = Some(false),
        _ => {}
    }
}
