//! From a definition to a QEMU that runs: one process, one round trip.

use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use virt_core::config::DomainConfig;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::Deadline;
use virt_host::process::{BoundedLog, Launch, LogLimits, Process};

use super::sink::{Inbox, Sink};
use super::{Run, StartOptions};
use crate::affinity;
use crate::command_line::{self, CommandLine, DescriptorSource};
use crate::error::failed;
use crate::host_devices::{Requests, Taken};
use crate::locked_memory;
use crate::plan::Plan;
use crate::qmp::{Command, Monitor, QmpError, Reply};
use crate::socket;
use crate::state::QemuState;

/// The name of the monitor's socket in the folder of a run.
pub(super) const MONITOR: &str = "monitor";

/// The name of the file in the folder of a run in which QEMU's process is noted.
pub(crate) const PROCESS: &str = "process";

/// How many lines of what QEMU said last are quoted when it does not start.
const LAST_WORDS: usize = 10;

/// A QEMU whose process is gone has said all that it will ever say; what is left to be waited for
/// is the kernel.
const REAP: Duration = Duration::from_secs(5);

/// A guest that runs, or is paused, and that nobody has been told of.
pub(super) struct Launched {
    pub(super) run: Arc<Run>,
    /// What runs, with all that was chosen at the start.
    pub(super) config: DomainConfig,
    /// Where the events wait that have come meanwhile.
    pub(super) inbox: Arc<Inbox>,
}

/// Starts QEMU for `config` and waits until the guest runs.
///
/// # Errors
///
/// What cannot work is found before anything is started. A QEMU that ends or does not answer
/// until the `deadline` is an error with its last words; nothing of it is left.
pub(super) fn launch(
    state: &QemuState,
    config: DomainConfig,
    id: u32,
    options: StartOptions,
    deadline: Deadline,
) -> Result<Launched> {
    let name = config.name.clone().unwrap_or_default();
    let folder = Folder::create(state, id, &name)?;
    let mut config = config;
    let mut taken = take(state, &mut config, &name)?;
    let nodes = taken.as_ref().map(|taken| taken.scsi_nodes().clone()).unwrap_or_default();
    let Plan { mut config, command_line, ports: _ports } =
        Plan::new(state, config, id, &folder.0, nodes)?;
    let log = open_log(state, &name)?;
    let locks = taken.as_mut().map(Taken::take_locks).unwrap_or_default();
    let mut launch = Launch::new(&command_line.binary);
    locked_memory::allow(&config, &mut launch);
    let (process, monitor, inbox) =
        spawn(launch, &name, &command_line, locks, &folder.0, &log, options)?;
    let told = taken
        .as_ref()
        .map_or(Ok(()), |taken| taken.belong_to(&process))
        .and_then(|()| pin(&config, &process))
        .map_err(Failure::Refused)
        .and_then(|()| interview(&monitor, &config, options, deadline).map_err(Failure::Qemu));
    let replies = told.map_err(|err| explain(&name, &process, &log, err))?;
    crate::live::note(&mut config, &replies)
        .map_err(|err| explain(&name, &process, &log, Failure::Qemu(err)))?;
    if let Some(taken) = taken {
        taken.keep();
    }
    let folder = folder.keep();
    let path = log.path().to_owned();
    let run = Run::new(id, process, monitor, folder, path, options.dies_with_program);
    Ok(Launched { run: Arc::new(run), config, inbox })
}

/// Takes the devices of the host for the guest, unless it cannot start anyway.
fn take(state: &QemuState, config: &mut DomainConfig, name: &str) -> Result<Option<Taken>> {
    let requests = Requests::of(config)?;
    if requests.is_empty() {
        return Ok(None);
    }
    crate::plan::check(state, config)
        .and_then(|()| Taken::take(state, config, requests, None))
        .map_err(|err| {
            let message = format!("cannot start domain '{name}': {}", err.message());
            Error::new(err.kind(), message).with_origin(err.origin()).with_source(err)
        })
}

/// The folder of a run, removed again unless the run comes about.
struct Folder(PathBuf);

impl Folder {
    fn create(state: &QemuState, id: u32, name: &str) -> Result<Folder> {
        // People look for it by the name; the number alone makes it unique.
        let short: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(20).collect();
        let path = state.runs().join(format!("{id}-{short}"));
        let mut builder = fs::DirBuilder::new();
        let made = builder.recursive(true).mode(0o700).create(&path);
        made.map_err(|err| {
            failed(format!("cannot start domain '{name}': cannot make '{}'", path.display()))
                .with_source(err)
        })?;
        Ok(Folder(path))
    }

    fn keep(self) -> PathBuf {
        let path = self.0.clone();
        std::mem::forget(self);
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(err) = fs::remove_dir_all(&self.0) {
            tracing::warn!(folder = %self.0.display(), %err, "cannot remove what a failed start left");
        }
    }
}

fn open_log(state: &QemuState, name: &str) -> Result<BoundedLog> {
    BoundedLog::open(log_path(state, name), LogLimits::default())
}

/// The file with what QEMU says about the domain `name`.
pub(super) fn log_path(state: &QemuState, name: &str) -> PathBuf {
    let file = virt_host::store::file_of_name(name);
    state.folders().log().join(Path::new(&file).with_extension("log"))
}

/// Starts the process with everything that it inherits. The conversation with it has begun on
/// return, although it may not listen yet: its socket does.
fn spawn(
    mut launch: Launch,
    name: &str,
    command_line: &CommandLine,
    locks: Vec<OwnedFd>,
    folder: &Path,
    log: &BoundedLog,
    options: StartOptions,
) -> Result<(Process, Arc<Monitor>, Arc<Inbox>)> {
    launch.args(&command_line.arguments).umask(0o077).current_folder("/");
    for (variable, value) in &command_line.environment {
        launch.env(variable, value);
    }
    let mut listener = Some(socket::listen(&folder.join(MONITOR))?);
    for descriptor in &command_line.descriptors {
        let opened = match &descriptor.source {
            DescriptorSource::Monitor => listener.take().map(OwnedFd::from),
            other => Some(open(name, other)?),
        };
        if let Some(opened) = opened {
            launch.pass_as(opened, descriptor.number)?;
        }
    }
    // Behind the others, whose numbers the command line names.
    for lock in locks {
        launch.pass(lock);
    }
    launch.log_to(log)?.note_in(&folder.join(PROCESS))?;
    if options.dies_with_program {
        launch.dies_with_program();
    }
    // Connected before QEMU runs: the kernel keeps what is said until QEMU accepts.
    let (sink, inbox) = Sink::new();
    let socket = socket::connect(&folder.join(MONITOR))?;
    log.note(&format!("starting {command_line:?}"))?;
    let process = launch.spawn().map_err(|err| {
        failed(format!("cannot start domain '{name}': {}", err.message())).with_source(err)
    })?;
    let monitor = Monitor::open(socket, name, Box::new(sink))?;
    Ok((process, Arc::new(monitor), inbox))
}

fn open(name: &str, source: &DescriptorSource) -> Result<OwnedFd> {
    let refused = |path: &Path, err| {
        failed(format!("cannot start domain '{name}': cannot open '{}'", path.display()))
            .with_source(err)
    };
    match source {
        DescriptorSource::Listen(path) => {
            // Left behind by a guest that is gone; one that runs is not there twice.
            let _ = fs::remove_file(path);
            socket::listen(path).map(OwnedFd::from)
        }
        DescriptorSource::Write { path, append } => {
            let mut options = fs::OpenOptions::new();
            options.create(true).write(true).append(*append).truncate(!*append).mode(0o600);
            options.open(path).map(OwnedFd::from).map_err(|err| refused(path, err))
        }
        DescriptorSource::Open(path) => {
            let mut options = fs::OpenOptions::new();
            options.read(true).write(true);
            options.open(path).map(OwnedFd::from).map_err(|err| refused(path, err))
        }
        DescriptorSource::Monitor => Err(failed("the monitor is opened elsewhere")),
    }
}

/// Asks for what was chosen at the start and lets the guest run, all in one round trip.
fn interview(
    monitor: &Monitor,
    config: &DomainConfig,
    options: StartOptions,
    deadline: Deadline,
) -> Result<Vec<Reply>, QmpError> {
    let mut commands: Vec<Command> =
        crate::live::QUESTIONS.iter().map(|question| Command::new(question)).collect();
    commands.extend(command_line::after_start(config));
    if !options.paused {
        commands.push(Command::new("cont"));
    }
    monitor.execute_all(commands, Instant::now() + deadline.remaining())
}

/// Keeps QEMU on the processors that the definition names; threads that it makes later follow.
fn pin(config: &DomainConfig, process: &Process) -> Result<()> {
    match config.vcpu.as_ref().and_then(|vcpu| vcpu.cpuset.as_ref()) {
        Some(processors) => affinity::keep_on(process.pid(), processors),
        None => Ok(()),
    }
}

/// Why a process that was started is no guest.
enum Failure {
    /// The host refused.
    Refused(Error),
    /// QEMU did.
    Qemu(QmpError),
}

/// Ends what is left of a QEMU that did not start, and says why it did not.
fn explain(name: &str, process: &Process, log: &BoundedLog, failure: Failure) -> Error {
    let err = match failure {
        Failure::Qemu(err) => err,
        Failure::Refused(err) => {
            kill(name, process);
            let message = format!("cannot start domain '{name}': {}", err.message());
            return Error::new(err.kind(), message).with_origin(err.origin()).with_source(err);
        }
    };
    let by_itself = matches!(err, QmpError::Closed { .. });
    // One that hung up is about to end; how it does is worth the moment.
    let exit = match process.wait(Deadline::after(if by_itself { REAP } else { Duration::ZERO })) {
        Ok(Some(exit)) => Some(exit),
        _ => {
            kill(name, process);
            None
        }
    };
    let words = log.last_words(LAST_WORDS);
    let words = words.lines().filter(|line| !line.contains(": starting ")).collect::<Vec<_>>();
    let said = if words.is_empty() {
        format!("it said nothing; its log is '{}'", log.path().display())
    } else {
        format!("it said: {}", words.join("\n"))
    };
    match exit {
        Some(exit) if by_itself => {
            failed(format!("cannot start domain '{name}': QEMU ended ({exit}); {said}"))
        }
        _ => {
            let kind = match err {
                QmpError::Timeout { .. } => ErrorKind::OperationTimeout,
                _ => ErrorKind::OperationFailed,
            };
            let message =
                format!("cannot start domain '{name}', whose QEMU was ended: {err}; {said}");
            Error::new(kind, message).with_origin(ErrorOrigin::Qemu)
        }
    }
}

fn kill(name: &str, process: &Process) {
    if let Err(err) = process.kill(Deadline::after(REAP)) {
        tracing::warn!(domain = name, "{err}");
    }
}
