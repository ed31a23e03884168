//! From text to an expression.

use super::Selector;
use super::expression::Expression;
use super::token::{Token, TokenKind, Wrong, is_property, tokens};

/// Reads an expression.
pub(super) fn parse(text: &str) -> Result<Expression, Wrong> {
    if text.len() > Selector::MOST_BYTES {
        let message = format!("it is longer than {} bytes", Selector::MOST_BYTES);
        return Err(Wrong { column: 1, message });
    }
    let mut parser = Parser { tokens: tokens(text)?.into_iter().peekable(), depth: 0 };
    let expression = parser.expression()?;
    match parser.next() {
        Token { kind: TokenKind::End, .. } => Ok(expression),
        other => Err(expected("'and', 'or' or the end", &other)),
    }
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
}

impl Parser {
    /// The next word. Behind the end there is the end.
    fn next(&mut self) -> Token {
        self.tokens.next().unwrap_or(Token { column: 0, kind: TokenKind::End })
    }

    /// Takes the next word if it is `kind`.
    fn take(&mut self, kind: &TokenKind) -> bool {
        self.tokens.next_if(|token| token.kind == *kind).is_some()
    }

    fn expression(&mut self) -> Result<Expression, Wrong> {
        self.chain(&TokenKind::Or, Expression::Any, Parser::conjunction)
    }

    fn conjunction(&mut self) -> Result<Expression, Wrong> {
        self.chain(&TokenKind::And, Expression::All, Parser::term)
    }

    /// Parts with `between` between them; one alone stays what it is.
    fn chain(
        &mut self,
        between: &TokenKind,
        join: fn(Vec<Expression>) -> Expression,
        part: fn(&mut Parser) -> Result<Expression, Wrong>,
    ) -> Result<Expression, Wrong> {
        let first = part(self)?;
        if !self.take(between) {
            return Ok(first);
        }
        let mut parts = vec![first, part(self)?];
        while self.take(between) {
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn term(&mut self) -> Result<Expression, Wrong> {
        let token = self.next();
        match token.kind {
            TokenKind::Not => {
                let part = self.deeper(token.column, Parser::term)?;
                Ok(Expression::Not(Box::new(part)))
            }
            TokenKind::Open => {
                let inner = self.deeper(token.column, Parser::expression)?;
                match self.next() {
                    Token { kind: TokenKind::Close, .. } => Ok(inner),
                    other => Err(expected("'and', 'or' or ')'", &other)),
                }
            }
            TokenKind::Word(property) if is_property(&property) => self.comparison(property),
            _ => Err(expected("a property, 'not' or '('", &token)),
        }
    }

    fn comparison(&mut self, property: String) -> Result<Expression, Wrong> {
        let is_operator = |token: &Token| matches!(token.kind, TokenKind::Operator(_));
        let Some(Token { kind: TokenKind::Operator(operator), .. }) =
            self.tokens.next_if(is_operator)
        else {
            return Ok(Expression::Has(property));
        };
        let token = self.next();
        match token.kind {
            TokenKind::Word(value) | TokenKind::Quoted(value) => {
                Ok(Expression::Compare { property, operator, value })
            }
            _ => Err(expected("a value", &token)),
        }
    }

    fn deeper(
        &mut self,
        column: usize,
        part: fn(&mut Parser) -> Result<Expression, Wrong>,
    ) -> Result<Expression, Wrong> {
        if self.depth == Selector::MOST_DEPTH {
            let message = format!("it nests deeper than {}", Selector::MOST_DEPTH);
            return Err(Wrong { column, message });
        }
        self.depth += 1;
        let inner = part(self);
        self.depth -= 1;
        inner
    }
}

fn expected(what: &str, found: &Token) -> Wrong {
    Wrong { column: found.column, message: format!("expected {what}, found {}", found.kind) }
}
