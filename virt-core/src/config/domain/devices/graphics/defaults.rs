//! What libvirt adds to ways to look at the guest's screen, and what it drops from them.

use super::{
    DbusGraphics, EglHeadlessGraphics, Graphics, GraphicsListen, ListenAddress, ListenSocket,
    RdpGraphics, SpiceChannelMode, SpiceGraphics, VncGraphics,
};

impl Graphics {
    /// Adds a listener and any port where the author named none, and the address or socket of the
    /// first listener in both of its places; drops what has no meaning beside it.
    pub(crate) fn fill_defaults(&mut self) {
        match self {
            Graphics::Vnc(vnc) => vnc.fill_defaults(),
            Graphics::Spice(spice) => spice.fill_defaults(),
            Graphics::Rdp(rdp) => rdp.fill_defaults(),
            Graphics::Sdl(sdl) => drop_no(&mut sdl.fullscreen),
            Graphics::Desktop(desktop) => drop_no(&mut desktop.fullscreen),
            Graphics::Dbus(DbusGraphics { p2p, .. }) => drop_no(p2p),
            Graphics::EglHeadless(EglHeadlessGraphics { .. }) => {}
        }
    }
}

/// Where no is what happens anyway, nobody says so.
fn drop_no(value: &mut Option<bool>) {
    value.take_if(|value| !*value);
}

impl VncGraphics {
    fn fill_defaults(&mut self) {
        fill_listeners(&mut self.listen, &mut self.listeners);
        self.fill_socket();
        if self.passwd.is_none() {
            self.passwd_valid_to = None;
            self.connected = None;
        }
        self.websocket.take_if(|port| *port == 0);
        if !self.listeners.first().is_some_and(GraphicsListen::has_ports) {
            (self.port, self.autoport, self.websocket) = (None, None, None);
            return;
        }
        // A port of -1 and no port at all both mean any port.
        match self.autoport.unwrap_or(matches!(self.port, None | Some(-1))) {
            true => (self.port, self.autoport) = (Some(-1), Some(true)),
            false => {
                self.port.take_if(|port| matches!(port, -1 | 0));
                self.autoport = Some(false);
            }
        }
    }

    /// A socket in the attribute counts more than an address or a network.
    fn fill_socket(&mut self) {
        let first = self.listeners.first_mut();
        match (self.socket.take(), first) {
            (Some(path), Some(listen)) if listen.has_ports() => {
                *listen = GraphicsListen::Socket(ListenSocket::new(path.as_str()));
                self.socket = Some(path);
                self.listen = None;
            }
            (path, Some(GraphicsListen::Socket(listen))) => {
                if let Some(path) = &path {
                    listen.socket.get_or_insert_with(|| path.clone());
                }
                // Two that differ stay, for somebody to tell the author.
                self.socket = path.or_else(|| listen.socket.clone());
            }
            _ => {}
        }
    }
}

impl SpiceGraphics {
    fn fill_defaults(&mut self) {
        fill_listeners(&mut self.listen, &mut self.listeners);
        if self.passwd.is_none() {
            self.passwd_valid_to = None;
            self.connected = None;
        }
        self.default_mode.take_if(|mode| *mode == SpiceChannelMode::Any);
        self.fill_channels();
        if self.autoport == Some(true) || (self.port, self.tls_port) == (Some(-1), Some(-1)) {
            (self.port, self.tls_port, self.autoport) = (None, None, Some(true));
        } else {
            self.port.take_if(|port| *port == 0);
            self.tls_port.take_if(|port| *port == 0);
            self.autoport = Some(false);
        }
        let ports = self.autoport == Some(true) || self.port.is_some() || self.tls_port.is_some();
        if let Some(first @ GraphicsListen::Address(_)) = self.listeners.first_mut()
            && !ports
        {
            *first = GraphicsListen::None;
            self.listen = None;
        }
        if !self.listeners.first().is_some_and(GraphicsListen::has_ports) {
            (self.port, self.tls_port, self.autoport) = (None, None, None);
        }
    }

    /// The last that is said of a channel counts; what is like the rest need not be said.
    fn fill_channels(&mut self) {
        self.channels.reverse();
        self.channels.sort_by_key(|channel| channel.name);
        self.channels.dedup_by_key(|channel| channel.name);
        self.channels.retain(|channel| channel.mode != SpiceChannelMode::Any);
    }
}

impl RdpGraphics {
    fn fill_defaults(&mut self) {
        fill_listeners(&mut self.listen, &mut self.listeners);
        drop_no(&mut self.replace_user);
        drop_no(&mut self.multi_user);
        if self.passwd.is_none() {
            self.username = None;
        }
        match (self.port, self.autoport) {
            (None | Some(-1 | 0), _) | (_, Some(true)) => {
                (self.port, self.autoport) = (Some(0), Some(true));
            }
            _ => self.autoport = None,
        }
    }
}

/// A server listens somewhere, and the attribute `listen` says where its first listener does.
fn fill_listeners(listen: &mut Option<String>, listeners: &mut Vec<GraphicsListen>) {
    listen.take_if(|address| address.is_empty());
    for listener in listeners.iter_mut() {
        if let GraphicsListen::Address(listener) = listener {
            listener.address.take_if(|address| address.is_empty());
        }
        if let GraphicsListen::Socket(listener) = listener {
            listener.socket.take_if(|socket| socket.is_empty());
        }
    }
    if listeners.is_empty() {
        listeners.push(GraphicsListen::Address(ListenAddress::default()));
    }
    match listeners.first_mut() {
        Some(GraphicsListen::Address(first)) => {
            if let Some(address) = &*listen {
                // Two that differ stay, for somebody to tell the author.
                first.address.get_or_insert_with(|| address.clone());
            } else {
                listen.clone_from(&first.address);
            }
        }
        Some(GraphicsListen::Network(first)) => listen.clone_from(&first.address),
        _ => *listen = None,
    }
}
