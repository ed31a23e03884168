//! The third pass over a pool: what cannot work whichever driver runs it.

use super::{
    FibreChannelAdapter, ScsiAdapter, ScsiHostAdapter, StorageAuth, StoragePoolConfig,
    StoragePoolFormat, StoragePoolType, StorageSource,
};
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

impl Validate for StoragePoolConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.take(self.check_all());
    }
}

impl StoragePoolConfig {
    fn check_all(&self) -> Result<()> {
        self.check_name()?;
        self.check_features()?;
        self.check_source(self.source.as_ref().unwrap_or(&StorageSource::default()))?;
        let path = self.target.as_ref().and_then(|target| target.path.as_deref());
        let named = matches!(self.pool_type, StoragePoolType::Logical | StoragePoolType::Zfs);
        if self.pool_type.has_target() && !named && path.unwrap_or_default().is_empty() {
            return bad("a storage pool of this type needs the <path> of its <target>");
        }
        Ok(())
    }

    fn check_name(&self) -> Result<()> {
        let source = self.source.as_ref().filter(|_| self.pool_type.parts().name);
        let name = self.name.as_ref().or(source.and_then(|source| source.name.as_ref()));
        match name.map(String::as_str) {
            None | Some("") => bad("a storage pool needs a <name>"),
            Some(name) if name.contains(['/', '\n']) => {
                bad(format!("the name '{}' has a slash or a line end", name.escape_debug()))
            }
            Some(_) => Ok(()),
        }
    }

    fn check_features(&self) -> Result<()> {
        let cow = self.features.is_some_and(|features| features.copy_on_write.is_some());
        match self.pool_type {
            StoragePoolType::Dir | StoragePoolType::Fs => Ok(()),
            _ if !cow => Ok(()),
            _ => Err(Error::new(
                ErrorKind::NoSupport,
                "the feature <cow> is for pools of the types 'fs' and 'dir'",
            )),
        }
    }

    fn check_source(&self, source: &StorageSource) -> Result<()> {
        use StoragePoolType::*;

        let pool_type = self.pool_type;
        let formats = StoragePoolFormat::of(pool_type);
        if let Some(format) =
            source.format.filter(|format| !formats.is_empty() && !formats.contains(format))
        {
            let message = format!("a pool of the type '{pool_type}' has no format '{format}'");
            return Err(Error::new(ErrorKind::ConfigUnsupported, message));
        }
        if pool_type.parts().hosts && source.hosts.is_empty() {
            return bad("a storage pool of this type needs a <host> in its <source>");
        }
        if matches!(pool_type, Fs | Disk | IscsiDirect) && source.devices.is_empty() {
            return bad("a storage pool of this type needs a <device> in its <source>");
        }
        if pool_type == Netfs && source.dir.is_none() {
            return bad("a storage pool of this type needs a <dir> in its <source>");
        }
        let iqn = source.initiator.as_ref().and_then(|initiator| initiator.iqn.as_ref());
        if pool_type == IscsiDirect && iqn.is_none() {
            return unsupported("a pool of this type needs the <iqn> of its <initiator>");
        }
        if pool_type == Scsi {
            check_adapter(source.adapter.as_ref())?;
        }
        source.auth.as_ref().map_or(Ok(()), check_auth)
    }
}

fn check_adapter(adapter: Option<&ScsiAdapter>) -> Result<()> {
    match adapter {
        None => bad("a storage pool of this type needs an <adapter> in its <source>"),
        Some(ScsiAdapter::ScsiHost(host)) => check_scsi_host(host),
        Some(ScsiAdapter::FibreChannel(port)) => check_port(port),
    }
}

fn check_scsi_host(host: &ScsiHostAdapter) -> Result<()> {
    match (&host.name, &host.parent_address) {
        (None, None) => bad("an <adapter> needs a name or a <parentaddr>"),
        (Some(_), Some(_)) => bad("an <adapter> has a name or a <parentaddr>, not both"),
        _ => Ok(()),
    }
}

fn check_port(port: &FibreChannelAdapter) -> Result<()> {
    if port.wwnn.is_empty() || port.wwpn.is_empty() {
        return bad("'wwnn' and 'wwpn' must be specified for an adapter of the type 'fc_host'");
    }
    let parents = [&port.parent_wwnn, &port.parent_wwpn, &port.parent_fabric_wwn];
    let names = parents.into_iter().flatten().chain([&port.wwnn, &port.wwpn]);
    for name in names {
        if name.len() != 16 || !name.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return bad(format!("the world wide name '{name}' is not 16 hexadecimal digits"));
        }
    }
    match (&port.parent_wwnn, &port.parent_wwpn) {
        (Some(_), None) | (None, Some(_)) => {
            bad("'parent_wwnn' and 'parent_wwpn' go together in an <adapter>")
        }
        _ => Ok(()),
    }
}

fn check_auth(auth: &StorageAuth) -> Result<()> {
    match (auth.secret.uuid, &auth.secret.usage) {
        (Some(_), None) | (None, Some(_)) => Ok(()),
        _ => bad("the <secret> of an <auth> is named by 'uuid' or by 'usage'"),
    }
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}

fn unsupported<T>(message: &str) -> Result<T> {
    Err(Error::new(ErrorKind::ConfigUnsupported, message))
}
