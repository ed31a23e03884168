//! The conversation with one QEMU.

use std::collections::{HashMap, VecDeque};
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use tracing::{debug, trace, warn};

use super::command::Command;
use super::error::{QmpError, Refusal};
use super::message::{Event, Greeting, Message, Reply};
use super::output::Output;
use super::protocol::Protocol;

/// Commands that QEMU does not read are refused above this size.
const LARGEST_BACKLOG: usize = 4 << 20;

/// The id of the command that opens every conversation.
const NEGOTIATION: u64 = 0;

/// Receives what QEMU tells on its own account.
///
/// Both methods are called by whichever thread read the socket, in the order in which QEMU wrote,
/// never two at a time and never with a lock of the monitor held. An event that QEMU wrote before
/// a reply has been delivered when the call that waited for that reply returns. They must hand
/// on and return: a sink that waits for a command makes every caller of this monitor wait.
pub(crate) trait EventSink: Send + Sync {
    /// Takes the next event.
    fn event(&self, event: Event);

    /// Tells once that nothing more will come, and why.
    fn closed(&self, reason: &QmpError);
}

/// A sink for conversations in which nobody listens to events.
pub(crate) struct NoEvents;

impl EventSink for NoEvents {
    fn event(&self, event: Event) {
        trace!(event = event.name, "event nobody listens to");
    }

    fn closed(&self, _: &QmpError) {}
}

/// The conversation with the QEMU of one domain.
///
/// Any number of threads may use it at once. Each call has a deadline of its own; one that passes
/// leaves the connection as it is, and the late reply is thrown away by its id.
pub(crate) struct Monitor {
    domain: String,
    socket: UnixStream,
    sink: Box<dyn EventSink>,
    state: Mutex<State>,
    /// Signalled when a reply came, when the reader's place became free and at the end.
    changed: Condvar,
}

/// Commands that were sent and whose replies are to be fetched with [`Monitor::wait`].
#[derive(Debug)]
pub(crate) struct Tickets {
    commands: Vec<(u64, &'static str)>,
    sent: Instant,
}

/// Takes a reply whose caller has gone.
type Late = Box<dyn FnOnce(Result<Reply, Refusal>) + Send>;

struct State {
    next_id: u64,
    /// What each command that somebody waits for has got so far. A reply whose id is not here is
    /// late.
    pending: HashMap<u64, Option<Result<Reply, Refusal>>>,
    /// Who is told of late replies all the same.
    late: HashMap<u64, Late>,
    output: Output,
    greeting: Option<Greeting>,
    negotiated: bool,
    /// Away while one thread reads; only that thread touches the socket's input.
    reader: Option<Reader>,
    /// Set once, when the conversation has ended.
    end: Option<QmpError>,
}

struct Reader {
    protocol: Protocol,
    /// Read but not delivered yet.
    events: VecDeque<Event>,
}

impl Monitor {
    /// Begins a conversation over a connected socket, leaving QMP's negotiation mode.
    ///
    /// Does not wait for QEMU: a stopped process is noticed by the first call that waits for it.
    pub(crate) fn open(
        socket: UnixStream,
        domain: &str,
        sink: Box<dyn EventSink>,
    ) -> Result<Self, QmpError> {
        socket.set_nonblocking(true).map_err(|err| QmpError::io(domain, "open", &err))?;
        let mut state = State {
            next_id: NEGOTIATION + 1,
            pending: HashMap::new(),
            late: HashMap::new(),
            output: Output::default(),
            greeting: None,
            negotiated: false,
            reader: Some(Reader::new()),
            end: None,
        };
        // QEMU reads it after its greeting; waiting for that would cost one more round trip.
        let (line, _) = Command::new("qmp_capabilities").into_line(NEGOTIATION);
        state.output.push(line, Vec::new());
        let monitor = Monitor {
            domain: domain.to_owned(),
            socket,
            sink,
            state: Mutex::new(state),
            changed: Condvar::new(),
        };
        monitor.flush(&mut monitor.lock());
        Ok(monitor)
    }

    /// Waits until QEMU has greeted and takes commands, and returns its greeting.
    pub(crate) fn greeting(&self, deadline: Instant) -> Result<Greeting, QmpError> {
        let sent = Instant::now();
        self.drive(deadline, ("qmp_capabilities", sent), |state| {
            state.greeting.clone().filter(|_| state.negotiated)
        })
    }

    /// Runs one command and waits for its reply until `deadline`.
    pub(crate) fn execute(&self, command: Command, deadline: Instant) -> Result<Reply, QmpError> {
        let name = command.name();
        let tickets = self.send([command])?;
        let refused = |refusal| self.refused(name, refusal);
        match self.wait(tickets, deadline)?.pop() {
            Some(outcome) => outcome.map_err(refused),
            None => Err(QmpError::Closed { domain: self.domain.clone() }),
        }
    }

    /// Runs several commands in one round trip. QEMU runs them in this order, also after one that
    /// it refused; the first refusal is the error.
    pub(crate) fn execute_all(
        &self,
        commands: impl IntoIterator<Item = Command>,
        deadline: Instant,
    ) -> Result<Vec<Reply>, QmpError> {
        let tickets = self.send(commands)?;
        let names: Vec<_> = tickets.commands.iter().map(|(_, name)| *name).collect();
        let outcomes = self.wait(tickets, deadline)?;
        names
            .into_iter()
            .zip(outcomes)
            .map(|(name, outcome)| outcome.map_err(|refusal| self.refused(name, refusal)))
            .collect()
    }

    /// Sends commands without waiting for anything.
    pub(crate) fn send(
        &self,
        commands: impl IntoIterator<Item = Command>,
    ) -> Result<Tickets, QmpError> {
        let mut state = self.lock();
        state.check_open()?;
        if state.output.len() > LARGEST_BACKLOG {
            return Err(QmpError::Backlog {
                domain: self.domain.clone(),
                waiting: state.output.len(),
            });
        }
        let mut tickets = Tickets { commands: Vec::new(), sent: Instant::now() };
        for command in commands {
            let id = state.next_id;
            state.next_id += 1;
            let name = command.name();
            trace!(domain = self.domain, id, command = name, "send");
            let (line, descriptors) = command.into_line(id);
            state.output.push(line, descriptors);
            state.pending.insert(id, None);
            tickets.commands.push((id, name));
        }
        self.flush(&mut state);
        Ok(tickets)
    }

    /// Waits for the replies to what [`send`](Monitor::send) sent, in the order of the commands.
    ///
    /// When the deadline passes, all of them are given up: what still comes is thrown away.
    pub(crate) fn wait(
        &self,
        tickets: Tickets,
        deadline: Instant,
    ) -> Result<Vec<Result<Reply, Refusal>>, QmpError> {
        self.fetch(tickets, deadline, None)
    }

    /// Does what [`wait`](Monitor::wait) does. When the deadline passes, `later` gets the reply to
    /// the last command when it comes: on the thread that reads it, which waits until `later`
    /// returns. It is dropped when the conversation ends before.
    pub(crate) fn wait_or_hear(
        &self,
        tickets: Tickets,
        deadline: Instant,
        later: impl FnOnce(Result<Reply, Refusal>) + Send + 'static,
    ) -> Result<Vec<Result<Reply, Refusal>>, QmpError> {
        self.fetch(tickets, deadline, Some(Box::new(later)))
    }

    fn fetch(
        &self,
        tickets: Tickets,
        deadline: Instant,
        later: Option<Late>,
    ) -> Result<Vec<Result<Reply, Refusal>>, QmpError> {
        let ids: Vec<u64> = tickets.commands.iter().map(|(id, _)| *id).collect();
        let stuck = self.lock().stuck(&tickets);
        let outcome = self.drive(deadline, (stuck, tickets.sent), |state| state.take(&ids));
        if outcome.is_ok() {
            return outcome;
        }
        let mut state = self.lock();
        // They may have come at this very moment.
        if let Some(replies) = state.take(&ids) {
            return Ok(replies);
        }
        for id in &ids {
            state.pending.remove(id);
        }
        if let (Some(last), Some(later), None) = (ids.last(), later, &state.end) {
            state.late.insert(*last, later);
        }
        outcome
    }

    /// Reads and writes what can be without waiting: what an event loop calls when the socket is
    /// ready. Returns whether the conversation goes on.
    pub(crate) fn on_readable(&self) -> bool {
        let mut state = self.lock();
        if state.end.is_some() {
            return false;
        }
        // A caller who reads at this moment does the same work.
        let Some(mut reader) = state.reader.take() else { return true };
        drop(state);
        self.read(&mut reader);
        state = self.lock();
        self.give_back(&mut state, reader);
        state.end.is_none()
    }

    /// Ends the conversation from this side; QEMU goes on and can be connected to again.
    pub(crate) fn close(&self) {
        let _ = self.socket.shutdown(std::net::Shutdown::Both);
        self.end(QmpError::Closed { domain: self.domain.clone() }, false);
    }

    /// Whether the conversation has ended, and how.
    pub(crate) fn end_reason(&self) -> Option<QmpError> {
        self.lock().end.clone()
    }

    /// Waits until `done` gives something, reading the socket whenever no other thread does.
    fn drive<T>(
        &self,
        deadline: Instant,
        (command, since): (&'static str, Instant),
        mut done: impl FnMut(&mut State) -> Option<T>,
    ) -> Result<T, QmpError> {
        let mut state = self.lock();
        loop {
            if let Some(value) = done(&mut state) {
                return Ok(value);
            }
            state.check_open()?;
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(QmpError::Timeout {
                    domain: self.domain.clone(),
                    command,
                    waited: since.elapsed(),
                });
            }
            state = match state.reader.take() {
                Some(mut reader) => {
                    let writing = !state.output.is_empty();
                    drop(state);
                    self.wait_ready(left, writing);
                    self.read(&mut reader);
                    let mut state = self.lock();
                    self.give_back(&mut state, reader);
                    state
                }
                None => {
                    let waited = self.changed.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// Sleeps until the socket has something to read, or room for what is to be written.
    fn wait_ready(&self, left: Duration, writing: bool) {
        let mut interest = PollFlags::IN;
        interest.set(PollFlags::OUT, writing);
        let mut descriptors = [PollFd::new(&self.socket, interest)];
        let timeout = Timespec::try_from(left).ok();
        match poll(&mut descriptors, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(err) => self.end(QmpError::io(&self.domain, "read from", &err.into()), true),
        }
    }

    /// Reads all that has arrived and delivers it. Only the thread that took the reader calls it.
    fn read(&self, reader: &mut Reader) {
        let mut buffer = [0; 16 << 10];
        loop {
            match (&self.socket).read(&mut buffer) {
                Ok(0) => {
                    return self.end(QmpError::Closed { domain: self.domain.clone() }, true);
                }
                Ok(count) => {
                    let Err(reason) = self.deliver(reader, &buffer[..count]) else { continue };
                    warn!(domain = self.domain, reason, "the monitor sent what is not QMP");
                    let domain = self.domain.clone();
                    return self.end(QmpError::Protocol { domain, reason }, true);
                }
                Err(err) if err.kind() == io::ErrorKind::WouldBlock => return,
                Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
                // How a socket ends whose peer died with unread commands.
                Err(err) if err.kind() == io::ErrorKind::ConnectionReset => {
                    return self.end(QmpError::Closed { domain: self.domain.clone() }, true);
                }
                Err(err) => {
                    return self.end(QmpError::io(&self.domain, "read from", &err), true);
                }
            }
        }
    }

    /// Takes the messages out of what was read: events to the sink, then replies to their callers.
    fn deliver(&self, reader: &mut Reader, bytes: &[u8]) -> Result<(), String> {
        let Reader { protocol, events } = reader;
        let mut replies = Vec::new();
        let mut outcome = Ok(());
        let fed = protocol.feed(bytes, |message| match message {
            Message::Event(event) => events.push_back(event),
            Message::Reply { id: NEGOTIATION, outcome: Err(refusal) } => {
                outcome = Err(format!("refused to negotiate: {refusal}"));
            }
            other => replies.push(other),
        });
        for event in events.drain(..) {
            trace!(domain = self.domain, event = event.name, "event");
            self.sink.event(event);
        }
        let mut state = self.lock();
        let domain = &self.domain;
        let late: Vec<_> =
            replies.into_iter().filter_map(|message| state.accept(domain, message)).collect();
        drop(state);
        self.changed.notify_all();
        for (hear, outcome) in late {
            hear(outcome);
        }
        fed.and(outcome)
    }

    /// Puts the reader back, finishes writing and wakes the callers: one of them reads next.
    fn give_back(&self, state: &mut MutexGuard<'_, State>, reader: Reader) {
        state.reader = Some(reader);
        self.flush(state);
        self.changed.notify_all();
    }

    /// Writes what can be written now. A failure is left for the reader to find: what QEMU said
    /// before it went away still has to be read.
    fn flush(&self, state: &mut MutexGuard<'_, State>) {
        if let Err(err) = state.output.flush(&self.socket) {
            debug!(domain = self.domain, %err, "cannot write to the monitor");
            state.output = Output::default();
        }
    }

    fn end(&self, reason: QmpError, tell: bool) {
        let mut state = self.lock();
        if state.end.is_some() {
            return;
        }
        state.end = Some(reason.clone());
        let late = std::mem::take(&mut state.late);
        drop(state);
        drop(late);
        self.changed.notify_all();
        if tell {
            self.sink.closed(&reason);
        }
    }

    /// The error that `refusal` of the command called `command` is.
    pub(crate) fn refused(&self, command: &'static str, refusal: Refusal) -> QmpError {
        QmpError::Refused { domain: self.domain.clone(), command, refusal }
    }

    /// Nothing in here is left half done by a panic, so a poisoned lock is as good as any.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an event loop watches for reading.
impl AsFd for Monitor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

impl State {
    fn check_open(&self) -> Result<(), QmpError> {
        self.end.clone().map_or(Ok(()), Err)
    }

    /// The replies to all of `ids`, once they are there.
    fn take(&mut self, ids: &[u64]) -> Option<Vec<Result<Reply, Refusal>>> {
        let complete = ids.iter().all(|id| matches!(self.pending.get(id), Some(Some(_))));
        complete.then(|| ids.iter().filter_map(|id| self.pending.remove(id)?).collect())
    }

    /// The name of the command that a batch is stuck at: its first one without a reply.
    fn stuck(&self, tickets: &Tickets) -> &'static str {
        let waits = |(id, _): &&(u64, &str)| matches!(self.pending.get(id), Some(None));
        let first = tickets.commands.iter().find(waits).or(tickets.commands.first());
        first.map_or("", |(_, name)| name)
    }

    /// Takes a message. Returns who is to be told of a reply that is late.
    fn accept(&mut self, domain: &str, message: Message) -> Option<(Late, Result<Reply, Refusal>)> {
        match message {
            Message::Greeting(greeting) => self.greeting = Some(greeting),
            Message::Reply { id: NEGOTIATION, .. } => self.negotiated = true,
            Message::Reply { id, outcome } => match self.pending.get_mut(&id) {
                Some(slot) => *slot = Some(outcome),
                None => match self.late.remove(&id) {
                    Some(hear) => return Some((hear, outcome)),
                    None => debug!(domain, id, "late reply thrown away"),
                },
            },
            Message::Unaddressed(refusal) => {
                warn!(domain, %refusal, "QEMU could not read a command");
            }
            Message::Event(_) => {}
        }
        None
    }
}

impl Reader {
    fn new() -> Self {
        Reader { protocol: Protocol::new(), events: VecDeque::new() }
    }
}
