//! Bytes from the user to the guest and back.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use virt::stream::Stream;

use super::output;
use crate::output::Failure;
use crate::terminal::{Escape, Interrupts};

/// How long a guest is silent before it is taken to have answered all that was in a pipe.
const SILENCE: Duration = Duration::from_secs(2);

/// How many pieces of a pipe's input may be on their way to a guest that does not read them.
const ON_THE_WAY: usize = 16;

/// How a console ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The guest or its hypervisor ended it.
    Closed,
    /// The user typed the escape character.
    Left,
    /// The input is over, and the guest has nothing more to say.
    Silent,
    /// A signal asked the program to end.
    Interrupted,
}

impl End {
    /// The word for programs.
    pub(super) fn word(self) -> &'static str {
        match self {
            End::Closed => "closed",
            End::Left => "left",
            End::Silent => "silent",
            End::Interrupted => "interrupted",
        }
    }
}

/// What the threads tell the one that waits, as single bytes.
mod news {
    /// The guest has printed something.
    pub(super) const PRINTED: u8 = b'p';
    /// A piece of input has reached the guest.
    pub(super) const SENT: u8 = b's';
    /// The console has ended, in one direction at least.
    pub(super) const ENDED: u8 = b'e';
}

/// Copies until something ends it.
pub(super) fn until_end(
    stream: &Stream,
    escape: Option<&Escape>,
    interrupts: &Interrupts,
    json: bool,
) -> Result<End, Failure> {
    let (news, teller) = UnixStream::pair().map_err(super::cannot)?;
    news.set_nonblocking(true).map_err(super::cannot)?;
    let (input, pieces) = mpsc::channel();
    thread::scope(|scope| {
        let (ours, theirs) = (&teller, &teller);
        let printing = scope.spawn(move || print(stream, ours, json));
        let sending = scope.spawn(move || send(stream, theirs, pieces));
        let end = wait(&news, escape, interrupts, input);
        // Both threads return from whatever they wait for.
        let _ = stream.abort();
        let printed = printing.join().unwrap_or(Ok(()));
        let sent = sending.join().unwrap_or(Ok(()));
        match end? {
            End::Closed => printed.and(sent).map(|()| End::Closed).map_err(Failure::from),
            end => Ok(end),
        }
    })
}

/// Prints what the guest prints, until the console ends or nobody reads any more.
fn print(stream: &Stream, teller: &UnixStream, json: bool) -> virt::Result<()> {
    let printer = output::Printer::new(json, || tell(teller, news::PRINTED));
    let result = output::all(stream, printer);
    tell(teller, news::ENDED);
    result
}

/// Sends the guest each piece of input.
fn send(stream: &Stream, teller: &UnixStream, pieces: Receiver<Vec<u8>>) -> virt::Result<()> {
    let result = pieces.iter().try_for_each(|piece| {
        stream.send_all(&piece[..])?;
        tell(teller, news::SENT);
        Ok(())
    });
    if result.is_err() {
        tell(teller, news::ENDED);
    }
    result
}

fn tell(mut teller: &UnixStream, what: u8) {
    // Nobody listens any more when the console is left.
    let _ = teller.write_all(&[what]);
}

/// What the waiting thread knows.
struct Waiting<'a> {
    escape: Option<&'a Escape>,
    /// Where input goes; none after its end.
    input: Option<Sender<Vec<u8>>>,
    on_the_way: usize,
    any_input: bool,
    last_sign: Instant,
}

/// Hands on the user's input until something ends the console.
fn wait(
    mut news: &UnixStream,
    escape: Option<&Escape>,
    interrupts: &Interrupts,
    input: Sender<Vec<u8>>,
) -> Result<End, Failure> {
    let mut waiting = Waiting {
        escape,
        input: Some(input),
        on_the_way: 0,
        any_input: false,
        last_sign: Instant::now(),
    };
    let stdin = io::stdin();
    loop {
        let Some(timeout) = waiting.timeout() else { return Ok(End::Silent) };
        let mut sources = vec![
            PollFd::new(interrupts.as_fd(), PollFlags::POLLIN),
            PollFd::new(news.as_fd(), PollFlags::POLLIN),
        ];
        if waiting.takes_input() {
            sources.push(PollFd::new(stdin.as_fd(), PollFlags::POLLIN));
        }
        match poll(&mut sources, timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(err) => return Err(super::cannot(err.into())),
        }
        let mut ready = sources.iter().map(|source| source.any().unwrap_or(false));
        let (interrupted, told, typed) = (ready.next(), ready.next(), ready.next());
        if interrupted == Some(true) {
            return Ok(End::Interrupted);
        }
        if told == Some(true) && waiting.hear(&mut news) {
            return Ok(End::Closed);
        }
        if typed == Some(true) && waiting.take_input().map_err(super::cannot)? {
            return Ok(End::Left);
        }
    }
}

impl Waiting<'_> {
    /// How long to wait for the next sign; none when the silence has lasted long enough.
    fn timeout(&self) -> Option<PollTimeout> {
        if self.input.is_some() || !self.any_input || self.on_the_way > 0 {
            return Some(PollTimeout::NONE);
        }
        let left = SILENCE.checked_sub(self.last_sign.elapsed())?;
        // Rounded up: a wait of no milliseconds would not wait.
        Some(PollTimeout::try_from(left + Duration::from_millis(1)).unwrap_or(PollTimeout::MAX))
    }

    /// A terminal is always read, so that the escape character gets through to us.
    fn takes_input(&self) -> bool {
        self.input.is_some() && (self.escape.is_some() || self.on_the_way < ON_THE_WAY)
    }

    /// Hears what the threads tell; whether the console has ended.
    fn hear(&mut self, news: &mut &UnixStream) -> bool {
        let mut bytes = [0; 256];
        let count = news.read(&mut bytes).unwrap_or(0);
        self.last_sign = Instant::now();
        let told = &bytes[..count];
        let sent = told.iter().filter(|byte| **byte == news::SENT).count();
        self.on_the_way = self.on_the_way.saturating_sub(sent);
        told.contains(&news::ENDED)
    }

    /// Takes what the user typed; whether the escape character was among it.
    fn take_input(&mut self) -> io::Result<bool> {
        let mut bytes = [0; 4096];
        // Past the buffer of the standard library, whose content no poll would tell of.
        let count = match nix::unistd::read(io::stdin(), &mut bytes) {
            Ok(count) => count,
            Err(Errno::EINTR | Errno::EAGAIN) => return Ok(false),
            // What a terminal says that was hung up.
            Err(Errno::EIO) => 0,
            Err(err) => return Err(err.into()),
        };
        if count == 0 {
            self.input = None;
            // Nobody is left at the terminal to type the escape character.
            return Ok(self.escape.is_some());
        }
        let typed = &bytes[..count];
        let escape = self.escape.and_then(|escape| typed.iter().position(|b| *b == escape.byte));
        let kept = &typed[..escape.unwrap_or(count)];
        if let Some(input) = self.input.as_ref().filter(|_| !kept.is_empty()) {
            self.any_input = true;
            self.last_sign = Instant::now();
            // When its receiver is gone, so is the console, and news of that are on their way.
            if input.send(kept.to_vec()).is_ok() {
                self.on_the_way += 1;
            }
        }
        Ok(escape.is_some())
    }
}
