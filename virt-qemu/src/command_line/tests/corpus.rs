//! libvirt's own definitions and command lines, where they are at hand: `VIRT_CORPUS` names the
//! folder. The number of equal command lines may rise and never fall.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;

use serde_json::Value;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::Graphics;
use virt_core::xml::Document;
use virt_core::{ErrorKind, Result};

use super::qemu;
use crate::capabilities::QemuCapabilities;
use crate::command_line::{BuildOptions, assign, assign_aliases, build, defaults};

/// How many of the cases are equal. Raise it when more are.
const EQUAL_AT_LEAST: usize = 208;

const CAPABILITIES: &str = "caps_10.0.0_x86_64.xml";

#[test]
fn command_lines_equal_those_of_libvirt() {
    let Some(root) = virt_testkit::needs::corpus() else { return };
    let root = root.join("qemuxmlconf");
    let manifest = fs::read_to_string(root.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let qemu = capabilities(&root);

    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for case in manifest["cases"].as_array().unwrap() {
        let (Some(input), Some(argv)) = (case["input"].as_str(), case["argv"].as_str()) else {
            continue;
        };
        let changed = ["caps_add", "caps_del"].iter().any(|args| !case["args"][args].is_null());
        if case["caps"] != CAPABILITIES || changed {
            continue;
        }
        let input = fs::read_to_string(root.join(input)).unwrap();
        let expected = normal(&fs::read_to_string(root.join(argv)).unwrap());
        let outcome = match command_line(&input, &qemu) {
            Ok(line) if normal(&line) == expected => "equal",
            Ok(line) => {
                report(case, &normal(&line), &expected);
                "different"
            }
            Err(err) => {
                report(case, &err.to_string(), "");
                match err.kind() {
                    ErrorKind::ConfigUnsupported => "not supported yet",
                    _ => "failed",
                }
            }
        };
        *counts.entry(outcome).or_default() += 1;
    }
    let equal = counts.get("equal").copied().unwrap_or(0);
    let summary = format!("{counts:?}");
    assert!(equal >= EQUAL_AT_LEAST, "{equal} are equal, and {EQUAL_AT_LEAST} were: {summary}");
    if let Some(path) = env::var_os("VIRT_CORPUS_REPORT") {
        fs::write(Path::new(&path).join("summary"), summary).unwrap();
    }
}

fn report(case: &Value, ours: &str, theirs: &str) {
    let Some(path) = env::var_os("VIRT_CORPUS_REPORT") else { return };
    let id = case["id"].as_str().unwrap();
    fs::write(Path::new(&path).join(format!("{id}.ours")), ours).unwrap();
    fs::write(Path::new(&path).join(format!("{id}.theirs")), theirs).unwrap();
}

fn command_line(input: &str, qemu: &QemuCapabilities) -> Result<String> {
    let mut config = DomainConfig::parse(input)?;
    config.fill_defaults(&defaults());
    assign(&mut config, qemu, &|_| false)?;
    assign_aliases(&mut config);
    for graphics in config.devices.iter_mut().flat_map(|devices| &mut devices.graphics) {
        if let Graphics::Vnc(vnc) = graphics {
            vnc.port = vnc.port.filter(|port| *port != -1).or(Some(5900));
        }
    }
    let options = BuildOptions {
        channel_folder: "/var/lib/libvirt/qemu/channel/target/domain".into(),
        optical_drives: vec!["/dev/cdrom".to_owned()],
        // libvirt's test knows one node for all.
        scsi_nodes: (0..16).map(|number| (number, "/dev/sg0".to_owned())).collect(),
        ..BuildOptions::default()
    };
    build(&config, qemu, &options).map(|line| line.to_string())
}

/// A command line without what differs by design: the environment, the numbers of descriptors,
/// and the key of libvirt's own secrets.
fn normal(text: &str) -> String {
    let mut normal = String::new();
    let environment = |line: &str| {
        line.split_once('=')
            .is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    };
    for line in text.lines().filter(|line| !environment(line) && !line.contains("masterKey0")) {
        let mut rest = line.trim_end_matches('\\').trim_end();
        while let Some((before, after)) = rest.split_once("fd=") {
            normal += before;
            normal += "fd=N";
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        normal += rest;
        normal.push('\n');
    }
    normal
}

fn capabilities(root: &Path) -> QemuCapabilities {
    let path = root.join("../support/qemucapabilitiesdata").join(CAPABILITIES);
    let text = fs::read_to_string(path).unwrap();
    let document = Document::parse(&text).unwrap();
    let mut machines = Vec::new();
    let mut models = Vec::new();
    for node in document.root().children() {
        let attribute = |name: &str| node.attribute(name).map(|text| text.into_owned());
        let name = attribute("name").unwrap_or_default();
        match node.name() {
            "machine" if attribute("type").as_deref() == Some("kvm") => {
                let most = attribute("maxCpus").unwrap().parse().unwrap();
                let mut machine = qemu::machine(&name, None, most);
                // libvirt's test leaves out what a short name stands for.
                if let Some(alias) = attribute("alias") {
                    let mut short = qemu::machine(&alias, None, most);
                    short.is_default = attribute("default").is_some();
                    machines.push(short);
                }
                machine.numa_memory_by_size = attribute("numaMemSupported").is_some();
                machine.default_ram_id = attribute("defaultRAMid");
                machine.default_cpu = attribute("defaultCPU");
                machines.push(machine);
            }
            "cpu" => models.push(name),
            _ => {}
        }
    }
    let models: Vec<&str> = models.iter().map(String::as_str).collect();
    qemu::qemu(machines, &models)
}
