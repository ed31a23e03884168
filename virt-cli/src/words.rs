//! A command line as one text: `list --all; domid "my guest"`, split as virsh splits it.

use std::str::Chars;

/// Splits `line` into commands at semicolons and line ends, and those into words.
///
/// Single quotes keep everything, double quotes all but the backslash. A backslash keeps the next
/// character, and joins two lines before a line end. A hash at the start of a word begins a comment
/// that the line's end ends, whatever stands in it.
pub(crate) fn split(line: &str) -> Result<Vec<Vec<String>>, String> {
    let mut commands = vec![Vec::new()];
    let mut word: Option<String> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '#' if word.is_none() => {
                chars.by_ref().find(|c| *c == '\n');
                commands.push(Vec::new());
            }
            ';' | '\n' => {
                finish(&mut commands, &mut word);
                commands.push(Vec::new());
            }
            ' ' | '\t' | '\r' => finish(&mut commands, &mut word),
            '\'' | '"' => quoted(c, &mut chars, word.get_or_insert_default())?,
            '\\' => match chars.next().ok_or("dangling \\")? {
                '\n' => {}
                kept => word.get_or_insert_default().push(kept),
            },
            c => word.get_or_insert_default().push(c),
        }
    }
    finish(&mut commands, &mut word);
    commands.retain(|words| !words.is_empty());
    Ok(commands)
}

fn finish(commands: &mut [Vec<String>], word: &mut Option<String>) {
    if let (Some(word), Some(command)) = (word.take(), commands.last_mut()) {
        command.push(word);
    }
}

fn quoted(quote: char, chars: &mut Chars<'_>, text: &mut String) -> Result<(), String> {
    loop {
        match chars.next() {
            Some(c) if c == quote => return Ok(()),
            Some('\\') if quote == '"' => match chars.next().ok_or("dangling \\")? {
                '\n' => {}
                kept => text.push(kept),
            },
            Some(c) => text.push(c),
            None => return Err(format!("missing {quote}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn commands_end_at_semicolons_and_lines() {
        assert_eq!(
            split("list --all; domid x\n# no\n;;uri").unwrap(),
            [vec!["list", "--all"], vec!["domid", "x"], vec!["uri"]]
        );
    }

    #[test]
    fn quotes_and_backslashes_keep_what_they_enclose() {
        assert_eq!(
            split(r#"echo 'a "b' "c \" d" e\ f '' g#h"#).unwrap(),
            [["echo", "a \"b", "c \" d", "e f", "", "g#h"]]
        );
    }

    #[test]
    fn a_backslash_joins_two_lines_but_not_in_single_quotes_or_comments() {
        assert_eq!(split("ec\\\nho \"\\\n b\"").unwrap(), [["echo", " b"]]);
        assert_eq!(split("echo '\\\n b'").unwrap(), [["echo", "\\\n b"]]);
        assert_eq!(split("echo a # b' \\\nuri").unwrap(), [vec!["echo", "a"], vec!["uri"]]);
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        assert_eq!(split("echo 'a").unwrap_err(), "missing '");
        assert_eq!(split("echo \"a").unwrap_err(), "missing \"");
        assert_eq!(split("echo \\").unwrap_err(), "dangling \\");
    }
}
