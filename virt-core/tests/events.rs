//! Events as values: their texts, filters, queues and hubs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use uuid::Uuid;
use virt_core::api::domain::DomainEventId;
use virt_core::api::network::{NetworkEventId, NetworkEventLifecycleType};
use virt_core::event::{
    DomainEvent, DomainEventKind, Event, EventFilter, EventHub, EventQueue, EventRegistration,
    MonitorSelection, NetworkEvent, NetworkEventKind, QemuMonitorEvent, Selection,
};
use virt_core::object::{DomainRef, NetworkRef};

const DEADLINE: Duration = Duration::from_secs(30);

fn domain(number: u128) -> DomainRef {
    DomainRef::new(format!("guest{number}"), Uuid::from_u128(number))
}

/// An event that carries a number.
fn numbered(number: i64) -> Event {
    DomainEvent::new(domain(1), DomainEventKind::RtcChange { utc_offset: number }).into()
}

fn reboot(number: u128) -> Event {
    DomainEvent::new(domain(number), DomainEventKind::Reboot).into()
}

fn number(event: &Event) -> i64 {
    match event {
        Event::Domain(DomainEvent { kind: DomainEventKind::RtcChange { utc_offset }, .. }) => {
            *utc_offset
        }
        other => panic!("{other:?}"),
    }
}

fn is_readable(queue: &EventQueue) -> bool {
    use std::os::fd::AsFd;
    let mut polled = [PollFd::new(queue.as_fd(), PollFlags::POLLIN)];
    poll(&mut polled, PollTimeout::ZERO).unwrap() == 1
}

#[test]
fn the_descriptor_is_readable_exactly_while_something_is_queued() {
    let queue = EventQueue::with_capacity(2).unwrap();
    let sender = queue.sender();
    assert!(!is_readable(&queue) && queue.is_empty());
    for count in 1..=4 {
        assert!(sender.send(numbered(count)));
        assert!(is_readable(&queue));
    }
    assert_eq!(queue.len(), 3, "two events and the mark of the gap");
    for _ in 0..3 {
        assert!(is_readable(&queue));
        assert!(queue.try_next().is_some());
    }
    assert!(!is_readable(&queue));
    assert!(queue.try_next().is_none());
    sender.send(numbered(5));
    assert!(is_readable(&queue));
}

#[test]
fn a_gap_is_marked_where_it_is() {
    let queue = EventQueue::with_capacity(2).unwrap();
    let sender = queue.sender();
    let mut seen = Vec::new();
    for round in 0..3 {
        for number in 0..4 {
            sender.send(numbered(round * 10 + number));
        }
        seen.extend(queue.try_next());
        sender.send(numbered(round * 10 + 9));
        while let Some(event) = queue.try_next() {
            seen.push(event);
        }
    }
    let seen: Vec<_> = seen
        .iter()
        .map(|event| match event {
            Event::Lost(count) => format!("lost {count}"),
            event => number(event).to_string(),
        })
        .collect();
    assert_eq!(
        seen,
        ["0", "1", "lost 2", "9", "10", "11", "lost 2", "19", "20", "21", "lost 2", "29"]
    );
}

#[test]
fn a_gap_on_the_way_joins_a_gap_here() {
    let queue = EventQueue::with_capacity(1).unwrap();
    let sender = queue.sender();
    sender.send(Event::Lost(3));
    sender.send(numbered(1));
    sender.send(numbered(2));
    sender.send(Event::Lost(u64::MAX));
    drop(sender);
    let seen: Vec<_> = queue.iter().collect();
    assert_eq!(seen, [Event::Lost(3), numbered(1), Event::Lost(u64::MAX)]);
}

#[test]
fn iteration_ends_with_the_last_sender() {
    let queue = EventQueue::new().unwrap();
    assert!(queue.is_disconnected() && queue.next().is_none());
    let sender = queue.sender();
    let clone = sender.clone();
    drop(sender);
    assert!(!queue.is_disconnected());
    let thread = thread::spawn(move || {
        clone.send(numbered(1));
        clone.send(numbered(2));
    });
    let seen: Vec<_> = (&queue).into_iter().map(|event| number(&event)).collect();
    assert_eq!(seen, [1, 2]);
    thread.join().unwrap();
    assert!(queue.next_timeout(DEADLINE).is_none(), "at once, for there is no sender");
    let sender = queue.sender();
    sender.send(numbered(3));
    assert_eq!(queue.next(), Some(numbered(3)), "a new sender opens it again");
    assert_eq!(queue.next_timeout(Duration::from_millis(1)), None);
    assert_eq!(queue.next_timeout(Duration::ZERO), None);
}

#[test]
fn a_waiting_reader_wakes_for_an_event_and_for_the_end() {
    let queue = EventQueue::new().unwrap();
    let sender = queue.sender();
    let (report, seen) = mpsc::channel();
    let reader = thread::spawn(move || {
        while let Some(event) = queue.next_timeout(DEADLINE) {
            report.send(number(&event)).unwrap();
        }
    });
    for count in 0..100 {
        sender.send(numbered(count));
        assert_eq!(seen.recv_timeout(DEADLINE), Ok(count));
    }
    drop(sender);
    assert_eq!(seen.recv_timeout(DEADLINE), Err(mpsc::RecvTimeoutError::Disconnected));
    reader.join().unwrap();
}

#[test]
fn senders_notice_that_nobody_reads() {
    let queue = EventQueue::new().unwrap();
    let (sender, hub) = (queue.sender(), EventHub::new());
    let registration = hub.subscribe(EventFilter::all(), queue.sender());
    drop(queue);
    assert!(sender.is_closed() && !sender.send(numbered(1)));
    assert_eq!(hub.subscriber_count(), 1);
    hub.publish(numbered(1));
    assert_eq!(hub.subscriber_count(), 0);
    drop(registration);
}

#[test]
fn a_hub_gives_to_each_what_it_wants_in_one_order() {
    let hub = EventHub::new();
    let all = EventQueue::new().unwrap();
    let some = EventQueue::new().unwrap();
    let filter = EventFilter::none().domains(Selection::all().of(domain(1)));
    let _all = hub.subscribe(EventFilter::all(), all.sender());
    let _some = hub.subscribe(filter, some.sender());
    let publishers: Vec<_> = (1..=3_u128)
        .map(|guest| {
            let hub = hub.clone();
            thread::spawn(move || (0..200).for_each(|_| hub.publish(reboot(guest))))
        })
        .collect();
    publishers.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!((all.len(), some.len()), (600, 200));

    // Two who want the same see the same order.
    let twin = EventQueue::new().unwrap();
    let _twin = hub.subscribe(EventFilter::all(), twin.sender());
    while all.try_next().is_some() {}
    let publishers: Vec<_> = (0..4)
        .map(|thread| {
            let hub = hub.clone();
            thread::spawn(move || (0..100).for_each(|i| hub.publish(numbered(thread * 100 + i))))
        })
        .collect();
    publishers.into_iter().for_each(|thread| thread.join().unwrap());
    let read = |queue: &EventQueue| -> Vec<_> {
        std::iter::from_fn(|| queue.try_next()).map(|event| number(&event)).collect()
    };
    let (first, second) = (read(&all), read(&twin));
    assert_eq!(first.len(), 400);
    assert_eq!(first, second);
}

#[test]
fn one_queue_merges_several_hubs() {
    let hubs = [EventHub::new(), EventHub::new()];
    let queue = EventQueue::new().unwrap();
    let registration = hubs
        .iter()
        .map(|hub| hub.subscribe(EventFilter::all(), queue.sender()))
        .fold(EventRegistration::none(), EventRegistration::join);
    for count in 0..10 {
        hubs[usize::from(count % 3 == 0)].publish(numbered(count));
    }
    let seen: Vec<_> = (0..10).map(|_| number(&queue.try_next().unwrap())).collect();
    assert_eq!(seen, (0..10).collect::<Vec<_>>());
    drop(registration);
    assert!(queue.is_disconnected());
    assert_eq!(hubs.map(|hub| hub.subscriber_count()), [0, 0]);
}

#[test]
fn nothing_arrives_after_a_registration_is_dropped() {
    let hub = EventHub::new();
    let publisher = hub.clone();
    let (stop, stopped) = mpsc::channel::<()>();
    let thread = thread::spawn(move || {
        let mut count = 0;
        while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
            publisher.publish(numbered(count));
            count += 1;
        }
    });
    for _ in 0..50 {
        let queue = EventQueue::with_capacity(8).unwrap();
        let registration = hub.subscribe(EventFilter::all(), queue.sender());
        assert!(queue.next_timeout(DEADLINE).is_some());
        drop(registration);
        while queue.try_next().is_some() {}
        assert!(queue.next().is_none());
    }
    drop(stop);
    thread.join().unwrap();
}

#[test]
fn a_registration_can_be_a_closure() {
    let order = Arc::new(Mutex::new(Vec::new()));
    let note = |what| {
        let order = Arc::clone(&order);
        EventRegistration::new(move || order.lock().unwrap().push(what))
    };
    let both = note("first").join(note("second"));
    drop(note("alone"));
    drop(both);
    drop(EventRegistration::none());
    assert_eq!(*order.lock().unwrap(), ["alone", "first", "second"]);
}

#[test]
fn a_slow_subscriber_costs_nobody_anything() {
    let hub = EventHub::new();
    let (slow, fast) = (EventQueue::with_capacity(10).unwrap(), EventQueue::new().unwrap());
    let _registrations = [
        hub.subscribe(EventFilter::all(), slow.sender()),
        hub.subscribe(EventFilter::all(), fast.sender()),
    ];
    for count in 0..500 {
        hub.publish(numbered(count));
        assert_eq!(number(&fast.try_next().unwrap()), count);
    }
    let seen: Vec<_> = std::iter::from_fn(|| slow.try_next()).collect();
    assert_eq!(seen.len(), 11);
    assert_eq!(seen[10], Event::Lost(490));
}

#[test]
fn filters_choose_by_kind_number_and_object() {
    let network = |number| {
        let network = NetworkRef::new("net", Uuid::from_u128(number));
        let kind = NetworkEventKind::Lifecycle(NetworkEventLifecycleType::Started);
        Event::from(NetworkEvent { network, kind })
    };
    let monitor = |name: &str| {
        Event::from(QemuMonitorEvent {
            domain: domain(1),
            name: name.into(),
            seconds: 1,
            micros: 2,
            details: None,
        })
    };
    let events = [reboot(1), reboot(2), numbered(0), network(1), network(2), monitor("STOP")];
    let check = |filter: &EventFilter, expected: &str| {
        let matched = events.iter().map(|event| if filter.matches(event) { 'x' } else { '.' });
        assert_eq!(matched.collect::<String>(), expected, "{filter:?}");
        assert!(filter.matches(&Event::Lost(1)));
    };
    let none = EventFilter::none;
    check(&none(), "......");
    check(&EventFilter::all(), "xxxxx.");
    check(&none().domains(Selection::all()), "xxx...");
    check(&none().domains(Selection::all().of(domain(1))), "x.x...");
    check(&none().domains(Selection::all().only([DomainEventId::RtcChange])), "..x...");
    check(&none().domains(Selection::all().only([])), "......");
    let other = NetworkRef::new("any name", Uuid::from_u128(2));
    check(&none().networks(Selection::all().of(other)), "....x.");
    check(&none().networks(Selection::all().only([NetworkEventId::MetadataChange])), "......");
    check(&none().qemu_monitor(MonitorSelection::default()), ".....x");
    let only = |name: &str| MonitorSelection { name: Some(name.into()), domain: Some(domain(1)) };
    check(&none().qemu_monitor(only("STOP")), ".....x");
    check(&none().qemu_monitor(only("RESUME")), "......");

    let wanted = none().domains(Selection::all().only([DomainEventId::Reboot]).of(domain(7)));
    let wanted = wanted.wanted_domains().unwrap();
    assert_eq!(wanted.ids().collect::<Vec<_>>(), [DomainEventId::Reboot]);
    assert_eq!(wanted.object(), Some(&domain(7)));
    assert_eq!(Selection::<DomainEventId, DomainRef>::all().ids().count(), 28);
}

#[cfg(feature = "stream")]
#[test]
fn the_queue_is_a_stream() {
    use std::future::poll_fn;
    use std::pin::Pin;

    use futures_core::Stream;

    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut queue = EventQueue::new().unwrap();
    let hub = EventHub::new();
    let registration = hub.subscribe(EventFilter::all(), queue.sender());
    let thread = thread::spawn(move || {
        (0..1000).for_each(|count| hub.publish(numbered(count)));
        drop(registration);
    });
    runtime.block_on(async {
        for expected in 0..1000 {
            let event = poll_fn(|context| Pin::new(&mut queue).poll_next(context)).await;
            assert_eq!(number(&event.unwrap()), expected);
        }
        let end = poll_fn(|context| Pin::new(&mut queue).poll_next(context)).await;
        assert_eq!(end, None);
    });
    thread.join().unwrap();
}

/// A waker is code of the program; it may use the hub that wakes it.
#[cfg(feature = "stream")]
#[test]
fn a_waker_may_deregister() {
    use std::pin::Pin;
    use std::task::{Context, Poll, Wake, Waker};

    use futures_core::Stream;

    struct Deregister(Mutex<Option<EventRegistration>>);
    impl Wake for Deregister {
        fn wake(self: Arc<Self>) {
            drop(self.0.lock().unwrap().take());
        }
    }

    let mut queue = EventQueue::new().unwrap();
    let hub = EventHub::new();
    let registration = hub.subscribe(EventFilter::all(), queue.sender());
    let waker = Waker::from(Arc::new(Deregister(Mutex::new(Some(registration)))));
    let mut context = Context::from_waker(&waker);
    assert_eq!(Pin::new(&mut queue).poll_next(&mut context), Poll::Pending);
    hub.publish(numbered(1));
    assert_eq!(hub.subscriber_count(), 0);
    assert_eq!(Pin::new(&mut queue).poll_next(&mut context), Poll::Ready(Some(numbered(1))));
    assert_eq!(Pin::new(&mut queue).poll_next(&mut context), Poll::Ready(None));
}
