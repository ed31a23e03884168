//! Numbers among texts.

use std::cmp::Ordering;

/// Compares numbers when both texts are some, and texts otherwise.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    match (read(one), read(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => one.cmp(other),
    }
}

/// A whole number, decimal or with `0x`.
fn read(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (radix, digits) = match digits.strip_prefix("0x") {
        Some(digits) => (16, digits),
        None => (10, digits),
    };
    let plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = plain.then(|| i128::from_str_radix(digits, radix).ok()).flatten()?;
    Some(if negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_as_numbers_and_anything_else_as_text() {
        let rows = [
            ("9", "10", Ordering::Less),
            ("0x10", "16", Ordering::Equal),
            ("-1", "0", Ordering::Less),
            ("9", "10 GB", Ordering::Greater),
            ("abc", "abd", Ordering::Less),
            ("0x", "0", Ordering::Greater),
            ("2.5", "10", Ordering::Greater),
        ];
        for (one, other, expected) in rows {
            assert_eq!(compare(one, other), expected, "{one} {other}");
        }
    }
}
