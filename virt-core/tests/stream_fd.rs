//! Streams over terminals, sockets and FIFOs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use nix::pty::openpty;
use nix::sys::termios::{SetArg, cfmakeraw, tcgetattr, tcsetattr};
use virt_core::ErrorKind;
use virt_core::api::stream::StreamEventType as Events;
use virt_core::stream::{Stream, Transfer, from_fd, from_fds};

const DEADLINE: Duration = Duration::from_secs(30);

/// A stream on one end of a raw terminal, and the file of its other end.
fn terminal() -> (Stream, File) {
    let pty = openpty(None, None).unwrap();
    let mut settings = tcgetattr(&pty.slave).unwrap();
    cfmakeraw(&mut settings);
    tcsetattr(&pty.slave, SetArg::TCSANOW, &settings).unwrap();
    (Stream::new(from_fd(pty.slave).unwrap()), File::from(pty.master))
}

fn socket() -> (Stream, UnixStream) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    (Stream::new(from_fd(ours).unwrap()), theirs)
}

#[test]
fn a_console_talks_both_ways() {
    let (mut console, mut guest) = terminal();
    guest.write_all(b"login: ").unwrap();
    let mut prompt = [0; 7];
    console.read_exact(&mut prompt).unwrap();
    assert_eq!(&prompt, b"login: ");
    console.write_all(b"root\n").unwrap();
    let mut name = [0; 5];
    guest.read_exact(&mut name).unwrap();
    assert_eq!(&name, b"root\n");
    console.finish().unwrap();
    assert_eq!(console.send(b"x").unwrap_err().message(), "the stream is finished");
    assert_eq!(console.finish().unwrap_err().kind(), ErrorKind::OperationInvalid);
    console.abort().unwrap();
}

#[test]
fn a_terminal_that_loses_its_other_end_has_ended() {
    let (mut console, guest) = terminal();
    drop(guest);
    let mut rest = Vec::new();
    assert_eq!(console.read_to_end(&mut rest).unwrap(), 0);
    let err = console.send(b"x").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid, "{err}");
}

#[test]
fn nothing_waits_in_nonblocking_mode() {
    let (console, mut guest) = terminal();
    console.set_nonblocking(true);
    assert_eq!(console.receive(&mut [0]).unwrap(), Transfer::WouldBlock);
    let err = (&console).read(&mut [0]).unwrap_err();
    assert_eq!(err.kind(), io::ErrorKind::WouldBlock);
    let mut sent = 0;
    while let Transfer::Bytes(count) = console.send(&[b'x'; 1000]).unwrap() {
        sent += count;
    }
    console.set_nonblocking(false);
    let reader = thread::spawn(move || {
        let mut received = vec![0; sent + 3];
        guest.read_exact(&mut received).unwrap();
        received
    });
    console.send_all(&b"end"[..]).unwrap();
    assert!(reader.join().unwrap().ends_with(b"xend"));
}

#[test]
fn an_abort_wakes_the_thread_that_reads() {
    for (stream, _other) in [terminal_box(), socket_box()] {
        let reader = stream.clone();
        let (sender, woken) = mpsc::channel();
        let thread = thread::spawn(move || {
            sender.send(None).unwrap();
            sender.send(Some(reader.receive(&mut [0]).unwrap_err())).unwrap();
        });
        assert!(woken.recv_timeout(DEADLINE).unwrap().is_none());
        stream.abort().unwrap();
        let err = woken.recv_timeout(DEADLINE).unwrap().unwrap();
        assert_eq!(
            (err.kind(), err.message()),
            (ErrorKind::OperationAborted, "the stream was aborted")
        );
        thread.join().unwrap();
    }

    fn terminal_box() -> (Stream, Box<dyn Read>) {
        let (stream, other) = terminal();
        (stream, Box::new(other))
    }

    fn socket_box() -> (Stream, Box<dyn Read>) {
        let (stream, other) = socket();
        (stream, Box::new(other))
    }
}

#[test]
fn an_abort_wakes_the_thread_that_writes() {
    let (stream, other) = socket();
    let writer = stream.clone();
    let (sender, woken) = mpsc::channel();
    let thread = thread::spawn(move || sender.send(writer.send_all(io::repeat(0)).unwrap_err()));
    let full = stream.clone();
    full.set_nonblocking(true);
    while full.send(&[0; 4096]).unwrap() != Transfer::WouldBlock {}
    stream.abort().unwrap();
    let err = woken.recv_timeout(DEADLINE).unwrap();
    assert_eq!(err.kind(), ErrorKind::OperationAborted);
    thread.join().unwrap().unwrap();
    drop(other);
}

#[test]
fn sockets_end_one_direction_and_terminals_do_not() {
    let (stream, mut other) = socket();
    stream.send_all(&b"question"[..]).unwrap();
    stream.end_sending().unwrap();
    stream.end_sending().unwrap();
    let mut text = String::new();
    other.read_to_string(&mut text).unwrap();
    assert_eq!(text, "question");
    other.write_all(b"answer").unwrap();
    drop(other);
    let mut answer = Vec::new();
    stream.receive_all(&mut answer).unwrap();
    assert_eq!(answer, b"answer");
    let err = stream.send(b"x").unwrap_err();
    assert_eq!(err.message(), "the end of the data was sent already");

    let (console, _guest) = terminal();
    let err = console.end_sending().unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationUnsupported);
}

#[test]
fn two_pipes_make_one_stream() {
    let (from_guest, mut guest_out) = io::pipe().unwrap();
    let (mut guest_in, to_guest) = io::pipe().unwrap();
    let mut stream = Stream::new(from_fds(from_guest, to_guest).unwrap());
    guest_out.write_all(b"out").unwrap();
    let mut buffer = [0; 3];
    stream.read_exact(&mut buffer).unwrap();
    assert_eq!(&buffer, b"out");
    stream.write_all(b"in").unwrap();
    stream.end_sending().unwrap();
    let mut text = String::new();
    guest_in.read_to_string(&mut text).unwrap();
    assert_eq!(text, "in");
    drop(guest_out);
    assert_eq!(stream.receive(&mut [0]).unwrap(), Transfer::End);
}

#[test]
fn there_are_no_holes() {
    let (stream, _other) = socket();
    assert_eq!(stream.send_hole(1).unwrap_err().kind(), ErrorKind::NoSupport);
    assert_eq!(stream.receive_hole().unwrap_err().kind(), ErrorKind::NoSupport);
    assert_eq!(stream.in_data().unwrap_err().kind(), ErrorKind::NoSupport);
}

#[test]
fn callbacks_tell_when_there_is_something_to_do() {
    let (console, mut guest) = terminal();
    let (sender, seen) = mpsc::channel();
    let stream = console.clone();
    console
        .add_callback(Events::READABLE, move |events| {
            let mut buffer = [0; 9];
            let transfer = stream.receive(&mut buffer).unwrap();
            sender.send((events, transfer)).unwrap();
            if transfer == Transfer::End {
                stream.remove_callback().unwrap();
            }
        })
        .unwrap();
    guest.write_all(b"boot").unwrap();
    assert_eq!(seen.recv_timeout(DEADLINE).unwrap(), (Events::READABLE, Transfer::Bytes(4)));
    let err = console.add_callback(Events::READABLE, |_| {}).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    console.update_callback(Events::empty()).unwrap();
    guest.write_all(b"ok").unwrap();
    assert!(seen.recv_timeout(Duration::from_millis(5)).is_err());
    console.update_callback(Events::READABLE).unwrap();
    assert_eq!(seen.recv_timeout(DEADLINE).unwrap(), (Events::READABLE, Transfer::Bytes(2)));
    drop(guest);
    let (events, transfer) = seen.recv_timeout(DEADLINE).unwrap();
    assert!(events.contains(Events::HANGUP), "{events:?}");
    assert_eq!(transfer, Transfer::End);
    assert!(seen.recv_timeout(DEADLINE).is_err(), "the callback and what it owned are gone");
    assert_eq!(console.remove_callback().unwrap_err().kind(), ErrorKind::OperationInvalid);
}

#[test]
fn the_end_of_a_stream_takes_its_callback_along() {
    let (stream, _other) = socket();
    let (sender, gone) = mpsc::channel::<()>();
    stream.add_callback(Events::READABLE, move |_| sender.send(()).unwrap()).unwrap();
    stream.finish().unwrap();
    assert_eq!(gone.recv_timeout(DEADLINE), Err(mpsc::RecvTimeoutError::Disconnected));
    assert!(stream.add_callback(Events::READABLE, |_| {}).is_err());
}
