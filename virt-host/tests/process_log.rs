//! Logs that children write themselves, and their bounds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

mod support;

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use virt_host::process::{BoundedLog, Launch, LogLimits, LogWatcher};
use virt_host::{Deadline, Process};

const SMALL: LogLimits = LogLimits { file_size: 1000, older_files: 2 };

fn soon() -> Deadline {
    Deadline::after(Duration::from_secs(20))
}

fn start(log: &BoundedLog, script: &str) -> Process {
    let mut launch = Launch::new("/bin/sh");
    launch.args(["-c", script]).env("PATH", "/usr/bin:/bin").log_to(log).unwrap();
    launch.spawn().unwrap()
}

fn run(log: &BoundedLog, script: &str) {
    start(log, script).wait(soon()).unwrap().unwrap();
}

fn sizes(folder: &Path) -> Vec<(String, u64)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut sizes: Vec<_> = entries
        .map(|e| (e.file_name().into_string().unwrap(), e.metadata().unwrap().len()))
        .collect();
    sizes.sort();
    sizes
}

#[test]
fn last_words_are_those_of_this_run() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("web.log");
    run(&BoundedLog::open(&path, SMALL).unwrap(), "echo old words");
    let log = BoundedLog::open(&path, SMALL).unwrap();
    assert_eq!(log.last_words(5), "");
    log.note("starting").unwrap();
    run(&log, r"echo one; printf 't\033[31mwo\n\n'; echo three >&2; printf 'f\377our'");
    assert_eq!(log.last_words(2), "three\nf\u{FFFD}our");
    let all = log.last_words(9);
    assert!(all.ends_with("Z: starting\none\nt[31mwo\nthree\nf\u{FFFD}our"), "{all}");
    // Whoever takes a running child over does not know where its output began.
    assert!(BoundedLog::reopen(&path, SMALL).unwrap().last_words(9).starts_with("old words\n"));
}

#[test]
fn the_last_words_of_a_flood_are_its_end() {
    let place = tempfile::tempdir().unwrap();
    let log = BoundedLog::open(place.path().join("web.log"), LogLimits::default()).unwrap();
    run(&log, "yes a long line that says nothing | head -n 5000; echo the end");
    assert_eq!(log.last_words(1), "the end");
}

#[test]
fn older_files_are_kept_up_to_their_number() {
    let place = tempfile::tempdir().unwrap();
    for run_number in 1..=4 {
        let log = BoundedLog::open(place.path().join("web.log"), SMALL).unwrap();
        run(&log, &format!("yes {run_number} | head -c 3000"));
    }
    let older = |number| fs::read(place.path().join(format!("web.log.{number}"))).unwrap();
    let expected = [("web.log", 3000), ("web.log.1", 1000), ("web.log.2", 1000)];
    assert_eq!(sizes(place.path()), expected.map(|(name, size)| (name.to_owned(), size)));
    assert_eq!((older(1)[0], older(2)[0]), (b'3', b'2'));
}

#[test]
fn a_running_child_goes_on_in_the_emptied_file() {
    let place = tempfile::tempdir().unwrap();
    let log = Arc::new(BoundedLog::open(place.path().join("web.log"), SMALL).unwrap());
    let watcher = LogWatcher::new().unwrap();
    watcher.watch(&log).unwrap();
    assert_eq!(watcher.handle().unwrap(), 0);

    let (reader, mut writer) = io::pipe().unwrap();
    let mut launch = Launch::new("/bin/cat");
    let number = launch.pass(reader);
    launch.arg(format!("/proc/self/fd/{number}")).log_to(&log).unwrap();
    let process = launch.spawn().unwrap();
    for _ in 0..5 {
        writer.write_all(&[b'x'; 1200]).unwrap();
        let deadline = soon();
        let second = Timespec { tv_sec: 1, tv_nsec: 0 };
        let mut bounded = 0;
        while bounded == 0 {
            assert!(!deadline.has_passed(), "the watcher was not told");
            poll(&mut [PollFd::new(&watcher, PollFlags::IN)], Some(&second)).unwrap();
            bounded = watcher.handle().unwrap();
        }
    }
    writer.write_all(b"end\n").unwrap();
    drop(writer);
    process.wait(soon()).unwrap().unwrap();
    assert!(log.last_words(1).ends_with("end"));
    assert!(sizes(place.path()).iter().all(|(_, size)| *size <= 1200), "{:?}", sizes(place.path()));
    // Not at an offset behind a hole of zeroes.
    assert!(!fs::read(log.path()).unwrap().contains(&0));
}

#[test]
fn a_log_without_owner_is_no_longer_watched() {
    let place = tempfile::tempdir().unwrap();
    let watcher = LogWatcher::new().unwrap();
    let log = Arc::new(BoundedLog::open(place.path().join("web.log"), SMALL).unwrap());
    watcher.watch(&log).unwrap();
    run(&log, "yes | head -c 3000");
    drop(log);
    assert_eq!(watcher.handle().unwrap(), 0);
    assert_eq!(sizes(place.path()), [("web.log".to_owned(), 3000)]);
}

#[test]
fn a_child_goes_on_writing_when_the_program_is_killed() {
    let place = tempfile::tempdir().unwrap();
    let mut program = support::program(&place.path().display().to_string()).spawn().unwrap();
    let mut output = io::BufReader::new(program.stdout.take().unwrap());
    let mut line = String::new();
    while line.trim() != "started" {
        line.clear();
        assert_ne!(output.read_line(&mut line).unwrap(), 0);
    }
    program.kill().unwrap();
    program.wait().unwrap();
    // Only now is the child allowed to write.
    fs::write(place.path().join("go"), "").unwrap();
    let log = BoundedLog::reopen(place.path().join("web.log"), SMALL).unwrap();
    let deadline = soon();
    while log.last_words(1) != "still here" {
        assert!(!deadline.has_passed());
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn child_program_entry() {
    let Some(folder) = support::task() else { return };
    let log = BoundedLog::open(format!("{folder}/web.log"), SMALL).unwrap();
    let _child =
        start(&log, &format!("until test -e {folder}/go; do sleep 0.01; done; echo still here"));
    println!("\nstarted");
    support::wait_to_be_killed();
}
