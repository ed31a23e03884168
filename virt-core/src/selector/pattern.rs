//! Patterns with `*` and `?`.

/// Whether `text` is as `pattern` says. Takes no longer than the product of their lengths.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut at, mut next) = (0, 0);
    // Where to go on when the last `*` has to stand for one more character.
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(next) {
            Some('*') => {
                next += 1;
                retry = Some((at, next));
            }
            Some(one) if *one == '?' || *one == text[at] => {
                at += 1;
                next += 1;
            }
            _ => match retry {
                Some((from, behind)) => {
                    (at, next) = (from + 1, behind);
                    retry = Some((from + 1, behind));
                }
                None => return false,
            },
        }
    }
    pattern[next..].iter().all(|one| *one == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_text_and_a_question_mark_one_character() {
        let rows = [
            ("", "", true),
            ("*", "", true),
            ("?", "", false),
            ("net_*", "net_eth0", true),
            ("net_*", "xnet_eth0", false),
            ("*a*b", "xaxbxb", true),
            ("*a*b", "xaxbx", false),
            ("eth?", "eth0", true),
            ("eth?", "eth10", false),
            ("ü*", "über", true),
        ];
        for (pattern, text, expected) in rows {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
