//! Sets of processors: which ones something may run on, or which ones are meant.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::Error;
use crate::xml::{Escaped, ValueError, XmlValue};

/// A set of processor numbers; also of other small numbers, such as those of NUMA nodes.
///
/// Its text form is libvirt's: single numbers and ranges, and `^` takes one out again. It is held
/// as its ranges, so a set takes no more room than its text.
///
/// ```
/// use virt_core::cpu_set::CpuSet;
///
/// let set: CpuSet = "0-3,^2,8".parse().unwrap();
/// assert_eq!(set.to_string(), "0-1,3,8");
/// assert_eq!(set.to_bytes(), [0b0000_1011, 0b0000_0001]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CpuSet {
    /// First and last of each run of neighbours, lowest first; runs neither overlap nor touch.
    runs: Vec<(u32, u32)>,
}

impl CpuSet {
    /// The highest processor number that a set's text may name.
    pub const HIGHEST: u32 = 16_383;

    /// The empty set.
    pub const fn new() -> Self {
        CpuSet { runs: Vec::new() }
    }

    /// The processors 0 to `count` - 1.
    pub fn first(count: u32) -> Self {
        CpuSet { runs: count.checked_sub(1).map(|last| (0, last)).into_iter().collect() }
    }

    /// Reads a bitmap: the lowest bit of the first byte is processor 0.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let cpus = (0_u32..).zip(bytes.iter().flat_map(|byte| (0..8).map(move |i| byte >> i & 1)));
        cpus.filter(|(_, bit)| *bit == 1).map(|(cpu, _)| cpu).collect()
    }

    /// Writes the bitmap that [`CpuSet::from_bytes`] reads, as short as it can be.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; self.last().map_or(0, |last| last as usize / 8 + 1)];
        for cpu in self.iter() {
            bytes[cpu as usize / 8] |= 1 << (cpu % 8);
        }
        bytes
    }

    /// Adds `cpu`; whether it was not there yet.
    pub fn insert(&mut self, cpu: u32) -> bool {
        let new = !self.contains(cpu);
        if new {
            self.insert_run(cpu, cpu);
        }
        new
    }

    /// Takes `cpu` out; whether it was there.
    pub fn remove(&mut self, cpu: u32) -> bool {
        let Some(at) = self.position(cpu) else { return false };
        let (first, last) = self.runs[at];
        let below = (first < cpu).then(|| (first, cpu - 1));
        let above = (cpu < last).then(|| (cpu + 1, last));
        self.runs.splice(at..=at, below.into_iter().chain(above));
        true
    }

    /// Whether `cpu` is in the set.
    pub fn contains(&self, cpu: u32) -> bool {
        self.position(cpu).is_some()
    }

    /// Whether no processor is in the set.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many processors are in the set.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|(first, last)| (last - first) as usize + 1).sum()
    }

    /// The lowest processor.
    pub fn lowest(&self) -> Option<u32> {
        self.runs.first().map(|(first, _)| *first)
    }

    /// The highest processor.
    pub fn last(&self) -> Option<u32> {
        self.runs.last().map(|(_, last)| *last)
    }

    /// The processors, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.runs.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// Whether some processor is in both sets.
    pub fn overlaps(&self, other: &CpuSet) -> bool {
        let below = |cpu: u32| self.runs.partition_point(|(_, last)| *last < cpu);
        let meets = |(first, last): &(u32, u32)| {
            self.runs.get(below(*first)).is_some_and(|(start, _)| start <= last)
        };
        other.runs.iter().any(meets)
    }

    /// Whether every processor of this set is in `other`.
    pub fn is_subset(&self, other: &CpuSet) -> bool {
        self.first_beyond(other).is_none()
    }

    /// The lowest processor that is not in `other`.
    pub fn first_beyond(&self, other: &CpuSet) -> Option<u32> {
        self.runs.iter().find_map(|(first, last)| match other.position(*first) {
            Some(at) => {
                // What follows a run is in no run.
                let (_, end) = other.runs[at];
                (end < *last).then(|| end + 1)
            }
            None => Some(*first),
        })
    }

    /// Adds all processors of `other`.
    pub fn extend(&mut self, other: &CpuSet) {
        other.runs.iter().for_each(|(first, last)| self.insert_run(*first, *last));
    }

    /// Takes out all processors from `count` on.
    pub fn truncate(&mut self, count: u32) {
        self.runs.retain(|(first, _)| *first < count);
        if let Some((_, last)) = self.runs.last_mut() {
            *last = (*last).min(count - 1);
        }
    }

    /// The place of the run that holds `cpu`.
    fn position(&self, cpu: u32) -> Option<usize> {
        let at = self.runs.partition_point(|(_, last)| *last < cpu);
        self.runs.get(at).filter(|(first, _)| *first <= cpu).map(|_| at)
    }

    /// Adds the processors from `first` to `last`, and joins the runs that they touch.
    fn insert_run(&mut self, first: u32, last: u32) {
        let start = self.runs.partition_point(|(_, end)| end.saturating_add(1) < first);
        let end = self.runs.partition_point(|(begin, _)| *begin <= last.saturating_add(1));
        let joined = &self.runs[start..end];
        let first = joined.first().map_or(first, |(begin, _)| first.min(*begin));
        let last = joined.last().map_or(last, |(_, end)| last.max(*end));
        self.runs.splice(start..end, [(first, last)]);
    }
}

/// The processors from the first to the last.
impl From<RangeInclusive<u32>> for CpuSet {
    fn from(range: RangeInclusive<u32>) -> Self {
        let run = (*range.start(), *range.end());
        CpuSet { runs: if range.is_empty() { Vec::new() } else { vec![run] } }
    }
}

impl FromIterator<u32> for CpuSet {
    fn from_iter<I: IntoIterator<Item = u32>>(cpus: I) -> Self {
        // In order each one is added at the end, which costs nothing.
        let mut cpus: Vec<u32> = cpus.into_iter().collect();
        cpus.sort_unstable();
        let mut set = CpuSet::new();
        cpus.into_iter().for_each(|cpu| set.insert_run(cpu, cpu));
        set
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
                set.insert_run(first, last);
            } else {
                let cpu = number(part)?;
                set.insert_run(cpu, cpu);
            }
        }
        Ok(set)
    }
}

/// Writes `0-1,3,8`.
impl fmt::Display for CpuSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (first, last)) in self.runs.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            match last - first {
                0 => write!(f, "{comma}{first}")?,
                _ => write!(f, "{comma}{first}-{last}")?,
            }
        }
        Ok(())
    }
}

/// In a document a set has at least one member.
impl XmlValue for CpuSet {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        let set = text.parse::<CpuSet>().ok().filter(|set| !set.is_empty());
        set.ok_or(ValueError::Expected("a set of numbers up to 16383 such as 0-3,^2,8"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

crate::with_serde! { crate::serde_impls!(CpuSet, XmlValue::to_scalar, XmlValue::from_scalar); }

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
    fn sets_are_compared_and_cut() {
        let set = |text: &str| text.parse::<CpuSet>().unwrap();
        let mut some = set("2-5,9,11-12");
        assert_eq!((some.lowest(), some.last(), some.len()), (Some(2), Some(12), 7));
        for (other, overlaps, holds) in [
            ("0-1,6-8,10,13", false, false),
            ("0-2", true, false),
            ("12", true, true),
            ("3-4,9", true, true),
            ("3-4,8-9", true, false),
        ] {
            assert_eq!(some.overlaps(&set(other)), overlaps, "{other}");
            assert_eq!(set(other).overlaps(&some), overlaps, "{other}");
            assert_eq!(set(other).is_subset(&some), holds, "{other}");
        }
        assert!(some.remove(4) && !some.remove(4) && some.insert(10) && !some.insert(10));
        assert_eq!(some.to_string(), "2-3,5,9-12");
        assert_eq!(some.first_beyond(&set("1-5,9-10")), Some(11));
        assert_eq!(set("2-7").first_beyond(&some), Some(4));
        let mut more = set("4,20");
        more.extend(&some);
        assert_eq!(more.to_string(), "2-5,9-12,20");
        some.truncate(11);
        assert_eq!(some.to_string(), "2-3,5,9-10");
        some.truncate(0);
        assert!(some.is_empty());
        assert_eq!(CpuSet::first(0), CpuSet::new());
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
