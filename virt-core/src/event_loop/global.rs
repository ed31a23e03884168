//! The one event loop of the process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::{EpollLoop, EventLoop};
use crate::{Error, ErrorKind, Result};

static CHOSEN: Mutex<Option<Chosen>> = Mutex::new(None);

struct Chosen {
    event_loop: Arc<dyn EventLoop>,
    by: By,
}

#[derive(Clone, Copy, PartialEq)]
enum By {
    Program,
    FirstUse,
}

/// Makes `event_loop` the loop of this process, for everything that virt watches.
///
/// # Errors
///
/// [`ErrorKind::OperationInvalid`] when the process has a loop already: one was registered, or
/// something was watched, for example by an open connection, and the built-in loop was started.
pub fn register(event_loop: Arc<dyn EventLoop>) -> Result<()> {
    let mut chosen = lock();
    match &*chosen {
        None => {
            *chosen = Some(Chosen { event_loop, by: By::Program });
            Ok(())
        }
        Some(Chosen { by: By::Program, .. }) => Err(invalid("an event loop is registered already")),
        Some(Chosen { by: By::FirstUse, .. }) => Err(invalid(
            "the built-in event loop is in use already, register another before the first \
             connection is opened",
        )),
    }
}

/// Makes the built-in loop the loop of this process and hands it to the program, which drives it:
/// nothing is watched unless [`run`](EpollLoop::run) or [`run_once`](EpollLoop::run_once) is
/// called.
///
/// # Errors
///
/// As [`register`], and [`ErrorKind::SystemError`] when the process has no descriptor left.
pub fn register_default() -> Result<Arc<EpollLoop>> {
    let event_loop = Arc::new(EpollLoop::new()?);
    register(Arc::clone(&event_loop) as Arc<dyn EventLoop>)?;
    Ok(event_loop)
}

/// The loop of this process: the registered one, or the built-in one, which this starts on a
/// thread of its own.
///
/// # Errors
///
/// [`ErrorKind::SystemError`] when the built-in loop cannot start.
pub fn current() -> Result<Arc<dyn EventLoop>> {
    let mut chosen = lock();
    if let Some(chosen) = &*chosen {
        return Ok(Arc::clone(&chosen.event_loop));
    }
    let event_loop: Arc<dyn EventLoop> = start()?;
    *chosen = Some(Chosen { event_loop: Arc::clone(&event_loop), by: By::FirstUse });
    Ok(event_loop)
}

fn start() -> Result<Arc<EpollLoop>> {
    let event_loop = Arc::new(EpollLoop::new()?);
    let on_thread = Arc::clone(&event_loop);
    let thread = thread::Builder::new().name("virt-events".into());
    thread.spawn(move || serve(&on_thread)).map_err(|err| {
        Error::new(ErrorKind::SystemError, "cannot start the event loop's thread").with_source(err)
    })?;
    Ok(event_loop)
}

/// A callback that panics is a bug, but not one that everything else that is watched should
/// suffer from.
fn serve(event_loop: &EpollLoop) {
    loop {
        let turn = std::panic::AssertUnwindSafe(|| event_loop.run());
        match std::panic::catch_unwind(turn) {
            Ok(Ok(())) => return,
            Ok(Err(err)) => return tracing::error!(%err, "the event loop ended"),
            Err(_) => tracing::error!("a callback of the event loop panicked"),
        }
    }
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::OperationInvalid, message)
}

/// Nothing panics while it holds the lock, so what it guards is whole.
fn lock() -> MutexGuard<'static, Option<Chosen>> {
    CHOSEN.lock().unwrap_or_else(PoisonError::into_inner)
}
