//! A command line as one text: `list --all; domid "my guest"`, split as virsh splits it.

/// One word, and whether any of it was quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) quoted: bool,
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Word { text, quoted: false }
    }
}

/// Splits `line` into commands at semicolons and line ends, and those into words.
///
/// Single quotes keep everything, double quotes all but the backslash; a backslash keeps the next
/// character; a hash at the start of a word begins a comment.
pub(crate) fn split(line: &str) -> Result<Vec<Vec<Word>>, String> {
    let mut commands = vec![Vec::new()];
    let mut word: Option<Word> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '#' if word.is_none() => {
                chars.by_ref().find(|c| *c == '\n');
                finish(&mut commands, &mut word);
                commands.push(Vec::new());
            }
            ';' | '\n' => {
                finish(&mut commands, &mut word);
                commands.push(Vec::new());
            }
            ' ' | '\t' | '\r' => finish(&mut commands, &mut word),
            '\'' | '"' => {
                let word = word.get_or_insert_with(empty);
                word.quoted = true;
                quoted(c, &mut chars, &mut word.text)?;
            }
            '\\' => {
                let kept = chars.next().ok_or("dangling \\")?;
                word.get_or_insert_with(empty).text.push(kept);
            }
            c => word.get_or_insert_with(empty).text.push(c),
        }
    }
    finish(&mut commands, &mut word);
    commands.retain(|words| !words.is_empty());
    Ok(commands)
}

fn empty() -> Word {
    Word { text: String::new(), quoted: false }
}

fn finish(commands: &mut [Vec<Word>], word: &mut Option<Word>) {
    if let (Some(word), Some(command)) = (word.take(), commands.last_mut()) {
        command.push(word);
    }
}

fn quoted(quote: char, chars: &mut std::str::Chars<'_>, text: &mut String) -> Result<(), String> {
    loop {
        match chars.next() {
            Some(c) if c == quote => return Ok(()),
            Some('\\') if quote == '"' => text.push(chars.next().ok_or("dangling \\")?),
            Some(c) => text.push(c),
            None => return Err(format!("missing {quote}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    fn texts(line: &str) -> Vec<Vec<String>> {
        let commands = split(line).unwrap();
        commands.into_iter().map(|words| words.into_iter().map(|w| w.text).collect()).collect()
    }

    #[test]
    fn commands_end_at_semicolons_and_lines() {
        assert_eq!(
            texts("list --all; domid x\n# no\n;;uri"),
            [vec!["list", "--all"], vec!["domid", "x"], vec!["uri"]]
        );
    }

    #[test]
    fn quotes_and_backslashes_keep_what_they_enclose() {
        assert_eq!(
            texts(r#"echo 'a "b' "c \" d" e\ f '' g#h"#),
            [["echo", "a \"b", "c \" d", "e f", "", "g#h"]]
        );
    }

    #[test]
    fn what_does_not_end_is_an_error() {
        assert_eq!(split("echo 'a").unwrap_err(), "missing '");
        assert_eq!(split("echo \"a").unwrap_err(), "missing \"");
        assert_eq!(split("echo \\").unwrap_err(), "dangling \\");
    }
}
