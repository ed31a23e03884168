//! Output for programs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::process::Command;

use serde_json::{Value, json};

const UUID: &str = "6695eb01-f6a4-8304-79aa-97f2502e193f";

fn run(words: &[&str]) -> (Vec<Value>, Vec<Value>, bool) {
    let done = Command::new(env!("CARGO_BIN_EXE_virt"))
        .args(["-c", "test:///default", "--format", "json"])
        .args(words)
        .output()
        .unwrap();
    (documents(&done.stdout), documents(&done.stderr), done.status.success())
}

fn documents(bytes: &[u8]) -> Vec<Value> {
    let stream = serde_json::Deserializer::from_slice(bytes).into_iter();
    stream.collect::<Result<_, _>>().unwrap_or_else(|err| {
        panic!("{err} in {}", String::from_utf8_lossy(bytes));
    })
}

#[test]
fn a_list_is_an_array_of_objects() {
    let (output, errors, ok) = run(&["list", "--all"]);
    let row = json!({ "id": 1, "name": "test", "uuid": UUID, "state": "running" });
    assert_eq!((output, errors, ok), (vec![json!([row])], vec![], true));
}

#[test]
fn each_command_prints_one_document() {
    let (output, _, ok) = run(&["suspend test; domstate test; domid test; uri"]);
    assert!(ok);
    assert_eq!(
        output,
        [
            json!({ "domain": "test", "uuid": UUID, "result": "suspended" }),
            json!({ "state": "paused", "reason": "user" }),
            json!(1),
            json!("test:///default"),
        ]
    );
}

#[test]
fn an_error_has_libvirts_numbers() {
    let (output, errors, ok) = run(&["destroy test; destroy test"]);
    assert!(!ok);
    assert_eq!(output.len(), 1);
    let [error] = &errors[..] else { panic!("{errors:?}") };
    assert_eq!(error["error"]["message"], "Failed to destroy domain 'test'");
    assert_eq!(error["error"]["cause"]["kind"], "OperationInvalid");
    assert_eq!(error["error"]["cause"]["code"], 55);
}

#[test]
fn documents_are_strings_in_json() {
    let (output, _, _) = run(&["dumpxml", "test"]);
    assert!(output[0]["xml"].as_str().unwrap().starts_with("<domain type='test' id='1'>"));
}

#[test]
fn the_format_may_follow_the_command() {
    let done = Command::new(env!("CARGO_BIN_EXE_virt"))
        .args(["-c", "test:///default", "domstate test --format json; domstate test"])
        .output()
        .unwrap();
    let text = String::from_utf8(done.stdout).unwrap();
    let json = json!({ "state": "running", "reason": "unknown" });
    assert_eq!(text, format!("{json}\nrunning\n\n"));
}

#[test]
fn every_command_prints_json_or_nothing() {
    let script = "uri; version; nodeinfo; capabilities; dominfo test; domuuid test; help list; \
                  help; echo a; pwd; cd /; autostart test; event --list; complete -- ec; \
                  event --all --timeout 1; list --title; dumpxml test --xpath //os; quit";
    let (output, errors, _) = run(&[script]);
    assert_eq!((output.len(), errors), (16, vec![]));
}

#[test]
fn commands_come_from_a_pipe_as_well() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_virt"))
        .args(["-c", "test:///default"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut input, b"domid test\n\nuri # here\nquit\nlist\n").unwrap();
    drop(input);
    let done = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(done.stdout).unwrap(), "1\n\ntest:///default\n\n");
    assert!(done.status.success());
}
