//! A real QEMU takes the command line of every fixture.

use std::fs::{self, File, OpenOptions};
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::Command as Program;
use std::time::{Duration, Instant};

use serde_json::Value;
use virt_host::process::Launch;

use super::fixtures::{command_line, complete, folder, names};
use crate::capabilities::CapabilitiesCache;
use crate::command_line::{CommandLine, DescriptorSource, after_start, assign_aliases};
use crate::qmp::{Command, Monitor, NoEvents};

#[test]
fn qemu_takes_every_command_line() {
    let Some(binary) = virt_testkit::needs::program("qemu-system-x86_64") else { return };
    let Some(qemu_img) = virt_testkit::needs::program("qemu-img") else { return };
    let qemu = CapabilitiesCache::in_memory().of(&binary).unwrap();
    for name in names() {
        let text = fs::read_to_string(folder().join(&name).with_extension("xml")).unwrap();
        // What KVM can do is up to the processor and the kernel; devices of the host are up to it.
        if ["<domain type='kvm'>", "<hostdev"].iter().any(|part| text.contains(part)) {
            continue;
        }
        let place = tempfile::tempdir().unwrap();
        let text = text
            .replace("/DIR", &place.path().display().to_string())
            .replace("port='5937'", &format!("port='{}'", free_port()));
        make_files(&text, &qemu_img);
        let config = complete(&text, &qemu).unwrap();
        let mut line = command_line(&config, &qemu).unwrap();
        line.descriptors.iter_mut().for_each(|descriptor| {
            if let DescriptorSource::Listen(path) = &mut descriptor.source {
                // The folder of made-up channels.
                if let Ok(rest) = path.strip_prefix("/DIR") {
                    *path = place.path().join(rest);
                }
            }
        });
        let mut named = config.clone();
        assign_aliases(&mut named);
        let answers = start(&line, place.path(), after_start(&named))
            .unwrap_or_else(|reason| panic!("{name}: {reason}\n{line}"));
        assert_eq!(answers["status"], "prelaunch", "{name}");
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Makes every file that the definition names.
fn make_files(text: &str, qemu_img: &Path) {
    let quoted = text.split(['\'', '<', '>']).filter(|word| word.starts_with('/'));
    for path in quoted.map(Path::new) {
        let Some(kind) = path.extension().and_then(|kind| kind.to_str()) else { continue };
        match kind {
            "qcow2" => {
                let mut create = Program::new(qemu_img);
                create.args(["create", "-q", "-f", "qcow2"]).arg(path).arg("8M");
                assert!(create.status().unwrap().success());
            }
            "img" | "iso" => File::create(path).unwrap().set_len(1 << 20).unwrap(),
            "fd" => File::create(path).unwrap().set_len(256 << 10).unwrap(),
            "elf" => fs::write(path, virt_testkit::guest::kernel().unwrap()).unwrap(),
            _ => {}
        }
    }
}

/// Starts QEMU, tells it what comes after the start, asks for its status and ends it.
fn start(line: &CommandLine, place: &Path, then: Vec<Command>) -> Result<Value, String> {
    let mut launch = Launch::new(&line.binary);
    launch.args(&line.arguments);
    let socket = place.join("monitor.sock");
    for descriptor in &line.descriptors {
        let opened: OwnedFd = match &descriptor.source {
            DescriptorSource::Monitor => UnixListener::bind(&socket).unwrap().into(),
            DescriptorSource::Listen(path) => UnixListener::bind(path).unwrap().into(),
            DescriptorSource::Open(path) => File::open(path).unwrap().into(),
            DescriptorSource::Write { path, append } => OpenOptions::new()
                .create(true)
                .append(*append)
                .write(true)
                .truncate(!*append)
                .open(path)
                .unwrap()
                .into(),
        };
        launch.pass_as(opened, descriptor.number).unwrap();
    }
    let words = place.join("stderr");
    launch.stderr(File::create(&words).unwrap());
    let process = launch.spawn().unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    let connected = UnixStream::connect(&socket).unwrap();
    let answer = Monitor::open(connected, "test", Box::new(NoEvents)).and_then(|monitor| {
        monitor.execute_all(then, deadline)?;
        let status = monitor.execute(Command::new("query-status"), deadline)?;
        monitor.execute(Command::new("quit"), deadline)?;
        Ok(status.parse().unwrap())
    });
    process.kill(virt_host::Deadline::default()).unwrap();
    answer.map_err(|err| {
        format!("{err}; its last words: {}", fs::read_to_string(&words).unwrap_or_default())
    })
}
