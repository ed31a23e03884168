//! Child programs for the tests: this test's own program, started again with a task to do.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::env;
use std::io::Read;
use std::process::{Command, Stdio};

const TASK: &str = "VIRT_HOST_TEST_TASK";

/// The program that does `task`, to be started. The test `child_program_entry` of the calling
/// test file is where it begins.
pub(crate) fn program(task: &str) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--exact", "child_program_entry", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// The task that this program was started for; none in the test run itself.
pub(crate) fn task() -> Option<String> {
    env::var(TASK).ok()
}

/// Waits until the test kills this program, or ends itself, however it does.
#[allow(dead_code, reason = "not every test file has children that wait")]
pub(crate) fn wait_to_be_killed() {
    // The other end of standard input is the test's.
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}
