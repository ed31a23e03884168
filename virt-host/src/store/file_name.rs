//! Names of objects as names of files, both ways, and safe for any name.

use std::fmt::Write;

use sha2::{Digest, Sha256};

const SUFFIX: &str = ".xml";

/// The longest encoded name that is written out. Linux allows 255 bytes a file name; the rest is
/// for the suffix and for `.unreadable-N`.
const LONGEST: usize = 200;

/// How much of a longer name is kept for people to recognise it.
const KEPT: usize = 120;

/// Returns the name of the file that holds the object `name`.
///
/// Ordinary names give `NAME.xml`. Otherwise slashes, control characters and a leading dot are
/// written `%2F`, as in URIs, and a percent sign is written `%25` where it would be taken for such
/// a code. A name too long for a file system is cut and ends in `%~` and its SHA-256. Different
/// names always give different files.
pub fn encode(name: &str) -> String {
    let mut file = String::with_capacity(name.len() + SUFFIX.len());
    for (at, character) in name.char_indices() {
        let rest = name.get(at + character.len_utf8()..).unwrap_or_default();
        let escaped = match character {
            '/' => true,
            '.' => at == 0,
            '%' => rest.starts_with('~') || leading_code(rest).is_some(),
            other => other.is_ascii_control(),
        };
        if escaped {
            // Infallible: it writes into a string.
            let _ = write!(file, "%{:02X}", u32::from(character));
        } else {
            file.push(character);
        }
    }
    if file.len() > LONGEST {
        file.truncate(file.floor_char_boundary(KEPT));
        file.push_str("%~");
        for byte in Sha256::digest(name.as_bytes()) {
            let _ = write!(file, "{byte:02x}");
        }
    }
    file + SUFFIX
}

/// Returns the name of the object in the file called `file`; none when it holds no object or its
/// name was too long to be written out.
pub fn decode(file: &str) -> Option<String> {
    let mut rest = file.strip_suffix(SUFFIX)?;
    if rest.is_empty() || rest.starts_with('.') {
        return None;
    }
    let mut name = String::with_capacity(rest.len());
    while let Some((before, after)) = rest.split_once('%') {
        if after.starts_with('~') {
            return None;
        }
        name.push_str(before);
        match leading_code(after) {
            Some(character) => {
                name.push(character);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                name.push('%');
                rest = after;
            }
        }
    }
    name.push_str(rest);
    Some(name)
}

/// The character that two upper-case hexadecimal digits at the start of `text` stand for.
fn leading_code(text: &str) -> Option<char> {
    let digits = text.get(..2)?;
    if digits.bytes().any(|digit| !matches!(digit, b'0'..=b'9' | b'A'..=b'F')) {
        return None;
    }
    let code = u8::from_str_radix(digits, 16).ok()?;
    code.is_ascii().then_some(char::from(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_have_readable_files() {
        for (name, file) in [
            ("web", "web.xml"),
            ("Büro 2 (alt)", "Büro 2 (alt).xml"),
            ("a.b", "a.b.xml"),
            ("100%", "100%.xml"),
            ("..", "%2E..xml"),
            (".hidden", "%2Ehidden.xml"),
            ("a/b", "a%2Fb.xml"),
            ("a%2Fb", "a%252Fb.xml"),
            ("%/", "%%2F.xml"),
            ("%~", "%25~.xml"),
            ("line\nend\0", "line%0Aend%00.xml"),
            ("x.xml", "x.xml.xml"),
        ] {
            assert_eq!(encode(name), file);
            assert_eq!(decode(file).as_deref(), Some(name));
        }
    }

    #[test]
    fn other_files_are_no_objects() {
        for file in
            [".xml", "autostart", "web.xml.unreadable-1", ".unfinished-1-2", "lock", ".a.xml"]
        {
            assert_eq!(decode(file), None, "{file}");
        }
    }

    #[test]
    fn long_names_fit_and_differ() {
        let long = |end| format!("{}{end}", "ü/".repeat(300));
        let files: BTreeSet<_> = ["a", "b"].map(|end| encode(&long(end))).into_iter().collect();
        assert_eq!(files.len(), 2);
        for file in files {
            assert!(file.len() + ".unreadable-1000".len() <= 255, "{file}");
            assert_eq!(decode(&file), None);
        }
    }

    #[test]
    fn awkward_names_all_differ_and_return() {
        let alphabet = ['%', '2', 'F', '/', '.', '~', 'a'];
        let mut names = vec![String::new()];
        for _ in 0..5 {
            let longer = names.iter().flat_map(|n| alphabet.map(|c| format!("{n}{c}")));
            names = longer.collect();
        }
        let files: BTreeSet<_> = names.iter().map(|name| encode(name)).collect();
        assert_eq!(files.len(), names.len());
        for name in names {
            assert_eq!(decode(&encode(&name)), Some(name));
        }
    }
}
