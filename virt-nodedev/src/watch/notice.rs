//! A message about a device: who says it, what happened, and to which.

use crate::host::Uevent;

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The kernel, before anybody has looked at the device.
    Kernel,
    /// udev, after its rules have run.
    Udev,
}

/// A message about a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) source: Source,
    /// What happened: `add`, `remove`, `change`, `move`, `bind`…
    pub(crate) action: String,
    /// The device's path below `/sys`.
    pub(crate) path: String,
    /// Where it was, when it moved.
    pub(crate) old_path: Option<String>,
    /// The kernel's number of the message, which udev repeats.
    pub(crate) sequence: Option<u64>,
}

/// How a message of udev begins.
const UDEV: &[u8] = b"libudev\0";
const UDEV_MAGIC: [u8; 4] = 0xFEED_CAFE_u32.to_be_bytes();

impl Notice {
    /// Reads a message; none where it is not one about a device.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Notice> {
        match bytes.strip_prefix(UDEV) {
            Some(rest) => Notice::of(Source::Udev, udev_properties(bytes, rest)?),
            None => {
                // `add@/devices/…`, then the same in properties.
                let end = bytes.iter().position(|byte| *byte == 0)?;
                bytes[..end].contains(&b'@').then_some(())?;
                Notice::of(Source::Kernel, &bytes[end + 1..])
            }
        }
    }

    fn of(source: Source, properties: &[u8]) -> Option<Notice> {
        let properties = Uevent::from_parts(properties);
        let path = |key| {
            let path = properties.value(key)?;
            // Nobody is to lead the driver out of sysfs.
            let stays = path.starts_with("/devices/") && !path.split('/').any(|step| step == "..");
            stays.then(|| path.to_owned())
        };
        Some(Notice {
            source,
            action: properties.value("ACTION")?.to_owned(),
            path: path("DEVPATH")?,
            old_path: path("DEVPATH_OLD"),
            sequence: properties.value("SEQNUM").and_then(|number| number.parse().ok()),
        })
    }
}

/// The properties of udev's message: after its prefix, a magic number, the size of the head, and
/// where the properties are.
fn udev_properties<'a>(message: &'a [u8], rest: &[u8]) -> Option<&'a [u8]> {
    let word = |index: usize| {
        let bytes: [u8; 4] = rest.get(4 * index..4 * index + 4)?.try_into().ok()?;
        usize::try_from(u32::from_ne_bytes(bytes)).ok()
    };
    rest.starts_with(&UDEV_MAGIC).then_some(())?;
    let (offset, length) = (word(2)?, word(3)?);
    message.get(offset..offset.checked_add(length)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"ACTION=move\0DEVPATH=/devices/virtual/net/b\0\
        DEVPATH_OLD=/devices/virtual/net/a\0SEQNUM=4711\0";

    fn expected(source: Source) -> Notice {
        Notice {
            source,
            action: "move".to_owned(),
            path: "/devices/virtual/net/b".to_owned(),
            old_path: Some("/devices/virtual/net/a".to_owned()),
            sequence: Some(4711),
        }
    }

    fn udev(offset: u32, length: u32) -> Vec<u8> {
        let mut bytes = UDEV.to_vec();
        bytes.extend(UDEV_MAGIC);
        for word in [40, offset, length, 0, 0, 0, 0] {
            bytes.extend(u32::to_ne_bytes(word));
        }
        bytes.extend(BODY);
        bytes
    }

    #[test]
    fn messages_of_both_are_read() {
        let kernel = [b"move@/devices/virtual/net/b\0", BODY].concat();
        assert_eq!(Notice::parse(&kernel), Some(expected(Source::Kernel)));
        let message = udev(40, u32::try_from(BODY.len()).unwrap());
        assert_eq!(Notice::parse(&message), Some(expected(Source::Udev)));
    }

    #[test]
    fn what_is_no_message_is_none() {
        for bytes in
            [&b""[..], b"\0", b"add@", b"libudev\0", b"add@x\0ACTION=add\0", b"x\0ACTION=a"]
        {
            assert_eq!(Notice::parse(bytes), None, "{bytes:?}");
        }
        assert_eq!(Notice::parse(&udev(40, u32::MAX)), None);
        assert_eq!(Notice::parse(&udev(u32::MAX, u32::MAX)), None);
        let outside = b"add@x\0ACTION=add\0DEVPATH=/devices/../../etc\0";
        assert_eq!(Notice::parse(outside), None);
    }
}
