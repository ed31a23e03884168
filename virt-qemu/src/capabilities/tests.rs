//! What is found out from programs that are a QEMU, and from those that are not.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use expect_test::{Expect, expect};

use super::{Accelerator, Arch, CapabilitiesCache, QemuVersion, find_emulator};

/// A script that stands where a QEMU should.
///
/// Another process writes it: a descriptor of ours that is open for writing would be inherited by
/// what another test starts at this moment, and the kernel would call the script busy.
fn script(folder: &Path, text: &str) -> PathBuf {
    let path = folder.join("qemu-system-x86_64");
    let mut writer = Command::new("/bin/sh")
        .args(["-c", "cat >\"$0\" && chmod +x \"$0\""])
        .arg(&path)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    writer.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(writer.wait().unwrap().success());
    path
}

fn check_refused(text: &str, expected: Expect) {
    let folder = tempfile::tempdir().unwrap();
    let binary = script(folder.path(), text);
    let cache = CapabilitiesCache::in_memory().with_patience(Duration::from_millis(500));
    let err: virt_core::Error = cache.of(&binary).unwrap_err().into();
    let text = err.to_string().replace(&folder.path().display().to_string(), "DIR");
    expected.assert_eq(&text);
}

#[test]
fn a_program_that_is_no_qemu_is_refused_with_its_last_words() {
    check_refused(
        "#!/bin/sh\nexit 0\n",
        expect![
            "operation failed: cannot use 'DIR/qemu-system-x86_64' as QEMU: it ended with exit status: 0 instead of answering"
        ],
    );
    check_refused(
        "#!/bin/sh\necho 'no -machine here' >&2\nexit 3\n",
        expect![
            "operation failed: cannot use 'DIR/qemu-system-x86_64' as QEMU: it ended with exit status: 3 instead of answering; its last words: no -machine here"
        ],
    );
    check_refused(
        "#!/bin/sh\necho hello >&0\nexec sleep 100\n",
        expect![
            "operation failed: cannot use 'DIR/qemu-system-x86_64' as QEMU: it does not speak QMP: expected value at line 1 column 1"
        ],
    );
    check_refused(
        "#!/bin/sh\necho 'waiting for Godot' >&2\nexec sleep 100\n",
        expect![
            "operation failed: cannot use 'DIR/qemu-system-x86_64' as QEMU: it did not answer within 500 ms; its last words: waiting for Godot"
        ],
    );
    check_refused(
        "only text",
        expect![
            "operation failed: cannot use 'DIR/qemu-system-x86_64' as QEMU: it cannot be started: Exec format error (os error 8)"
        ],
    );
}

#[test]
fn an_old_qemu_is_refused_with_its_version() {
    let answers = [
        r#"{"QMP": {"version": {"qemu": {"micro": 0, "minor": 1, "major": 4}, "package": ""}, "capabilities": []}}"#,
        r#"{"return": {}, "id": 0}"#,
    ];
    let mut text = "#!/bin/sh\nexec >&0\n".to_owned();
    for answer in answers {
        text += &format!("echo '{answer}'\n");
    }
    for id in 1..=7 {
        text += &format!("echo '{{\"return\": {{}}, \"id\": {id}}}'\n");
    }
    check_refused(
        &(text + "sleep 100\n"),
        expect![
            "operation failed: cannot use 'DIR/qemu-system-x86_64' as QEMU: it is version 4.1.0, and 6.2.0 is the oldest that is supported"
        ],
    );
}

#[test]
fn a_missing_binary_is_named() {
    let err = CapabilitiesCache::in_memory().of(Path::new("/nowhere/qemu")).unwrap_err();
    expect!["cannot use '/nowhere/qemu' as QEMU: it cannot be read: No such file or directory (os error 2)"]
        .assert_eq(&err.to_string());
}

fn installed() -> Option<PathBuf> {
    virt_testkit::needs::program("qemu-system-x86_64")
}

#[test]
fn a_real_qemu_tells_what_it_can_do() {
    let Some(qemu) = installed() else { return };
    assert!(find_emulator(Arch::X86_64).is_some());
    let capabilities = CapabilitiesCache::in_memory().of(&qemu).unwrap();
    assert!(capabilities.version >= QemuVersion::OLDEST);
    assert_eq!(capabilities.arch, Arch::X86_64);
    assert!(capabilities.accelerates(Accelerator::Tcg));
    let pc = capabilities.machine("pc").unwrap();
    assert!(pc.name.starts_with("pc-i440fx-") && pc.is_default, "{pc:?}");
    assert_eq!(capabilities.default_machine(), Some(pc));
    assert_eq!(pc.default_ram_id.as_deref(), Some("pc.ram"));
    assert!(capabilities.machine("none").is_none());
    assert!(capabilities.cpu_model("qemu64").is_some());
    assert!(capabilities.has_type("virtio-blk-pci") && !capabilities.has_type("virtio-blk-isa"));
    assert!(capabilities.has_command("query-status"));
    assert!(capabilities.has_option_parameter("machine", "usb"));
}

#[test]
fn an_answer_outlives_the_program_and_a_broken_file_does_not_matter() {
    let Some(qemu) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    let cached = folder.path().join("cache");
    // A program that can be asked once.
    let binary = script(
        folder.path(),
        &format!(
            "#!/bin/sh\nmkdir {0}/asked 2>/dev/null || exit 1\nexec {1} \"$@\"\n",
            folder.path().display(),
            qemu.display()
        ),
    );
    let ask = || CapabilitiesCache::new(&cached).of(&binary);

    let cache = CapabilitiesCache::new(&cached);
    let first = cache.of(&binary).unwrap();
    assert!(Arc::ptr_eq(&first, &cache.of(&binary).unwrap()));
    assert_eq!(*first, *ask().unwrap(), "the file answers");

    let file = fs::read_dir(&cached).unwrap().next().unwrap().unwrap().path();
    let text = fs::read(&file).unwrap();
    fs::write(&file, &text[..text.len() / 2]).unwrap();
    ask().unwrap_err();
    fs::remove_dir(folder.path().join("asked")).unwrap();
    assert_eq!(*first, *ask().unwrap(), "asked again, because half a file is none");
    assert_eq!(fs::read(&file).unwrap(), text);
}

#[test]
fn a_program_that_hangs_holds_up_only_those_who_ask_for_it() {
    let Some(qemu) = installed() else { return };
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started");
    let text = format!("#!/bin/sh\nmkdir {}\nexec sleep 100\n", started.display());
    let hanging = script(folder.path(), &text);
    let cache = CapabilitiesCache::in_memory().with_patience(Duration::from_secs(5));
    std::thread::scope(|scope| {
        let stuck = scope.spawn(|| cache.of(&hanging));
        while !started.exists() && !stuck.is_finished() {
            std::thread::yield_now();
        }
        cache.of(&qemu).unwrap();
        assert!(!stuck.is_finished());
        assert!(stuck.join().unwrap().is_err());
    });
}
