//! Sets of processors: which ones something may run on, or which ones are meant.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::Error;

/// A set of processor numbers.
///
/// Its text form is libvirt's: single numbers and ranges, and `^` takes one out again.
///
/// ```
/// use virt_core::cpu_set::CpuSet;
///
/// let set: CpuSet = "0-3,^2,8".parse().unwrap();
/// assert_eq!(set.to_string(), "0-1,3,8");
/// assert_eq!(set.to_bytes(), [0b0000_1011, 0b0000_0001]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CpuSet(BTreeSet<u32>);

impl CpuSet {
    /// The highest processor number that a set's text may name.
    pub const HIGHEST: u32 = 16_383;

    /// The empty set.
    pub fn new() -> Self {
        CpuSet::default()
    }

    /// The processors 0 to `count` - 1.
    pub fn first(count: u32) -> Self {
        (0..count).collect()
    }

    /// Reads a bitmap: the lowest bit of the first byte is processor 0.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let cpus = (0_u32..).zip(bytes.iter().flat_map(|byte| (0..8).map(move |i| byte >> i & 1)));
        cpus.filter(|(_, bit)| *bit == 1).map(|(cpu, _)| cpu).collect()
    }

    /// Writes the bitmap that [`CpuSet::from_bytes`] reads, as short as it can be.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; self.0.last().map_or(0, |last| *last as usize / 8 + 1)];
        for cpu in &self.0 {
            bytes[*cpu as usize / 8] |= 1 << (cpu % 8);
        }
        bytes
    }

    /// Adds `cpu`; whether it was not there yet.
    pub fn insert(&mut self, cpu: u32) -> bool {
        self.0.insert(cpu)
    }

    /// Takes `cpu` out; whether it was there.
    pub fn remove(&mut self, cpu: u32) -> bool {
        self.0.remove(&cpu)
    }

    /// Whether `cpu` is in the set.
    pub fn contains(&self, cpu: u32) -> bool {
        self.0.contains(&cpu)
    }

    /// Whether no processor is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many processors are in the set.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The processors, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// The processors as runs of neighbours, lowest first; both ends belong to the run.
    fn runs(&self) -> Vec<(u32, u32)> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for cpu in self.iter() {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == cpu => *last = cpu,
                _ => runs.push((cpu, cpu)),
            }
        }
        runs
    }
}

impl FromIterator<u32> for CpuSet {
    fn from_iter<I: IntoIterator<Item = u32>>(cpus: I) -> Self {
        CpuSet(cpus.into_iter().collect())
    }
}

/// Reads `0-3,^2,8`. Spaces may stand around every part.
impl FromStr for CpuSet {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut set = CpuSet::new();
        for part in text.split(',').map(str::trim) {
            let refuse = |why: &str| {
                Error::invalid_argument("processor set", format!("'{part}' in '{text}' {why}"))
            };
            let number = |text: &str| -> Result<u32, Error> {
                let number =
                    text.trim().parse().map_err(|_| refuse("is not a processor number"))?;
                if number > Self::HIGHEST {
                    return Err(refuse("is beyond the highest processor number, 16383"));
                }
                Ok(number)
            };
            if let Some(taken) = part.strip_prefix('^') {
                set.remove(number(taken)?);
            } else if let Some((first, last)) = part.split_once('-') {
                let (first, last) = (number(first)?, number(last)?);
                if first > last {
                    return Err(refuse("ends before it starts"));
                }
                set.0.extend(first..=last);
            } else {
                set.insert(number(part)?);
            }
        }
        Ok(set)
    }
}

/// Writes `0-1,3,8`.
impl fmt::Display for CpuSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (first, last)) in self.runs().into_iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            match last - first {
                0 => write!(f, "{comma}{first}")?,
                _ => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let set: CpuSet = text.parse().unwrap();
        assert_eq!(set.to_string(), expected);
        assert_eq!(CpuSet::from_bytes(&set.to_bytes()), set);
        assert_eq!(expected.parse::<CpuSet>().unwrap_or_default(), set);
    }

    #[test]
    fn text_and_bytes_say_the_same() {
        check("0", "0");
        check("3-5,4,0", "0,3-5");
        check("0-7,^3", "0-2,4-7");
        check(" 1 - 2 , 16383", "1-2,16383");
        check("^1,1", "1");
        check("0-3,7\n", "0-3,7");
        check("1,^1", "");
    }

    #[test]
    fn what_is_not_a_set_is_refused_with_its_part() {
        for (text, part) in [
            ("", "''"),
            ("0-", "'0-'"),
            ("a", "'a'"),
            ("1,-3", "'-3'"),
            ("^", "'^'"),
            ("5-4", "'5-4'"),
        ] {
            let err = text.parse::<CpuSet>().unwrap_err();
            assert!(err.message().contains(part), "{err}");
        }
        assert!("0-16384".parse::<CpuSet>().is_err());
        assert!("0-99999999999".parse::<CpuSet>().is_err());
    }
}
