//! Real children: what they are given, how they end, who can take them over.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]
#![allow(clippy::print_stdout, reason = "child programs of the tests tell what they did")]

mod support;

use std::fs::{self, File};
use std::io::{self, PipeReader, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::Path;
use std::thread;
use std::time::Duration;

use expect_test::{Expect, expect};
use rustix::process::{DumpableBehavior, Signal, dumpable_behavior, geteuid};
use virt_core::ErrorKind;
use virt_host::process::{Exit, Launch, LimitedResource, ProcessIdentity};
use virt_host::{Deadline, Process};

fn soon() -> Deadline {
    Deadline::after(Duration::from_secs(20))
}

fn shell(script: &str) -> Launch {
    let mut launch = Launch::new("/bin/sh");
    launch.args(["-c", script, "sh"]).env("PATH", "/usr/bin:/bin");
    launch
}

/// Runs it to its end; what it printed.
fn output_of(mut launch: Launch) -> String {
    let (mut reader, writer) = io::pipe().unwrap();
    launch.stdout(writer.try_clone().unwrap()).stderr(writer);
    let process = launch.spawn().unwrap();
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(process.wait(soon()).unwrap(), Some(Exit::Status(0)), "{text}");
    text
}

fn check(launch: Launch, expected: Expect) {
    expected.assert_eq(&output_of(launch));
}

/// A file with a text, to be passed.
fn file(text: &str) -> OwnedFd {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.into()
}

fn await_line(reader: &mut PipeReader) -> String {
    let mut line = String::new();
    let mut byte = [0];
    while reader.read(&mut byte).unwrap() == 1 && byte != *b"\n" {
        line.push(byte[0].into());
    }
    line
}

#[test]
fn arguments_reach_the_program_as_they_are() {
    let mut launch = Launch::new("/usr/bin/printf");
    launch.args(["<%s>\\n", "a b", "$HOME", "*", "'\"", ""]);
    check(
        launch,
        expect![[r#"
        <a b>
        <$HOME>
        <*>
        <'">
        <>
    "#]],
    );
}

#[test]
fn the_environment_is_what_was_said() {
    let mut launch = Launch::new("/usr/bin/env");
    launch.env("A", "1").env("B", "x=y").env("A", "2").inherit_env("NO_SUCH_VARIABLE");
    check(
        launch,
        expect![[r#"
        B=x=y
        A=2
    "#]],
    );
}

#[test]
fn nothing_else_is_inherited() {
    // Ignored here, as in every Rust program; a child must not start that way.
    let status = fs::read_to_string("/proc/self/status").unwrap();
    assert!(!status.contains("SigIgn:\t0000000000000000"));

    let mut launch = Launch::new("/bin/cat");
    launch.args(["/proc/self/status", "-"]);
    let status = output_of(launch); // and of standard input, nothing
    for set in ["SigBlk", "SigIgn", "SigCgt"] {
        assert!(status.contains(&format!("{set}:\t0000000000000000\n")), "{status}");
    }

    // A descriptor that some other code left open on exec.
    let leaked = rustix::io::dup(file("leak")).unwrap();
    rustix::io::fcntl_setfd(&leaked, rustix::io::FdFlags::empty()).unwrap();
    let mut launch = Launch::new("/bin/ls");
    assert_eq!(launch.pass(file("")), 3);
    assert_eq!(launch.pass(file("")), 4);
    launch.pass_as(file(""), 9).unwrap();
    launch.arg("/proc/self/fd"); // which ls itself opens as 5
    assert_eq!(output_of(launch).split_whitespace().collect::<String>(), "0123459");
}

#[test]
fn descriptors_may_swap_their_numbers() {
    let (a, b, c) = (file("a"), file("b"), file("c"));
    let numbers = [a.as_raw_fd(), b.as_raw_fd(), c.as_raw_fd()];
    let mut launch = Launch::new("/bin/cat");
    launch.args(numbers.map(|number| format!("/proc/self/fd/{number}")));
    launch.pass_as(a, numbers[1]).unwrap();
    launch.pass_as(b, numbers[2]).unwrap();
    launch.pass_as(c, numbers[0]).unwrap();
    assert_eq!(output_of(launch), "cab");
}

#[test]
fn numbers_that_cannot_be_passed_are_refused() {
    let mut launch = Launch::new("/bin/true");
    launch.pass_as(file(""), 5).unwrap();
    for (number, message) in [
        (5, "descriptor: 5 has been passed already"),
        (2, "descriptor: 2 cannot be passed"),
        (-1, "descriptor: -1 cannot be passed"),
        (i32::MAX, "descriptor: 2147483647 cannot be passed"),
    ] {
        let err = launch.pass_as(file(""), number).unwrap_err();
        assert_eq!((err.kind(), err.message()), (ErrorKind::InvalidArg, message));
    }
}

#[test]
fn surroundings_are_set() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path().canonicalize().unwrap();
    let mut launch = shell(
        "pwd; umask; ulimit -n; ulimit -c; cat /proc/self/oom_score_adj; cut -d' ' -f1,5,6 /proc/$$/stat",
    );
    launch
        .current_folder(&place)
        .umask(0o027)
        .limit(LimitedResource::OpenFiles, 77)
        .limit(LimitedResource::CoreSize, 0)
        .oom_score_adj(321);
    let text = output_of(launch);
    let (start, ids) = text.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(start, format!("{}\n0027\n77\n0\n321", place.display()));
    let ids: Vec<_> = ids.split(' ').collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "leads its group and session: {ids:?}");
}

#[test]
fn another_user_is_another_user() {
    let mut launch = shell("id -u; id -g; id -G");
    launch.user(65534, 65533, [65533, 65532]);
    if geteuid().is_root() {
        check(
            launch,
            expect![[r#"
            65534
            65533
            65533 65532
        "#]],
        );
    } else {
        let err = launch.spawn().unwrap_err();
        assert!(err.message().starts_with("cannot start '/bin/sh': changing its user"), "{err}");
    }
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable);
}

#[test]
fn what_cannot_be_run_is_explained() {
    let place = tempfile::tempdir().unwrap();
    let here = |name: &str| place.path().join(name).display().to_string();
    fs::write(here("text"), "hello").unwrap();
    fs::write(here("script"), "#!/no/interpreter\n").unwrap();
    fs::write(here("binary"), "\x7fELF").unwrap();
    for name in ["script", "binary"] {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(here(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let names = ["missing", "text", "script", "binary", "."];
    let mut lines = names.map(|name| Launch::new(here(name)).spawn().unwrap_err().to_string());
    for line in &mut lines {
        *line = line.replace(&format!("{}/", place.path().display()), "");
    }
    expect![[r#"
        cannot run 'missing'; it, or the interpreter that it names, is not installed: No such file or directory (os error 2)
        cannot run 'text'; it has to be a file with the execute permission: Permission denied (os error 13)
        cannot run 'script'; it, or the interpreter that it names, is not installed: No such file or directory (os error 2)
        cannot run 'binary'; it is no program for this machine: Exec format error (os error 8)
        cannot run '.'; it has to be a file with the execute permission: Permission denied (os error 13)"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn what_cannot_be_said_is_refused() {
    let err = Launch::new("true").spawn().unwrap_err();
    assert_eq!(err.message(), "program: 'true' has to be an absolute path");
    let mut launch = Launch::new("/bin/true");
    launch.arg("a\0b");
    assert_eq!(launch.spawn().unwrap_err().kind(), ErrorKind::InvalidArg);
    let mut launch = Launch::new("/bin/true");
    launch.current_folder("/no/such/folder");
    let err = launch.spawn().unwrap_err().to_string();
    let expected = "cannot start '/bin/true': entering its folder: No such file or directory";
    assert!(err.starts_with(expected), "{err}");
}

#[test]
fn ends_are_told_apart() {
    for (script, text) in [
        ("exit 0", "exit status 0"),
        ("exit 77", "exit status 77"),
        ("kill -9 $$", "killed by signal 9 (SIGKILL)"),
        ("ulimit -c 0; kill -SEGV $$", "killed by signal 11 (SIGSEGV)"),
    ] {
        let process = shell(script).spawn().unwrap();
        let exit = process.wait(soon()).unwrap().unwrap();
        assert_eq!(exit.to_string(), text);
        assert!(process.has_ended());
        // As often as one asks, and a signal to it is no error.
        assert_eq!(process.wait(soon()).unwrap(), Some(exit));
        process.signal(Signal::TERM).unwrap();
    }
}

#[test]
fn waiting_ends_at_the_deadline() {
    let mut launch = Launch::new("/bin/sleep");
    launch.arg("600");
    let process = launch.spawn().unwrap();
    assert_eq!(process.wait(Deadline::after(Duration::from_millis(5))).unwrap(), None);
    assert!(!process.has_ended());
    let exit = process.terminate(Duration::from_secs(20), soon()).unwrap();
    assert_eq!(exit.to_string(), "killed by signal 15 (SIGTERM)");
}

#[test]
fn all_who_wait_get_the_same_answer() {
    let (reader, writer) = io::pipe().unwrap();
    let mut launch = shell("read line <&3; exit 5");
    launch.pass(reader);
    let process = launch.spawn().unwrap();
    let exits = thread::scope(|scope| {
        let waiting: Vec<_> =
            (0..8).map(|_| scope.spawn(|| process.wait(soon()).unwrap().unwrap())).collect();
        drop(writer);
        waiting.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(exits, [Exit::Status(5); 8]);
}

#[test]
fn who_does_not_listen_is_killed() {
    let (mut reader, writer) = io::pipe().unwrap();
    let mut launch = shell("trap '' TERM; echo ready; exec sleep 600");
    launch.stdout(writer);
    let process = launch.spawn().unwrap();
    assert_eq!(await_line(&mut reader), "ready");
    let exit = process.terminate(Duration::from_millis(10), soon()).unwrap();
    assert_eq!(exit.to_string(), "killed by signal 9 (SIGKILL)");
}

#[test]
fn a_stopped_process_can_be_killed() {
    let mut launch = Launch::new("/bin/sleep");
    launch.arg("600");
    let process = launch.spawn().unwrap();
    process.signal(Signal::STOP).unwrap();
    assert_eq!(process.wait(Deadline::after(Duration::from_millis(5))).unwrap(), None);
    assert_eq!(process.kill(soon()).unwrap().to_string(), "killed by signal 9 (SIGKILL)");
}

#[test]
fn children_of_many_threads_keep_to_themselves() {
    thread::scope(|scope| {
        for number in 0..8 {
            scope.spawn(move || {
                for round in 0..10 {
                    let text = format!("{number}.{round}");
                    let mut launch = Launch::new("/bin/cat");
                    let passed = launch.pass(file(&text));
                    launch.arg(format!("/proc/self/fd/{passed}"));
                    if round % 2 == 0 {
                        launch.dies_with_program();
                    }
                    assert_eq!(output_of(launch), text);
                }
            });
        }
    });
}

#[test]
fn only_the_very_same_process_is_taken_over() {
    let mut launch = Launch::new("/bin/sleep");
    launch.arg("600");
    let process = launch.spawn().unwrap();
    let identity = process.identity().clone();
    assert_eq!(ProcessIdentity::of(process.pid()).unwrap().as_ref(), Some(&identity));

    let earlier = ProcessIdentity { start_time: identity.start_time - 1, ..identity.clone() };
    let other_boot = ProcessIdentity { boot_id: "another".into(), ..identity.clone() };
    let nobody = ProcessIdentity { pid: 0, ..identity.clone() };
    for other in [earlier, other_boot, nobody] {
        assert!(Process::adopt(&other).unwrap().is_none(), "{other:?}");
    }
    drop(process);
    let process = Process::adopt(&identity).unwrap().unwrap();
    // It is this program's own child still, so its parent knows how it ended.
    assert_eq!(process.kill(soon()).unwrap().to_string(), "killed by signal 9 (SIGKILL)");
    assert!(Process::adopt(&identity).unwrap().is_none());
}

#[test]
fn a_child_notes_which_process_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (note, script) = (folder.path().join("note"), "cat <&3; exec sleep 60");
    assert_eq!(ProcessIdentity::noted_in(&note).unwrap(), None);
    let (reader, writer) = io::pipe().unwrap();
    let mut launch = shell(script);
    // Whatever number the note has here, what is passed does not take its place too early.
    launch.pass(reader);
    launch.note_in(&note).unwrap();
    let process = launch.spawn().unwrap();
    let noted = ProcessIdentity::noted_in(&note).unwrap();
    assert_eq!(noted.as_ref(), Some(process.identity()));
    drop(writer);
    let again = Process::adopt(&noted.unwrap()).unwrap().unwrap();
    again.kill(soon()).unwrap();
    // One note is of one child.
    assert_eq!(shell(script).note_in(&note).unwrap_err().kind(), ErrorKind::SystemError);
}

#[test]
fn nobody_stays_a_zombie() {
    let (reader, writer) = io::pipe().unwrap();
    let mut launch = Launch::new("/bin/cat");
    let number = launch.pass(reader);
    launch.arg(format!("/proc/self/fd/{number}"));
    let process = launch.spawn().unwrap();
    let identity = process.identity().clone();
    drop(process);
    // Its end comes when nobody watches, and is seen when the next child is started.
    drop(writer);
    let deadline = soon();
    while Path::new(&format!("/proc/{}", identity.pid)).exists() {
        assert!(!deadline.has_passed());
        Launch::new("/bin/true").spawn().unwrap().wait(soon()).unwrap();
    }
}

#[test]
fn children_outlive_the_program_unless_told_otherwise() {
    for dies in [false, true] {
        let task = if dies { "start-mortal" } else { "start-lasting" };
        let mut program = support::program(task).spawn().unwrap();
        let mut output = io::BufReader::new(program.stdout.take().unwrap());
        let identity = loop {
            let mut line = String::new();
            assert_ne!(io::BufRead::read_line(&mut output, &mut line).unwrap(), 0);
            if let Some(identity) = line.trim().strip_prefix("child ") {
                break parse(identity);
            }
        };
        let process = Process::adopt(&identity).unwrap().expect("it was started");
        program.kill().unwrap();
        program.wait().unwrap();
        if dies {
            assert_eq!(process.wait(soon()).unwrap(), Some(Exit::Unknown));
        } else {
            assert_eq!(process.wait(Deadline::after(Duration::from_millis(20))).unwrap(), None);
            assert_eq!(process.kill(soon()).unwrap(), Exit::Unknown);
        }
    }
}

/// A program may have the kernel forget its children at once.
#[test]
fn an_end_that_nobody_can_know_is_unknown() {
    let program = support::program("ignore-ends");
    let mut ignoring = std::process::Command::new("/usr/bin/env");
    ignoring.arg("--ignore-signal=CHLD").arg(program.get_program()).args(program.get_args());
    ignoring.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
    let output = ignoring.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("\nproven\n"), "{output:?}");
}

fn ignore_ends() {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:\t")).unwrap();
    assert_ne!(u64::from_str_radix(ignored, 16).unwrap() & 1 << (libc::SIGCHLD - 1), 0);

    assert_eq!(shell("exit 5").spawn().unwrap().wait(soon()).unwrap(), Some(Exit::Unknown));
    let err = Launch::new("/no/such/program").spawn().unwrap_err();
    assert!(err.message().starts_with("cannot run '/no/such/program'"), "{err}");
    println!("\nproven");
}

fn parse(identity: &str) -> ProcessIdentity {
    let words: Vec<_> = identity.split(' ').collect();
    ProcessIdentity {
        pid: words[0].parse().unwrap(),
        start_time: words[1].parse().unwrap(),
        boot_id: words[2].to_owned(),
    }
}

#[test]
fn child_program_entry() {
    let Some(task) = support::task() else { return };
    if task == "ignore-ends" {
        return ignore_ends();
    }
    // From a thread that ends at once: the child must not end with it.
    let start = move || {
        let mut launch = Launch::new("/bin/sleep");
        launch.arg("600");
        if task == "start-mortal" {
            launch.dies_with_program();
        }
        launch.spawn().unwrap()
    };
    let child = thread::spawn(start).join().unwrap();
    assert_eq!(child.wait(Deadline::after(Duration::from_millis(50))).unwrap(), None);
    let identity = child.identity();
    println!("\nchild {} {} {}", identity.pid, identity.start_time, identity.boot_id);
    support::wait_to_be_killed();
}

#[test]
fn standard_output_may_be_a_file() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("out");
    let mut launch = shell("echo out; echo err >&2");
    launch.stdout(File::create(&path).unwrap());
    launch.spawn().unwrap().wait(soon()).unwrap();
    assert_eq!(fs::read_to_string(path).unwrap(), "out\n");
}
