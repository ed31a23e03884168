//! Streams within the process.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::io::{Read, Write};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use virt_core::api::stream::StreamEventType as Events;
use virt_core::stream::{Section, Stream, Transfer, pipe, pipe_with_capacity};
use virt_core::{Error, ErrorKind};

const DEADLINE: Duration = Duration::from_secs(30);

fn streams(capacity: usize) -> (Stream, Stream) {
    let (one, other) = pipe_with_capacity(capacity);
    (Stream::new(one), Stream::new(other))
}

/// Two streams that never wait.
fn impatient(capacity: usize) -> (Stream, Stream) {
    let (one, other) = streams(capacity);
    one.set_nonblocking(true);
    other.set_nonblocking(true);
    (one, other)
}

fn receive(stream: &Stream, size: usize) -> (Transfer, Vec<u8>) {
    let mut buffer = vec![0xff; size];
    let transfer = stream.receive_until_hole(&mut buffer).unwrap();
    buffer.truncate(transfer.bytes().unwrap_or(0));
    (transfer, buffer)
}

#[test]
fn bytes_go_both_ways() {
    let (mut one, mut other) = streams(1024);
    one.write_all(b"ping").unwrap();
    other.write_all(b"pong!").unwrap();
    let mut buffer = [0; 5];
    other.read_exact(&mut buffer[..4]).unwrap();
    assert_eq!(&buffer[..4], b"ping");
    one.read_exact(&mut buffer).unwrap();
    assert_eq!(&buffer, b"pong!");
}

#[test]
fn a_full_stream_makes_its_sender_wait() {
    let (one, other) = impatient(4);
    assert_eq!(one.send(b"abcdef").unwrap(), Transfer::Bytes(4));
    assert_eq!(one.send(b"ef").unwrap(), Transfer::WouldBlock);
    assert_eq!(one.send(b"").unwrap(), Transfer::Bytes(0));
    assert_eq!(receive(&other, 3), (Transfer::Bytes(3), b"abc".to_vec()));
    assert_eq!(one.send(b"ef").unwrap(), Transfer::Bytes(2));
    assert_eq!(receive(&other, 9), (Transfer::Bytes(3), b"def".to_vec()));
    assert_eq!(receive(&other, 9), (Transfer::WouldBlock, vec![]));
    assert_eq!(receive(&other, 0), (Transfer::Bytes(0), vec![]));
}

#[test]
fn much_data_passes_a_small_stream_unharmed() {
    let (mut one, other) = streams(1000);
    let data: Vec<u8> = (0..300_000_u32).map(|i| (i * 7 + i / 251) as u8).collect();
    let expected = data.clone();
    let sender = thread::spawn(move || {
        one.write_all(&data).unwrap();
        one.finish()
    });
    let mut received = Vec::new();
    assert_eq!(other.receive_all(&mut received).unwrap(), 300_000);
    assert!(received == expected);
    other.finish().unwrap();
    sender.join().unwrap().unwrap();
}

#[test]
fn the_end_comes_after_the_data_and_is_confirmed() {
    let (one, mut other) = streams(1024);
    let (sender, finished) = mpsc::channel();
    let thread = thread::spawn(move || {
        assert_eq!(one.send(b"last words").unwrap(), Transfer::Bytes(10));
        one.finish().unwrap();
        sender.send(()).unwrap();
        assert_eq!(one.send(b"x").unwrap_err().kind(), ErrorKind::OperationInvalid);
        assert_eq!(one.finish().unwrap_err().message(), "the stream is finished");
    });
    let mut text = String::new();
    other.read_to_string(&mut text).unwrap();
    assert_eq!(text, "last words");
    assert_eq!(other.receive(&mut [0]).unwrap(), Transfer::End, "again and again");
    assert!(finished.try_recv().is_err(), "not before the receiver agrees");
    let err = other.send(b"x").unwrap_err();
    assert_eq!(err.message(), "the other end has finished the stream, nobody would read this");
    other.finish().unwrap();
    finished.recv_timeout(DEADLINE).unwrap();
    thread.join().unwrap();
}

#[test]
fn one_direction_can_end_before_the_other() {
    let (one, mut other) = streams(1024);
    one.send_all(&b"question"[..]).unwrap();
    one.end_sending().unwrap();
    assert_eq!(one.send(b"x").unwrap_err().kind(), ErrorKind::OperationInvalid);
    let mut text = String::new();
    other.read_to_string(&mut text).unwrap();
    other.write_all(b"answer").unwrap();
    assert_eq!(receive(&one, 9), (Transfer::Bytes(6), b"answer".to_vec()));
}

#[test]
fn an_abort_reaches_everyone_who_waits() {
    for by_other in [false, true] {
        let (one, other) = streams(4);
        assert_eq!(one.send(b"full").unwrap(), Transfer::Bytes(4));
        let (waiting, woken) = (Arc::new(one), mpsc::channel());
        let threads: Vec<_> = [true, false]
            .map(|reads| {
                let (stream, sender) = (Arc::clone(&waiting), woken.0.clone());
                thread::spawn(move || {
                    let end = if reads { stream.receive(&mut [0]) } else { stream.send(b"x") };
                    sender.send(end.unwrap_err()).unwrap();
                })
            })
            .into();
        if by_other {
            other.abort().unwrap()
        } else {
            waiting.abort().unwrap()
        }
        for _ in &threads {
            let err = woken.1.recv_timeout(DEADLINE).unwrap();
            assert_eq!(err.kind(), ErrorKind::OperationAborted);
            let who = if by_other { "the other end aborted" } else { "the stream was aborted" };
            assert!(err.message().starts_with(who), "{err}");
        }
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert!(other.receive(&mut [0]).is_err(), "what was on its way is lost");
        other.abort().unwrap();
    }
}

#[test]
fn a_failure_is_told_to_the_other_end() {
    let (one, other) = streams(4);
    let finishing = thread::spawn(move || {
        let err = one.finish().unwrap_err();
        (err.kind(), err.to_string())
    });
    let mut buffer = [0];
    assert_eq!(other.receive(&mut buffer).unwrap(), Transfer::End);
    let cause = std::io::Error::other("no space left");
    let error = Error::new(ErrorKind::OperationFailed, "cannot write '/pool/a'").with_source(cause);
    other.fail(error).unwrap();
    let (kind, message) = finishing.join().unwrap();
    assert_eq!(kind, ErrorKind::OperationFailed);
    assert_eq!(message, "operation failed: cannot write '/pool/a': no space left");
}

#[test]
fn dropping_an_unfinished_stream_aborts_it() {
    let (one, other) = pipe();
    let other = Stream::new(other);
    drop(one);
    let err = other.receive(&mut [0]).unwrap_err();
    assert_eq!(err.message(), "the other end went away before it finished the stream");

    let (one, other) = streams(9);
    let clone = one.clone();
    drop(one);
    assert_eq!(clone.send(b"still here").unwrap(), Transfer::Bytes(9));
    drop(clone);
    assert_eq!(other.receive(&mut [0]).unwrap_err().kind(), ErrorKind::OperationAborted);
}

#[test]
fn holes_are_kept_or_read_as_zeros() {
    let (one, other) = impatient(1024);
    let send = |one: &Stream| {
        assert_eq!(one.send(b"ab").unwrap(), Transfer::Bytes(2));
        assert_eq!(one.send_hole(2).unwrap(), Transfer::Bytes(0));
        assert_eq!(one.send_hole(3).unwrap(), Transfer::Bytes(0));
        assert_eq!(one.send(b"c").unwrap(), Transfer::Bytes(1));
    };
    send(&one);
    assert_eq!(other.in_data().unwrap(), Section::Data(2));
    assert_eq!(other.receive_hole().unwrap(), 0);
    assert_eq!(receive(&other, 9), (Transfer::Bytes(2), b"ab".to_vec()));
    assert_eq!(receive(&other, 9), (Transfer::Hole, vec![]));
    assert_eq!(other.in_data().unwrap(), Section::Hole(5));
    assert_eq!(other.receive_hole().unwrap(), 5, "neighbours become one");
    assert_eq!(receive(&other, 9), (Transfer::Bytes(1), b"c".to_vec()));
    assert_eq!(other.in_data().unwrap(), Section::Data(0));

    send(&one);
    let mut buffer = [0xff; 9];
    assert_eq!(other.receive(&mut buffer[..4]).unwrap(), Transfer::Bytes(4));
    assert_eq!(other.receive(&mut buffer[4..]).unwrap(), Transfer::Bytes(4));
    assert_eq!(&buffer, b"ab\0\0\0\0\0c\xff");

    one.end_sending().unwrap();
    assert_eq!(other.in_data().unwrap(), Section::End);
    assert_eq!(receive(&other, 9), (Transfer::End, vec![]));
}

#[test]
fn many_small_holes_are_bounded_too() {
    let (one, _other) = impatient(1000);
    let sent = (0..1000)
        .take_while(|_| one.send(b"x").unwrap() == Transfer::Bytes(1))
        .take_while(|_| one.send_hole(1).unwrap() == Transfer::Bytes(0))
        .count();
    assert!((10..100).contains(&sent), "{sent}");
}

#[test]
fn callbacks_tell_when_there_is_something_to_do() {
    let (one, other) = impatient(4);
    let seen = mpsc::channel();
    let sender = Mutex::new(seen.0);
    let reader = one.clone();
    one.add_callback(Events::READABLE | Events::WRITABLE, move |events| {
        if events.contains(Events::WRITABLE) {
            reader.update_callback(Events::READABLE).unwrap();
        }
        let mut buffer = [0; 9];
        if events.contains(Events::READABLE) {
            let transfer = reader.receive(&mut buffer).unwrap();
            sender.lock().unwrap().send((events, transfer)).unwrap();
            if transfer == Transfer::End {
                reader.remove_callback().unwrap();
            }
        } else {
            sender.lock().unwrap().send((events, Transfer::WouldBlock)).unwrap();
        }
    })
    .unwrap();
    let next = || seen.1.recv_timeout(DEADLINE).unwrap();
    assert_eq!(next(), (Events::WRITABLE, Transfer::WouldBlock));
    for _ in 0..3 {
        assert_eq!(other.send(b"abc").unwrap(), Transfer::Bytes(3));
        assert_eq!(next(), (Events::READABLE, Transfer::Bytes(3)));
    }
    let err = one.add_callback(Events::READABLE, |_| {}).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    other.end_sending().unwrap();
    assert_eq!(next(), (Events::READABLE, Transfer::End));
    assert!(seen.1.recv_timeout(DEADLINE).is_err(), "the callback and what it owned are gone");
    assert_eq!(one.remove_callback().unwrap_err().kind(), ErrorKind::OperationInvalid);
    let err = one.update_callback(Events::READABLE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
}

#[test]
fn a_paused_callback_hears_nothing_and_an_abort_wakes_an_active_one() {
    let (one, other) = impatient(4);
    let (sender, seen) = mpsc::channel();
    let watched = one.clone();
    one.add_callback(Events::empty(), move |events| {
        watched.update_callback(Events::empty()).unwrap();
        sender.send(events).unwrap();
    })
    .unwrap();
    assert_eq!(other.send(b"abcd").unwrap(), Transfer::Bytes(4));
    assert!(seen.recv_timeout(Duration::from_millis(5)).is_err());
    one.update_callback(Events::READABLE).unwrap();
    assert_eq!(seen.recv_timeout(DEADLINE).unwrap(), Events::READABLE);
    one.update_callback(Events::WRITABLE).unwrap();
    assert_eq!(seen.recv_timeout(DEADLINE).unwrap(), Events::WRITABLE);
    other.abort().unwrap();
    one.update_callback(Events::READABLE).unwrap();
    let events = seen.recv_timeout(DEADLINE).unwrap();
    assert_eq!(events, Events::READABLE | Events::ERROR | Events::HANGUP);
    one.remove_callback().unwrap();
}

/// Many streams at once, each with a writer and a reader in threads and random sizes.
#[test]
fn streams_hold_under_load() {
    let threads: Vec<_> = (1..=6_usize)
        .map(|seed| {
            thread::spawn(move || {
                let (one, other) = streams(seed * 37);
                let echo = thread::spawn(move || {
                    let mut buffer = vec![0; seed * 11];
                    while let Transfer::Bytes(count) = other.receive(&mut buffer).unwrap() {
                        other.send_all(&buffer[..count]).unwrap();
                    }
                    other.finish().unwrap();
                });
                let writer = one.clone();
                let sender = thread::spawn(move || {
                    for round in 0..2000_usize {
                        writer.send_all(&vec![round as u8; round % (seed * 50)][..]).unwrap();
                    }
                    writer.end_sending().unwrap();
                });
                let mut received = Vec::new();
                let total: usize = (0..2000).map(|round| round % (seed * 50)).sum();
                assert_eq!(one.receive_all(&mut received).unwrap(), total as u64);
                one.finish().unwrap();
                sender.join().unwrap();
                echo.join().unwrap();
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}
