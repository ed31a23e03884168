//! A tokio program as the event loop.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]
#![cfg(feature = "tokio")]

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::time::timeout;
use virt_core::ErrorKind;
use virt_core::api::event::EventHandleType as Events;
use virt_core::event_loop::{EventLoop, TokioLoop, WatchId};

const DEADLINE: Duration = Duration::from_secs(30);

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn multi_thread() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

async fn next<T>(receiver: &mut mpsc::UnboundedReceiver<T>) -> T {
    timeout(DEADLINE, receiver.recv()).await.unwrap().unwrap()
}

/// Reads what arrives on `ours`, a byte a call, and sends it on.
fn relay(event_loop: &TokioLoop, ours: UnixStream) -> (WatchId, mpsc::UnboundedReceiver<u8>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let source = Arc::new(ours);
    let reader = Arc::clone(&source);
    let callback = move |_, events: Events| {
        let mut byte = [0];
        if events.contains(Events::READABLE) && (&*reader).read(&mut byte).unwrap() == 1 {
            let _ = sender.send(byte[0]);
        }
    };
    (event_loop.add_watch(source, Events::READABLE, Box::new(callback)).unwrap(), receiver)
}

/// Two sources that echo each other's bytes, driven at once by one program.
fn two_sources_at_once(runtime: &Runtime) {
    let event_loop = TokioLoop::new(runtime.handle().clone());
    let pairs = [UnixStream::pair().unwrap(), UnixStream::pair().unwrap()];
    let [(first, mut to_first), (second, mut to_second)] = pairs;
    let (first_watch, mut from_first) = relay(&event_loop, first);
    let (second_watch, mut from_second) = relay(&event_loop, second);
    runtime.block_on(async {
        for round in 0..100 {
            to_first.write_all(&[round, 1]).unwrap();
            assert_eq!(next(&mut from_first).await, round);
            to_second.write_all(&[round, 2]).unwrap();
            assert_eq!(next(&mut from_second).await, round);
            assert_eq!((next(&mut from_first).await, next(&mut from_second).await), (1, 2));
        }
    });
    event_loop.remove_watch(first_watch).unwrap();
    event_loop.remove_watch(second_watch).unwrap();
    to_first.write_all(b"x").unwrap_or_default();
    runtime.block_on(async {
        assert_eq!(timeout(DEADLINE, from_first.recv()).await, Ok(None), "the callback is gone");
        assert_eq!(timeout(DEADLINE, from_second.recv()).await, Ok(None));
    });
    let err = event_loop.remove_watch(first_watch).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
}

#[test]
fn a_current_thread_program_drives_two_sources() {
    two_sources_at_once(&current_thread());
}

#[test]
fn a_multi_thread_program_drives_two_sources() {
    two_sources_at_once(&multi_thread());
}

/// Tokio tells once that a descriptor became ready; a callback that leaves bytes behind must be
/// called again, and one that takes them all must not.
#[test]
fn watches_go_by_the_level() {
    let runtime = current_thread();
    let event_loop = TokioLoop::new(runtime.handle().clone());
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let (_, mut bytes) = relay(&event_loop, ours);
    theirs.write_all(&[7; 500]).unwrap();
    runtime.block_on(async {
        for _ in 0..500 {
            assert_eq!(next(&mut bytes).await, 7);
        }
        assert!(timeout(Duration::from_millis(5), bytes.recv()).await.is_err());
        theirs.write_all(&[8]).unwrap();
        assert_eq!(next(&mut bytes).await, 8);
    });
}

#[test]
fn interest_changes_and_callbacks_change_it() {
    for runtime in [current_thread(), multi_thread()] {
        let event_loop = Arc::new(TokioLoop::new(runtime.handle().clone()));
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let (sender, mut seen) = mpsc::unbounded_channel();
        let inner = Arc::clone(&event_loop);
        let callback = move |id, events| {
            inner.update_watch(id, Events::empty()).unwrap();
            let _ = sender.send(events);
        };
        let watch = event_loop.add_watch(Arc::new(ours), Events::empty(), Box::new(callback));
        let watch = watch.unwrap();
        theirs.write_all(b"x").unwrap();
        runtime.block_on(async {
            event_loop.update_watch(watch, Events::WRITABLE).unwrap();
            assert_eq!(next(&mut seen).await, Events::WRITABLE);
            event_loop.update_watch(watch, Events::READABLE).unwrap();
            assert_eq!(next(&mut seen).await, Events::READABLE);
            drop(theirs);
            event_loop.update_watch(watch, Events::WRITABLE).unwrap();
            assert!(next(&mut seen).await.contains(Events::HANGUP));
            assert!(timeout(Duration::from_millis(5), seen.recv()).await.is_err());
        });
    }
}

#[test]
fn one_descriptor_can_be_watched_twice() {
    let runtime = multi_thread();
    let event_loop = TokioLoop::new(runtime.handle().clone());
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let (_, mut first) = relay(&event_loop, ours.try_clone().unwrap());
    let source = Arc::new(ours);
    let (sender, mut second) = mpsc::unbounded_channel();
    let callback = Box::new(move |_, _| sender.send(()).unwrap_or_default());
    let _ = event_loop.add_watch(source.clone(), Events::WRITABLE, callback).unwrap();
    let third = event_loop.add_watch(source, Events::empty(), Box::new(|_, _| {})).unwrap();
    theirs.write_all(b"x").unwrap();
    runtime.block_on(async {
        assert_eq!(next(&mut first).await, b'x');
        next(&mut second).await;
    });
    event_loop.remove_watch(third).unwrap();
}

#[test]
fn timers_repeat_pause_and_end() {
    for runtime in [current_thread(), multi_thread()] {
        let event_loop = Arc::new(TokioLoop::new(runtime.handle().clone()));
        let (sender, mut ticks) = mpsc::unbounded_channel();
        let (count, inner) = (AtomicUsize::new(0), Arc::clone(&event_loop));
        let callback = move |id| {
            let tick = count.fetch_add(1, Ordering::SeqCst) + 1;
            if tick == 3 {
                inner.update_timer(id, None).unwrap();
            }
            let _ = sender.send(tick);
        };
        let timer = event_loop.add_timer(None, Box::new(callback)).unwrap();
        runtime.block_on(async {
            assert!(timeout(Duration::from_millis(5), ticks.recv()).await.is_err());
            event_loop.update_timer(timer, Some(Duration::from_millis(1))).unwrap();
            for expected in 1..=3 {
                assert_eq!(next(&mut ticks).await, expected);
            }
            assert!(timeout(Duration::from_millis(5), ticks.recv()).await.is_err());
            event_loop.update_timer(timer, Some(Duration::ZERO)).unwrap();
            assert_eq!(next(&mut ticks).await, 4);
            event_loop.remove_timer(timer).unwrap();
            while timeout(DEADLINE, ticks.recv()).await.unwrap().is_some() {}
        });
        let err = event_loop.remove_timer(timer).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::InvalidArg);
    }
}

#[test]
fn watches_end_with_the_runtime() {
    let runtime = current_thread();
    let event_loop = TokioLoop::new(runtime.handle().clone());
    let (ours, _theirs) = UnixStream::pair().unwrap();
    let (watch, mut bytes) = relay(&event_loop, ours);
    runtime.block_on(async { tokio::task::yield_now().await });
    drop(runtime);
    assert!(event_loop.remove_watch(watch).is_err());
    assert_eq!(bytes.try_recv(), Err(mpsc::error::TryRecvError::Disconnected));
}
