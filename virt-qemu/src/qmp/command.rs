//! One QMP command: its name, its arguments and the descriptors that travel with it.

use std::fmt;
use std::os::fd::OwnedFd;

use serde_json::{Map, Value, json};

/// A command that has not been sent yet.
#[derive(Debug)]
pub(crate) struct Command {
    name: &'static str,
    arguments: Option<Map<String, Value>>,
    descriptors: Vec<OwnedFd>,
}

impl Command {
    /// Names the command; it takes no arguments until [`arguments`](Command::arguments) gives some.
    pub(crate) fn new(name: &'static str) -> Self {
        Command { name, arguments: None, descriptors: Vec::new() }
    }

    /// Sets the arguments, which are a JSON object.
    #[must_use]
    pub(crate) fn arguments(mut self, arguments: Value) -> Self {
        self.arguments = match arguments {
            Value::Object(map) => Some(map),
            _ => None,
        };
        self
    }

    /// Sends `descriptor` along; QEMU takes it with `getfd` and `add-fd`.
    #[must_use]
    pub(crate) fn descriptor(mut self, descriptor: OwnedFd) -> Self {
        self.descriptors.push(descriptor);
        self
    }

    /// The command's name, as errors quote it.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The command as the line that goes over the wire, and the descriptors that go with its first
    /// byte.
    pub(super) fn into_line(self, id: u64) -> (Vec<u8>, Vec<OwnedFd>) {
        let mut object = json!({ "execute": self.name, "id": id });
        if let (Some(arguments), Some(map)) = (self.arguments, object.as_object_mut()) {
            map.insert("arguments".to_owned(), Value::Object(arguments));
        }
        let mut line = object.to_string().into_bytes();
        line.push(b'\n');
        (line, self.descriptors)
    }
}

/// The command and its arguments, as people read them.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.arguments {
            Some(arguments) => write!(f, "{} {}", self.name, Value::Object(arguments.clone())),
            None => f.write_str(self.name),
        }
    }
}
