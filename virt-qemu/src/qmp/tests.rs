//! The conversation, held with a QEMU that a test plays and with a real one.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::message::Message;
use super::protocol::Protocol;
use super::{Command, Event, EventSink, Monitor, NoEvents, QmpError};

const GREETING: &str = r#"{"QMP": {"version": {"qemu": {"micro": 2, "minor": 0, "major": 10}, "package": "Debian"}, "capabilities": ["oob"]}}"#;

fn parsed(chunks: &[&str], longest: usize) -> String {
    let mut protocol = Protocol::with_longest_line(longest);
    let mut text = String::new();
    for chunk in chunks {
        let fed = protocol.feed(chunk.as_bytes(), |message| {
            text += &match message {
                Message::Greeting(greeting) => format!("greeting {:?}\n", greeting.version),
                Message::Reply { id, outcome: Ok(reply) } => format!("{id}: {}\n", reply.text()),
                Message::Reply { id, outcome: Err(refusal) } => format!("{id}: no, {refusal}\n"),
                Message::Event(event) => format!("event {} {}\n", event.name, event.data),
                Message::Unaddressed(refusal) => format!("unaddressed {refusal}\n"),
            };
        });
        if let Err(err) = fed {
            return text + "error: " + &err + "\n";
        }
    }
    text
}

fn check(chunks: &[&str], expected: Expect) {
    expected.assert_eq(&parsed(chunks, 200));
}

#[test]
fn lines_are_found_however_they_are_cut() {
    check(
        &[
            "{\"return\": {}, \"id\": 1}\r\n{\"event\": \"STOP\", \"timesta",
            "mp\": {\"seconds\": 1, \"microsec",
            "onds\": 2}}\r\n\r\n{\"error\": {\"class\": \"GenericError\", \"desc\": \"no such disk\"}, \"id\": 2}",
            "\n{\"error\": {\"class\": \"GenericError\", \"desc\": \"Invalid JSON\"}}\n",
        ],
        expect![[r#"
            1: {}
            event STOP null
            2: no, no such disk
            unaddressed Invalid JSON
        "#]],
    );
}

#[test]
fn what_is_not_qmp_is_an_error() {
    check(
        &["hello\n"],
        expect![[r#"
        error: expected value at line 1 column 1
    "#]],
    );
    check(
        &["{}\n"],
        expect![[r#"
        error: a line is neither greeting, event nor reply
    "#]],
    );
    check(
        &["{\"return\": {}}\n"],
        expect![[r#"
        error: a reply names no command
    "#]],
    );
    check(
        &[&"[".repeat(190), "\n"],
        expect![[r#"
            error: invalid type: sequence, expected u32 at line 1 column 4
        "#]],
    );
    check(
        &[&"x".repeat(150), &"x".repeat(150)],
        expect![[r#"
        error: a line is longer than 200 bytes
    "#]],
    );
}

/// What a test plays: QEMU's end of the socket.
struct Qemu {
    input: BufReader<UnixStream>,
    output: UnixStream,
}

impl Qemu {
    fn start(sink: Box<dyn EventSink>) -> (Self, Monitor) {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let monitor = Monitor::open(ours, "web", sink).unwrap();
        let input = BufReader::new(theirs.try_clone().unwrap());
        let mut qemu = Qemu { input, output: theirs };
        qemu.say(GREETING);
        assert_eq!(qemu.hear()["execute"], "qmp_capabilities");
        qemu.say(r#"{"return": {}, "id": 0}"#);
        (qemu, monitor)
    }

    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.input.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn say(&mut self, line: &str) {
        writeln!(self.output, "{line}").unwrap();
    }

    fn answer(&mut self, id: &Value, result: Value) {
        self.say(&json!({"return": result, "id": id}).to_string());
    }
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

fn passed() -> Instant {
    Instant::now() + Duration::from_millis(1)
}

#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

impl EventSink for Recorder {
    fn event(&self, event: Event) {
        self.0.lock().unwrap().push(event.name);
    }

    fn closed(&self, reason: &QmpError) {
        self.0.lock().unwrap().push(format!("closed: {reason}"));
    }
}

#[test]
fn the_greeting_tells_the_version() {
    let (_qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let greeting = monitor.greeting(soon()).unwrap();
    assert_eq!((greeting.version, greeting.package.as_str()), ((10, 0, 2), "Debian"));
}

#[test]
fn a_batch_is_one_round_trip() {
    let (mut qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let tickets = monitor.send([Command::new("stop"), Command::new("cont")]).unwrap();
    let (first, second) = (qemu.hear(), qemu.hear());
    assert_eq!((&first["execute"], &second["execute"]), (&json!("stop"), &json!("cont")));
    qemu.answer(&first["id"], json!({}));
    qemu.say(
        &json!({"error": {"class": "GenericError", "desc": "no"}, "id": second["id"]}).to_string(),
    );
    let outcomes = monitor.wait(tickets, soon()).unwrap();
    assert_eq!(outcomes[0].as_ref().unwrap().text(), "{}");
    assert_eq!(outcomes[1].as_ref().unwrap_err().description, "no");
}

#[test]
fn a_refusal_names_command_and_domain() {
    let (mut qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let played = std::thread::spawn(move || {
        let command = qemu.hear();
        let error = json!({"class": "GenericError", "desc": "Device 'x' not found"});
        qemu.say(&json!({"error": error, "id": command["id"]}).to_string());
        qemu
    });
    let command = Command::new("device_del").arguments(json!({"id": "x"}));
    let err: virt_core::Error = monitor.execute(command, soon()).unwrap_err().into();
    expect!["operation failed: QEMU of 'web' refused 'device_del': Device 'x' not found"]
        .assert_eq(&err.to_string());
    played.join().unwrap();
}

#[test]
fn a_late_reply_is_thrown_away_and_the_next_command_works() {
    let (mut qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let err = monitor.execute(Command::new("stop"), passed()).unwrap_err();
    assert!(matches!(err, QmpError::Timeout { command: "stop", .. }), "{err}");
    let late = qemu.hear();
    qemu.answer(&late["id"], json!({"late": true}));

    let tickets = monitor.send([Command::new("query-status")]).unwrap();
    let command = qemu.hear();
    qemu.answer(&command["id"], json!({"status": "running"}));
    let reply = monitor.wait(tickets, soon()).unwrap().remove(0).unwrap();
    assert_eq!(reply.text(), r#"{"status":"running"}"#);
}

#[test]
fn commands_beyond_what_the_socket_holds_are_written_when_qemu_reads_again() {
    let (mut qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let long = json!({ "text": "x".repeat(100_000) });
    let send = || monitor.send([Command::new("long").arguments(long.clone())]);
    let tickets: Vec<_> = (0..30).map(|_| send().unwrap()).collect();
    let played = std::thread::spawn(move || {
        for _ in 0..30 {
            let command = qemu.hear();
            qemu.answer(
                &command["id"],
                json!(command["arguments"]["text"].as_str().unwrap().len()),
            );
        }
        qemu
    });
    for ticket in tickets {
        let reply = monitor.wait(ticket, soon()).unwrap().remove(0).unwrap();
        assert_eq!(reply.text(), "100000");
    }
    played.join().unwrap();
}

#[test]
fn what_qemu_never_reads_is_bounded() {
    let (_qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let long = json!({ "text": "x".repeat(1 << 20) });
    let refused = (0..100)
        .find_map(|_| monitor.send([Command::new("long").arguments(long.clone())]).err())
        .unwrap();
    assert!(matches!(refused, QmpError::Backlog { .. }), "{refused}");
}

#[test]
fn events_arrive_in_order_and_before_the_reply_that_follows_them() {
    let heard = Recorder::default();
    let (mut qemu, monitor) = Qemu::start(Box::new(heard.clone()));
    let tickets = monitor.send([Command::new("stop")]).unwrap();
    let command = qemu.hear();
    for name in ["STOP", "RESUME", "SHUTDOWN"] {
        let time = json!({"seconds": 1, "microseconds": 2});
        qemu.say(&json!({"event": name, "timestamp": time}).to_string());
    }
    qemu.answer(&command["id"], json!({}));
    monitor.wait(tickets, soon()).unwrap();
    assert_eq!(*heard.0.lock().unwrap(), ["STOP", "RESUME", "SHUTDOWN"]);
}

#[test]
fn an_event_loop_reads_what_nobody_waits_for() {
    let heard = Recorder::default();
    let (mut qemu, monitor) = Qemu::start(Box::new(heard.clone()));
    monitor.greeting(soon()).unwrap();
    qemu.say(r#"{"event": "RESET", "timestamp": {"seconds": -1, "microseconds": -1}}"#);
    assert!(monitor.on_readable());
    drop(qemu);
    assert!(!monitor.on_readable());
    expect![[r#"
        RESET
        closed: QEMU of 'web' closed its monitor"#]]
    .assert_eq(&heard.0.lock().unwrap().join("\n"));
}

#[test]
fn the_end_wakes_everybody_who_waits_and_is_told_once() {
    let heard = Recorder::default();
    let (qemu, monitor) = Qemu::start(Box::new(heard.clone()));
    std::thread::scope(|scope| {
        let waits: Vec<_> = (0..4)
            .map(|_| {
                let tickets = monitor.send([Command::new("stop")]).unwrap();
                scope.spawn(|| monitor.wait(tickets, soon()).unwrap_err())
            })
            .collect();
        drop(qemu);
        for wait in waits {
            assert!(matches!(wait.join().unwrap(), QmpError::Closed { .. }));
        }
    });
    assert!(monitor.send([Command::new("stop")]).is_err());
    assert_eq!(heard.0.lock().unwrap().len(), 1);
}

#[test]
fn nonsense_ends_the_conversation() {
    let (mut qemu, monitor) = Qemu::start(Box::new(NoEvents));
    qemu.say("Segmentation fault");
    let err = monitor.execute(Command::new("stop"), soon()).unwrap_err();
    assert!(matches!(err, QmpError::Protocol { .. }), "{err}");
    assert!(monitor.send([Command::new("stop")]).is_err(), "nothing more is said");
}

#[test]
fn many_threads_share_one_monitor() {
    let (mut qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let played = std::thread::spawn(move || {
        let commands: Vec<_> = (0..80).map(|_| qemu.hear()).collect();
        for command in commands.iter().rev() {
            qemu.answer(&command["id"], command["arguments"].clone());
        }
        qemu
    });
    std::thread::scope(|scope| {
        for number in 0..80 {
            let monitor = &monitor;
            scope.spawn(move || {
                let command = Command::new("echo").arguments(json!({"n": number}));
                let reply: Value = monitor.execute(command, soon()).unwrap().parse().unwrap();
                assert_eq!(reply["n"], number);
            });
        }
    });
    played.join().unwrap();
}

#[test]
fn a_descriptor_travels_with_its_command() {
    use std::io::{IoSliceMut, Read};
    use std::mem::MaybeUninit;
    use std::os::fd::OwnedFd;

    use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, recvmsg};

    let (qemu, monitor) = Qemu::start(Box::new(NoEvents));
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(b"hello").unwrap();
    std::io::Seek::rewind(&mut file).unwrap();
    let descriptor: OwnedFd = file.into();
    let command = Command::new("getfd").arguments(json!({"fdname": "f"})).descriptor(descriptor);
    monitor.send([command]).unwrap();

    let mut buffer = [0; 256];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let mut pieces = [IoSliceMut::new(&mut buffer)];
    recvmsg(&qemu.output, &mut pieces, &mut control, RecvFlags::empty()).unwrap();
    let Some(RecvAncillaryMessage::ScmRights(mut received)) = control.drain().next() else {
        panic!("no descriptor came along");
    };
    let mut received = std::fs::File::from(received.next().unwrap());
    let mut text = String::new();
    received.read_to_string(&mut text).unwrap();
    assert_eq!(text, "hello");
}
