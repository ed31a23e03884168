//! The loop of a process that registers none. The choice is made once, so this is a program of
//! its own.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use virt_core::ErrorKind;
use virt_core::api::event::EventHandleType as Events;
use virt_core::event_loop::{self, EpollLoop};

#[test]
fn the_built_in_loop_starts_when_it_is_needed() {
    let (sender, called) = mpsc::channel();
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let watch = event_loop::watch(Arc::new(ours), Events::READABLE, move |id, _| {
        event_loop::current().unwrap().remove_watch(id).unwrap();
        let name = thread::current().name().map(str::to_owned);
        sender.send(name).unwrap();
        panic!("a bug in one callback is nobody else's");
    });
    theirs.write_all(b"x").unwrap();
    let thread = called.recv_timeout(Duration::from_secs(30)).unwrap();
    assert_eq!(thread.as_deref(), Some("virt-events"));

    let (sender, called) = mpsc::channel();
    let timer = event_loop::timer(Some(Duration::from_millis(1)), move |_| {
        let _ = sender.send(());
    });
    called.recv_timeout(Duration::from_secs(30)).unwrap();
    drop((watch, timer));

    let err = event_loop::register(Arc::new(EpollLoop::new().unwrap())).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    assert_eq!(
        err.message(),
        "the built-in event loop is in use already, register another before the first connection \
         is opened"
    );
}
