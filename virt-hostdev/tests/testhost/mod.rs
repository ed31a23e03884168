//! What the tests inside the test host share: owners, requests, and another process.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};

use uuid::Uuid;
use virt_core::Error;
use virt_hostdev::{
    DeviceId, HostDevice, HostdevManager, Owner, PciRequest, PreparedDevice, PreparedPci,
};
use virt_testkit::test_host::PciFunction;

/// The card of the test host that most tests take: an e1000e, alone in its group.
pub(crate) fn card() -> PciFunction {
    PciFunction::all("8086:10d3").remove(0)
}

/// The two cards behind the bridge to PCI, which share a group with it.
pub(crate) fn cards_of_one_group() -> [PciFunction; 2] {
    PciFunction::all("8086:100e").try_into().unwrap()
}

/// The guest `name`; the same name is the same guest.
pub(crate) fn owner(name: &str) -> Owner {
    Owner::new("test", name, Uuid::from_u64_pair(0x7e57, name.bytes().map(u64::from).sum()))
}

/// The request for a function that the manager takes from its driver and gives back.
pub(crate) fn managed(function: &PciFunction) -> HostDevice {
    let address = function.address.parse().unwrap();
    HostDevice::Pci(PciRequest { managed: true, ..PciRequest::new(address) })
}

/// The request for a function that was detached before.
pub(crate) fn unmanaged(function: &PciFunction) -> HostDevice {
    HostDevice::Pci(PciRequest::new(function.address.parse().unwrap()))
}

/// How the manager calls the function.
pub(crate) fn id(function: &PciFunction) -> DeviceId {
    DeviceId::Pci(function.address.parse().unwrap())
}

/// Everything that guests have, as `device: owner`.
pub(crate) fn taken(manager: &HostdevManager) -> Vec<String> {
    let active = manager.active(None, None).unwrap();
    let line = |device: virt_hostdev::ActiveDevice| {
        let owners: Vec<_> = device.owners.iter().map(|owner| owner.domain.as_str()).collect();
        format!("{}: {}", device.device.key(), owners.join(", "))
    };
    active.into_iter().map(line).collect()
}

/// The PCI device among what was prepared.
pub(crate) fn as_pci(prepared: &Option<PreparedDevice>) -> &PreparedPci {
    match prepared {
        Some(PreparedDevice::Pci(device)) => device,
        other => panic!("not a PCI device: {other:?}"),
    }
}

/// Fails unless the error says all of `words`.
#[track_caller]
pub(crate) fn says(error: &Error, words: &[&str]) {
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "'{word}' is not in: {text}");
    }
}

/// This test program once more, in another process.
pub(crate) struct Other {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Other {
    /// Starts it with the task `task`, which its test `other_process` reads.
    pub(crate) fn start(task: &str) -> Other {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "other_process", "--nocapture", "--test-threads=1"])
            .env("VIRT_TEST_TASK", task)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Other { child, lines }
    }

    /// The next thing that it says with [`say`].
    pub(crate) fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "the other process ended");
            if let Some((_, said)) = line.trim_end().split_once(SAID) {
                return said.to_owned();
            }
        }
    }

    /// Waits for its end: it has done its task, or was killed; tells whether it was killed.
    pub(crate) fn end(mut self) -> bool {
        let status = self.child.wait().unwrap();
        assert!(status.success() || status.signal() == Some(9), "{status}");
        !status.success()
    }

    /// Kills it, if it has not done its task yet; tells whether it was killed.
    pub(crate) fn kill(mut self) -> bool {
        self.child.kill().unwrap();
        self.end()
    }
}

/// Tells what the other process says from what the test runner prints.
const SAID: &str = "said: ";

/// Says something to the process that started this one.
#[expect(clippy::print_stdout, reason = "the other test process reads it")]
pub(crate) fn say(text: &str) {
    println!("{SAID}{text}");
}

/// What the process that started this one wants; none if a test runner did.
pub(crate) fn task() -> Option<String> {
    std::env::var("VIRT_TEST_TASK").ok()
}
