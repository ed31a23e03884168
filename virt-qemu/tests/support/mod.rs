//! A root of its own for each test, with the tiny guest in it, and patience.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

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
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that is an embedded root, and holds the tiny guest's files beside it.
pub(crate) struct Root {
    folder: TempDir,
    pub(crate) guest: TinyGuest,
}

impl Root {
    /// Makes a root; none where there is no QEMU.
    pub(crate) fn new() -> Option<Root> {
        virt_testkit::needs::program("qemu-system-x86_64")?;
        let folder = tempfile::tempdir().unwrap();
        let guest = TinyGuest::write_to(folder.path()).unwrap();
        Some(Root { folder, guest })
    }

    /// The folder around the root, for images and the like.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The root itself.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("root")
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
    let connection = OpenOptions::new().registry(registry).open(Some(uri))?;
    let domains = Arc::clone(connection.domains()?);
    Ok(Host { domains, connection })
}

/// An open connection.
pub(crate) struct Host {
    pub(crate) domains: Arc<dyn DomainDriver>,
    pub(crate) connection: Connection,
}

impl Host {
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
        let (_, rest) = xml.split_once("/dev/pts/").unwrap();
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        Console::open(&format!("/dev/pts/{number}"))
    }
}

/// A guest's terminal.
pub(crate) struct Console {
    file: std::fs::File,
    seen: String,
}

impl Console {
    pub(crate) fn open(path: &str) -> Console {
        use std::os::unix::fs::OpenOptionsExt;
        let mut options = std::fs::OpenOptions::new();
        let options = options.read(true).write(true).custom_flags(libc_nonblock());
        let file = options.open(path).unwrap();
        let mut console = Console { file, seen: String::new() };
        // QEMU looks for a reader once a second.
        console.type_line("");
        console.wait_for(virt_testkit::guest::HELLO);
        console
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
