//! The thread that starts the children which are to die with the program.
//!
//! The kernel's death signal comes when the *thread* that started the child ends. A thread of a
//! pool may end at any time; this one ends with the program.

use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

use virt_core::{Error, ErrorKind, Result};

use crate::error::system;

type Task = Box<dyn FnOnce() + Send>;

/// Runs `task` on that thread and returns what it returns.
pub(super) fn run<T: Send + 'static>(task: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let (answer, answered) = mpsc::sync_channel(1);
    let task = Box::new(move || {
        // The asker waits below; nobody else holds the other end.
        let _ = answer.send(task());
    });
    let ended = || Error::new(ErrorKind::InternalError, "the thread that starts children ended");
    thread_of_children()?.send(task).map_err(|_| ended())?;
    answered.recv().map_err(|_| ended())
}

fn thread_of_children() -> Result<Sender<Task>> {
    static THREAD: Mutex<Option<Sender<Task>>> = Mutex::new(None);
    let mut thread = THREAD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(sender) = &*thread {
        return Ok(sender.clone());
    }
    let (sender, tasks) = mpsc::channel::<Task>();
    thread::Builder::new()
        .name("virt-children".to_owned())
        .spawn(move || tasks.into_iter().for_each(|task| task()))
        .map_err(|err| system("cannot start the thread for child processes", err))?;
    Ok(thread.insert(sender).clone())
}
