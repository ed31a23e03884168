//! The same scripts for virsh and for virt over `test:///default`: the same output, the same exit
//! code, but where virt says more on purpose.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const SCRIPTS: &[&str] = &[
    "list",
    "list --all",
    "list --inactive",
    "list --all --name",
    "list --all --uuid",
    "list --all --id",
    "list --all --name --uuid",
    "list --all --title",
    "list --all --managed-save",
    "list --all --managed-save --title",
    "list --table --name",
    "list --all --persistent; list --all --transient",
    "list --bogus",
    "list --all=3",
    "destroy test; list --all; list --all --managed-save; list --all --id",
    "domid test; domname 1; domuuid test; domuuid 1",
    "domid nope",
    "domid 1",
    "domname test",
    "domid --domain=test; domid --domain test; domid -- test",
    "domid test --domain test",
    "domid --domain -- test",
    "domid",
    "domid ''",
    "domid -",
    "domstate test; domstate test --reason",
    "suspend test; domstate test --reason; list; resume test; domstate test --reason",
    "suspend 1; resume 1; reset 1; reboot 1; destroy 1; start test; destroy 2",
    "destroy test; list --all; domid test; domstate test --reason; start test; list",
    "start test",
    "shutdown test --mode foo",
    "shutdown test --mode acpi,foo",
    "reset test; reboot test",
    "autostart test; autostart test --disable; autostart 1; autostart 1 --disable",
    "undefine test; list --all; destroy test; list --all",
    "undefine 1",
    "undefine test --nvram --keep-nvram",
    "dominfo nope",
    "dominfo test; dominfo 1",
    "destroy test; dominfo test",
    "nodeinfo",
    "uri",
    "version",
    "version --daemon",
    "capabilities",
    "dumpxml test",
    "dumpxml test --inactive",
    "destroy test; dumpxml test; dumpxml test --inactive",
    "dumpxml test --xpath //os; dumpxml test --xpath '//name|//uuid'",
    "dumpxml test --xpath //nothing; dumpxml test --xpath //@type",
    "dumpxml test --xpath '//disk|//disk/source'; dumpxml test --xpath //name/text()",
    "dumpxml test --xpath '//name|//os' --wrap; dumpxml test --xpath //nothing --wrap",
    "dumpxml test --wrap; capabilities --xpath //cpu",
    "event --list",
    "event",
    "event --event nonsense",
    "event --all --timeout x",
    "event --all --event lifecycle",
    "event --all --list",
    "event --list --event lifecycle",
    "define /does/not/exist",
    "attach-device test /does/not/exist; detach-device test /does/not/exist",
    "attach-device nope /dev/null; detach-device nope /dev/null; detach-device-alias nope a",
    "attach-device test x --current --config; detach-device test x --current --live",
    "detach-device-alias test a --current --live; attach-device test x --current --persistent",
    "create /does/not/exist",
    "echo a; echo b; list; echo c",
    "echo a 'b c'; echo --shell 'a b' \"it's\" '' ä a%b '*'; echo --xml '<a>'",
    "echo --str a; echo --hi; echo --hi=a",
    "echo --split a,b,,c; echo --split ,a,,,b,; echo --shell --split a",
    "echo --prefix p; echo --prefix p a; echo --err a; echo a --err --prefix p",
    "echo a --shell b; echo; echo ''",
    "echo a # b; list\necho c",
    "\\# not a command; echo a",
    "echo \\",
    "nonsense",
    "list; nonsense",
    "domid nope; list",
    "suspend",
    "uri extra",
    "pwd; cd /; pwd; cd /does/not/exist; cd a b",
    "connect test:///default; uri",
    "help nope",
    "complete -- ech",
    "complete -- domstate ''; complete -- domstate t; complete -- domstate test --r",
    "complete -- domstate --domain ''; complete -- domstate test ''",
    "complete -- echo --xml ''; complete -- echo --prefix ''; complete -- echo --prefix a ''",
    "complete -- event --event ''; complete -- event --event l; complete -- event ''",
    "complete -- shutdown test --mode a; complete -- shutdown test --mode acpi,a",
    "complete -- list --a; complete -- list --all --a; complete -- uri ''",
    "nodedev-list; nodedev-list --all; nodedev-list --inactive; nodedev-list --tree",
    "nodedev-list --persistent; nodedev-list --transient; nodedev-list --tree --all",
    "nodedev-list --cap scsi_host,system; nodedev-list --cap vports; nodedev-list --cap net",
    "nodedev-list --cap ''; nodedev-list fc_host; nodedev-list --cap fc_host,",
    "nodedev-list --cap bogus; nodedev-list --cap pci --cap net",
    "nodedev-list --all --inactive; nodedev-list --tree --all --inactive",
    "nodedev-list --tree --cap bogus; nodedev-list --tree --inactive",
    "nodedev-list --transient --persistent --cap bogus; nodedev-list --all --transient",
    "nodedev-dumpxml computer; nodedev-dumpxml scsi_host11; nodedev-dumpxml scsi_host2 --inactive",
    "nodedev-dumpxml computer --xpath //firmware; nodedev-dumpxml computer --xpath //nothing",
    "nodedev-dumpxml scsi_host1 --xpath '//wwnn|//wwpn' --wrap",
    "nodedev-dumpxml nope; nodedev-info nope; nodedev-destroy nope; nodedev-update nope file",
    "nodedev-info computer; nodedev-info --device scsi_host11",
    "nodedev-destroy scsi_host2; nodedev-list; nodedev-info scsi_host2",
    "nodedev-destroy --name scsi_host11; nodedev-list --tree; nodedev-dettach nope",
    "nodedev-create /does/not/exist; nodedev-define /does/not/exist",
    "nodedev-update computer /does/not/exist; nodedev-update computer file --config --current",
    "nodedev-update computer file --live --current; nodedev-update computer",
    "nodedev-event --list; nodedev-event; nodedev-event --event nonsense",
    "nodedev-event --event lifecycle --timeout x; nodedev-event --event lifecycle --timeout 0",
    "nodedev-event --device nope --event lifecycle; event --all --timeout 0",
    "complete -- nodedev-list --cap ccwgroup_; complete -- nodedev-event --event u",
    "complete -- nodedev-info comp; complete -- nodedev-list --cap pci,mdev_; complete -- nodedev-st",
    "quit; list",
    "exit",
];

#[test]
fn scripts_print_what_virsh_prints() {
    let Some(virsh) = virt_testkit::needs::program("virsh") else { return };
    let mut failures = String::new();
    for quiet in [false, true] {
        for script in SCRIPTS {
            let theirs = run(&virsh, script, quiet);
            let ours = run(Path::new(env!("CARGO_BIN_EXE_virt")), script, quiet);
            if ours != theirs {
                let _ = writeln!(failures, "--- {script}\nvirsh: {theirs}\nvirt: {ours}\n");
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Where virt differs on purpose: the script, and the part of its output that does.
///
/// "Internal error" is what virt says of its own bugs only, and messages name the object.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "suspend test; suspend test",
        "error: internal error: domain 'test' not running",
        "error: Requested operation is not valid: domain 'test' is already paused",
    ),
    (
        "resume test",
        "error: internal error: domain 'test' not paused",
        "error: Requested operation is not valid: domain 'test' is not paused",
    ),
    (
        "destroy test; destroy test; undefine test; domid test",
        "error: Requested operation is not valid: domain is not running",
        "error: Requested operation is not valid: domain 'test' is not running",
    ),
    // A quote that is never closed may have swallowed other commands.
    ("echo 'a", "a\nexit code Some(0)", "error: missing '\nexit code Some(1)"),
    (
        "shutdown test; domstate test --reason; reboot test",
        "error: Requested operation is not valid: domain is not running",
        "error: Requested operation is not valid: domain 'test' is not running",
    ),
    (
        "nodedev-start computer",
        "virNodeDeviceCreate",
        "virNodeDeviceCreate (driver 'test' does not have it)",
    ),
    (
        "nodedev-undefine computer",
        "virNodeDeviceUndefine",
        "virNodeDeviceUndefine (driver 'test' does not have it)",
    ),
    (
        "nodedev-autostart computer --disable",
        "virNodeDeviceSetAutostart",
        "virNodeDeviceSetAutostart (driver 'test' does not have it)",
    ),
    (
        "nodedev-detach computer --driver vfio",
        "virNodeDeviceDetachFlags",
        "virNodeDeviceDetachFlags (driver 'test' does not have it)",
    ),
    (
        "nodedev-reattach computer",
        "virNodeDeviceReAttach",
        "virNodeDeviceReAttach (driver 'test' does not have it)",
    ),
    (
        "nodedev-reset computer",
        "virNodeDeviceReset",
        "virNodeDeviceReset (driver 'test' does not have it)",
    ),
    (
        "nodedev-update computer /dev/null",
        "virNodeDeviceUpdate",
        "virNodeDeviceUpdate (driver 'test' does not have it)",
    ),
];

#[test]
fn differences_are_those_on_purpose() {
    let Some(virsh) = virt_testkit::needs::program("virsh") else { return };
    for (script, theirs, ours) in DIFFERENCES {
        let expected = run(&virsh, script, false);
        assert!(expected.contains(theirs), "{script}\n{expected}");
        let found = run(Path::new(env!("CARGO_BIN_EXE_virt")), script, false);
        assert_eq!(found, expected.replace(theirs, ours), "{script}");
    }
}

/// What the program prints for the script, and how it ends.
fn run(program: &Path, script: &str, quiet: bool) -> String {
    let done = Command::new("/bin/sh")
        .args(["-c", "exec \"$@\" 2>&1", "sh"])
        .arg(program)
        .args(quiet.then_some("-q"))
        .args(["-c", "test:///default", script])
        .env("LANG", "C")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let output = String::from_utf8(done.stdout).unwrap();
    // The make-believe guests' processors run since 1970, and differ by the time of this test.
    let output: String =
        output.split_inclusive('\n').filter(|line| !line.starts_with("CPU time:")).collect();
    format!("{output}exit code {:?}", done.status.code())
}
