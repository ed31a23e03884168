//! What libvirt wants or refuses together, and no schema says.

use crate::tree::Content;

/// Attributes that a schema calls optional and libvirt wants: the element, the attribute, a value.
const NEEDED: &[(&str, &str, &str)] = &[
    ("/parentaddr", "unique_id", "1"),
    ("/cputune/vcpusched", "vcpus", "0-3"),
    ("/cputune/iothreadsched", "iothreads", "1"),
    ("/features/hyperv/tlbflush", "state", "on"),
    ("/features/hyperv/stimer", "state", "on"),
];

/// Devices with one character device of the host behind them.
const CHARACTER: &[&str] =
    &["/serial", "/parallel", "/console", "/channel", "/smartcard", "/redirdev", "/rng/backend"];

/// Gives the element at `path` what libvirt wants of it, and takes away what cannot go together.
pub(crate) fn complete(path: &str, content: &mut Content) {
    for (end, attribute, value) in NEEDED {
        if path.ends_with(end) {
            content.add_attribute((String::new(), (*attribute).to_owned()), (*value).to_owned());
        }
    }
    let is_at = |end: &str| path.ends_with(end);
    if is_at("/devices/interface") {
        interface(content);
    } else if is_at("/launchSecurity") {
        launch_security(content);
    } else if is_at("/hostdev/source") {
        adapter(content);
    } else if CHARACTER.iter().any(|end| is_at(end)) {
        character(content);
    }
}

/// There is one source, and one protocol; UDP has a source for each direction.
fn character(content: &mut Content) {
    let is_udp = content.attribute("type") == Some("udp");
    let mut seen = Vec::new();
    content.retain_elements(&mut |element| {
        let mode = element.content.attribute("mode").unwrap_or("connect");
        let key = match element.local.as_str() {
            "source" if is_udp => format!("source {mode}"),
            "source" | "protocol" => element.local.clone(),
            _ => return true,
        };
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
}

fn interface(content: &mut Content) {
    let kind = content.attribute("type").unwrap_or("user").to_owned();
    if kind == "bridge" {
        content.child("source").add_attribute((String::new(), "bridge".into()), "br0".into());
    }
    // Each side has names of its own for who drives the device.
    let (known, other) = match kind.as_str() {
        "hostdev" => (["kvm", "vfio", "xen"].as_slice(), "vfio"),
        _ => (["qemu", "vhost"].as_slice(), "qemu"),
    };
    for name in content.values_at("driver", "name") {
        if !known.contains(&name.as_str()) {
            other.clone_into(name);
        }
    }
}

/// An adapter of the host has a name. The other ways to find one are those of storage pools, with
/// which it shares a pattern.
fn adapter(content: &mut Content) {
    if content.has("adapter") {
        let adapter = content.child("adapter");
        *adapter = Content::default();
        adapter.add_attribute((String::new(), "name".into()), "scsi_host0".into());
    }
}

/// The bits of SEV's policy are 32, those of SEV-SNP's 64.
fn launch_security(content: &mut Content) {
    if content.attribute("type") != Some("sev") {
        return;
    }
    for policy in content.texts_of("policy") {
        if policy.trim_start_matches("0x").trim_start_matches('0').len() > 8 {
            "0x0001".clone_into(policy);
        }
    }
}
