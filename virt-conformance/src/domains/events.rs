//! What happens to domains is told, in order.

use virt::api::domain::{
    DomainEventDefinedDetailType as Defined, DomainEventResumedDetailType as Resumed,
    DomainEventStartedDetailType as Started, DomainEventStoppedDetailType as Stopped,
    DomainEventSuspendedDetailType as Suspended, DomainEventUndefinedDetailType as Undefined,
    DomainUndefineFlags,
};
use virt::event::{DomainLifecycle as Step, EventQueue, Selection};
use virt::{DestroyMode, DomainEvent, DomainEventKind, EventFilter, ShutdownMode};

use crate::events::Events;
use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok};
use crate::promise::promises;

promises! { "events":
    follow_the_lifecycle_in_order,
    tell_an_update_from_an_addition,
    tell_of_the_guest_that_shuts_down,
    tell_the_id_of_what_runs,
    come_in_one_order_to_all,
    can_be_of_one_domain_only,
    end_with_the_registration,
}

fn follow_the_lifecycle_in_order(host: &Host) -> Outcome {
    let events = host.events()?;
    let domain = host.running("a");
    domain.suspend().if_supported()?;
    ok(domain.resume());
    ok(domain.destroy(DestroyMode::Forced));
    ok(domain.undefine(DomainUndefineFlags::empty()));
    let expected = [
        Step::Defined(Defined::Added),
        Step::Started(Started::Booted),
        Step::Suspended(Suspended::Paused),
        Step::Resumed(Resumed::Unpaused),
        Step::Stopped(Stopped::Destroyed),
        Step::Undefined(Undefined::Removed),
    ];
    for step in expected {
        let mut told = next_step(&events, domain.uuid());
        while comes_besides(told, step) {
            told = next_step(&events, domain.uuid());
        }
        assert_eq!(told, step);
    }
    Ok(())
}

/// Whether `told` is what some hypervisors tell besides, on the way to `expected`: that the
/// processors begin to run before all of the domain does, or that the guest's machine is down
/// before its process is.
fn comes_besides(told: Step, expected: Step) -> bool {
    match told {
        Step::Resumed(_) => matches!(expected, Step::Started(_)),
        Step::Shutdown(_) => matches!(expected, Step::Stopped(_)),
        _ => false,
    }
}

fn tell_an_update_from_an_addition(host: &Host) -> Outcome {
    let events = host.events()?;
    let domain = host.defined("a");
    host.define(&host.guest("a").with_uuid(domain.uuid()));
    assert_eq!(next_step(&events, domain.uuid()), Step::Defined(Defined::Added));
    assert_eq!(next_step(&events, domain.uuid()), Step::Defined(Defined::Updated));
    Ok(())
}

fn tell_of_the_guest_that_shuts_down(host: &Host) -> Outcome {
    let events = host.events()?;
    let domain = host.running("a");
    host.wait_until_ready(&domain);
    domain.shutdown(ShutdownMode::Default).if_supported()?;
    let stopped =
        |event: &DomainEvent| matches!(event.kind, DomainEventKind::Lifecycle(Step::Stopped(_)));
    let event = events.next_of(domain.uuid(), stopped);
    assert_eq!(event.kind, Step::Stopped(Stopped::Shutdown).into());
    assert!(!ok(domain.is_active()), "the event comes when it is over");
    Ok(())
}

fn tell_the_id_of_what_runs(host: &Host) -> Outcome {
    let events = host.events()?;
    let domain = host.running("a");
    let started =
        |event: &DomainEvent| matches!(event.kind, DomainEventKind::Lifecycle(Step::Started(_)));
    let event = events.next_of(domain.uuid(), started);
    assert_eq!(event.domain.name, domain.name());
    assert_eq!(event.domain.id, ok(domain.id()));
    Ok(())
}

fn come_in_one_order_to_all(host: &Host) -> Outcome {
    let subscribers = [host.events()?, host.events()?];
    let domains = ["a", "b", "c"].map(|name| host.defined(name));
    std::thread::scope(|scope| {
        for domain in &domains {
            scope.spawn(move || {
                ok(domain.start());
                ok(domain.destroy(DestroyMode::Forced));
            });
        }
    });
    for domain in &domains {
        ok(domain.undefine(DomainUndefineFlags::empty()));
    }
    // The undefining of the last domain is the last event of all.
    let last = domains.last().map(virt::Domain::uuid);
    let [one, other] = subscribers.map(|events| {
        let mut seen = Vec::new();
        loop {
            let event = events.next();
            let done = Some(event.domain.uuid) == last
                && event.kind == Step::Undefined(Undefined::Removed).into();
            if domains.iter().any(|domain| domain.uuid() == event.domain.uuid) {
                seen.push(event);
            }
            if done {
                break seen;
            }
        }
    });
    assert_eq!(one, other);
    Ok(())
}

fn can_be_of_one_domain_only(host: &Host) -> Outcome {
    let (a, b) = (host.defined("a"), host.defined("b"));
    let filter = EventFilter::none().domains(Selection::all().of(a.reference().clone()));
    let events = host.events_of(filter)?;
    ok(b.start());
    ok(a.start());
    let event = events.next();
    assert_eq!(event.domain.uuid, a.uuid(), "{event:?}");
    Ok(())
}

fn end_with_the_registration(host: &Host) -> Outcome {
    let queue = ok(EventQueue::new());
    let driver = ok(host.connect.drivers().domains());
    let registration = driver.subscribe(EventFilter::all(), queue.sender()).if_supported()?;
    host.defined("a");
    assert!(queue.next_timeout(host.patience()).is_some());
    drop(registration);
    while queue.try_next().is_some() {}
    host.defined("b");
    assert!(queue.is_disconnected(), "the driver still holds a sender");
    assert!(queue.is_empty());
    Ok(())
}

/// The next step in the life of the domain with `uuid`.
#[track_caller]
fn next_step(events: &Events, uuid: uuid::Uuid) -> Step {
    let lifecycle = |event: &DomainEvent| matches!(event.kind, DomainEventKind::Lifecycle(_));
    match events.next_of(uuid, lifecycle).kind {
        DomainEventKind::Lifecycle(step) => step,
        other => panic!("{other:?} is no step"),
    }
}
