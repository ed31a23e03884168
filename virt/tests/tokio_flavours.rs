//! Tokio programs of both flavours drive two connections at once.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::time::timeout;
use virt::api::event::EventHandleType;
use virt::event_loop::{self, TokioLoop, Watch};
use virt::{Connect, EventFilter};

const DEADLINE: Duration = Duration::from_secs(30);

/// Both flavours in one test, because `test:///default` is one host for the whole process.
#[test]
fn either_flavour_drives_two_connections() {
    let runtimes = [
        Builder::new_current_thread().enable_all().build().unwrap(),
        Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap(),
    ];
    for runtime in runtimes {
        two_connections_at_once(&runtime);
    }
}

fn two_connections_at_once(runtime: &Runtime) {
    let event_loop = Arc::new(TokioLoop::new(runtime.handle().clone()));
    let connections = [0, 1].map(|_| Connect::open("test:///default").unwrap());
    let [(_first, mut from_first), (_second, mut from_second)] =
        connections.each_ref().map(|connection| watch(connection, &event_loop));
    runtime.block_on(async {
        for connection in &connections {
            let domain = connection.domain("test").unwrap();
            for change in [domain.suspend(), domain.resume()] {
                change.unwrap();
                let (one, other) = (next(&mut from_first).await, next(&mut from_second).await);
                assert_eq!(one, other, "both connections see the host that they share");
                assert!(one.starts_with("event 'lifecycle' for domain 'test': "), "{one}");
            }
        }
    });
}

/// Sends the lines of the connection's events from the event loop to the program.
fn watch(
    connection: &Connect,
    event_loop: &Arc<TokioLoop>,
) -> (Watch, mpsc::UnboundedReceiver<String>) {
    let events = Arc::new(connection.domain_events(EventFilter::all()).unwrap());
    let (sender, receiver) = mpsc::unbounded_channel();
    let source = Arc::clone(&events);
    let interest = EventHandleType::READABLE;
    let watch = event_loop::watch_on(event_loop.clone(), source, interest, move |_, _| {
        while let Some(event) = events.try_next() {
            let _ = sender.send(event.to_string());
        }
    });
    (watch.unwrap(), receiver)
}

async fn next(receiver: &mut mpsc::UnboundedReceiver<String>) -> String {
    timeout(DEADLINE, receiver.recv()).await.unwrap().unwrap()
}
