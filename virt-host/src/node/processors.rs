//! `/proc/cpuinfo`.

use super::Processor;

/// The frequency of the first processor in MHz; 0 where the kernel does not say.
pub(super) fn mhz(cpuinfo: &str) -> u32 {
    let line = cpuinfo.lines().find_map(|line| {
        // "clock" is what PowerPC calls it: "clock : 2061.000000MHz".
        value(line, "cpu MHz").or_else(|| value(line, "clock"))
    });
    let whole = line.and_then(|text| text.split(['.', 'M']).next()).unwrap_or_default();
    whole.trim().parse().unwrap_or(0)
}

/// What the first processor is.
pub(super) fn first(cpuinfo: &str) -> Processor {
    let mut processor = Processor::default();
    for line in cpuinfo.lines().take_while(|line| !line.is_empty()) {
        if let Some(text) = value(line, "vendor_id") {
            processor.vendor = text.to_owned();
        } else if let Some(text) = value(line, "model name") {
            processor.name = text.to_owned();
        } else if let Some(text) = value(line, "microcode") {
            processor.microcode = u64::from_str_radix(text.trim_start_matches("0x"), 16).ok();
        } else if let Some(text) = value(line, "flags").or_else(|| value(line, "Features")) {
            processor.features = text.split_whitespace().map(str::to_owned).collect();
        } else if let Some(text) = value(line, "address sizes") {
            let bits = text.split_whitespace().next();
            processor.physical_address_bits = bits.and_then(|bits| bits.parse().ok());
        }
    }
    processor
}

fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    (found.trim() == name).then_some(value.trim())
}
