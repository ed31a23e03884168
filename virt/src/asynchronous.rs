//! Calls of an async program, on the threads that tokio keeps for what blocks.
//!
//! Every call of this crate may block its thread, and no other. An async program must not block
//! the threads that its tasks run on; here are the ways to call without doing so:
//!
//! ```
//! use virt::Domain;
//! use virt::asynchronous::{Asynchronous, open};
//!
//! # fn main() -> virt::Result<()> {
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! # runtime.block_on(async {
//! let connect = open("test:///default").await?;
//! let domain = connect.run(|connect| connect.domain("test")).await?;
//! domain.run(Domain::suspend).await?;
//! assert_eq!(domain.run(Domain::id).await?, Some(1));
//! # Ok(())
//! # })
//! # }
//! ```
//!
//! Events come without a thread: [`Events::into_stream`](crate::Events::into_stream)
//! with the feature `stream`. A program that wants what the drivers watch on its own runtime as
//! well registers an [`event_loop::TokioLoop`](crate::event_loop::TokioLoop).

use std::future::Future;

use tokio::task;
use virt_core::{Error, ErrorKind, Result};

use crate::{Connect, Domain, Node, NodeDevice};

/// Opens `uri` for reading and writing; see [`Connect::open`].
///
/// # Errors
///
/// As [`Connect::open`] and [`run`].
pub async fn open(uri: impl Into<String>) -> Result<Connect> {
    let uri = uri.into();
    run(move || Connect::open(&uri)).await
}

/// Runs `call` on a thread for what blocks, and waits for it without blocking.
///
/// A call that has begun runs to its end, even if nobody waits for it any more.
///
/// # Errors
///
/// What `call` answers; [`ErrorKind::OperationAborted`] when the runtime shuts down before the
/// call began.
///
/// # Panics
///
/// Panics when `call` does, and outside a tokio runtime.
pub async fn run<T: Send + 'static>(
    call: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match task::spawn_blocking(call).await {
        Ok(result) => result,
        Err(err) => match err.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(Error::new(
                ErrorKind::OperationAborted,
                "the runtime shut down before the call began",
            )),
        },
    }
}

/// What can be called without blocking.
pub trait Asynchronous: Clone + Send + 'static {
    /// Runs a method, or anything that is done with `self`, on a thread for what blocks; see
    /// [`run`].
    ///
    /// # Errors
    ///
    /// As [`run`].
    fn run<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Self) -> Result<T> + Send + 'static,
    ) -> impl Future<Output = Result<T>> + Send + 'static {
        let this = self.clone();
        run(move || call(&this))
    }
}

impl Asynchronous for Connect {}
impl Asynchronous for Domain {}
impl Asynchronous for Node {}
impl Asynchronous for NodeDevice {}
