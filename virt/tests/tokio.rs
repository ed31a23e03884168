//! An async program with two hosts at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may fail anywhere"
)]

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use virt::api::domain::DomainUndefineFlags;
use virt::api::event::EventHandleType;
use virt::asynchronous::{Asynchronous, open};
use virt::event_loop::{self, TokioLoop};
use virt::{Connect, DestroyMode, Domain, ErrorKind, Event, EventFilter, Result};

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// Writes a host with one running guest called `guest`.
fn host(folder: &Path, guest: &str) -> PathBuf {
    let file = folder.join(format!("host-of-{guest}.xml"));
    let xml = format!(
        "<node><domain type='test'><name>{guest}</name><memory>1024</memory>\
         <os><type>hvm</type></os></domain></node>"
    );
    std::fs::write(&file, xml).unwrap();
    file
}

async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.expect("nothing happened in time")
}

/// Stops, starts, and removes the guest, without ever blocking the runtime's only thread.
async fn drive(connect: Connect, guest: &'static str) -> Result<()> {
    let domain = connect.run(move |connect| connect.domain(guest)).await?;
    domain.run(|domain| domain.destroy(DestroyMode::Forced)).await?;
    domain.run(Domain::start).await?;
    domain.run(|domain| domain.destroy(DestroyMode::Forced)).await?;
    domain.run(|domain| domain.undefine(DomainUndefineFlags::empty())).await
}

/// What the events of [`drive`] print.
fn story(guest: &str) -> Vec<String> {
    ["Stopped Destroyed", "Started Booted", "Stopped Destroyed", "Undefined Removed"]
        .iter()
        .map(|happened| format!("event 'lifecycle' for domain '{guest}': {happened}"))
        .collect()
}

#[tokio::test]
async fn two_connections_and_their_events_share_one_thread() {
    event_loop::register(Arc::new(TokioLoop::new(tokio::runtime::Handle::current()))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let uri = |guest| format!("test://{}", host(folder.path(), guest).display());
    let (west, east) =
        in_time(async { tokio::try_join!(open(uri("west")), open(uri("east"))) }).await.unwrap();

    // The events of one host as a stream, those of the other through the runtime as event loop.
    let mut of_west = west.domain_events(EventFilter::all()).unwrap().into_stream();
    let of_east = Arc::new(east.domain_events(EventFilter::all()).unwrap());
    let (sender, mut received) = mpsc::unbounded_channel();
    let source = of_east.clone();
    let watch = event_loop::watch(of_east, EventHandleType::READABLE, move |_, _| {
        while let Some(event) = source.try_next() {
            let _ = sender.send(event);
        }
    })
    .unwrap();

    let reading = async {
        let mut texts: [Vec<String>; 2] = Default::default();
        let mut note = |host: usize, event: Event| texts[host].push(event.to_string());
        for _ in 0..story("").len() * 2 {
            tokio::select! {
                event = of_west.next() => note(0, event.unwrap()),
                event = received.recv() => note(1, event.unwrap()),
            }
        }
        texts
    };
    let work =
        async { tokio::join!(drive(west.clone(), "west"), drive(east.clone(), "east"), reading) };
    let (first, second, texts) = in_time(work).await;
    first.unwrap();
    second.unwrap();
    assert_eq!(texts, [story("west"), story("east")]);
    drop(watch);
}

#[tokio::test]
async fn errors_come_through() {
    let err = in_time(open("nonsense:///")).await.unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoConnect);
    let connect = in_time(open("test:///default")).await.unwrap();
    let err = in_time(connect.run(|connect| connect.domain("nobody"))).await.unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoDomain);
}
