//! Streams within the process.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use nix::sys::eventfd::{EfdFlags, EventFd};

use super::buffer::Buffer;
use super::failure::{Failure, invalid};
use super::{Section, StreamCallback, StreamDriver, Transfer};
use crate::api::event::EventHandleType;
use crate::api::stream::{StreamEventType as Events, StreamFlags, StreamRecvFlags};
use crate::event_loop::{self, Watch};
use crate::{Error, ErrorKind, Result};

/// How many bytes are on their way in each direction unless the maker says otherwise.
const DEFAULT_CAPACITY: usize = 256 * 1024;

/// Makes two ends of a stream within this process, with room for 256 KiB in each direction.
///
/// A driver keeps one end and gives the other to the program. Whoever sends faster than the other
/// end receives has to wait.
///
/// ```
/// use std::io::{Read, Write};
///
/// use virt_core::stream::{self, Stream};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (ours, theirs) = stream::pipe();
/// let driver = std::thread::spawn(move || {
///     let mut stream = Stream::new(ours);
///     let mut text = String::new();
///     stream.read_to_string(&mut text)?;
///     stream.write_all(text.to_uppercase().as_bytes())?;
///     stream.finish().map_err(std::io::Error::other)
/// });
///
/// let mut stream = Stream::new(theirs);
/// stream.write_all(b"hello")?;
/// stream.end_sending()?;
/// let mut text = String::new();
/// stream.read_to_string(&mut text)?;
/// assert_eq!(text, "HELLO");
/// stream.finish()?;
/// driver.join().unwrap()?;
/// # Ok(())
/// # }
/// ```
pub fn pipe() -> (PipeEnd, PipeEnd) {
    pipe_with_capacity(DEFAULT_CAPACITY)
}

/// Makes two ends of a stream with room for `capacity` bytes in each direction, at least one.
pub fn pipe_with_capacity(capacity: usize) -> (PipeEnd, PipeEnd) {
    let end = || End {
        incoming: Buffer::new(capacity),
        sent_all: false,
        finished: false,
        callback: None,
    };
    let state = State { ends: [end(), end()], failure: None };
    let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
    (PipeEnd { shared: Arc::clone(&shared), side: 0 }, PipeEnd { shared, side: 1 })
}

/// One end of a stream within the process; see [`pipe`].
pub struct PipeEnd {
    shared: Arc<Shared>,
    side: usize,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    ends: [End; 2],
    failure: Option<Broken>,
}

struct Broken {
    /// Which end broke the stream.
    by: usize,
    /// What the other end is told.
    why: Failure,
}

struct End {
    /// What the other end sent.
    incoming: Buffer,
    sent_all: bool,
    finished: bool,
    callback: Option<Callback>,
}

struct Callback {
    interest: Events,
    /// Readable exactly while one of the wanted events is the case.
    ready: Arc<EventFd>,
    is_ready: bool,
    /// None until the loop watches `ready`. Dropped without the lock, for it drops what the
    /// program's callback owns.
    watch: Option<Watch>,
}

impl PipeEnd {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.lock()
    }

    /// Runs `step` until it has an answer, and waits for changes in between.
    fn wait_for<T>(&self, mut step: impl FnMut(&mut State) -> Result<Option<T>>) -> Result<T> {
        let mut state = self.lock();
        loop {
            if let Some(answer) = step(&mut state)? {
                self.shared.changed(&mut state);
                return Ok(answer);
            }
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Like [`wait_for`](Self::wait_for), but answers instead of waiting if `mode` says so.
    fn transfer(
        &self,
        mode: StreamFlags,
        mut step: impl FnMut(&mut State) -> Result<Option<Transfer>>,
    ) -> Result<Transfer> {
        self.wait_for(|state| {
            let answer = step(state)?;
            let patient = !mode.contains(StreamFlags::NONBLOCK);
            Ok(if patient { answer } else { answer.or(Some(Transfer::WouldBlock)) })
        })
    }

    fn break_off(&self, why: Failure) {
        let mut state = self.lock();
        let over = state.ends.iter().all(|end| end.finished);
        if over || state.failure.is_some() {
            return;
        }
        state.failure = Some(Broken { by: self.side, why });
        state.ends.iter_mut().for_each(|end| end.incoming.clear());
        self.shared.changed(&mut state);
    }

    fn take_callback(&self) -> Option<Callback> {
        self.lock().ends[self.side].callback.take()
    }

    /// Connects the callback's descriptor to the event loop.
    fn watch(&self, ready: Arc<EventFd>, mut callback: StreamCallback) -> Result<Watch> {
        let (shared, side) = (Arc::downgrade(&self.shared), self.side);
        event_loop::watch(ready, EventHandleType::READABLE, move |_, _| {
            let events = shared.upgrade().map_or(Events::empty(), |shared| {
                let state = shared.lock();
                state.wanted(side)
            });
            if !events.is_empty() {
                callback(events);
            }
        })
    }
}

impl State {
    /// What `side` can do now: whatever would not have to wait.
    fn events(&self, side: usize) -> Events {
        let (end, other) = (&self.ends[side], &self.ends[1 - side]);
        let mut events = Events::empty();
        if self.failure.is_some() {
            return Events::READABLE | Events::WRITABLE | Events::ERROR | Events::HANGUP;
        }
        if !end.incoming.is_empty() || other.sent_all {
            events |= Events::READABLE;
        }
        if other.incoming.has_room() || other.finished {
            events |= Events::WRITABLE;
        }
        if other.finished {
            events |= Events::HANGUP;
        }
        events
    }

    /// What the callback of `side` is to be called with, if anything.
    fn wanted(&self, side: usize) -> Events {
        let Some(callback) = &self.ends[side].callback else { return Events::empty() };
        if callback.interest.is_empty() {
            return Events::empty();
        }
        self.events(side) & (callback.interest | Events::ERROR | Events::HANGUP)
    }

    /// The error of a call by `side` on a stream that is broken.
    fn unbroken(&self, side: usize) -> Result<()> {
        match &self.failure {
            Some(broken) if broken.by != side => Err(broken.why.to_error()),
            Some(_) => Err(Failure::aborted("the stream was aborted").to_error()),
            None => Ok(()),
        }
    }

    /// The error of a call by `side` on a stream that is broken or that `side` has finished.
    fn usable(&self, side: usize) -> Result<()> {
        self.unbroken(side)?;
        if self.ends[side].finished {
            return Err(invalid("the stream is finished"));
        }
        Ok(())
    }

    /// The error of sending from `side`.
    fn sendable(&self, side: usize) -> Result<()> {
        self.usable(side)?;
        if self.ends[side].sent_all {
            return Err(invalid("the end of the data was sent already"));
        }
        if self.ends[1 - side].finished {
            return Err(invalid("the other end has finished the stream, nobody would read this"));
        }
        Ok(())
    }
}

impl Shared {
    /// Nothing panics while it holds the lock, so what it guards is whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everyone who waits that something may have changed.
    fn changed(&self, state: &mut State) {
        for side in 0..2 {
            let ready = !state.wanted(side).is_empty();
            let Some(callback) = &mut state.ends[side].callback else { continue };
            if ready == callback.is_ready {
                continue;
            }
            // The counter is 0 or 1, so neither call can block or fail.
            let _ = if ready {
                callback.ready.write(1).map(drop)
            } else {
                callback.ready.read().map(drop)
            };
            callback.is_ready = ready;
        }
        self.changed.notify_all();
    }
}

impl StreamDriver for PipeEnd {
    fn send(&self, data: &[u8], mode: StreamFlags) -> Result<Transfer> {
        self.transfer(mode, |state| {
            state.sendable(self.side)?;
            let target = &mut state.ends[1 - self.side].incoming;
            let fits = data.is_empty() || target.has_room();
            Ok(fits.then(|| Transfer::Bytes(target.push(data))))
        })
    }

    fn receive_flags(
        &self,
        buffer: &mut [u8],
        flags: StreamRecvFlags,
        mode: StreamFlags,
    ) -> Result<Transfer> {
        self.transfer(mode, |state| {
            state.usable(self.side)?;
            if buffer.is_empty() {
                return Ok(Some(Transfer::Bytes(0)));
            }
            if let Some(transfer) = state.ends[self.side].incoming.pull(buffer, flags) {
                return Ok(Some(transfer));
            }
            Ok(state.ends[1 - self.side].sent_all.then_some(Transfer::End))
        })
    }

    fn send_hole(&self, length: u64, mode: StreamFlags) -> Result<Transfer> {
        self.transfer(mode, |state| {
            state.sendable(self.side)?;
            let target = &mut state.ends[1 - self.side].incoming;
            let sent = length == 0 || target.push_hole(length);
            Ok(sent.then_some(Transfer::Bytes(0)))
        })
    }

    fn receive_hole(&self) -> Result<u64> {
        self.wait_for(|state| {
            state.usable(self.side)?;
            Ok(Some(state.ends[self.side].incoming.pull_hole()))
        })
    }

    fn in_data(&self) -> Result<Section> {
        let state = self.lock();
        state.usable(self.side)?;
        let over = state.ends[1 - self.side].sent_all;
        let nothing = if over { Section::End } else { Section::Data(0) };
        Ok(state.ends[self.side].incoming.front().unwrap_or(nothing))
    }

    fn add_callback(&self, events: Events, callback: StreamCallback) -> Result<()> {
        let flags = EfdFlags::EFD_CLOEXEC | EfdFlags::EFD_NONBLOCK;
        let ready = EventFd::from_value_and_flags(0, flags).map_err(|err| {
            Error::new(ErrorKind::SystemError, "cannot make a descriptor for a stream's callback")
                .with_source(err)
        })?;
        let ready = Arc::new(ready);
        let mut state = self.lock();
        if state.ends[self.side].callback.is_some() {
            return Err(invalid("the stream has a callback already"));
        }
        let descriptor = Arc::clone(&ready);
        let entry = Callback { interest: events, ready, is_ready: false, watch: None };
        state.ends[self.side].callback = Some(entry);
        self.shared.changed(&mut state);
        drop(state);

        let watch = match self.watch(Arc::clone(&descriptor), callback) {
            Ok(watch) => watch,
            Err(err) => {
                drop(self.take_callback());
                return Err(err);
            }
        };
        let mut state = self.lock();
        match &mut state.ends[self.side].callback {
            // The callback may have removed itself, and even been replaced, by now.
            Some(entry) if Arc::ptr_eq(&entry.ready, &descriptor) => entry.watch = Some(watch),
            _ => {
                drop(state);
                drop(watch);
            }
        }
        Ok(())
    }

    fn update_callback(&self, events: Events) -> Result<()> {
        let mut state = self.lock();
        let Some(callback) = &mut state.ends[self.side].callback else { return Err(no_callback()) };
        callback.interest = events;
        self.shared.changed(&mut state);
        Ok(())
    }

    fn remove_callback(&self) -> Result<()> {
        self.take_callback().map(drop).ok_or_else(no_callback)
    }

    fn end_sending(&self) -> Result<()> {
        let mut state = self.lock();
        state.usable(self.side)?;
        state.ends[self.side].sent_all = true;
        self.shared.changed(&mut state);
        Ok(())
    }

    fn finish(&self) -> Result<()> {
        let mut begun = false;
        self.wait_for(|state| {
            if !begun {
                state.usable(self.side)?;
                begun = true;
                let end = &mut state.ends[self.side];
                (end.sent_all, end.finished) = (true, true);
                end.incoming.clear();
                self.shared.changed(state);
            }
            state.unbroken(self.side)?;
            Ok(state.ends[1 - self.side].finished.then_some(()))
        })
    }

    fn abort(&self) -> Result<()> {
        self.break_off(Failure::aborted("the other end aborted the stream"));
        Ok(())
    }

    fn fail(&self, error: Error) -> Result<()> {
        self.break_off(Failure::of(&error));
        Ok(())
    }
}

impl Drop for PipeEnd {
    fn drop(&mut self) {
        self.break_off(Failure::aborted("the other end went away before it finished the stream"));
        drop(self.take_callback());
    }
}

impl fmt::Debug for PipeEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PipeEnd").field("side", &self.side).finish_non_exhaustive()
    }
}

pub(super) fn no_callback() -> Error {
    invalid("the stream has no callback")
}
