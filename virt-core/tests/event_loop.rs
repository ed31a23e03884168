//! The built-in event loop.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use virt_core::ErrorKind;
use virt_core::api::event::EventHandleType as Events;
use virt_core::event_loop::{EpollLoop, EventLoop, WatchId, timer_on, watch_on};

/// Far beyond what anything here takes, so that only a hang reaches it.
const DEADLINE: Duration = Duration::from_secs(30);

/// Turns `event_loop` until `done`, which nothing here should keep from happening.
fn run_until(event_loop: &EpollLoop, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < DEADLINE, "the event loop never got there");
        event_loop.run_once(Some(Duration::from_millis(100))).unwrap();
    }
}

/// Everything that is ready now has been called back when this returns.
fn settle(event_loop: &EpollLoop) {
    while event_loop.run_once(Some(Duration::ZERO)).unwrap() {}
}

fn counter() -> (Arc<AtomicUsize>, impl FnMut() + Send + 'static) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    (count, move || {
        counted.fetch_add(1, Ordering::SeqCst);
    })
}

#[test]
fn a_watch_fires_as_long_as_its_descriptor_is_ready() {
    let event_loop = EpollLoop::new().unwrap();
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let ours = Arc::new(ours);
    let (count, mut hit) = counter();
    let source = Arc::clone(&ours);
    event_loop
        .add_watch(
            source,
            Events::READABLE,
            Box::new(move |_, events| {
                assert_eq!(events, Events::READABLE);
                hit();
            }),
        )
        .unwrap();

    assert!(!event_loop.run_once(Some(Duration::ZERO)).unwrap());
    theirs.write_all(b"ab").unwrap();
    for expected in 1..=3 {
        assert!(event_loop.run_once(None).unwrap());
        assert_eq!(count.load(Ordering::SeqCst), expected);
    }
    (&*ours).read_exact(&mut [0; 2]).unwrap();
    assert!(!event_loop.run_once(Some(Duration::ZERO)).unwrap());
}

#[test]
fn interest_can_change_and_pause() {
    let event_loop = EpollLoop::new().unwrap();
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let watch = event_loop
        .add_watch(
            Arc::new(ours),
            Events::empty(),
            Box::new(move |_, events| {
                log.lock().unwrap().push(events);
            }),
        )
        .unwrap();
    let turn = || {
        event_loop.run_once(Some(Duration::ZERO)).unwrap();
        std::mem::take(&mut *seen.lock().unwrap())
    };

    theirs.write_all(b"x").unwrap();
    assert_eq!(turn(), []);
    event_loop.update_watch(watch, Events::WRITABLE).unwrap();
    assert_eq!(turn(), [Events::WRITABLE]);
    event_loop.update_watch(watch, Events::READABLE | Events::WRITABLE).unwrap();
    assert_eq!(turn(), [Events::READABLE | Events::WRITABLE]);
    event_loop.update_watch(watch, Events::empty()).unwrap();
    event_loop.update_watch(watch, Events::empty()).unwrap();
    drop(theirs);
    assert_eq!(turn(), [], "a paused watch does not even report a hangup");
    event_loop.update_watch(watch, Events::WRITABLE).unwrap();
    assert!(turn()[0].contains(Events::HANGUP), "hangups need not be asked for");
    event_loop.remove_watch(watch).unwrap();
    assert_eq!(turn(), []);
    assert_eq!(event_loop.remove_watch(watch).unwrap_err().kind(), ErrorKind::InvalidArg);
    let err = event_loop.update_watch(watch, Events::READABLE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
}

#[test]
fn one_descriptor_can_be_watched_twice() {
    let event_loop = EpollLoop::new().unwrap();
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let ours = Arc::new(ours);
    let counts: Vec<_> = (0..3)
        .map(|_| {
            let (count, mut hit) = counter();
            let source = Arc::clone(&ours);
            let callback = Box::new(move |_, _| hit());
            (event_loop.add_watch(source, Events::READABLE, callback).unwrap(), count)
        })
        .collect();
    theirs.write_all(b"x").unwrap();
    event_loop.run_once(None).unwrap();
    assert!(counts.iter().all(|(_, count)| count.load(Ordering::SeqCst) == 1));
    event_loop.remove_watch(counts[0].0).unwrap();
    event_loop.run_once(None).unwrap();
    let counts: Vec<_> = counts.iter().map(|(_, count)| count.load(Ordering::SeqCst)).collect();
    assert_eq!(counts, [1, 2, 2]);
}

#[test]
fn a_callback_can_remove_itself_and_others() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let pairs: Vec<_> = (0..8).map(|_| UnixStream::pair().unwrap()).collect();
    let ids: Arc<Mutex<Vec<WatchId>>> = Arc::default();
    let (count, hit) = counter();
    let hit = Arc::new(Mutex::new(hit));
    let mut peers = Vec::new();
    for (ours, mut theirs) in pairs {
        theirs.write_all(b"x").unwrap();
        let (inner, all, hit) = (Arc::clone(&event_loop), Arc::clone(&ids), Arc::clone(&hit));
        let callback = Box::new(move |_, _| {
            hit.lock().unwrap()();
            for id in all.lock().unwrap().drain(..) {
                inner.remove_watch(id).unwrap();
            }
        });
        let id = event_loop.add_watch(Arc::new(ours), Events::READABLE, callback).unwrap();
        ids.lock().unwrap().push(id);
        peers.push(theirs);
    }
    settle(&event_loop);
    assert_eq!(count.load(Ordering::SeqCst), 1, "all were ready, but the first removed them");
    for mut peer in peers {
        assert_eq!(peer.read(&mut [0]).unwrap_or(0), 0, "the loop let go of the descriptor");
    }
}

#[test]
fn a_callback_can_add_watches() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let (done_sender, done) = mpsc::channel();
    add_chain(&event_loop, 50, done_sender);
    run_until(&event_loop, || done.try_recv().is_ok());

    fn add_chain(event_loop: &Arc<EpollLoop>, left: usize, done: mpsc::Sender<()>) {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        theirs.write_all(b"x").unwrap();
        let inner = Arc::clone(event_loop);
        let callback = move |id, _| {
            let _still_open = &theirs;
            inner.remove_watch(id).unwrap();
            match left {
                0 => done.send(()).unwrap(),
                _ => add_chain(&inner, left - 1, done.clone()),
            }
        };
        event_loop.add_watch(Arc::new(ours), Events::READABLE, Box::new(callback)).unwrap();
    }
}

#[test]
fn what_a_callback_owns_is_dropped_with_its_watch() {
    struct Notice(mpsc::Sender<&'static str>, &'static str);
    impl Notice {
        fn say(&self, what: &'static str) {
            self.0.send(what).unwrap();
        }
    }
    impl Drop for Notice {
        fn drop(&mut self) {
            self.say(self.1);
        }
    }

    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let (sender, dropped) = mpsc::channel();
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let ours = Arc::new(ours);
    let notice = Notice(sender.clone(), "idle");
    let callback = move |_, _| notice.say("called");
    let idle = event_loop.add_watch(ours.clone(), Events::READABLE, Box::new(callback)).unwrap();
    let notice = Notice(sender, "running");
    let inner = Arc::clone(&event_loop);
    let callback = move |id, _| {
        inner.remove_watch(id).unwrap();
        notice.say("still there");
    };
    event_loop.add_watch(ours, Events::READABLE, Box::new(callback)).unwrap();

    event_loop.remove_watch(idle).unwrap();
    assert_eq!(dropped.try_recv(), Ok("idle"));
    theirs.write_all(b"x").unwrap();
    settle(&event_loop);
    assert_eq!(dropped.try_iter().collect::<Vec<_>>(), ["still there", "running"]);
}

#[test]
fn timers_repeat_pause_and_end() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let (count, mut hit) = counter();
    let timer = event_loop.add_timer(None, Box::new(move |_| hit())).unwrap();
    assert!(!event_loop.run_once(Some(Duration::from_millis(5))).unwrap());
    event_loop.update_timer(timer, Some(Duration::ZERO)).unwrap();
    for expected in 1..=3 {
        assert!(event_loop.run_once(None).unwrap());
        assert_eq!(count.load(Ordering::SeqCst), expected, "zero means every turn");
    }
    event_loop.update_timer(timer, Some(Duration::from_millis(2))).unwrap();
    run_until(&event_loop, || count.load(Ordering::SeqCst) == 6);
    event_loop.update_timer(timer, Some(Duration::MAX)).unwrap();
    assert!(!event_loop.run_once(Some(Duration::from_millis(5))).unwrap());
    event_loop.update_timer(timer, None).unwrap();
    assert!(!event_loop.run_once(Some(Duration::from_millis(5))).unwrap());
    event_loop.remove_timer(timer).unwrap();
    assert_eq!(event_loop.remove_timer(timer).unwrap_err().kind(), ErrorKind::InvalidArg);
    let err = event_loop.update_timer(timer, None).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::InvalidArg);
}

#[test]
fn timers_fire_in_the_order_in_which_they_are_due() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let order = Arc::new(Mutex::new(Vec::new()));
    let timers: Vec<_> = [30, 10, 20, 1]
        .map(|milliseconds| {
            let (order, inner) = (Arc::clone(&order), Arc::clone(&event_loop));
            let callback = move |id| {
                order.lock().unwrap().push(milliseconds);
                inner.remove_timer(id).unwrap();
            };
            let interval = Some(Duration::from_millis(milliseconds));
            event_loop.add_timer(interval, Box::new(callback)).unwrap()
        })
        .into();
    run_until(&event_loop, || order.lock().unwrap().len() == timers.len());
    assert_eq!(*order.lock().unwrap(), [1, 10, 20, 30]);
}

#[test]
fn a_timer_callback_can_remove_another_that_is_due() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let (count, hit) = counter();
    let hit = Arc::new(Mutex::new(hit));
    let ids = Arc::new(Mutex::new(Vec::new()));
    for _ in 0..2 {
        let (inner, all, hit) = (Arc::clone(&event_loop), Arc::clone(&ids), Arc::clone(&hit));
        let callback = move |_| {
            hit.lock().unwrap()();
            all.lock().unwrap().drain(..).for_each(|id| inner.remove_timer(id).unwrap());
        };
        ids.lock()
            .unwrap()
            .push(event_loop.add_timer(Some(Duration::ZERO), Box::new(callback)).unwrap());
    }
    settle(&event_loop);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[test]
fn the_loop_runs_once_at_a_time() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let inner = Arc::clone(&event_loop);
    let (sender, result) = mpsc::channel();
    let callback = move |id| {
        inner.remove_timer(id).unwrap();
        sender.send(inner.run_once(None).unwrap_err()).unwrap();
    };
    event_loop.add_timer(Some(Duration::ZERO), Box::new(callback)).unwrap();
    event_loop.run_once(None).unwrap();
    let err = result.recv().unwrap();
    assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    assert_eq!(err.message(), "the event loop is running already, on this thread or on another");
}

#[test]
fn other_threads_wake_change_and_stop_the_loop() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let runner = Arc::clone(&event_loop);
    let thread = thread::spawn(move || runner.run());
    let (sender, ready) = mpsc::channel();

    let on_timer = sender.clone();
    let timer = timer_on(event_loop.clone(), Some(Duration::from_millis(1)), move |_| {
        let _ = on_timer.send("timer");
    });
    assert_eq!(ready.recv_timeout(DEADLINE), Ok("timer"));
    drop(timer);
    while ready.try_recv().is_ok() {}

    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let watch = watch_on(event_loop.clone(), Arc::new(ours), Events::empty(), move |_, _| {
        let _ = sender.send("watch");
    })
    .unwrap();
    theirs.write_all(b"x").unwrap();
    watch.set_interest(Events::READABLE).unwrap();
    let first = ready.iter().find(|what| *what == "watch");
    assert_eq!(first, Some("watch"));
    drop(watch);

    event_loop.stop();
    thread.join().unwrap().unwrap();
    assert!(event_loop.run_once(Some(Duration::ZERO)).is_ok(), "it can be driven again");
}

/// Threads add, change and remove watches and timers while the loop runs; nothing fires that was
/// removed before it became ready.
#[test]
fn removed_watches_stay_silent_under_load() {
    let event_loop = Arc::new(EpollLoop::new().unwrap());
    let runner = Arc::clone(&event_loop);
    let loop_thread = thread::spawn(move || runner.run());
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let event_loop = Arc::clone(&event_loop);
            thread::spawn(move || (0..200).for_each(|round| one_round(&event_loop, round)))
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    event_loop.stop();
    loop_thread.join().unwrap().unwrap();
    assert_eq!(format!("{event_loop:?}"), "EpollLoop { watches: 0, timers: 0 }");
}

fn one_round(event_loop: &Arc<EpollLoop>, round: usize) {
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let gone = Arc::new(AtomicBool::new(false));
    let (flag, (sender, fired)) = (Arc::clone(&gone), mpsc::channel());
    let callback = move |_, _| {
        assert!(!flag.load(Ordering::SeqCst), "fired after its removal");
        let _ = sender.send(());
    };
    let watch = event_loop.add_watch(Arc::new(ours), Events::READABLE, Box::new(callback)).unwrap();
    let interval = Some(Duration::from_millis(1));
    let timer = event_loop.add_timer(interval, Box::new(|_| {})).unwrap();
    if round.is_multiple_of(2) {
        theirs.write_all(b"x").unwrap();
        fired.recv_timeout(DEADLINE).unwrap();
        event_loop.remove_watch(watch).unwrap();
    } else {
        event_loop.remove_watch(watch).unwrap();
        gone.store(true, Ordering::SeqCst);
        let _ = theirs.write_all(b"x");
    }
    event_loop.remove_timer(timer).unwrap();
}

#[test]
fn many_descriptors_come_and_go() {
    let event_loop = EpollLoop::new().unwrap();
    let (count, hit) = counter();
    let hit = Arc::new(Mutex::new(hit));
    for size in [1, 200, 3, 150] {
        count.store(0, Ordering::SeqCst);
        let mut peers = Vec::new();
        let watches: Vec<_> = (0..size)
            .map(|_| {
                let (ours, theirs) = UnixStream::pair().unwrap();
                let (hit, source) = (Arc::clone(&hit), Arc::new(ours));
                let reader = Arc::clone(&source);
                peers.push(theirs);
                let callback = move |_, _| {
                    (&*reader).read_exact(&mut [0]).unwrap();
                    hit.lock().unwrap()();
                };
                event_loop.add_watch(source, Events::READABLE, Box::new(callback)).unwrap()
            })
            .collect();
        peers.iter_mut().for_each(|peer| peer.write_all(b"x").unwrap());
        run_until(&event_loop, || count.load(Ordering::SeqCst) == size);
        watches.into_iter().for_each(|watch| event_loop.remove_watch(watch).unwrap());
    }
}

#[test]
fn what_cannot_be_watched_is_an_error() {
    let event_loop = EpollLoop::new().unwrap();
    let file = tempfile::tempfile().unwrap();
    let err = event_loop.add_watch(Arc::new(file), Events::READABLE, Box::new(|_, _| {}));
    let err = err.unwrap_err();
    assert_eq!(err.kind(), ErrorKind::SystemError);
    assert!(err.to_string().contains("cannot watch the descriptor"), "{err}");
}
