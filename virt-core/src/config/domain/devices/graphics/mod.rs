//! `<graphics>`: a way to look at the guest's screen.

mod defaults;
mod listen;
mod spice;
mod validate;
mod vnc;

pub use listen::{GraphicsListen, ListenAddress, ListenNetwork, ListenSocket};
pub use spice::{
    ImageCompression, SpiceChannel, SpiceChannelMode, SpiceChannelName, SpiceCompression,
    SpiceGraphics, SpiceStreaming,
};
pub use vnc::{PasswordChange, VncGraphics, VncSharePolicy};

use crate::xml::{Form, XmlElement};

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
    Rdp(RdpGraphics),
    /// VirtualBox's own window.
    Desktop(DesktopGraphics),
    /// A SPICE server.
    Spice(Box<SpiceGraphics>),
    /// Rendering with OpenGL and no screen of its own; others show it.
    EglHeadless(EglHeadlessGraphics),
    /// A D-Bus interface. Since libvirt 8.4.
    Dbus(DbusGraphics),
}

/// A window on the host.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SdlGraphics {
    /// The X display, such as `:0.0`.
    #[xml(attribute)]
    pub display: Option<String>,
    /// The file with the X server's cookie.
    #[xml(attribute)]
    pub xauth: Option<String>,
    /// Whether the window fills the screen. Default: no.
    #[xml(attribute)]
    pub fullscreen: Option<bool>,
    /// Whether OpenGL is used.
    #[xml(path = "gl/@enable", needed)]
    pub gl: Option<bool>,
}

/// An RDP server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct RdpGraphics {
    /// The port; 0 for any that is free. Default: any.
    #[xml(attribute, written = "port_in")]
    pub port: Option<i32>,
    /// Whether any port will do.
    #[xml(attribute, lenient)]
    pub autoport: Option<bool>,
    /// Whether a viewer takes the place of the one before. Default: no.
    #[xml(attribute = "replaceUser")]
    pub replace_user: Option<bool>,
    /// Whether several viewers can look on. Default: no.
    #[xml(attribute = "multiUser")]
    pub multi_user: Option<bool>,
    /// The first listener's address, for readers that know nothing of listeners.
    #[xml(attribute, written = "listen_in")]
    pub listen: Option<String>,
    /// Who may look on. Since libvirt 11.1.
    #[xml(attribute)]
    pub username: Option<String>,
    /// The password.
    #[xml(attribute, secret)]
    pub passwd: Option<String>,
    /// Where it listens.
    #[xml(child = "listen")]
    pub listeners: Vec<GraphicsListen>,
}

impl RdpGraphics {
    /// The port that was found for this run is nobody's wish.
    fn port_in(&self, form: Form) -> Option<i32> {
        match form.inactive && self.autoport == Some(true) {
            true => self.port.and(Some(0)),
            false => self.port,
        }
    }

    fn listen_in(&self, form: Form) -> Option<&String> {
        listen::attribute_in(form, self.listen.as_ref(), &self.listeners)
    }
}

/// VirtualBox's own window.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DesktopGraphics {
    /// The X display.
    #[xml(attribute)]
    pub display: Option<String>,
    /// Whether the window fills the screen. Default: no.
    #[xml(attribute)]
    pub fullscreen: Option<bool>,
}

/// Rendering with OpenGL and no screen of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct EglHeadlessGraphics {
    /// The host's device that renders: `<gl rendernode='/dev/dri/renderD128'/>`. Default: the first
    /// one that works.
    #[xml(path = "gl/@rendernode")]
    pub rendernode: Option<String>,
}

/// A D-Bus interface.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DbusGraphics {
    /// The bus: `unix:path=/run/user/1000/bus`. Default: one that the driver starts.
    #[xml(attribute)]
    pub address: Option<String>,
    /// Whether viewers connect to the guest itself, without a bus. Default: no.
    #[xml(attribute)]
    pub p2p: Option<bool>,
    /// Whether and with what OpenGL is used.
    #[xml(child)]
    pub gl: Option<GraphicsGl>,
    /// The number of the audio backend whose sound viewers get.
    #[xml(path = "audio/@id", needed)]
    pub audio: Option<u32>,
}

/// Whether and with what OpenGL is used: `<gl enable='yes' rendernode='/dev/dri/renderD128'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct GraphicsGl {
    /// Whether it is.
    #[xml(attribute)]
    pub enable: bool,
    /// The host's device that renders. Default: the first one that works.
    #[xml(attribute)]
    pub rendernode: Option<String>,
}

impl Graphics {
    /// The number of the audio backend whose sound viewers get, where one is named.
    pub fn audio(&self) -> Option<u32> {
        match self {
            Graphics::Vnc(vnc) => vnc.audio,
            Graphics::Dbus(dbus) => dbus.audio,
            _ => None,
        }
    }

    /// Where it listens, if it is a server.
    pub fn listeners(&self) -> &[GraphicsListen] {
        match self {
            Graphics::Vnc(vnc) => &vnc.listeners,
            Graphics::Spice(spice) => &spice.listeners,
            Graphics::Rdp(rdp) => &rdp.listeners,
            _ => &[],
        }
    }
}
