//! Devices of the host on the command line: those that are made, and what only virt has.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::NamedTempFile;

/// What a program prints for a script over `test:///default`, and whether it succeeds.
fn run(program: &Path, options: &[&str], script: &str) -> (String, bool) {
    let done = Command::new("/bin/sh")
        .args(["-c", "exec \"$@\" 2>&1", "sh"])
        .arg(program)
        .args(options)
        .args(["-c", "test:///default", script])
        .env("LANG", "C")
        .output()
        .unwrap();
    (String::from_utf8(done.stdout).unwrap(), done.status.success())
}

fn virt(script: &str) -> (String, bool) {
    run(Path::new(env!("CARGO_BIN_EXE_virt")), &["-q"], script)
}

fn virt_json(script: &str) -> Vec<Value> {
    let options = ["--format", "json"];
    let (text, _) = run(Path::new(env!("CARGO_BIN_EXE_virt")), &options, script);
    let stream = serde_json::Deserializer::from_str(&text).into_iter();
    stream.collect::<Result<_, _>>().unwrap_or_else(|err| panic!("{err} in {text}"))
}

/// A definition of a virtual HBA.
fn adapter(parent: &str) -> NamedTempFile {
    let file = NamedTempFile::new().unwrap();
    let xml = format!(
        "<device>{parent}<capability type='scsi_host'><capability type='fc_host'>
           <wwnn>2001001b32a9da4e</wwnn><wwpn>2101001b32a9da4e</wwpn>
         </capability></capability></device>"
    );
    std::fs::write(file.path(), xml).unwrap();
    file
}

#[test]
fn an_adapter_is_made_and_destroyed_as_virsh_does() {
    let Some(virsh) = virt_testkit::needs::program("virsh") else { return };
    let file = adapter("<parent>scsi_host1</parent>");
    let path = file.path().display();
    let script = format!(
        "nodedev-create {path}; nodedev-dumpxml scsi_host12 --xpath //parent; \
         nodedev-dumpxml scsi_host12 --xpath //wwpn; nodedev-destroy scsi_host12; nodedev-list"
    );
    let theirs = run(&virsh, &[], &script);
    assert_eq!(run(Path::new(env!("CARGO_BIN_EXE_virt")), &[], &script), theirs);
    assert!(theirs.1, "{}", theirs.0);
}

#[test]
fn a_created_device_is_there_until_it_is_destroyed() {
    let file = adapter("");
    let path = file.path().display();
    let (text, ok) = virt(&format!(
        "nodedev-create {path}; nodedev-list --transient; nodedev-info scsi_host12; \
         nodedev-create {path}"
    ));
    assert!(!ok);
    assert_eq!(
        text,
        "scsi_host12\n\
         Name:           scsi_host12\n\
         Parent:         scsi_host1\n\
         Active:         yes\n\
         Persistent:     no\n\
         Autostart:      no autostart\n"
            .to_owned()
            + &format!(
                "error: Failed to create node device from {path}\n\
                 error: Requested operation is not valid: node device 'scsi_host12' has the port \
                 name 2101001b32a9da4e already\n"
            )
    );
}

#[test]
fn an_adapter_finds_its_parent_by_each_of_its_names() {
    for (parent, expected) in [
        ("<parent wwnn='2000000056785678' wwpn='1000000056785678'/>", Ok("scsi_host2")),
        ("<parent fabric_wwn='2000000087658765'/>", Ok("scsi_host2")),
        ("", Ok("scsi_host1")),
        ("<parent>nope</parent>", Err("no node device with matching name 'nope'")),
        ("<parent>computer</parent>", Err("'computer' cannot have virtual ports")),
        ("<parent wwnn='2000000056785678'/>", Err("both wwnn and wwpn")),
        ("<parent fabric_wwn='x'/>", Err("16 hexadecimal digits")),
    ] {
        let file = adapter(parent);
        let path = file.path().display();
        let script = format!("nodedev-create {path}; nodedev-dumpxml scsi_host12");
        let (text, ok) = virt(&script);
        match expected {
            Ok(name) => assert!(ok && text.contains(&format!("<parent>{name}</parent>")), "{text}"),
            Err(says) => assert!(!ok && text.contains(says), "{text}"),
        }
    }
}

#[test]
fn an_expression_selects_devices() {
    for (expression, expected) in [
        ("cap='fc_host' and not cap='vports'", "scsi_host11\n"),
        ("host>=2 and (parent=computer or parent~'*host*')", "scsi_host11\nscsi_host2\n"),
        ("cap=net", ""),
    ] {
        assert_eq!(virt(&format!("nodedev-select \"{expression}\"")), (expected.to_owned(), true));
    }
    let (text, ok) = virt("nodedev-select \"cap=net and\"");
    assert!(!ok);
    assert!(text.contains("selector: column 12: expected a property"), "{text}");
    assert_eq!(virt("nodedev-select --inactive name"), (String::new(), true));
    // What is misspelled is no fault, and is told.
    let note = "note: no device has a property 'parnet'; did you mean 'parent'?\n\
                note: no device has a property 'weather'\n";
    let text = virt("nodedev-select \"parnet=computer or weather or cap='none'\"");
    assert_eq!(text, (note.to_owned(), true));
    assert_eq!(virt_json("nodedev-select cap=system"), [json!(["computer"])]);
}

#[test]
fn changes_since_a_token_are_told() {
    let token = virt("nodedev-changes").0;
    assert!(token.starts_with("token ") && token.lines().count() == 1, "{token}");

    // The make-believe host is new in each process, and says so.
    let token = token.trim().trim_start_matches("token ").to_owned();
    let (text, ok) = virt(&format!("nodedev-changes {token}"));
    assert!(ok && text.starts_with("starts anew"), "{text}");
    assert!(text.contains("created computer\n"), "{text}");

    let first = &virt_json("nodedev-changes")[0];
    assert_eq!(first["startsAnew"], true);
    assert_eq!(first["created"].as_array().unwrap().len(), 4);
    assert!(!virt("nodedev-changes nonsense").1);
}

#[test]
fn what_is_known_of_devices_is_told() {
    assert_eq!(virt("nodedev-buses"), (String::new(), true));
    let types = virt("nodedev-capabilities").0;
    assert!(types.lines().any(|line| line == "fc_host"), "{types}");
    let properties = &virt_json("nodedev-properties scsi_host11")[0];
    assert_eq!(properties["wwpn"], json!(["1000000034563456"]));
    let (text, ok) = virt("nodedev-explain scsi_host11");
    assert!(!ok && text.contains("driver 'test' does not have it"), "{text}");
}

#[test]
fn a_pair_of_world_wide_names_is_a_name() {
    let (text, ok) = virt("nodedev-info 2000000034563456,1000000034563456");
    assert!(ok && text.starts_with("Name:           scsi_host11\n"), "{text}");
}

#[test]
fn lists_are_json_too() {
    assert_eq!(
        virt_json("nodedev-list; nodedev-list --tree; nodedev-info computer"),
        [
            json!(["computer", "scsi_host1", "scsi_host11", "scsi_host2"]),
            json!([{ "name": "computer", "devices": [
                { "name": "scsi_host1", "devices": [{ "name": "scsi_host11", "devices": [] }] },
                { "name": "scsi_host2", "devices": [] },
            ] }]),
            json!({
                "name": "computer", "parent": null, "active": true, "persistent": true,
                "autostart": null,
            }),
        ]
    );
}

/// Branches of every shape, drawn as virsh draws them.
#[test]
fn a_tree_is_drawn_as_virsh_does() {
    let Some(virsh) = virt_testkit::needs::program("virsh") else { return };
    let pairs = [
        ("r1", ""),
        ("b", "r1"),
        ("c", "b"),
        ("d", "c"),
        ("e", "b"),
        ("f", "r1"),
        ("G", "f"),
        ("g2", "f"),
        ("r2", ""),
        ("x", "r2"),
        ("y", "x"),
        ("z", "y"),
        ("orphan", "nobody"),
    ];
    let devices: String = pairs
        .iter()
        .map(|(name, parent)| {
            let parent = match *parent {
                "" => String::new(),
                parent => format!("<parent>{parent}</parent>"),
            };
            format!(
                "<device><name>{name}</name>{parent}<capability type='drm'><type>render</type>\
                 </capability></device>"
            )
        })
        .collect();
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), format!("<node>{devices}</node>")).unwrap();
    let [theirs, ours] = [&*virsh, Path::new(env!("CARGO_BIN_EXE_virt"))].map(|program| {
        let uri = format!("test://{}", file.path().display());
        let script = "nodedev-list --tree; nodedev-list";
        let done = Command::new(program).args(["-c", &uri, script]).output().unwrap();
        String::from_utf8(done.stdout).unwrap()
    });
    assert!(theirs.contains("+- g2"), "{theirs}");
    assert_eq!(ours, theirs);
}
