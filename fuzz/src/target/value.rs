//! Single values, as command lines and configuration files have them.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use virt_core::config::{DateTime, MacAddress};
use virt_core::cpu_set::CpuSet;
use virt_core::selector::Selector;
use virt_core::units::MemorySize;

pub(super) fn read(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    printed_again::<MacAddress>(text);
    printed_again::<MemorySize>(text);
    printed_again::<DateTime>(text);
    // What is printed has quotes and blanks more, and must not be too long by them.
    if text.len() <= Selector::MOST_BYTES / 4 {
        printed_again::<Selector>(text);
    }
    if let Ok(set) = text.parse::<CpuSet>()
        && !set.is_empty()
    {
        printed_again::<CpuSet>(text);
        assert_eq!(CpuSet::from_bytes(&set.to_bytes()), set);
    }
}

/// What is printed of a value is the same value.
fn printed_again<T: FromStr + Display + PartialEq + Debug>(text: &str) {
    let Ok(value) = text.parse::<T>() else { return };
    let printed = value.to_string();
    assert_eq!(printed.parse::<T>().ok(), Some(value), "{printed}");
}
