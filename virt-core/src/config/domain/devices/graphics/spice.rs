//! `<graphics type='spice'>`.

use super::listen::{self, GraphicsListen};
use super::{GraphicsGl, PasswordChange};
use crate::config::DateTime;
use crate::config::domain::devices::character::MouseMode;
use crate::xml::{Form, Switch, XmlElement, XmlValue};

/// A SPICE server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SpiceGraphics {
    /// The port, from 5900; -1 for any that is free.
    #[xml(attribute, written = "port_in")]
    pub port: Option<i32>,
    /// The port with encryption; -1 for any that is free.
    #[xml(attribute = "tlsPort", written = "tls_port_in")]
    pub tls_port: Option<i32>,
    /// Whether any ports will do. A server with neither ports nor this listens nowhere.
    #[xml(attribute)]
    pub autoport: Option<bool>,
    /// The first listener's address, for readers that know nothing of listeners.
    #[xml(attribute, written = "listen_in")]
    pub listen: Option<String>,
    /// The keyboard's layout, such as `de`. Default: what the viewer sends.
    #[xml(attribute)]
    pub keymap: Option<String>,
    /// Whether channels are encrypted. Default: any.
    #[xml(attribute = "defaultMode")]
    pub default_mode: Option<SpiceChannelMode>,
    /// The password.
    #[xml(attribute, secret)]
    pub passwd: Option<String>,
    /// Until when the password holds. Default: for good.
    #[xml(attribute = "passwdValidTo")]
    pub passwd_valid_to: Option<DateTime>,
    /// What happens to viewers when the password changes.
    #[xml(attribute)]
    pub connected: Option<PasswordChange>,
    /// Where it listens.
    #[xml(child = "listen")]
    pub listeners: Vec<GraphicsListen>,
    /// Channels whose encryption differs.
    #[xml(child = "channel")]
    pub channels: Vec<SpiceChannel>,
    /// How images are compressed.
    #[xml(path = "image/@compression", needed)]
    pub image: Option<ImageCompression>,
    /// Whether images are compressed with JPEG over slow networks.
    #[xml(path = "jpeg/@compression", needed)]
    pub jpeg: Option<SpiceCompression>,
    /// Whether images are compressed with zlib over slow networks.
    #[xml(path = "zlib/@compression", needed)]
    pub zlib: Option<SpiceCompression>,
    /// Whether sound is compressed. Default: on.
    #[xml(path = "playback/@compression", needed)]
    pub playback: Option<Switch>,
    /// What of the screen is taken for a film.
    #[xml(path = "streaming/@mode", needed)]
    pub streaming: Option<SpiceStreaming>,
    /// Who tells the guest where the mouse is.
    #[xml(path = "mouse/@mode", needed)]
    pub mouse: Option<MouseMode>,
    /// Whether copy and paste goes through. Default: yes.
    #[xml(path = "clipboard/@copypaste", needed)]
    pub clipboard: Option<bool>,
    /// Whether viewers can send files. Default: yes.
    #[xml(path = "filetransfer/@enable", needed)]
    pub file_transfer: Option<bool>,
    /// Whether and with what OpenGL is used.
    #[xml(child)]
    pub gl: Option<GraphicsGl>,
}

impl SpiceGraphics {
    fn port_in(&self, form: Form) -> Option<i32> {
        self.port.filter(|_| !self.is_found(form))
    }

    fn tls_port_in(&self, form: Form) -> Option<i32> {
        self.tls_port.filter(|_| !self.is_found(form))
    }

    /// Ports that were found for this run are nobody's wish.
    fn is_found(&self, form: Form) -> bool {
        form.inactive && self.autoport == Some(true)
    }

    fn listen_in(&self, form: Form) -> Option<&String> {
        listen::attribute_in(form, self.listen.as_ref(), &self.listeners)
    }
}

/// A channel whose encryption differs: `<channel name='main' mode='secure'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct SpiceChannel {
    /// The channel.
    #[xml(attribute)]
    pub name: SpiceChannelName,
    /// Whether it is encrypted.
    #[xml(attribute)]
    pub mode: SpiceChannelMode,
}

/// A channel of a SPICE server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the protocol's own names")]
pub enum SpiceChannelName {
    Main,
    Display,
    Inputs,
    Cursor,
    Playback,
    Record,
    #[xml(name = "smartcard")]
    SmartCard,
    #[xml(name = "usbredir")]
    UsbRedirection,
}

/// Whether a channel is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SpiceChannelMode {
    /// As the viewer likes.
    Any,
    /// It is.
    Secure,
    /// It is not.
    Insecure,
}

/// How images are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum ImageCompression {
    /// With GLZ or QUIC, whichever suits an image.
    #[xml(name = "auto_glz")]
    AutoGlz,
    /// With LZ or QUIC, whichever suits an image.
    #[xml(name = "auto_lz")]
    AutoLz,
    /// With QUIC, for photographs.
    Quic,
    /// With GLZ: LZ that remembers earlier images.
    Glz,
    /// With LZ.
    Lz,
    /// Not at all.
    Off,
}

/// Whether something is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SpiceCompression {
    /// Where the network is slow.
    Auto,
    /// Never.
    Never,
    /// Always.
    Always,
}

/// What of the screen is taken for a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SpiceStreaming {
    /// What changes often and looks like one.
    Filter,
    /// All that changes often.
    All,
    /// Nothing.
    Off,
}
