//! `<graphics type='vnc'>`.

use super::listen::{self, GraphicsListen};
use crate::config::DateTime;
use crate::xml::{Form, XmlElement, XmlValue};

/// A VNC server.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct VncGraphics {
    /// The first listener's socket, for readers that know nothing of listeners.
    #[xml(attribute)]
    pub socket: Option<String>,
    /// The port, from 5900; -1 for any that is free.
    #[xml(attribute, written = "port_in")]
    pub port: Option<i32>,
    /// Whether any port will do. Default: whether none is named.
    #[xml(attribute, lenient)]
    pub autoport: Option<bool>,
    /// The port for browsers; -1 for any that is free. Default: none.
    #[xml(attribute)]
    pub websocket: Option<i32>,
    /// The first listener's address, for readers that know nothing of listeners.
    #[xml(attribute, written = "listen_in")]
    pub listen: Option<String>,
    /// The keyboard's layout, such as `de`. Default: what the viewer sends.
    #[xml(attribute)]
    pub keymap: Option<String>,
    /// Who else may look on.
    #[xml(attribute = "sharePolicy")]
    pub share_policy: Option<VncSharePolicy>,
    /// Whether viewers can shut down and reset the guest. Default: no.
    #[xml(attribute = "powerControl")]
    pub power_control: Option<bool>,
    /// The password. VNC looks at 8 letters alone.
    #[xml(attribute, secret)]
    pub passwd: Option<String>,
    /// Until when the password holds. Default: for good.
    #[xml(attribute = "passwdValidTo")]
    pub passwd_valid_to: Option<DateTime>,
    /// What happens to viewers when the password changes; VNC can keep them alone.
    #[xml(attribute)]
    pub connected: Option<PasswordChange>,
    /// Where it listens.
    #[xml(child = "listen")]
    pub listeners: Vec<GraphicsListen>,
    /// The number of the audio backend whose sound viewers get: `<audio id='1'/>`.
    #[xml(path = "audio/@id", needed)]
    pub audio: Option<u32>,
}

impl VncGraphics {
    /// The port that was found for this run is nobody's wish.
    fn port_in(&self, form: Form) -> Option<i32> {
        match form.inactive && self.autoport == Some(true) {
            true => self.port.and(Some(-1)),
            false => self.port,
        }
    }

    fn listen_in(&self, form: Form) -> Option<&String> {
        listen::attribute_in(form, self.listen.as_ref(), &self.listeners)
    }
}

/// Who else may look on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum VncSharePolicy {
    /// Nobody, if a viewer asks for that.
    AllowExclusive,
    /// Anybody who does not ask to be alone.
    ForceShared,
    /// Anybody, whatever viewers ask for.
    Ignore,
}

/// What happens to viewers when the password changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum PasswordChange {
    /// The password does not change while there are any.
    Fail,
    /// They are thrown out.
    Disconnect,
    /// They stay.
    Keep,
}
