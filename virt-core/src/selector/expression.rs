//! What an expression consists of, and how it is written.

use std::fmt;

/// An expression. Chains of `and` and `or` are flat, so that only `not` and parentheses nest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// One of them holds.
    Any(Vec<Expression>),
    /// All of them hold.
    All(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
    /// The property has a value.
    Has(String),
    /// A value of the property compares so.
    Compare { property: String, operator: Operator, value: String },
}

/// How a property and a value are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
    NotLike,
}

impl Operator {
    /// The operators with their spelling, no one before another that begins with it.
    pub(super) const ALL: [(&'static str, Operator); 8] = [
        ("!=", Operator::NotEqual),
        ("!~", Operator::NotLike),
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("=", Operator::Equal),
        ("<", Operator::Less),
        (">", Operator::Greater),
        ("~", Operator::Like),
    ];

    fn spelling(self) -> &'static str {
        let found = Operator::ALL.iter().find(|(_, operator)| *operator == self);
        found.map_or("", |(spelling, _)| *spelling)
    }
}

impl Expression {
    pub(super) fn collect_names<'e>(&'e self, names: &mut Vec<&'e str>) {
        match self {
            Expression::Any(parts) | Expression::All(parts) => {
                parts.iter().for_each(|part| part.collect_names(names));
            }
            Expression::Not(part) => part.collect_names(names),
            Expression::Has(property) | Expression::Compare { property, .. } => {
                names.push(property);
            }
        }
    }

    /// How tightly it binds: what binds less stands in parentheses.
    fn rank(&self) -> u8 {
        match self {
            Expression::Any(_) => 0,
            Expression::All(_) => 1,
            _ => 2,
        }
    }

    /// Writes it as a part of something that binds as tightly as `rank`.
    fn write_within(&self, rank: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rank() < rank {
            true => write!(f, "({self})"),
            false => fmt::Display::fmt(self, f),
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expression::Any(parts) => write_chain(parts, " or ", 1, f),
            Expression::All(parts) => write_chain(parts, " and ", 2, f),
            Expression::Not(part) => {
                f.write_str("not ")?;
                part.write_within(2, f)
            }
            Expression::Has(property) => f.write_str(property),
            Expression::Compare { property, operator, value } => {
                write!(f, "{property} {} '{}'", operator.spelling(), value.replace('\'', "''"))
            }
        }
    }
}

fn write_chain(
    parts: &[Expression],
    between: &str,
    rank: u8,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        part.write_within(rank, f)?;
    }
    Ok(())
}
