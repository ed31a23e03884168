//! What cannot work as a way to look at the guest's screen.

use super::{
    DbusGraphics, Graphics, GraphicsListen, PasswordChange, RdpGraphics, SpiceGraphics, VncGraphics,
};
use crate::ErrorKind;
use crate::config::Problems;

impl Graphics {
    /// Reports what clashes, from the element on.
    pub(crate) fn check(&self, problems: &mut Problems) {
        match self {
            Graphics::Vnc(vnc) => vnc.check(problems),
            Graphics::Spice(spice) => spice.check(problems),
            Graphics::Rdp(rdp) => rdp.check(problems),
            Graphics::Dbus(dbus) => dbus.check(problems),
            _ => {}
        }
    }
}

impl VncGraphics {
    fn check(&self, problems: &mut Problems) {
        check_listen(self.listen.as_deref(), &self.listeners, problems);
        if let (Some(path), Some(GraphicsListen::Socket(first))) =
            (&self.socket, self.listeners.first())
            && first.socket.as_ref().is_some_and(|first| first != path)
        {
            let message = format!(
                "the attribute 'socket' ('{path}') is not the socket of the first <listen>; \
                 leave one of them out"
            );
            report(problems, "@socket", message);
        }
        if !matches!(self.connected, None | Some(PasswordChange::Keep)) {
            report(problems, "@connected", "VNC knows nothing but connected='keep'");
        }
        check_port("@port", self.port, problems);
        check_port("@websocket", self.websocket, problems);
    }
}

impl SpiceGraphics {
    fn check(&self, problems: &mut Problems) {
        check_listen(self.listen.as_deref(), &self.listeners, problems);
        check_port("@port", self.port, problems);
        check_port("@tlsPort", self.tls_port, problems);
    }
}

impl RdpGraphics {
    fn check(&self, problems: &mut Problems) {
        check_listen(self.listen.as_deref(), &self.listeners, problems);
        check_port("@port", self.port, problems);
        problems.each("listen", &self.listeners, |listen, problems| {
            if !listen.has_ports() {
                let message = format!(
                    "an RDP server cannot listen with type '{}', but with 'address' or 'network'",
                    listen.word()
                );
                report(problems, "@type", message);
            }
        });
    }
}

impl DbusGraphics {
    fn check(&self, problems: &mut Problems) {
        if self.p2p == Some(true) && self.address.is_some() {
            problems.report_at("@address", "with p2p='yes' there is no bus that has an address");
        }
    }
}

fn report(problems: &mut Problems, below: &str, message: impl Into<String>) {
    problems.within(below, |problems| problems.report_as(ErrorKind::ConfigUnsupported, message));
}

fn check_listen(listen: Option<&str>, listeners: &[GraphicsListen], problems: &mut Problems) {
    problems.each("listen", listeners, |listener, problems| match listener {
        GraphicsListen::Network(listener) if listener.network.is_empty() => {
            problems.report_at("@network", "say which virtual network to listen at");
        }
        _ => {}
    });
    if let (Some(address), Some(GraphicsListen::Address(first))) = (listen, listeners.first())
        && first.address.as_ref().is_some_and(|first| first != address)
    {
        let message = format!(
            "the attribute 'listen' ('{address}') is not the address of the first <listen>; \
             leave one of them out"
        );
        report(problems, "@listen", message);
    }
}

/// A port that cannot be; -1 and 0 are no ports.
fn check_port(attribute: &str, port: Option<i32>, problems: &mut Problems) {
    if let Some(port) = port
        && !(-1..=65_535).contains(&port)
    {
        problems.report_at(attribute, format!("{port} is no port: use one up to 65535"));
    }
}
