//! Domains start, pause and go on.

use std::sync::Barrier;

use virt::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainPausedReason,
    DomainRunningReason, DomainXmlFlags,
};
use virt::{DestroyMode, Domain, DomainStatus, ErrorKind, Result};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused, refused_if_supported};
use crate::promise::promises;

promises! { "lifecycle":
    start_runs_what_is_defined,
    start_can_begin_paused,
    start_of_running_is_refused,
    start_works_again_and_again,
    suspend_stops_the_processors,
    suspend_of_paused_leaves_it_paused,
    resume_lets_the_processors_run_again,
    resume_of_running_leaves_it_running,
    reset_leaves_it_running,
    reset_leaves_the_id,
    of_what_is_shut_off_is_refused,
    has_one_winner_among_many_starts,
    goes_on_beside_that_of_others,
}

fn start_runs_what_is_defined(host: &Host) -> Outcome {
    let domain = host.defined("a");
    ok(domain.start());
    assert!(ok(domain.is_active()) && ok(domain.is_persistent()));
    assert!(ok(domain.id()).is_some());
    assert_eq!(ok(domain.status()), DomainStatus::Running(DomainRunningReason::Booted));
    Ok(())
}

fn start_can_begin_paused(host: &Host) -> Outcome {
    let domain = host.defined("a");
    domain.start_with(DomainCreateFlags::PAUSED).if_supported()?;
    assert_eq!(ok(domain.status()), DomainStatus::Paused(DomainPausedReason::User));
    ok(domain.resume());
    assert!(matches!(ok(domain.status()), DomainStatus::Running(_)));
    Ok(())
}

fn start_of_running_is_refused(host: &Host) -> Outcome {
    let domain = host.running("a");
    let id = ok(domain.id());
    refused(domain.start(), &[ErrorKind::OperationInvalid]);
    assert_eq!(ok(domain.id()), id);
    Ok(())
}

fn start_works_again_and_again(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let before = ok(domain.xml(DomainXmlFlags::INACTIVE));
    for _ in 0..3 {
        ok(domain.start());
        ok(domain.destroy(DestroyMode::Forced));
    }
    assert_eq!(ok(domain.xml(DomainXmlFlags::empty())), before);
    Ok(())
}

fn suspend_stops_the_processors(host: &Host) -> Outcome {
    let domain = host.running("a");
    domain.suspend().if_supported()?;
    assert_eq!(ok(domain.status()), DomainStatus::Paused(DomainPausedReason::User));
    assert!(ok(domain.is_active()), "a paused domain is active");
    Ok(())
}

fn suspend_of_paused_leaves_it_paused(host: &Host) -> Outcome {
    let domain = host.running("a");
    domain.suspend().if_supported()?;
    allowed_to_refuse(domain.suspend());
    assert_eq!(ok(domain.status()), DomainStatus::Paused(DomainPausedReason::User));
    ok(domain.resume());
    assert!(matches!(ok(domain.status()), DomainStatus::Running(_)));
    Ok(())
}

fn resume_lets_the_processors_run_again(host: &Host) -> Outcome {
    let domain = host.running("a");
    domain.suspend().if_supported()?;
    domain.resume().if_supported()?;
    assert_eq!(ok(domain.status()), DomainStatus::Running(DomainRunningReason::Unpaused));
    Ok(())
}

fn resume_of_running_leaves_it_running(host: &Host) -> Outcome {
    let domain = host.running("a");
    allowed_to_refuse(domain.resume());
    assert!(matches!(ok(domain.status()), DomainStatus::Running(_)));
    Ok(())
}

/// Where there is nothing to do, drivers may do nothing or say so.
#[track_caller]
fn allowed_to_refuse(result: Result<()>) {
    if let Err(err) = result {
        let kinds = [ErrorKind::OperationInvalid, ErrorKind::NoSupport];
        assert!(kinds.contains(&err.kind()), "{err}");
    }
}

fn reset_leaves_it_running(host: &Host) -> Outcome {
    let domain = host.running("a");
    domain.reset().if_supported()?;
    assert!(matches!(ok(domain.status()), DomainStatus::Running(_)));
    Ok(())
}

fn reset_leaves_the_id(host: &Host) -> Outcome {
    let domain = host.running("a");
    let id = ok(domain.id());
    domain.reset().if_supported()?;
    assert_eq!(ok(domain.id()), id);
    Ok(())
}

fn of_what_is_shut_off_is_refused(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let kinds = [ErrorKind::OperationInvalid];
    refused(domain.destroy(DestroyMode::Forced), &kinds);
    let optional: [fn(&Domain) -> Result<()>; 5] = [
        Domain::suspend,
        Domain::resume,
        Domain::reset,
        |domain| domain.shutdown(virt::ShutdownMode::Default),
        |domain| domain.reboot(virt::RebootMode::Default),
    ];
    for attempt in optional {
        let result = attempt(&domain);
        if result.as_ref().is_err_and(|err| err.kind() == ErrorKind::NoSupport) {
            continue;
        }
        let _ = refused_if_supported(result, &kinds)?;
    }
    assert!(!ok(domain.is_active()));
    Ok(())
}

fn has_one_winner_among_many_starts(host: &Host) -> Outcome {
    const RIVALS: usize = 8;
    let domain = host.defined("a");
    let together = Barrier::new(RIVALS);
    let attempt = || {
        together.wait();
        domain.start()
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let rivals: Vec<_> = (0..RIVALS).map(|_| scope.spawn(attempt)).collect();
        rivals.into_iter().filter_map(|rival| rival.join().ok()).collect()
    });
    assert_eq!(results.len(), RIVALS, "a thread panicked");
    let (winners, losers): (Vec<_>, Vec<_>) = results.into_iter().partition(Result::is_ok);
    assert_eq!(winners.len(), 1);
    for loser in losers {
        refused(loser, &[ErrorKind::OperationInvalid]);
    }
    assert!(ok(domain.is_active()));
    Ok(())
}

fn goes_on_beside_that_of_others(host: &Host) -> Outcome {
    let domains = ["a", "b", "c"].map(|name| host.defined(name));
    let rounds = |domain: &Domain| {
        for _ in 0..3 {
            ok(domain.start());
            ok(domain.destroy(DestroyMode::Forced));
        }
    };
    let finished = std::thread::scope(|scope| {
        let threads: Vec<_> =
            domains.iter().map(|domain| scope.spawn(move || rounds(domain))).collect();
        while threads.iter().any(|thread| !thread.is_finished()) {
            assert_eq!(host.list(Filter::empty()), ["a", "b", "c"]);
            for domain in &domains {
                ok(domain.info());
            }
        }
        threads.into_iter().all(|thread| thread.join().is_ok())
    });
    assert!(finished, "a thread panicked");
    assert_eq!(host.list(Filter::INACTIVE), ["a", "b", "c"]);
    Ok(())
}
