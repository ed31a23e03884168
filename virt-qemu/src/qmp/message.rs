//! What QEMU says: a greeting, replies, events.

use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::Refusal;

/// One line from QEMU.
#[derive(Debug)]
pub(super) enum Message {
    /// The first line of a connection.
    Greeting(Greeting),
    /// The answer to the command with this id.
    Reply { id: u64, outcome: Result<Reply, Refusal> },
    /// Something happened in the guest or in QEMU.
    Event(Event),
    /// A refusal that names no command: QEMU could not read a line of ours.
    Unaddressed(Refusal),
}

/// QEMU's version, as its greeting tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Greeting {
    /// Major, minor and micro version.
    pub(crate) version: (u32, u32, u32),
    /// The distribution's name of this build, often empty.
    pub(crate) package: String,
}

/// What a command returned, not parsed before somebody wants a part of it.
#[derive(Debug, Clone)]
pub(crate) struct Reply(Box<RawValue>);

impl Reply {
    /// Reads the reply as a `T`.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.0.get())
    }

    /// The reply as JSON text.
    #[cfg(test)]
    pub(crate) fn text(&self) -> &str {
        self.0.get()
    }
}

/// Something that happened, told by QEMU on its own account.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    /// `STOP`, `SHUTDOWN`, `DEVICE_DELETED` and so on.
    pub(crate) name: String,
    /// What belongs to it; `Null` when nothing does.
    pub(crate) data: Value,
    /// Seconds since 1970, as QEMU saw them.
    pub(crate) seconds: i64,
    /// Microseconds of that second.
    pub(crate) microseconds: u32,
}

impl Event {
    /// When it happened, since 1970.
    pub(crate) fn time(&self) -> Duration {
        let seconds = u64::try_from(self.seconds).unwrap_or_default();
        Duration::from_secs(seconds) + Duration::from_micros(self.microseconds.into())
    }
}

impl Message {
    /// Reads one line, without its line break.
    pub(super) fn parse(line: &[u8]) -> Result<Self, String> {
        let line: Line = serde_json::from_slice(line).map_err(|err| err.to_string())?;
        if let Some(greeting) = line.greeting {
            return Ok(Message::Greeting(greeting.into()));
        }
        if let Some(name) = line.event {
            let timestamp = line.timestamp.unwrap_or_default();
            return Ok(Message::Event(Event {
                name,
                data: line.data.unwrap_or(Value::Null),
                seconds: timestamp.seconds,
                // QEMU writes -1 when it does not know the time.
                microseconds: u32::try_from(timestamp.microseconds).unwrap_or(0),
            }));
        }
        let outcome = match (line.result, line.error) {
            (Some(result), None) => Ok(Reply(result)),
            (None, Some(refusal)) => Err(refusal),
            _ => return Err("a line is neither greeting, event nor reply".to_owned()),
        };
        match (line.id, outcome) {
            (Some(id), outcome) => Ok(Message::Reply { id, outcome }),
            (None, Err(refusal)) => Ok(Message::Unaddressed(refusal)),
            (None, Ok(_)) => Err("a reply names no command".to_owned()),
        }
    }
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "QMP")]
    greeting: Option<RawGreeting>,
    event: Option<String>,
    data: Option<Value>,
    timestamp: Option<Timestamp>,
    #[serde(rename = "return")]
    result: Option<Box<RawValue>>,
    error: Option<Refusal>,
    id: Option<u64>,
}

#[derive(Default, Deserialize)]
struct Timestamp {
    seconds: i64,
    microseconds: i64,
}

#[derive(Deserialize)]
struct RawGreeting {
    version: RawVersion,
}

#[derive(Deserialize)]
struct RawVersion {
    qemu: Triple,
    #[serde(default)]
    package: String,
}

#[derive(Deserialize)]
struct Triple {
    major: u32,
    minor: u32,
    micro: u32,
}

impl From<RawGreeting> for Greeting {
    fn from(raw: RawGreeting) -> Self {
        let Triple { major, minor, micro } = raw.version.qemu;
        Greeting { version: (major, minor, micro), package: raw.version.package }
    }
}
