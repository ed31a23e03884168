//! A root of its own for each test, with the tiny guest in it, and patience.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "this is how a test fails")]

pub(crate) mod child;
pub(crate) mod deadly;
pub(crate) mod hardware;
pub(crate) mod linux;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::PidfdFlags;
use tempfile::TempDir;
use virt_core::Result;
use virt_core::api::domain::{DomainCreateFlags, DomainDefineFlags};
use virt_core::connection::{Connection, OpenOptions};
use virt_core::driver::domain::{DomainDriver, DomainStatus};
use virt_core::event::{Event, EventFilter, EventQueue, EventRegistration};
use virt_core::object::DomainRef;
use virt_core::registry::Registry;
use virt_testkit::guest::TinyGuest;

/// How long anything may take before a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(300);

/// A folder that is an embedded root, and holds the tiny guest's files beside it.
pub(crate) struct Root {
    folder: PathBuf,
    /// None of a folder that somebody else removes.
    _owned: Option<TempDir>,
    pub(crate) guest: TinyGuest,
}

impl Root {
    /// Makes a root; none where there is no QEMU.
    pub(crate) fn new() -> Option<Root> {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::at(folder.path())?;
        Some(Root { _owned: Some(folder), ..root })
    }

    /// Makes a root in a folder that is there, and stays.
    pub(crate) fn at(folder: &Path) -> Option<Root> {
        virt_testkit::needs::program("qemu-system-x86_64")?;
        let guest = TinyGuest::write_to(folder).unwrap();
        Some(Root { folder: folder.to_owned(), _owned: None, guest })
    }

    /// The folder around the root, for images and the like.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The root itself.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.join("root")
    }

    pub(crate) fn uri(&self, more: &str) -> String {
        format!("qemu:///embed?root={}{more}", self.path().display())
    }

    /// Opens the root.
    pub(crate) fn open(&self) -> Host {
        self.open_with("").unwrap()
    }

    /// Opens the root with more parameters, `&timeout=1`.
    pub(crate) fn open_with(&self, more: &str) -> Result<Host> {
        open(&self.uri(more))
    }

    /// The folder of the only run of the guest `name`.
    fn run_of(&self, name: &str) -> PathBuf {
        let runs = std::fs::read_dir(self.path().join("run/qemu/guests")).unwrap();
        let wanted = format!("-{name}");
        let mut runs = runs.map(|entry| entry.unwrap().path());
        runs.find(|path| path.to_str().unwrap().ends_with(&wanted)).unwrap()
    }

    /// The terminal of the guest `name`, as the status on the disk tells it.
    pub(crate) fn console_of_status(&self, name: &str) -> Console {
        let status = self.path().join(format!("run/qemu/status/{name}.xml"));
        Console::open(&terminal_in(&std::fs::read_to_string(status).unwrap()))
    }

    /// What QEMU says of the guest `name` while no program looks after it.
    pub(crate) fn qemu_status(&self, name: &str) -> String {
        use std::io::{BufRead, BufReader, Write};
        let path = self.run_of(name).join("monitor");
        let mut socket = std::os::unix::net::UnixStream::connect(path).unwrap();
        let commands = b"{\"execute\":\"qmp_capabilities\"}{\"execute\":\"query-status\"}";
        socket.write_all(commands).unwrap();
        let mut lines = BufReader::new(socket).lines().map_while(std::io::Result::ok);
        let line = lines.find(|line| line.contains("\"running\"")).unwrap();
        let (_, status) = line.split_once("\"status\": \"").unwrap();
        status.split('"').next().unwrap().to_owned()
    }

    /// A guest with one serial port, which answers commands there.
    pub(crate) fn xml(&self, name: &str) -> String {
        self.xml_with(name, "", "")
    }

    /// The same, with more elements in `<domain>` and in `<devices>`.
    pub(crate) fn xml_with(&self, name: &str, elements: &str, devices: &str) -> String {
        format!(
            "<domain type='qemu'>
               <name>{name}</name>
               <memory unit='MiB'>16</memory>
               <os>
                 <type arch='x86_64' machine='pc'>hvm</type>
                 <kernel>{}</kernel>
                 <cmdline>{name}</cmdline>
               </os>
               <features><acpi/></features>
               {elements}
               <devices>
                 <controller type='usb' model='none'/>
                 <serial type='pty'/>
                 <memballoon model='none'/>
                 {devices}
               </devices>
             </domain>",
            self.guest.kernel.display()
        )
    }
}

pub(crate) fn open(uri: &str) -> Result<Host> {
    let registry = Registry::new().with(virt_qemu::ENTRY);
    Host::of(OpenOptions::new().registry(registry).open(Some(uri))?)
}

/// An open connection.
pub(crate) struct Host {
    pub(crate) domains: Arc<dyn DomainDriver>,
    pub(crate) connection: Connection,
}

impl Host {
    pub(crate) fn of(connection: Connection) -> Result<Host> {
        let domains = Arc::clone(connection.domains()?);
        Ok(Host { domains, connection })
    }

    pub(crate) fn define(&self, xml: &str) -> DomainRef {
        self.domains.define(xml, DomainDefineFlags::empty()).unwrap()
    }

    pub(crate) fn start(&self, domain: &DomainRef) {
        self.domains.start(domain, DomainCreateFlags::empty(), Vec::new()).unwrap();
    }

    /// Defines and starts a guest.
    pub(crate) fn run(&self, xml: &str) -> DomainRef {
        let domain = self.define(xml);
        self.start(&domain);
        domain
    }

    pub(crate) fn status(&self, domain: &DomainRef) -> DomainStatus {
        self.domains.status(domain).unwrap()
    }

    /// Waits until the domain's status is `wanted`.
    #[track_caller]
    pub(crate) fn wait_for_status(&self, domain: &DomainRef, wanted: DomainStatus) {
        wait_until(&format!("{wanted:?}"), || self.status(domain) == wanted);
    }

    pub(crate) fn events(&self) -> Events {
        let queue = EventQueue::new().unwrap();
        let registration = self.domains.subscribe(EventFilter::all(), queue.sender()).unwrap();
        Events { queue, _registration: registration }
    }

    /// The terminal of the guest's first serial port.
    pub(crate) fn console(&self, domain: &DomainRef) -> Console {
        let xml = self.domains.xml(domain, Default::default()).unwrap();
        Console::open(&terminal_in(&xml))
    }
}

/// The first terminal in a live definition.
pub(crate) fn terminal_in(xml: &str) -> String {
    let (_, rest) = xml.split_once("/dev/pts/").unwrap();
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    format!("/dev/pts/{number}")
}

/// A guest's terminal.
pub(crate) struct Console {
    file: std::fs::File,
    seen: String,
}

impl Console {
    pub(crate) fn open(path: &str) -> Console {
        let mut console = Console::of_any(path);
        // QEMU looks for a reader once a second.
        console.type_line("");
        console.wait_for(virt_testkit::guest::HELLO);
        console
    }

    /// The terminal of a guest that is not the tiny one.
    pub(crate) fn of_any(path: &str) -> Console {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = std::fs::OpenOptions::new();
        let options = options.read(true).write(true).custom_flags(libc_nonblock());
        Console { file: options.open(path).unwrap(), seen: String::new() }
    }

    pub(crate) fn type_line(&mut self, line: &str) {
        use std::io::Write;
        self.file.write_all(format!("{line}\r").as_bytes()).unwrap();
    }

    /// Waits until the guest says `text`, and forgets all up to its end.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) {
        use std::io::Read;
        wait_until(text, || {
            let mut bytes = [0; 4096];
            if let Ok(count) = self.file.read(&mut bytes) {
                self.seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
            let Some(at) = self.seen.find(text) else { return false };
            self.seen.drain(..at + text.len());
            true
        });
    }
}

fn libc_nonblock() -> i32 {
    rustix::fs::OFlags::NONBLOCK.bits() as i32 | rustix::fs::OFlags::NOCTTY.bits() as i32
}

/// What a subscriber is told.
pub(crate) struct Events {
    queue: EventQueue,
    _registration: EventRegistration,
}

impl Events {
    /// The next event as `virsh event` prints it, without the domain's name.
    #[track_caller]
    pub(crate) fn next(&self) -> String {
        self.queue
            .next_timeout(PATIENCE)
            .map_or_else(|| "nothing".to_owned(), |event| short(&event))
    }

    /// Waits for these events, and no others between them.
    #[track_caller]
    pub(crate) fn expect(&self, wanted: &[&str]) {
        let told: Vec<String> = wanted.iter().map(|_| self.next()).collect();
        assert_eq!(told, wanted);
    }

    /// Waits for this event, whatever comes before it.
    #[track_caller]
    pub(crate) fn wait_for(&self, wanted: &str) {
        let mut told = Vec::new();
        while told.last().is_none_or(|last| last != wanted) {
            told.push(self.next());
            assert_ne!(told.last().unwrap(), "nothing", "'{wanted}' did not come after {told:?}");
        }
    }

    /// What has been told and not looked at.
    pub(crate) fn rest(&self) -> Vec<String> {
        std::iter::from_fn(|| self.queue.try_next()).map(|event| short(&event)).collect()
    }
}

/// `lifecycle Started Booted` of `event 'lifecycle' for domain 'x': Started Booted`.
fn short(event: &Event) -> String {
    let line = event.to_string();
    let kind = line.split('\'').nth(1).unwrap_or_default().to_owned();
    let detail = line.split_once("': ").map_or("", |(_, detail)| detail);
    format!("{kind} {detail}").trim().to_owned()
}

/// Waits until `condition` holds.
#[track_caller]
pub(crate) fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "'{what}' did not come about");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The process of the guest `name` below `root`, as `ps` shows it.
pub(crate) fn process_of(root: &Path, name: &str) -> Option<u32> {
    let wanted = format!("guest={name},debug-threads=on");
    let marker = root.to_string_lossy().into_owned();
    std::fs::read_dir("/proc").unwrap().flatten().find_map(|entry| {
        let pid = entry.file_name().to_str()?.parse().ok()?;
        let line = std::fs::read(entry.path().join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).into_owned();
        (line.contains(&wanted) && line.contains(marker.trim_end_matches("/root"))).then_some(pid)
    })
}

/// The root that a connection's `uri` names.
pub(crate) fn root_of(uri: &str) -> &Path {
    Path::new(uri.split("root=").nth(1).unwrap().split('&').next().unwrap())
}

/// Another program: this test's own, run again with the test `program` alone.
pub(crate) struct Program {
    child: std::process::Child,
    output: std::io::BufReader<std::process::ChildStdout>,
}

impl Program {
    /// Runs `task` of the test `program` with `argument`, and waits until it says something.
    pub(crate) fn run(task: &str, argument: &str) -> Program {
        use std::io::{BufRead, BufReader};
        let mut child = Program::spawn(task, argument);
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        // The test runner's own words stand before ours.
        while !line.contains("SAYS ") {
            line.clear();
            assert_ne!(output.read_line(&mut line).unwrap(), 0, "the other program failed");
        }
        Program { child, output }
    }

    /// Runs `task`, over which the program is killed.
    pub(crate) fn run_until_killed(task: &str, argument: &str) {
        use std::os::unix::process::ExitStatusExt;
        let status = Program::spawn(task, argument).wait().unwrap();
        assert_eq!(status.signal(), Some(rustix::process::Signal::KILL.as_raw()));
    }

    fn spawn(task: &str, argument: &str) -> std::process::Child {
        use std::process::{Command, Stdio};
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "program", "--nocapture", "--test-threads=1"])
            .env("VIRT_TEST_TASK", task)
            .env("VIRT_TEST_ARGUMENT", argument)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// What the other program has to do, if this is it.
    pub(crate) fn task() -> Option<(String, String)> {
        Some((std::env::var("VIRT_TEST_TASK").ok()?, std::env::var("VIRT_TEST_ARGUMENT").ok()?))
    }

    /// Tells the test that all is done, and waits to be killed or told to end.
    #[expect(clippy::print_stdout, reason = "the test reads it")]
    pub(crate) fn say_and_wait(text: &str) {
        println!("SAYS {text}");
        let _ = std::io::Read::read(&mut std::io::stdin(), &mut [0]);
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Kills the program: it can do nothing more.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets the program end in good order.
    pub(crate) fn end(mut self) {
        drop(self.child.stdin.take());
        std::io::copy(&mut self.output, &mut std::io::sink()).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

/// Sends a signal to a process.
pub(crate) fn signal(pid: u32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid.try_into().unwrap()).unwrap();
    rustix::process::kill_process(pid, signal).unwrap();
}

/// Whether a process is there and has not ended. The first thread of a process that is killed may
/// be gone before the others are; the kernel's own word counts all of them.
pub(crate) fn is_alive(pid: u32) -> bool {
    let pid = rustix::process::Pid::from_raw(pid.try_into().unwrap()).unwrap();
    let Ok(process) = rustix::process::pidfd_open(pid, PidfdFlags::empty()) else { return false };
    let mut descriptors = [PollFd::new(&process, PollFlags::IN)];
    poll(&mut descriptors, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).unwrap() == 0
}

/// All files below `folder` but those that a root always has.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_type().unwrap().is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().display().to_string());
            }
        }
    }
    found.sort();
    found
}
