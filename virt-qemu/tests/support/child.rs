//! The same test program once more, in surroundings of its own: other variables, file systems that
//! only it sees.

use std::path::Path;
use std::process::Command;

/// What makes the file systems that a program mounts its own.
const UNSHARE: [&str; 3] = ["--map-root-user", "--mount", "--"];

/// Whether a program may mount file systems here that nobody else sees.
pub(crate) fn can_mount() -> bool {
    let Some(unshare) = virt_testkit::needs::program("unshare") else { return false };
    let allowed = Command::new(unshare).args(UNSHARE).arg("true").output().unwrap();
    let otherwise =
        "run it as root, or allow user namespaces: sysctl kernel.unprivileged_userns_clone=1";
    virt_testkit::needs::condition(allowed.status.success(), otherwise)
}

/// Runs `task` of the test `program` after the shell commands `mounts`, which find `folder` in
/// `$FOLDER` and mount what only the program sees.
#[track_caller]
pub(crate) fn prove_with_mounts(task: &str, folder: &Path, mounts: &str) {
    let mut unshare = Command::new("unshare");
    unshare.args(UNSHARE).args(["/bin/sh", "-ec", &format!("{mounts}\nexec \"$@\""), "sh"]);
    unshare.arg(std::env::current_exe().unwrap()).env("FOLDER", folder);
    prove(unshare, task, folder);
}

/// Runs `task` of the test `program` with more variables.
#[track_caller]
pub(crate) fn prove_with_variables(task: &str, folder: &Path, variables: &[(&str, &str)]) {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.envs(variables.iter().map(|(name, below)| (name, folder.join(below))));
    prove(program, task, folder);
}

#[track_caller]
fn prove(mut program: Command, task: &str, folder: &Path) {
    program.args(["--exact", "program", "--nocapture", "--test-threads=1"]);
    program.env("VIRT_TEST_TASK", task).env("VIRT_TEST_ARGUMENT", folder);
    let output = program.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("\nproven\n"), "{output:#?}");
}

/// Says that the task was done, which a test runner that found no test would not say.
#[expect(clippy::print_stdout, reason = "the test reads it")]
pub(crate) fn proven() {
    println!("\nproven");
}
