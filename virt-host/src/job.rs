//! One change at a time to each object, with a deadline for those who wait.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use virt_core::{Error, ErrorKind, Result};

use crate::Deadline;

/// The right to change one object, which one caller at a time has.
///
/// Those who wait get it in the order in which they asked. Reading an object needs no job: readers
/// take its [`Published`](crate::Published) state. Clones stand for the same slot.
///
/// ```
/// use std::time::Duration;
/// use virt_host::{Deadline, JobSlot};
///
/// let slot = JobSlot::new("domain 'web'");
/// let suspending = slot.begin("virt-cli (pid 7)", "suspend", Deadline::default())?;
///
/// let err = slot.begin("virtd", "start", Deadline::after(Duration::ZERO)).unwrap_err();
/// assert!(err.message().starts_with(
///     "cannot start domain 'web': job 'suspend' held by virt-cli (pid 7) for 0.0 s"
/// ));
/// drop(suspending);
/// let _starting = slot.begin("virtd", "start", Deadline::default())?;
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct JobSlot(Arc<Slot>);

#[derive(Debug)]
struct Slot {
    /// `domain 'web'`.
    object: Mutex<String>,
    queue: Mutex<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    holder: Option<(Ticket, Job)>,
    waiting: VecDeque<Waiting>,
    last_ticket: Ticket,
}

type Ticket = u64;

#[derive(Debug)]
struct Waiting {
    ticket: Ticket,
    owner: String,
    action: String,
    /// A condition each, so that a job that ends wakes one thread and not all.
    turn: Arc<Condvar>,
}

/// A job that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Who holds it: a client, a program, an event of the guest.
    pub owner: String,
    /// What for: the verb of the change, `suspend`.
    pub action: String,
    /// Since when.
    pub since: Instant,
}

impl Job {
    /// How long it has been held.
    pub fn age(&self) -> Duration {
        self.since.elapsed()
    }
}

/// `job 'suspend' held by virt-cli (pid 7) for 12.3 s`.
impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let age = self.age().as_secs_f64();
        write!(f, "job '{}' held by {} for {age:.1} s", self.action, self.owner)
    }
}

impl JobSlot {
    /// A slot that nobody holds, for the object that messages call `object`: `domain 'web'`.
    pub fn new(object: impl Into<String>) -> JobSlot {
        JobSlot(Arc::new(Slot { object: Mutex::new(object.into()), queue: Mutex::default() }))
    }

    /// Names the object differently in messages from now on, after it was renamed.
    pub fn rename(&self, object: impl Into<String>) {
        *self.0.object.lock().unwrap_or_else(PoisonError::into_inner) = object.into();
    }

    /// Takes the job for `owner`, who wants to `action` the object (a verb: `start`), waiting for
    /// it until the `deadline` at most.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationTimeout`] at the deadline, naming who holds the job, what for and for
    /// how long.
    pub fn begin(&self, owner: &str, action: &str, deadline: Deadline) -> Result<JobGuard> {
        let mut queue = self.queue();
        queue.last_ticket += 1;
        let ticket = queue.last_ticket;
        let guard = || JobGuard { slot: self.clone(), ticket };
        if queue.holder.is_none() {
            queue.hold(ticket, owner.to_owned(), action.to_owned());
            return Ok(guard());
        }
        let turn = Arc::new(Condvar::new());
        queue.waiting.push_back(Waiting {
            ticket,
            owner: owner.to_owned(),
            action: action.to_owned(),
            turn: Arc::clone(&turn),
        });
        loop {
            let left = deadline.remaining();
            if left.is_zero() {
                queue.waiting.retain(|waiting| waiting.ticket != ticket);
                return Err(self.timed_out(action, &queue));
            }
            let woken = turn.wait_timeout(queue, left).unwrap_or_else(PoisonError::into_inner);
            queue = woken.0;
            // Whoever held the job before has made this caller its holder.
            if queue.holder.as_ref().is_some_and(|(holder, _)| *holder == ticket) {
                return Ok(guard());
            }
        }
    }

    /// Returns the job that is held; none while nobody changes the object.
    pub fn current(&self) -> Option<Job> {
        self.queue().holder.as_ref().map(|(_, job)| job.clone())
    }

    /// How many callers wait.
    pub fn waiting(&self) -> usize {
        self.queue().waiting.len()
    }

    fn timed_out(&self, action: &str, queue: &Queue) -> Error {
        let object = self.0.object.lock().unwrap_or_else(PoisonError::into_inner);
        let mut message = format!("cannot {action} {object}");
        if let Some((_, job)) = &queue.holder {
            message += &format!(": {job}");
        }
        match queue.waiting.len() {
            0 => {}
            1 => message += ", 1 other change waits for it",
            others => message += &format!(", {others} other changes wait for it"),
        }
        Error::new(ErrorKind::OperationTimeout, message)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn hold(&mut self, ticket: Ticket, owner: String, action: String) {
        self.holder = Some((ticket, Job { owner, action, since: Instant::now() }));
    }

    /// Hands the job to whoever has waited longest.
    fn pass_on(&mut self) {
        self.holder = None;
        if let Some(next) = self.waiting.pop_front() {
            self.hold(next.ticket, next.owner, next.action);
            next.turn.notify_one();
        }
    }
}

/// The job, while it is held; dropping it lets the next caller have it.
///
/// It may move to another thread, and outlive the call that took it: a migration holds its job
/// for hours.
#[derive(Debug)]
#[must_use = "the job ends when the guard is dropped"]
pub struct JobGuard {
    slot: JobSlot,
    ticket: Ticket,
}

impl JobGuard {
    /// The slot whose job this is.
    pub fn slot(&self) -> &JobSlot {
        &self.slot
    }
}

impl Drop for JobGuard {
    fn drop(&mut self) {
        let mut queue = self.slot.queue();
        debug_assert_eq!(queue.holder.as_ref().map(|(ticket, _)| *ticket), Some(self.ticket));
        queue.pass_on();
    }
}
