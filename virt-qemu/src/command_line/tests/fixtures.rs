//! The definitions in `tests/data/command_line`, each beside the command line that it becomes.
//! `UPDATE_EXPECT=1` writes the command lines anew.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use virt_core::config::DomainConfig;
use virt_core::xml::Form;

use super::qemu;
use crate::capabilities::QemuCapabilities;
use crate::command_line::{
    BuildOptions, CommandLine, after_start, assign, assign_aliases, build, defaults,
};

/// The folder of the fixtures.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/command_line")
}

/// The names of the fixtures.
pub(super) fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            name.strip_suffix(".xml").map(str::to_owned)
        })
        .collect();
    names.sort();
    names
}

/// The definition in `text`, with everything that a guest of `qemu` gets.
pub(super) fn complete(text: &str, qemu: &QemuCapabilities) -> virt_core::Result<DomainConfig> {
    let mut config = DomainConfig::parse(text)?;
    config.fill_defaults(&defaults());
    assign(&mut config, qemu, &|_| false)?;
    Ok(config)
}

pub(super) fn command_line(
    config: &DomainConfig,
    qemu: &QemuCapabilities,
) -> virt_core::Result<CommandLine> {
    let mut config = config.clone();
    assign_aliases(&mut config);
    let options = BuildOptions {
        channel_folder: "/DIR".into(),
        scsi_nodes: [(3, "/dev/sg3".to_owned())].into(),
        ..BuildOptions::default()
    };
    build(&config, qemu, &options)
}

pub(super) fn made_up() -> QemuCapabilities {
    let machines = vec![
        qemu::machine("pc-i440fx-10.0", Some("pc"), 255),
        qemu::machine("pc-q35-10.0", Some("q35"), 4096),
    ];
    qemu::qemu(machines, &["qemu64", "Nehalem"])
}

#[test]
fn definitions_become_these_command_lines() {
    let qemu = made_up();
    for name in names() {
        let path = folder().join(&name).with_extension("xml");
        let config = complete(&fs::read_to_string(path).unwrap(), &qemu).unwrap();
        let line = command_line(&config, &qemu).unwrap();
        let mut text = line.to_string();
        for descriptor in &line.descriptors {
            text += &format!("# {}: {:?}\n", descriptor.number, descriptor.source);
        }
        if let Some(processors) = &line.processors {
            text += &format!("# on processors {processors}\n");
        }
        let mut named = config.clone();
        assign_aliases(&mut named);
        for command in after_start(&named) {
            text += &format!("# then {command}\n");
        }
        expect_file![folder().join(&name).with_extension("args")].assert_eq(&text);
    }
}

#[test]
fn a_complete_definition_stays_as_it_is() {
    let qemu = made_up();
    for name in names() {
        let path = folder().join(&name).with_extension("xml");
        let config = complete(&fs::read_to_string(path).unwrap(), &qemu).unwrap();
        // Passwords are part of the definition, too.
        let form = Form { secure: true, inactive: true, ..Form::default() };
        let written = config.to_xml_as(form);
        let again = complete(&written, &qemu).unwrap();
        assert_eq!(again.to_xml_as(form), written, "{name}");
        let [line, second] = [&config, &again].map(|config| command_line(config, &qemu).unwrap());
        assert_eq!(line.to_string(), second.to_string(), "{name}");
    }
}
