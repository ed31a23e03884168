//! The words of an expression.

use std::fmt;

use super::expression::Operator;

/// A word with the place of its first character, counted in characters from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) column: usize,
    pub(super) kind: TokenKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    And,
    Or,
    Not,
    Open,
    Close,
    Operator(Operator),
    Word(String),
    Quoted(String),
    End,
}

/// What is wrong with an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) column: usize,
    pub(super) message: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)
    }
}

/// Cuts `text` into words; the last one is the end.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Wrong> {
    let (mut rest, mut column) = (text, 1);
    let mut found = Vec::new();
    loop {
        let start = rest.trim_start();
        column += characters(rest, start);
        let (kind, behind) = token(start, column)?;
        let end = kind == TokenKind::End;
        found.push(Token { column, kind });
        if end {
            return Ok(found);
        }
        column += characters(start, behind);
        rest = behind;
    }
}

/// How many characters of `text` are before its end `rest`.
fn characters(text: &str, rest: &str) -> usize {
    text[..text.len() - rest.len()].chars().count()
}

/// The word that `text` begins with, and what is behind it.
fn token(text: &str, column: usize) -> Result<(TokenKind, &str), Wrong> {
    let Some(first) = text.chars().next() else {
        return Ok((TokenKind::End, ""));
    };
    for (spelling, operator) in Operator::ALL {
        if let Some(behind) = text.strip_prefix(spelling) {
            return Ok((TokenKind::Operator(operator), behind));
        }
    }
    match first {
        '(' => Ok((TokenKind::Open, &text[1..])),
        ')' => Ok((TokenKind::Close, &text[1..])),
        '\'' | '"' => quoted(text, first, column),
        _ if is_word(first) => Ok(word(text)),
        _ => Err(Wrong { column, message: format!("'{}' needs quotes", first.escape_debug()) }),
    }
}

fn quoted(text: &str, quote: char, column: usize) -> Result<(TokenKind, &str), Wrong> {
    let mut value = String::new();
    let mut rest = &text[1..];
    loop {
        let Some((before, behind)) = rest.split_once(quote) else {
            return Err(Wrong { column, message: format!("the value has no closing {quote}") });
        };
        value.push_str(before);
        match behind.strip_prefix(quote) {
            Some(behind) => {
                value.push(quote);
                rest = behind;
            }
            None => return Ok((TokenKind::Quoted(value), behind)),
        }
    }
}

fn word(text: &str) -> (TokenKind, &str) {
    let end = text.find(|letter| !is_word(letter)).unwrap_or(text.len());
    let (word, behind) = text.split_at(end);
    let keywords = [("and", TokenKind::And), ("or", TokenKind::Or), ("not", TokenKind::Not)];
    let keyword = keywords.into_iter().find(|(keyword, _)| word.eq_ignore_ascii_case(keyword));
    (keyword.map_or_else(|| TokenKind::Word(word.to_owned()), |(_, kind)| kind), behind)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || "_-.:/*?".contains(letter)
}

/// Whether a word can name a property.
pub(super) fn is_property(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && word.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter))
}

/// As an error names what it found.
impl fmt::Display for TokenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TokenKind::And => f.write_str("'and'"),
            TokenKind::Or => f.write_str("'or'"),
            TokenKind::Not => f.write_str("'not'"),
            TokenKind::Open => f.write_str("'('"),
            TokenKind::Close => f.write_str("')'"),
            TokenKind::Operator(_) => f.write_str("an operator"),
            TokenKind::Word(word) => write!(f, "'{word}'"),
            TokenKind::Quoted(_) => f.write_str("a quoted value"),
            TokenKind::End => f.write_str("the end"),
        }
    }
}
