//! The second pass over a pool: what libvirt fills in whichever driver will run it.

use uuid::Uuid;

use super::{
    StoragePoolConfig, StoragePoolFormat, StoragePoolTarget, StoragePoolType, StorageSize,
    StorageSource,
};

impl StoragePoolConfig {
    /// Adds what the author left out (identity, names, format, the folders of volume groups and
    /// ZFS pools), takes away what the type has no use for, and sets to zero what is measured.
    /// Filling in twice changes nothing.
    pub fn fill_defaults(&mut self) {
        let parts = self.pool_type.parts();
        let source = self.source.get_or_insert_default();
        source.fill_defaults(self.pool_type, parts);
        if self.name.is_none() && parts.name {
            self.name = source.name.clone();
        }
        if parts.name && source.name.is_none() {
            source.name = self.name.clone();
        }
        self.uuid.get_or_insert_with(Uuid::new_v4);
        self.features.take_if(|features| features.copy_on_write.is_none());
        for size in [&mut self.capacity, &mut self.allocation, &mut self.available] {
            *size = Some(StorageSize::default());
        }
        self.fill_target();
        let mounted = matches!(self.pool_type, StoragePoolType::Fs | StoragePoolType::Netfs);
        self.mount_options.take_if(|options| !mounted || options.options.is_empty());
        let rados = self.pool_type == StoragePoolType::Rbd;
        self.config_options.take_if(|options| !rados || options.options.is_empty());
        self.refresh.take_if(|refresh| refresh.volume_allocation.is_none());
    }

    fn fill_target(&mut self) {
        if !self.pool_type.has_target() {
            self.target = None;
            return;
        }
        let target = self.target.get_or_insert_with(StoragePoolTarget::default);
        let source_name = self.source.as_ref().and_then(|source| source.name.as_deref());
        match (self.pool_type, source_name) {
            (StoragePoolType::Logical, Some(name)) => target.path = Some(format!("/dev/{name}")),
            (StoragePoolType::Zfs, Some(name)) => target.path = Some(format!("/dev/zvol/{name}")),
            _ => {}
        }
        if let Some(path) = &mut target.path {
            *path = sanitize(path);
        }
        if let Some(permissions) = &mut target.permissions {
            permissions.fill_defaults();
        }
        target.permissions.take_if(|permissions| *permissions == Default::default());
    }
}

impl StorageSource {
    fn fill_defaults(&mut self, pool_type: StoragePoolType, parts: SourceParts) {
        if !parts.hosts {
            self.hosts.clear();
        }
        if !parts.devices {
            self.devices.clear();
        }
        for device in &mut self.devices {
            device.free_extents.clear();
        }
        self.dir.take_if(|_| !parts.dir);
        self.adapter.take_if(|_| !parts.adapter);
        self.name.take_if(|_| !parts.name);
        self.initiator.take_if(|_| !parts.initiator);
        if pool_type == StoragePoolType::Gluster {
            self.dir.get_or_insert_with(|| "/".to_owned());
        }
        // What a CIFS server exports is a name, not a path.
        let is_path = self.format != Some(StoragePoolFormat::Cifs);
        if let Some(dir) = self.dir.as_mut().filter(|_| is_path) {
            *dir = sanitize(dir);
        }
        match StoragePoolFormat::of(pool_type).first() {
            Some(default) => _ = self.format.get_or_insert(*default),
            None => self.format = None,
        }
    }
}

impl StoragePoolType {
    /// Whether pools of this type have a folder on the host.
    pub fn has_target(self) -> bool {
        use StoragePoolType::*;

        !matches!(self, IscsiDirect | Rbd | Sheepdog | Gluster)
    }

    pub(super) fn parts(self) -> SourceParts {
        use StoragePoolType::*;

        SourceParts {
            hosts: matches!(self, Netfs | Iscsi | IscsiDirect | Rbd | Sheepdog | Gluster),
            devices: matches!(self, Fs | Logical | Disk | Iscsi | IscsiDirect | Zfs),
            dir: matches!(self, Netfs | Gluster),
            adapter: self == Scsi,
            name: matches!(self, Logical | Rbd | Sheepdog | Gluster | Zfs | Vstorage),
            initiator: matches!(self, Iscsi | IscsiDirect),
        }
    }
}

/// Which parts of a source a type of pool makes something of.
#[derive(Clone, Copy)]
pub(super) struct SourceParts {
    pub(super) hosts: bool,
    pub(super) devices: bool,
    pub(super) dir: bool,
    pub(super) adapter: bool,
    pub(super) name: bool,
    pub(super) initiator: bool,
}

/// The path with one slash where there were several and none at the end. Two at the beginning
/// stay: POSIX lets them mean something else.
fn sanitize(path: &str) -> String {
    let slashes = path.bytes().take_while(|byte| *byte == b'/').count();
    let lead = match slashes {
        0 => "",
        2 => "//",
        _ => "/",
    };
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    format!("{lead}{}", parts.join("/"))
}
