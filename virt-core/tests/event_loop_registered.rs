//! The loop of a process that registers its own and drives it. The choice is made once, so this
//! is a program of its own.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, mpsc};
use std::thread;

use virt_core::ErrorKind;
use virt_core::api::event::EventHandleType as Events;
use virt_core::event_loop::{self, EpollLoop};

#[test]
fn the_program_drives_the_loop_that_it_registered() {
    let ours = event_loop::register_default().unwrap();
    let err = event_loop::register(Arc::new(EpollLoop::new().unwrap())).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    assert_eq!(err.message(), "an event loop is registered already");

    let (sender, called) = mpsc::channel();
    let (one, mut other) = UnixStream::pair().unwrap();
    let watch = event_loop::watch(Arc::new(one), Events::READABLE, move |_, _| {
        sender.send(thread::current().id()).unwrap();
    });
    other.write_all(b"x").unwrap();
    ours.run_once(None).unwrap();
    assert_eq!(called.try_recv(), Ok(thread::current().id()));
    drop(watch);
}
