//! What a child prints, in a file that cannot grow without bound.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use virt_core::Result;

use crate::error::{system, unwritten};
use crate::time::utc;

/// How much of a child's output is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLimits {
    /// The size of one file, in bytes.
    pub file_size: u64,
    /// How many older files are kept beside it, as `NAME.log.1` (the newest) and so on.
    pub older_files: u32,
}

/// 2 MiB and three older files.
impl Default for LogLimits {
    fn default() -> LogLimits {
        LogLimits { file_size: 2 << 20, older_files: 3 }
    }
}

/// A log file that a child writes by itself.
///
/// A guest outlives the program that started it, so nobody is sure to be there to read a pipe:
/// written to, it would break or fill up and stop the guest. The child therefore has the file
/// itself, opened for appending, and the bound is kept from outside: when the log is opened and
/// whenever [`enforce`](BoundedLog::enforce) is called, which a [`LogWatcher`](super::LogWatcher)
/// does as soon as a file grows beyond its size. What is in it then is copied to `NAME.log.1` and
/// the file emptied; the child's next line lands at its start. A line that is written in between
/// these two steps is lost, and while no program watches, a guest can write more: the price of a
/// guest that never waits for its log.
#[derive(Debug)]
pub struct BoundedLog {
    path: PathBuf,
    limits: LogLimits,
    file: File,
    /// Where in the file this run's output begins.
    start: AtomicU64,
    rotation: Mutex<()>,
}

/// As much of the end of a log as is looked at for somebody's last words.
const LAST_WORDS: u64 = 16 << 10;

impl BoundedLog {
    /// Opens the log at `path`, in a folder that exists, for a new run of its child.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file.
    pub fn open(path: impl Into<PathBuf>, limits: LogLimits) -> Result<BoundedLog> {
        let path = path.into();
        let file = OpenOptions::new()
            .read(true)
            .append(true)
            .create(true)
            .mode(0o600)
            .open(&path)
            .map_err(|err| unwritten("open log", &path, "", err))?;
        let start = AtomicU64::new(0);
        let log = BoundedLog { path, limits, file, start, rotation: Mutex::new(()) };
        log.enforce()?;
        log.start.store(log.size()?, Ordering::Relaxed);
        Ok(log)
    }

    /// Opens the log of a child that runs already, as it was taken over: all of the file counts as
    /// its output.
    ///
    /// # Errors
    ///
    /// As for [`open`](BoundedLog::open).
    pub fn reopen(path: impl Into<PathBuf>, limits: LogLimits) -> Result<BoundedLog> {
        let log = BoundedLog::open(path, limits)?;
        log.start.store(0, Ordering::Relaxed);
        Ok(log)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A descriptor for the child to write to.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) when this process has no
    /// descriptor left.
    pub fn output(&self) -> Result<OwnedFd> {
        // Opened anew, and not for reading, which is none of the child's business.
        let file = OpenOptions::new().append(true).open(&self.path);
        file.map(OwnedFd::from).map_err(|err| unwritten("open log", &self.path, "", err))
    }

    /// Writes a line of the driver's own, with the time before it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file.
    pub fn note(&self, line: &str) -> Result<()> {
        let line = format!("{}: {line}\n", utc(SystemTime::now()));
        let written = (&self.file).write_all(line.as_bytes());
        written.map_err(|err| unwritten("write log", &self.path, "", err))
    }

    /// Keeps the file within its size; tells whether it had grown beyond.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`](virt_core::ErrorKind::SystemError) naming the file. The file is
    /// emptied even if there is no room for a copy.
    pub fn enforce(&self) -> Result<bool> {
        let _one_at_a_time = self.rotation.lock().unwrap_or_else(PoisonError::into_inner);
        if self.size()? <= self.limits.file_size {
            return Ok(false);
        }
        let kept = self.keep_older();
        let failed = |err| unwritten("bound log", &self.path, "", err);
        self.file.set_len(0).map_err(failed)?;
        self.start.store(0, Ordering::Relaxed);
        kept.map_err(failed)?;
        Ok(true)
    }

    /// Returns the last lines, at most `lines`, that were printed since the log was opened, for
    /// the error that says why a child ended. Control characters are taken out.
    ///
    /// What cannot be read is left out: this completes an error that is reported anyway.
    pub fn last_words(&self, lines: usize) -> String {
        let bytes = self.read_end().unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut last: Vec<String> = text
            .lines()
            .rev()
            .map(|line| line.chars().filter(|c| !c.is_control() || *c == '\t').collect::<String>())
            .filter(|line| !line.trim().is_empty())
            .take(lines)
            .collect();
        last.reverse();
        last.join("\n")
    }

    pub(super) fn size(&self) -> Result<u64> {
        let data = self.file.metadata();
        data.map(|data| data.len())
            .map_err(|err| system(format!("cannot look at log '{}'", self.path.display()), err))
    }

    /// Moves the older files one on and copies the end of the file to the first.
    fn keep_older(&self) -> io::Result<()> {
        for number in (1..self.limits.older_files).rev() {
            match fs::rename(self.older(number), self.older(number + 1)) {
                Err(err) if err.kind() != io::ErrorKind::NotFound => return Err(err),
                _ => {}
            }
        }
        if self.limits.older_files == 0 {
            return Ok(());
        }
        let mut source = File::open(&self.path)?;
        let size = source.metadata()?.len();
        source.seek(SeekFrom::Start(size.saturating_sub(self.limits.file_size)))?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut copy = options.open(self.older(1))?;
        // No more than the limit, though the child may be writing faster than this copies.
        io::copy(&mut source.take(self.limits.file_size), &mut copy).map(drop)
    }

    fn older(&self, number: u32) -> PathBuf {
        let mut name = self.path.as_os_str().to_owned();
        name.push(format!(".{number}"));
        name.into()
    }

    fn read_end(&self) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.path)?;
        let size = file.metadata()?.len();
        let start = self.start.load(Ordering::Relaxed);
        let from = start.max(size.saturating_sub(LAST_WORDS));
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(LAST_WORDS).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}
