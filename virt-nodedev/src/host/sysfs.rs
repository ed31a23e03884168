//! Reading sysfs: small files, and links of which only the text counts, so that no link is
//! followed anywhere.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// More than the kernel shows in one file, but for binary ones.
const MOST_BYTES: u64 = 4096;

/// The kernel's devices. A device is named by its path below the root: `/devices/virtual/net/lo`.
#[derive(Debug)]
pub(crate) struct Sysfs {
    root: PathBuf,
}

impl Sysfs {
    pub(crate) fn new(root: PathBuf) -> Sysfs {
        Sysfs { root }
    }

    /// Where the device, or the file `device/name`, is.
    pub(crate) fn file(&self, device: &str, name: &str) -> PathBuf {
        let mut path = self.root.join(device.trim_start_matches('/'));
        if !name.is_empty() {
            path.push(name);
        }
        path
    }

    /// The attribute `name` of a device without the space around it and without control
    /// characters, which XML cannot hold; none where it is empty or cannot be read.
    pub(crate) fn text(&self, device: &str, name: &str) -> Option<String> {
        let bytes = read_bounded(&self.file(device, name), MOST_BYTES)?;
        let text = String::from_utf8_lossy(&bytes);
        let text: String = text.trim().chars().filter(|letter| !letter.is_control()).collect();
        (!text.is_empty()).then_some(text)
    }

    /// The attribute `name` as its lines, control characters and all.
    pub(crate) fn lines(&self, device: &str, name: &str) -> Option<String> {
        let bytes = read_bounded(&self.file(device, name), MOST_BYTES)?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The attribute `name` as up to `most` bytes.
    pub(crate) fn bytes(&self, device: &str, name: &str, most: u64) -> Option<Vec<u8>> {
        read_bounded(&self.file(device, name), most)
    }

    /// The attribute `name` as a number in decimal digits.
    pub(crate) fn number<N: FromStr>(&self, device: &str, name: &str) -> Option<N> {
        self.text(device, name)?.parse().ok()
    }

    /// The attribute `name` as a number in hexadecimal digits, with `0x` or without.
    pub(crate) fn hexadecimal(&self, device: &str, name: &str) -> Option<u32> {
        let text = self.text(device, name)?;
        u32::from_str_radix(text.strip_prefix("0x").unwrap_or(&text), 16).ok()
    }

    /// The path of the device that the link `name` of a device leads to.
    pub(crate) fn link(&self, device: &str, name: &str) -> Option<String> {
        let target = fs::read_link(self.file(device, name)).ok()?;
        let target = target.to_str()?;
        let mut steps: Vec<&str> = device.split('/').filter(|step| !step.is_empty()).collect();
        // The text is relative to the folder of the link, which may be in a folder of the device.
        if let Some((folder, _)) = name.rsplit_once('/') {
            steps.extend(folder.split('/'));
        }
        for step in target.split('/') {
            match step {
                ".." => drop(steps.pop()?),
                "" | "." => {}
                _ => steps.push(step),
            }
        }
        Some(format!("/{}", steps.join("/")))
    }

    /// The last part of what the link `name` of a device leads to: a driver's or a bus's name.
    pub(crate) fn link_name(&self, device: &str, name: &str) -> Option<String> {
        let target = fs::read_link(self.file(device, name)).ok()?;
        Some(target.file_name()?.to_str()?.to_owned())
    }

    /// The names in a folder of a device, in the kernel's order; none where there is no folder.
    pub(crate) fn names(&self, device: &str, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.file(device, folder)) else { return Vec::new() };
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    pub(crate) fn exists(&self, device: &str, name: &str) -> bool {
        self.file(device, name).exists()
    }
}

fn read_bounded(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    // A device that went away while its file is read gives ENODEV: then there is no such file.
    File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The last part of a device's path: the kernel's name for it.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The path of the folder that a device is in; none at the top.
pub(crate) fn parent_path(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent).filter(|parent| !parent.is_empty())
}
