//! Files through streams, with their holes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::thread;

use virt_core::ErrorKind;
use virt_core::stream::{Section, Stream, Transfer, pipe};

const MIB: u64 = 1024 * 1024;

/// A file of `size` bytes with a few bytes of data at each of `places`.
fn sparse(size: u64, places: &[u64]) -> File {
    let file = tempfile::tempfile().unwrap();
    file.set_len(size).unwrap();
    for place in places {
        file.write_all_at(b"some data", *place).unwrap();
    }
    file
}

fn content(file: &File) -> Vec<u8> {
    let mut bytes = vec![0; usize::try_from(file.metadata().unwrap().len()).unwrap()];
    file.read_exact_at(&mut bytes, 0).unwrap();
    bytes
}

fn copy(source: &File, target: &File) -> u64 {
    let (one, other) = pipe();
    let (one, other) = (Stream::new(one), Stream::new(other));
    let source = source.try_clone().unwrap();
    let sender = thread::spawn(move || {
        let size = one.send_file(&source).unwrap();
        one.finish().unwrap();
        size
    });
    let received = other.receive_file(target).unwrap();
    other.finish().unwrap();
    assert_eq!(sender.join().unwrap(), received);
    received
}

#[test]
fn a_copy_has_the_holes_of_its_original() {
    for (size, places) in [
        (0, &[][..]),
        (5, &[]),
        (100 * MIB, &[]),
        (100 * MIB, &[0]),
        (100 * MIB, &[50 * MIB, 51 * MIB]),
        (100 * MIB, &[100 * MIB - 9]),
        (100 * MIB, &[0, 10 * MIB, 100 * MIB - 9]),
        (9, &[0]),
    ] {
        let (source, target) = (sparse(size, places), tempfile::tempfile().unwrap());
        assert_eq!(copy(&source, &target), size);
        assert!(content(&source) == content(&target), "{size} {places:?}");
        let blocks = |file: &File| file.metadata().unwrap().blocks();
        assert_eq!(blocks(&source), blocks(&target), "{size} {places:?}");
    }
}

#[test]
fn holes_wipe_what_the_target_had() {
    let source = sparse(10 * MIB, &[5 * MIB]);
    let mut target = tempfile::tempfile().unwrap();
    target.write_all(&vec![0xaa; 12 * MIB as usize]).unwrap();
    copy(&source, &target);
    let (expected, got) = (content(&source), content(&target));
    assert!(got[..expected.len()] == expected[..]);
    assert!(
        got[expected.len()..].iter().all(|byte| *byte == 0xaa),
        "beyond the end nothing changes"
    );
    assert!(target.metadata().unwrap().blocks() < 12 * MIB / 512, "the holes are holes");
}

#[test]
fn a_receiver_that_cannot_write_tells_the_sender() {
    let (one, other) = pipe();
    let (one, other) = (Stream::new(one), Stream::new(other));
    let sender = thread::spawn(move || one.send_all(io::repeat(1)).unwrap_err());
    let full = File::options().write(true).open("/dev/full").unwrap();
    let err = other.receive_all(full).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationFailed);
    let told = sender.join().unwrap();
    assert_eq!(told.kind(), ErrorKind::OperationFailed);
    assert!(told.message().contains("No space left"), "{told}");
    assert_eq!(other.finish().unwrap_err().kind(), ErrorKind::OperationAborted);
}

#[test]
fn a_sender_that_cannot_read_tells_the_receiver() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is on fire"))
        }
    }
    let (one, other) = pipe();
    let (one, other) = (Stream::new(one), Stream::new(other));
    assert_eq!(one.send_all(Broken).unwrap_err().kind(), ErrorKind::OperationFailed);
    let told = other.receive(&mut [0]).unwrap_err();
    assert!(told.message().ends_with("cannot read what is to be sent: the disk is on fire"));
    assert!(other.in_data().is_err());
}

#[test]
fn a_plain_receiver_reads_zeros_for_holes() {
    let (one, other) = pipe();
    let (one, mut other) = (Stream::new(one), Stream::new(other));
    let source = sparse(3 * MIB, &[MIB]);
    let expected = content(&source);
    let sender = thread::spawn(move || {
        one.send_file(&source).unwrap();
        one.end_sending().unwrap();
        assert_eq!(one.receive(&mut [0]).unwrap(), Transfer::End);
        one.finish().unwrap();
    });
    let mut received = Vec::new();
    other.read_to_end(&mut received).unwrap();
    assert!(received == expected);
    assert_eq!(other.in_data().unwrap(), Section::End);
    other.finish().unwrap();
    sender.join().unwrap();
}
