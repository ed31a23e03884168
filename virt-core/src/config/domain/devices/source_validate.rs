//! What is wrong with what holds a disk's bytes.

use std::collections::{HashMap, HashSet};

use super::disk_validate::unsupported;
use super::{
    BackingFormat, DataStore, DeviceSource, Disk, DiskAuth, DiskAuthSecretType, DiskFormat,
    DiskMedium, DiskSource, DiskSourceHost, DiskType, HostTransport, NetworkProtocol,
    NetworkSource, ReservationsMode, SourceCookie, SourceReservations,
};
use crate::config::encryption::Encryption;
use crate::config::{DeviceSecurityLabel, Problems, Validate};

impl Disk {
    /// The source, the layers below it and what older definitions have beside it.
    pub(super) fn check_sources(&self, problems: &mut Problems) {
        let disk_type = self.disk_type.unwrap_or_default();
        let source = self.source.as_ref();
        if let Some(source) = source {
            problems.within("source", |problems| source.check(disk_type, problems));
            let qcow2 = self.format().is_none_or(|format| format == DiskFormat::Qcow2);
            if source.data_store.is_some() && !qcow2 {
                let message = "only images in qcow2 can have a <dataStore>";
                unsupported(problems, "source/dataStore", message);
            }
        }
        if let Some(auth) = &self.auth {
            if source.is_some_and(|source| source.auth.is_some()) {
                unsupported(problems, "auth", "the <source> has an <auth> already");
            }
            let protocol = source.and_then(|source| source.protocol());
            problems.within("auth", |problems| auth.check(protocol, problems));
        }
        if let Some(encryption) = &self.encryption {
            if source.is_some_and(|source| source.encryption.is_some()) {
                unsupported(problems, "encryption", "the <source> has an <encryption> already");
            }
            problems.within("encryption", |problems| encryption.check_of_disk(problems));
        }
        self.check_layers(problems);
    }

    fn check_layers(&self, problems: &mut Problems) {
        let mut place = String::new();
        let layers = self.backing_store.iter().flat_map(|layer| layer.layers());
        for layer in layers {
            place.push_str(if place.is_empty() { "backingStore" } else { "/backingStore" });
            problems.within(&place, |problems| {
                if layer.format.is_none() {
                    problems.report_at("format", "a layer of type needs its <format>");
                }
                let disk_type = layer.disk_type.unwrap_or_default();
                match &layer.source {
                    Some(source) => {
                        problems.within("source", |problems| source.check(disk_type, problems));
                    }
                    None => problems.report_at("source", "a layer of type needs its <source>"),
                }
            });
        }
    }
}

impl DiskSource {
    /// What is wrong with the source of a disk, layer or store of the given type.
    pub(crate) fn check(&self, disk_type: DiskType, problems: &mut Problems) {
        match disk_type {
            DiskType::Network => match &self.network {
                Some(network) => network.collect_problems(problems),
                None => {
                    problems.report_at("@protocol", "a source of type network needs a protocol")
                }
            },
            DiskType::Volume if self.pool.is_some() != self.volume.is_some() => {
                problems.report("a source of type volume needs both pool and volume");
            }
            DiskType::Nvme => self.check_nvme(problems),
            DiskType::VhostUser => self.check_vhost_user(problems),
            DiskType::VhostVdpa if self.dev.is_none() => {
                problems
                    .report_at("@dev", "a source of type vhostvdpa needs the path of its device");
            }
            _ => {}
        }
        if let Some(auth) = self.auth.as_ref().filter(|_| disk_type == DiskType::Network) {
            problems.within("auth", |problems| auth.check(self.protocol(), problems));
        }
        check_labels(&self.security_labels, problems);
        if let Some(encryption) = &self.encryption {
            problems.within("encryption", |problems| encryption.check_of_disk(problems));
        }
        if let Some(reservations) = &self.reservations {
            problems.within("reservations", |problems| reservations.collect_problems(problems));
        }
        if let Some(store) = &self.data_store {
            problems.within("dataStore", |problems| store.collect_problems(problems));
        }
    }

    fn check_nvme(&self, problems: &mut Problems) {
        let Some(DeviceSource::Pci(nvme)) = self.device.as_deref() else {
            return problems.report_at("@type", "a source of type nvme needs type='pci'");
        };
        if nvme.namespace == 0 {
            unsupported(problems, "@namespace", "NVMe namespaces count from 1, not 0");
        }
        match &nvme.address {
            Some(address) => {
                problems.within("address", |problems| address.collect_problems(problems));
            }
            None => problems.report_at("address", "a source of type nvme needs its <address>"),
        }
    }

    fn check_vhost_user(&self, problems: &mut Problems) {
        let Some(DeviceSource::Unix(socket)) = self.device.as_deref() else {
            return problems.report_at("@type", "a source of type vhostuser needs type='unix'");
        };
        let reconnect = socket.reconnect.unwrap_or_default();
        if reconnect.enabled == Some(true) && reconnect.timeout.is_none() {
            let message = "<reconnect> needs a timeout, in seconds";
            problems.report_at("reconnect/@timeout", message);
        }
    }
}

impl Validate for NetworkSource {
    fn collect_problems(&self, problems: &mut Problems) {
        let protocol = self.protocol;
        if protocol == NetworkProtocol::Sheepdog {
            unsupported(problems, "@protocol", "no hypervisor speaks sheepdog any more");
        }
        let pools = matches!(protocol, NetworkProtocol::Rbd | NetworkProtocol::Gluster);
        match self.name.as_deref() {
            None if protocol != NetworkProtocol::Nbd => {
                problems.report_at("@name", format!("a source of {protocol} needs a name"));
            }
            Some(name) if pools && !name.contains('/') => {
                let message = format!("'{name}' does not name pool and image: use pool/image");
                problems.report_at("@name", message);
            }
            _ => {}
        }
        problems.each("host", &self.hosts, DiskSourceHost::collect_problems);
        let cookies = self.cookies.iter().flat_map(|cookies| &cookies.cookies);
        self.check_cookies(cookies.collect(), problems);
        if let Some(identity) = self.identity.as_ref().filter(|_| protocol == NetworkProtocol::Ssh)
        {
            if identity.username.is_none() {
                problems.report_at("identity/@username", "an identity for ssh needs a username");
            }
            if identity.keyfile.is_none() && identity.agentsock.is_none() {
                let message = "an identity for ssh needs a keyfile or an agentsock";
                problems.report_at("identity", message);
            }
        }
    }
}

impl NetworkSource {
    fn check_cookies(&self, cookies: Vec<&SourceCookie>, problems: &mut Problems) {
        let mut seen = HashSet::new();
        for (index, cookie) in cookies.iter().enumerate() {
            let name = &cookie.name;
            let is_new = seen.insert(name);
            let wrong = match &cookie.value {
                _ if !cookie.has_valid_name() => "has a name with characters that cannot be there",
                None => "has no value",
                Some(_) if !cookie.has_valid_value() => {
                    "has a value with characters that cannot be there"
                }
                Some(_) if !is_new => "is there already",
                Some(_) => continue,
            };
            let place = match cookies.len() {
                1 => "cookies/cookie".to_owned(),
                _ => format!("cookies/cookie[{}]", index + 1),
            };
            problems.report_at(&place, format!("the cookie '{name}' {wrong}"));
        }
    }
}

impl SourceCookie {
    fn has_valid_name(&self) -> bool {
        let goes = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !self.name.is_empty() && self.name.bytes().all(goes)
    }

    /// White space, separators of cookies and quotes inside of the text would end it.
    fn has_valid_value(&self) -> bool {
        let value = self.value.as_deref().unwrap_or_default();
        let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        let value = quoted.unwrap_or(value);
        value.bytes().all(|byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte))
    }
}

impl Validate for DiskSourceHost {
    fn collect_problems(&self, problems: &mut Problems) {
        match self.transport.unwrap_or(HostTransport::Tcp) {
            HostTransport::Unix if self.socket.is_none() => {
                problems.report_at("@socket", "a host behind transport='unix' needs a socket");
            }
            HostTransport::Unix => {}
            other => {
                if self.socket.is_some() {
                    let message = format!("a host behind transport='{other}' has no socket");
                    problems.report_at("@socket", message);
                }
                if self.name.is_none() {
                    problems.report_at("@name", "a <host> needs a name");
                }
            }
        }
    }
}

impl DiskAuth {
    pub(super) fn check(&self, protocol: Option<NetworkProtocol>, problems: &mut Problems) {
        if self.username.is_none() {
            problems.report_at("@username", "an <auth> needs a username");
        }
        let Some(secret) = &self.secret else {
            return problems.report_at("secret", "an <auth> needs a <secret>");
        };
        if secret.uuid.is_some() == secret.usage.is_some() {
            problems.report_at("secret", "a <secret> is named by either uuid or usage");
        }
        let needed = match protocol {
            Some(NetworkProtocol::Rbd) => DiskAuthSecretType::Ceph,
            Some(NetworkProtocol::Iscsi) => DiskAuthSecretType::Iscsi,
            Some(
                other @ (NetworkProtocol::Nbd
                | NetworkProtocol::Gluster
                | NetworkProtocol::Sheepdog
                | NetworkProtocol::Vxhs
                | NetworkProtocol::Nfs),
            ) => {
                problems.report_as(
                    crate::ErrorKind::ConfigUnsupported,
                    format!("{other} does not ask who is there"),
                );
                return;
            }
            Some(_) => secret.secret_type.unwrap_or(DiskAuthSecretType::Volume),
            None => return,
        };
        let Some(secret_type) = secret.secret_type else {
            return unsupported(problems, "secret/@type", "a <secret> needs a type");
        };
        if secret_type != needed {
            let message = format!("a secret of type {secret_type} does not fit, {needed} would");
            unsupported(problems, "secret/@type", &message);
        }
    }
}

impl Encryption {
    /// What is wrong with it at a disk, whose image is made already.
    fn check_of_disk(&self, problems: &mut Problems) {
        problems.each("secret", &self.secrets, |secret, problems| {
            if secret.uuid.is_some() == secret.usage.is_some() {
                problems.report("a <secret> is named by either uuid or usage");
            }
        });
        if self.cipher.is_some() {
            unsupported(problems, "cipher", "the image knows its <cipher>; leave it out");
        }
        if self.ivgen.is_some() {
            unsupported(problems, "ivgen", "the image knows its <ivgen>; leave it out");
        }
    }
}

impl Validate for SourceReservations {
    fn collect_problems(&self, problems: &mut Problems) {
        let Some(managed) = self.managed else {
            return problems.report_at("@managed", "<reservations> need managed, yes or no");
        };
        let Some(socket) = &self.source else {
            if !managed {
                let message = "<reservations managed='no'> need the <source> of the helper";
                problems.report_at("source", message);
            }
            return;
        };
        if socket.socket_type.is_none() {
            problems.report_at("source/@type", "the helper's <source> needs type='unix'");
        }
        if socket.path.is_none() {
            problems.report_at("source/@path", "the helper's <source> needs a path");
        }
        if socket.mode != Some(ReservationsMode::Client) {
            problems.report_at("source/@mode", "the helper's <source> needs mode='client'");
        }
    }
}

impl Validate for DataStore {
    fn collect_problems(&self, problems: &mut Problems) {
        let Some(disk_type) = self.disk_type else {
            return problems.report_at("@type", "a <dataStore> needs a type");
        };
        match &self.format {
            Some(BackingFormat { format: DiskFormat::Raw, .. }) => {}
            Some(_) => unsupported(problems, "format/@type", "a <dataStore> is always raw"),
            None => problems.report_at("format", "a <dataStore> needs <format type='raw'/>"),
        }
        match &self.source {
            Some(source) if source.medium(disk_type) != DiskMedium::Empty => {
                if source.slices.is_some() {
                    problems.report_at("source/slices", "a <dataStore> has no slices");
                }
                problems.within("source", |problems| source.check(disk_type, problems));
            }
            _ => problems.report_at("source", "a <dataStore> needs a <source>"),
        }
    }
}

fn check_labels(labels: &[DeviceSecurityLabel], problems: &mut Problems) {
    let mut counts: HashMap<_, usize> = HashMap::new();
    labels.iter().for_each(|label| *counts.entry(&label.model).or_default() += 1);
    problems.each("seclabel", labels, |label, problems| {
        if label.relabel == Some(true) && label.label.is_none() {
            problems.report_at("label", "a <seclabel> with relabel='yes' needs a <label>");
        }
        if label.relabel == Some(false) && label.label.is_some() {
            problems.report_at("@relabel", "a <label> is of no use where relabel is 'no'");
        }
        // Each of those that are equal would say it; the first one is enough.
        if counts.remove(&label.model).is_some_and(|count| count > 1) {
            let message = match &label.model {
                Some(model) => format!("the security model {model} has two labels"),
                None => "of several labels, each needs its security model".to_owned(),
            };
            problems.report_at("@model", message);
        }
    });
}
