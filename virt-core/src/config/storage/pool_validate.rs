//! The third pass over a pool: what cannot work whichever driver runs it.

use super::{
    FibreChannelAdapter, ScsiAdapter, ScsiHostAdapter, StoragePoolConfig, StoragePoolFormat,
    StoragePoolType, StorageSource,
};
use crate::ErrorKind;
use crate::config::encryption::check_secret_name;
use crate::config::{Problems, Validate};

impl Validate for StoragePoolConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        self.check_name(problems);
        self.check_features(problems);
        let nothing = StorageSource::default();
        let source = self.source.as_ref().unwrap_or(&nothing);
        problems.within("source", |problems| self.check_source(source, problems));
        let path = self.target.as_ref().and_then(|target| target.path.as_deref());
        let named = matches!(self.pool_type, StoragePoolType::Logical | StoragePoolType::Zfs);
        if self.pool_type.has_target() && !named && path.unwrap_or_default().is_empty() {
            self.needs("target/path", "the <path> of its <target>", problems);
        }
    }
}

impl StoragePoolConfig {
    fn check_name(&self, problems: &mut Problems) {
        let source = self.source.as_ref().filter(|_| self.pool_type.parts().name);
        let source = source.and_then(|source| source.name.as_ref());
        let place = if self.name.is_none() && source.is_some() { "source/name" } else { "name" };
        match self.name.as_ref().or(source).map(String::as_str) {
            None | Some("") => problems.report_at(place, "a storage pool needs a <name>"),
            Some(name) if name.contains(['/', '\n']) => {
                let name = name.escape_debug();
                problems.report_at(place, format!("the name '{name}' has a slash or a line end"));
            }
            Some(_) => {}
        }
    }

    fn check_features(&self, problems: &mut Problems) {
        let cow = self.features.is_some_and(|features| features.copy_on_write.is_some());
        if cow && !matches!(self.pool_type, StoragePoolType::Dir | StoragePoolType::Fs) {
            let message = "the feature <cow> is for pools of the types 'fs' and 'dir'; drop it";
            problems.report_at_as("features/cow", ErrorKind::NoSupport, message);
        }
    }

    fn check_source(&self, source: &StorageSource, problems: &mut Problems) {
        use StoragePoolType::{Disk, Fs, IscsiDirect, Netfs, Scsi};

        let pool_type = self.pool_type;
        let formats = StoragePoolFormat::of(pool_type);
        if let Some(format) =
            source.format.filter(|format| !formats.is_empty() && !formats.contains(format))
        {
            let known: Vec<_> = formats.iter().map(|format| format.as_str()).collect();
            let known = known.join(", ");
            let message =
                format!("a pool of the type '{pool_type}' has no format '{format}', only {known}");
            problems.report_at_as("format/@type", ErrorKind::ConfigUnsupported, message);
        }
        if pool_type.parts().hosts && source.hosts.is_empty() {
            self.needs("host", "a <host> in its <source>", problems);
        }
        if matches!(pool_type, Fs | Disk | IscsiDirect) && source.devices.is_empty() {
            self.needs("device", "a <device> in its <source>", problems);
        }
        if pool_type == Netfs && source.dir.is_none() {
            self.needs("dir/@path", "a <dir> in its <source>", problems);
        }
        let iqn = source.initiator.as_ref().and_then(|initiator| initiator.iqn.as_ref());
        if pool_type == IscsiDirect && iqn.is_none() {
            let message = "a storage pool of the type 'iscsi-direct' needs the <iqn> of its \
                           <initiator>";
            problems.report_at_as("initiator/iqn/@name", ErrorKind::ConfigUnsupported, message);
        }
        match &source.adapter {
            Some(adapter) if pool_type == Scsi => {
                problems.within("adapter", |problems| adapter.check(problems));
            }
            None if pool_type == Scsi => {
                self.needs("adapter", "an <adapter> in its <source>", problems);
            }
            _ => {}
        }
        problems.within_some("auth/secret", source.auth.as_ref(), |auth, problems| {
            check_secret_name(auth.secret.uuid.is_some(), auth.secret.usage.is_some(), problems);
        });
    }

    fn needs(&self, place: &str, what: &str, problems: &mut Problems) {
        let pool_type = self.pool_type;
        let message = format!("a storage pool of the type '{pool_type}' needs {what}");
        problems.report_at(place, message);
    }
}

impl ScsiAdapter {
    fn check(&self, problems: &mut Problems) {
        match self {
            ScsiAdapter::ScsiHost(host) => host.check(problems),
            ScsiAdapter::FibreChannel(port) => port.check(problems),
        }
    }
}

impl ScsiHostAdapter {
    fn check(&self, problems: &mut Problems) {
        match (&self.name, &self.parent_address) {
            (None, None) => {
                problems.report_at("@name", "an <adapter> needs a 'name' or a <parentaddr>");
            }
            (Some(_), Some(_)) => {
                let message = "an <adapter> has a 'name' or a <parentaddr>, not both; drop one";
                problems.report_at("parentaddr", message);
            }
            _ => {}
        }
    }
}

impl FibreChannelAdapter {
    fn check(&self, problems: &mut Problems) {
        let names = [
            ("@wwnn", Some(&self.wwnn)),
            ("@wwpn", Some(&self.wwpn)),
            ("@parent_wwnn", self.parent_wwnn.as_ref()),
            ("@parent_wwpn", self.parent_wwpn.as_ref()),
            ("@parent_fabric_wwn", self.parent_fabric_wwn.as_ref()),
        ];
        for (place, name) in names {
            let Some(name) = name else { continue };
            if name.is_empty() && matches!(place, "@wwnn" | "@wwpn") {
                let message = "'wwnn' and 'wwpn' must be specified for an adapter of the type \
                               'fc_host'";
                problems.report_at(place, message);
            } else if name.len() != 16 || !name.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                let message = format!("the world wide name '{name}' is not 16 hexadecimal digits");
                problems.report_at(place, message);
            }
        }
        let message = "'parent_wwnn' and 'parent_wwpn' go together in an <adapter>";
        match (&self.parent_wwnn, &self.parent_wwpn) {
            (Some(_), None) => problems.report_at("@parent_wwpn", message),
            (None, Some(_)) => problems.report_at("@parent_wwnn", message),
            _ => {}
        }
    }
}
