//! What the kernel says about a device in one piece: `KEY=VALUE`, a line each.

/// A device's file `uevent`, or the body of a message about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Uevent(String);

impl Uevent {
    /// The lines of a file.
    pub(crate) fn from_lines(text: String) -> Uevent {
        Uevent(text)
    }

    /// The parts of a message, each of which ends with a zero byte.
    pub(crate) fn from_parts(bytes: &[u8]) -> Uevent {
        Uevent(String::from_utf8_lossy(bytes).replace('\0', "\n"))
    }

    /// The value of `key`; none where it is missing or empty.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.pairs().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .lines()
            .filter_map(|line| line.split_once('='))
            .filter(|(_, value)| !value.is_empty())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_files_and_messages() {
        let file = Uevent::from_lines("MAJOR=8\nDEVNAME=sda\nEMPTY=\nno pair\nA=b=c\n".to_owned());
        assert_eq!(file.value("DEVNAME"), Some("sda"));
        assert_eq!(file.value("A"), Some("b=c"));
        assert!(!file.has("EMPTY") && !file.has("no pair") && !file.has("DEV"));
        let message = Uevent::from_parts(b"ACTION=add\0DEVPATH=/devices/x\0\xFF=1\0");
        assert_eq!(message.value("DEVPATH"), Some("/devices/x"));
    }
}
