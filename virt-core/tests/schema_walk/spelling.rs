//! One meaning, several spellings: what libvirt reads and writes in another way.

use std::collections::BTreeSet;
use std::net::IpAddr;

/// Whether two texts say the same at `path`.
pub(crate) fn same(path: &str, one: &str, other: &str) -> bool {
    let (one, other) = (plain_at(path, one), plain_at(path, other));
    let by_name = || path.ends_with("/@opcode") || path.ends_with("/@protocol");
    one == other
        || is_size(path, &one, &other)
        // A number of a protocol that has a name.
        || (by_name() && number(&one).is_some() && number(&other).is_none())
}

/// The one spelling of a text at `path`.
fn plain_at(path: &str, text: &str) -> String {
    let (above, name) = path.rsplit_once('/').unwrap_or_default();
    match name {
        "@srcipmask" | "@dstipmask" => plain_mask(text),
        // Words whose case means nothing.
        "@ipsetflags" | "@opcode" => plain(&text.to_lowercase()),
        "@gratuitous" => plain(&text.replace("yes", "true").replace("no", "false")),
        // Two sets of words.
        "@flags" if text.contains('/') => {
            let all = "ACK,FIN,PSH,RST,SYN,URG";
            text.split('/').map(|set| plain_list(set).replace(all, "ALL") + "/").collect()
        }
        "@id"
            if above.ends_with("/capability/vendor") || above.ends_with("/capability/product") =>
        {
            text.trim_start_matches("0x").trim_start_matches('0').to_lowercase()
        }
        // Hexadecimal with and without 0x.
        "@reg" | "@base" | "@iobase" | "@irq" | "policy" => {
            text.trim_start_matches("0x").trim_start_matches('0').to_lowercase()
        }
        // An old name.
        "@type" | "@format" if text == "aio" => "raw".to_owned(),
        "@cpus" | "@cpuset" | "@vcpus" | "@iothreads" | "@nodeset" | "nodemask" | "@siblings" => {
            cpus(text).map_or_else(|| text.to_owned(), |set| format!("{set:?}"))
        }
        _ => plain(text),
    }
}

/// Whether `other` is what becomes of the size `one` at `path`: whole KiB are kept of bytes.
fn is_size(path: &str, one: &str, other: &str) -> bool {
    let bytes = |text: &str| number(text.strip_suffix(" bytes")?);
    match (bytes(one), number(one), bytes(other)) {
        // What a file system in memory may take is rounded down.
        (Some(one), _, Some(other)) if path.ends_with("/@usage") => other == one / 1024 * 1024,
        (Some(one), _, Some(other)) => other == one || other == one.next_multiple_of(1024),
        (None, Some(one), Some(other)) if path.ends_with("/tseg") => other == one << 20,
        // Without a unit it is KiB, or bytes.
        (None, Some(one), Some(other)) => other == one || Some(other) == one.checked_mul(1024),
        _ => false,
    }
}

/// A set of processors; none where libvirt finds none in the text.
pub(crate) fn cpus(text: &str) -> Option<BTreeSet<u32>> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number < 16_384);
    let mut set = BTreeSet::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        match part.strip_prefix('^') {
            Some(left_out) => _ = set.remove(&number(left_out)?),
            None => {
                let (first, last) = (number(first)?, number(last)?);
                set.extend((first <= last).then_some(first..=last)?);
            }
        }
    }
    (!set.is_empty()).then_some(set)
}

/// The one spelling of a text.
fn plain(text: &str) -> String {
    let text = text.trim();
    if let Some(variable) = text.strip_prefix('$') {
        return plain_variable(variable);
    }
    if let Some(number) = number(text) {
        return number.to_string();
    }
    if let Ok(number) = text.parse::<i128>() {
        return number.to_string();
    }
    if let Some(address) = mac(text) {
        return address;
    }
    if let Ok(address) = text.parse::<IpAddr>() {
        return address.to_string();
    }
    let decimal = text.parse::<f64>().ok().filter(|_| text.contains('.'));
    match (uuid::Uuid::try_parse(text), decimal, text.to_lowercase().as_str()) {
        (Ok(uuid), ..) => uuid.to_string(),
        (_, Some(decimal), _) => decimal.to_string(),
        (_, _, "true") => "1".to_owned(),
        (_, _, "false") => "0".to_owned(),
        _ => plain_list(text),
    }
}

/// A number in decimal or, behind 0x, hexadecimal digits.
fn number(text: &str) -> Option<u128> {
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => u128::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// `$X[ @1 ]`: blanks mean nothing, and the first iterator is the one that is meant anyway.
fn plain_variable(text: &str) -> String {
    let text = text.replace(' ', "");
    let Some((name, index)) = text.split_once('[') else { return text };
    let (iterator, digits) = match index.strip_prefix('@') {
        Some(digits) => ("@", digits),
        None => ("", index),
    };
    let digits = digits.trim_end_matches(']').trim_start_matches('0');
    match (iterator, digits) {
        ("@", "") => name.to_owned(),
        _ => format!("{name}[{iterator}{digits}"),
    }
}

/// A mask as the number of its bits.
fn plain_mask(text: &str) -> String {
    match text.parse::<IpAddr>() {
        Ok(IpAddr::V4(mask)) => mask.to_bits().leading_ones().to_string(),
        Ok(IpAddr::V6(mask)) => mask.to_bits().leading_ones().to_string(),
        Err(_) => plain(text),
    }
}

fn mac(text: &str) -> Option<String> {
    let bytes: Vec<u8> =
        text.split(':').map(|byte| u8::from_str_radix(byte, 16).ok()).collect::<Option<_>>()?;
    (bytes.len() == 6).then(|| format!("{bytes:02x?}"))
}

/// A list of words is a set.
fn plain_list(text: &str) -> String {
    let mut words: Vec<&str> = text.split(',').collect();
    words.sort_unstable();
    words.dedup();
    words.join(",")
}

/// A size in bytes.
pub(crate) fn bytes(text: &str, unit: &str) -> Option<u128> {
    let unit = unit.to_ascii_lowercase();
    let unit = unit.trim_end_matches('s').trim_end_matches("byte");
    let decimal = unit.len() == 2 && unit.ends_with('b');
    let power = match unit.chars().next() {
        None | Some('b') => 0,
        Some(first) => "kmgtpe".find(first)? + 1,
    };
    let base = if decimal { 1000_u128 } else { 1024 };
    number(text)?.checked_mul(base.pow(u32::try_from(power).ok()?))
}
