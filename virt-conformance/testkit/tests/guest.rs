//! The tiny guest under real QEMU: on both machine types, as a kernel and from a disk, and what QEMU
//! reports of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

mod machine;

use machine::Machine;
use virt_testkit::guest::{self, TinyGuest};

/// Boots the kernel on `machine` with more `arguments`; `None` where there is no QEMU.
fn boot(machine: &str, arguments: &[&str]) -> Option<Machine> {
    let folder = tempfile::tempdir().unwrap();
    let files = TinyGuest::write_to(folder.path()).unwrap();
    let kernel = files.kernel.to_str().unwrap().to_owned();
    let mut all = vec!["-machine", machine, "-kernel", &kernel, "-append", "from a test"];
    all.extend(arguments);
    let mut machine = Machine::start(folder, &all)?;
    machine.wait_for_text(guest::HELLO);
    machine.wait_for_text("command line: from a test");
    machine.wait_for_text(guest::PROMPT);
    Some(machine)
}

#[test]
fn answers_the_power_button_on_both_machine_types() {
    for kind in ["pc", "q35"] {
        let Some(mut machine) = boot(kind, &[]) else { return };
        machine.execute("system_powerdown");
        machine.wait_for_text(guest::POWER_BUTTON);
        machine.wait_for_event("POWERDOWN");
        machine.wait_for_event("SHUTDOWN");
        assert!(machine.wait().success(), "{kind}");
    }
}

#[test]
fn boots_from_a_disk() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk.img");
    std::fs::write(&disk, guest::disk("a disk of the test").unwrap()).unwrap();
    let drive = format!("file={},format=raw,if=virtio", disk.display());
    let arguments = ["-machine", "pc", "-drive", &drive];
    let Some(mut machine) = Machine::start(folder, &arguments) else { return };
    machine.wait_for_text(guest::HELLO);
    machine.wait_for_text("command line: a disk of the test");
    machine.type_line("poweroff");
    assert!(machine.wait().success());
}

#[test]
fn tells_what_machine_it_is_in() {
    let uuid = "6b0eb4a6-2f59-4d33-9c4b-3a5b1f0c8f11";
    let arguments = ["-uuid", uuid, "-m", "96", "-smp", "2", "-device", "virtio-rng-pci,addr=7"];
    let Some(mut machine) = boot("q35", &arguments) else { return };
    machine.type_line("info");
    machine.wait_for_text(&format!("uuid: {uuid}\r\nmemory: 96 MiB\r\ncpus: 2\r\n"));
    machine.type_line("pci");
    machine.wait_for_text("00:07.0 1af4:1005 class 00ff");
}

#[test]
fn keeps_what_is_typed_before_it_runs() {
    let folder = tempfile::tempdir().unwrap();
    let files = TinyGuest::write_to(folder.path()).unwrap();
    let kernel = files.kernel.to_str().unwrap().to_owned();
    let Some(mut machine) = Machine::start(folder, &["-kernel", &kernel]) else { return };
    machine.type_line("echo more than sixteen letters");
    machine.wait_for_text(guest::HELLO);
    machine.wait_for_text("\r\nmore than sixteen letters\r\n");
}

#[test]
fn takes_commands_like_a_terminal() {
    let Some(mut machine) = boot("pc", &[]) else { return };
    machine.type_line("echo one two");
    machine.wait_for_text("\r\none two\r\n> ");
    machine.type_line("echx\u{7f}o three");
    machine.wait_for_text("\r\nthree\r\n> ");
    machine.type_line("nonsense");
    machine.wait_for_text("unknown command, try help");
    machine.type_line("helper");
    machine.wait_for_text("unknown command, try help");
    machine.type_line("help");
    machine.wait_for_text("poweroff  power off through ACPI");
    machine.type_line(&format!("echo {}", "x".repeat(300)));
    machine.wait_for_text(&format!("\r\n{}\r\n> ", "x".repeat(115)));
    machine.type_line("");
    machine.wait_for_text(guest::HELLO);
}

#[test]
fn counts_seconds_that_a_stopped_machine_does_not_have() {
    let Some(mut machine) = boot("pc", &[]) else { return };
    machine.type_line("ticks");
    machine.wait_for_text("tick ");
    machine.execute("stop");
    machine.wait_for_event("STOP");
    machine.execute("cont");
    machine.wait_for_event("RESUME");
    machine.wait_for_text("tick ");
    machine.type_line("ticks");
    machine.type_line("uptime");
    machine.wait_for_text(" s\r\n");
}

#[test]
fn reboots() {
    for (kind, command) in [("pc", "reboot"), ("q35", "reboot"), ("pc", "crash")] {
        let Some(mut machine) = boot(kind, &[]) else { return };
        machine.type_line(command);
        machine.wait_for_event("RESET");
        machine.wait_for_text(guest::HELLO);
    }
}

#[test]
fn makes_events() {
    let arguments =
        ["-device", "pvpanic", "-device", "ib700", "-action", "watchdog=pause,panic=pause"];
    let Some(mut machine) = boot("pc", &arguments) else { return };
    machine.type_line("rtc");
    machine.wait_for_event("RTC_CHANGE");
    machine.type_line("watchdog");
    machine.wait_for_event("WATCHDOG");
    machine.execute("cont");
    machine.type_line("panic");
    machine.wait_for_event("GUEST_PANICKED");
}

#[test]
fn lets_either_watchdog_expire() {
    for (kind, device) in [("pc", "i6300esb"), ("q35", "i6300esb"), ("pc", "ib700")] {
        let arguments = ["-device", device, "-action", "watchdog=pause"];
        let Some(mut machine) = boot(kind, &arguments) else { return };
        machine.type_line("watchdog");
        machine.wait_for_event("WATCHDOG");
    }
}

#[test]
fn reads_and_writes_its_disk() {
    let Some(mut machine) = boot("pc", &[]) else { return };
    machine.type_line("read");
    machine.wait_for_text("no disk");
    drop(machine);

    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk.img");
    std::fs::write(&disk, vec![0; 2 << 20]).unwrap();
    let drive = format!("file={},format=raw,if=ide", disk.display());
    let Some(mut machine) = boot("pc", &["-drive", &drive]) else { return };
    machine.type_line("write some words");
    machine.wait_for_text("written");
    machine.type_line("read");
    machine.wait_for_text("read: some words\r\n");
    let image = std::fs::read(&disk).unwrap();
    assert!(image[guest::DISK_OFFSET..].starts_with(b"some words\0"));
}

#[test]
fn a_failing_disk_is_an_event() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk.img");
    std::fs::write(&disk, vec![0; 2 << 20]).unwrap();
    let rules = folder.path().join("rules");
    std::fs::write(&rules, "[inject-error]\nevent = \"write_aio\"\nerrno = \"28\"\n").unwrap();
    let drive = format!(
        "file=blkdebug:{}:{},format=raw,if=ide,werror=stop",
        rules.display(),
        disk.display()
    );
    let Some(mut machine) = boot("pc", &["-drive", &drive]) else { return };
    machine.type_line("write nothing");
    machine.wait_for_event("BLOCK_IO_ERROR");
    machine.wait_for_event("STOP");
}

#[test]
fn suspends_to_memory() {
    for kind in ["pc", "q35"] {
        let Some(mut machine) = boot(kind, &[]) else { return };
        machine.type_line("suspend");
        machine.wait_for_event("SUSPEND");
    }
}

#[test]
fn a_busy_guest_ignores_the_power_button() {
    for command in ["spin", "halt"] {
        let Some(mut machine) = boot("pc", &[]) else { return };
        machine.type_line(command);
        machine.wait_for_text(command);
        machine.execute("system_powerdown");
        machine.wait_for_event("POWERDOWN");
        machine.execute("quit");
        machine.wait_for_event("SHUTDOWN");
    }
}
