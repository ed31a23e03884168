//! Calls that the kernel may not come back from.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use virt_core::ErrorKind;
use virt_host::kernel_call::CallFailure;
use virt_host::netlink::{self, Attributes, Request, RequestFlags};
use virt_host::{Deadline, KernelCall, kernel_write};

const SOON: Duration = Duration::from_millis(20);

/// A file whose opening waits for somebody on the other side.
fn fifo(folder: &Path) -> PathBuf {
    let path = folder.join("unbind");
    mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    path
}

#[test]
fn what_is_written_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    fs::write(&path, "").unwrap();
    kernel_write(&path, "0000:02:00.0", Deadline::default()).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "0000:02:00.0");
    let read = KernelCall::read(&path, 4).run(Deadline::default()).unwrap();
    assert_eq!(read, b"0000");
}

#[test]
fn refusals_have_their_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing");
    let failure = KernelCall::write(&path, "1").run(Deadline::default()).unwrap_err();
    let CallFailure::Refused(err) = failure else { panic!("{failure}") };
    assert_eq!(err.kind(), io::ErrorKind::NotFound);

    let err = kernel_write(&path, "1", Deadline::default()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::SystemError);
    assert!(err.message().contains(&format!("write '1' to '{}'", path.display())), "{err}");
    assert!(!path.exists());
}

#[test]
fn the_deadline_passes_and_the_call_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = fifo(folder.path());
    let failure = KernelCall::write(&path, "x").run(Deadline::after(SOON)).unwrap_err();
    let CallFailure::Stuck(stuck) = failure else { panic!("{failure}") };
    assert!(!stuck.has_ended());
    let mut text = String::new();
    File::open(&path).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "x");
    assert!(stuck.wait(Deadline::default()));
}

#[test]
fn a_call_that_can_be_given_up_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = fifo(folder.path());
    let failure = KernelCall::read(&path, 1).run(Deadline::after(SOON)).unwrap_err();
    assert!(failure.to_string().contains("has not answered"), "{failure}");
    let CallFailure::Stuck(stuck) = failure else { panic!("{failure}") };
    assert!(stuck.give_up(Deadline::DEFAULT));

    let err = kernel_write(&path, "1", Deadline::after(SOON)).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationTimeout);
    let mut text = String::new();
    File::open(&path).unwrap().read_to_string(&mut text).unwrap();
}

#[test]
fn a_lock_lives_as_long_as_the_call() {
    let folder = tempfile::tempdir().unwrap();
    let path = fifo(folder.path());
    let lock = folder.path().join("lock");
    let open = || OpenOptions::new().create(true).append(true).open(&lock).unwrap();
    let held = open();
    held.lock().unwrap();
    let call = KernelCall::write(&path, "x").keep(held.into());
    let CallFailure::Stuck(stuck) = call.run(Deadline::after(SOON)).unwrap_err() else {
        panic!("it cannot have been written")
    };
    assert!(open().try_lock().is_err(), "the lock went with the caller");
    assert!(stuck.give_up(Deadline::DEFAULT));
    open().try_lock().unwrap();
}

#[test]
fn other_descriptors_are_not_held_by_the_call() {
    let folder = tempfile::tempdir().unwrap();
    let path = fifo(folder.path());
    let (read, write) = io::pipe().unwrap();
    let CallFailure::Stuck(stuck) =
        KernelCall::write(&path, "x").run(Deadline::after(SOON)).unwrap_err()
    else {
        panic!("it cannot have been written")
    };
    drop(write);
    let mut rest = Vec::new();
    { read }.read_to_end(&mut rest).unwrap();
    assert!(stuck.give_up(Deadline::DEFAULT));
}

#[test]
fn netlink_answers() {
    // RTM_GETLINK, of the interface called `name`.
    let question = |name| {
        let body = [vec![0; 16], netlink::text(3, name)].concat();
        Request { kind: 18, flags: RequestFlags::empty(), body }
    };
    let answers = KernelCall::route(&question("lo")).answers(Deadline::default()).unwrap();
    let attributes = Attributes::of(&answers[0].body[16..]);
    assert_eq!(attributes.find(3).unwrap().text(), Some("lo"));

    let failure = KernelCall::route(&question("none")).answers(Deadline::default()).unwrap_err();
    assert!(matches!(failure, CallFailure::Refused(_)), "{failure}");
}
