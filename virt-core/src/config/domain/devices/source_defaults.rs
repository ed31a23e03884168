//! What libvirt fills in of a source whichever driver will run the guest.

use super::{
    DeviceSource, DiskSource, DiskSourceHost, DiskType, HostTransport, NetworkProtocol,
    NetworkSource, NvmeSource, SourceCookies, SourceIdentity, SourceReconnect, SourceSlices,
};
use crate::config::DeviceSecurityLabel;

impl DiskSource {
    /// Fills in the source of a disk or layer of the given type.
    pub(crate) fn fill_defaults(&mut self, disk_type: DiskType) {
        for path in [&mut self.file, &mut self.dev, &mut self.dir] {
            path.take_if(|path| path.is_empty());
        }
        self.drop_what_is_not_read(disk_type);
        if let Some(network) = &mut self.network {
            network.fill_defaults();
        }
        match self.device.as_deref_mut() {
            Some(DeviceSource::Pci(nvme)) => nvme.fill_defaults(),
            Some(DeviceSource::Unix(socket)) => SourceReconnect::fill(&mut socket.reconnect),
            None => {}
        }
        self.slices.take_if(|slices| *slices == SourceSlices::default());
        self.security_labels.iter_mut().for_each(DeviceSecurityLabel::fill_defaults);
        self.security_labels.retain(|label| *label != DeviceSecurityLabel::default());
        let store = self.data_store.as_mut();
        if let Some((store, source)) =
            store.and_then(|store| Some((store.disk_type, store.source.as_mut()?)))
        {
            source.fill_defaults(store.unwrap_or(disk_type));
        }
    }
}

impl DiskSource {
    /// The type says where libvirt looks.
    fn drop_what_is_not_read(&mut self, disk_type: DiskType) {
        let paths = [
            (&mut self.file, &[DiskType::File][..]),
            (&mut self.dev, &[DiskType::Block, DiskType::VhostVdpa]),
            (&mut self.dir, &[DiskType::Dir]),
            (&mut self.pool, &[DiskType::Volume]),
            (&mut self.volume, &[DiskType::Volume]),
        ];
        for (path, types) in paths {
            path.take_if(|_| !types.contains(&disk_type));
        }
        self.mode.take_if(|_| disk_type != DiskType::Volume);
        self.network.take_if(|_| disk_type != DiskType::Network);
        self.device.take_if(|_| !matches!(disk_type, DiskType::Nvme | DiskType::VhostUser));
    }
}

impl NetworkSource {
    fn fill_defaults(&mut self) {
        let port = self.protocol.default_port();
        self.hosts.iter_mut().for_each(|host| host.fill_defaults(port));
        // A target without a unit is its first one.
        if let (NetworkProtocol::Iscsi, Some(name)) = (self.protocol, &mut self.name)
            && !name.contains('/')
        {
            name.push_str("/0");
        }
        SourceReconnect::fill(&mut self.reconnect);
        self.cookies.take_if(|cookies| *cookies == SourceCookies::default());
        self.identity.take_if(|identity| *identity == SourceIdentity::default());
        self.initiator.take_if(|initiator| initiator.iqn.is_none());
        self.read_ahead.take_if(|size| *size == 0);
        self.timeout_seconds.take_if(|seconds| *seconds == 0);
    }
}

impl DiskSourceHost {
    fn fill_defaults(&mut self, port: Option<u16>) {
        self.transport.take_if(|transport| *transport == HostTransport::Tcp);
        if self.transport.is_none() && self.port.is_none() {
            self.port = port;
        }
    }
}

impl NvmeSource {
    fn fill_defaults(&mut self) {
        self.managed.get_or_insert(true);
    }
}

impl SourceReconnect {
    /// Drops what says nothing.
    fn fill(reconnect: &mut Option<SourceReconnect>) {
        if let Some(reconnect) = reconnect {
            reconnect.delay.take_if(|delay| *delay == 0);
            if reconnect.enabled != Some(true) {
                reconnect.timeout = None;
            }
        }
        reconnect.take_if(|reconnect| *reconnect == SourceReconnect::default());
    }
}
