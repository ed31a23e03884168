//! Starting a guest and ending it, beside a raw launch of QEMU with the same arguments.
//!
//! A start may take 15 ms longer than the raw launch, an end 20 ms.

#![expect(clippy::unwrap_used, reason = "a measurement that fails has no result")]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use virt_core::api::domain::{DomainCreateFlags, DomainDestroyFlags};
use virt_core::connection::{Connection, OpenOptions};
use virt_core::driver::domain::DomainDriver;
use virt_core::object::DomainRef;
use virt_core::registry::Registry;
use virt_testkit::guest::TinyGuest;

fn lifecycle(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let host = Host::open(folder.path());
    host.start();
    let arguments = arguments_of_guest();
    host.destroy();

    let mut group = criterion.benchmark_group("lifecycle");
    group.sample_size(20).measurement_time(Duration::from_secs(10));
    group.bench_function("raw launch", |bench| {
        bench.iter_custom(|times| (0..times).map(|_| raw_launch(&arguments, folder.path())).sum());
    });
    group.bench_function("start", |bench| {
        bench.iter_custom(|times| {
            let start = |_| {
                let before = Instant::now();
                host.start();
                let taken = before.elapsed();
                host.destroy();
                taken
            };
            (0..times).map(start).sum()
        });
    });
    group.bench_function("destroy", |bench| {
        bench.iter_custom(|times| {
            let destroy = |_| {
                host.start();
                let before = Instant::now();
                host.destroy();
                before.elapsed()
            };
            (0..times).map(destroy).sum()
        });
    });
    group.finish();
}

struct Host {
    domains: Arc<dyn DomainDriver>,
    domain: DomainRef,
    _connection: Connection,
}

impl Host {
    fn open(folder: &Path) -> Host {
        let guest = TinyGuest::write_to(folder).unwrap();
        let uri = format!("qemu:///embed?root={}", folder.join("root").display());
        let registry = Registry::new().with(virt_qemu::ENTRY);
        let connection = OpenOptions::new().registry(registry).open(Some(&uri)).unwrap();
        let domains = Arc::clone(connection.domains().unwrap());
        let xml = format!(
            "<domain type='qemu'><name>bench</name><memory unit='MiB'>64</memory>
             <os><type arch='x86_64' machine='q35'>hvm</type><kernel>{}</kernel></os>
             <features><acpi/></features>
             <devices><serial type='pty'/></devices></domain>",
            guest.kernel.display()
        );
        let domain = domains.define(&xml, Default::default()).unwrap();
        Host { domains, domain, _connection: connection }
    }

    fn start(&self) {
        self.domains.start(&self.domain, DomainCreateFlags::empty(), Vec::new()).unwrap();
    }

    fn destroy(&self) {
        self.domains.destroy(&self.domain, DomainDestroyFlags::empty()).unwrap();
    }
}

/// The command line of the guest that runs, with a monitor of our own.
fn arguments_of_guest() -> Vec<String> {
    let mut found = std::fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let line = std::fs::read(entry.path().join("cmdline")).ok()?;
        let text = String::from_utf8(line).ok()?;
        let arguments: Vec<_> = text.split_terminator('\0').map(str::to_owned).collect();
        arguments.contains(&"guest=bench,debug-threads=on".to_owned()).then_some(arguments)
    });
    found.next().unwrap()
}

/// How long QEMU takes from its start until its guest runs, asked for in one round trip.
fn raw_launch(arguments: &[String], folder: &Path) -> Duration {
    let path = folder.join("raw");
    let _ = std::fs::remove_file(&path);
    let monitor = format!("socket,id=charmonitor,path={},server=on,wait=off", path.display());
    let mut arguments = arguments.to_vec();
    for argument in &mut arguments {
        if argument.starts_with("socket,id=charmonitor") {
            argument.clone_from(&monitor);
        }
    }
    let before = Instant::now();
    let mut child = Command::new(&arguments[0])
        .args(&arguments[1..])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until_it_runs(&path, &mut child);
    let taken = before.elapsed();
    child.kill().unwrap();
    child.wait().unwrap();
    taken
}

fn wait_until_it_runs(path: &Path, child: &mut Child) {
    let mut socket = loop {
        match UnixStream::connect(path) {
            Ok(socket) => break socket,
            Err(_) => std::thread::sleep(Duration::from_micros(200)),
        }
        assert!(child.try_wait().unwrap().is_none(), "QEMU has ended");
    };
    let commands = b"{\"execute\":\"qmp_capabilities\"}{\"execute\":\"cont\",\"id\":1}";
    socket.write_all(commands).unwrap();
    let lines = BufReader::new(socket).lines();
    let mut lines = lines.map_while(std::io::Result::ok);
    assert!(lines.any(|line| line.contains("\"id\": 1")));
}

criterion_group!(benches, lifecycle);
criterion_main!(benches);
