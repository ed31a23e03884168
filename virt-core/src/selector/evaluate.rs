//! Whether an expression holds.

use super::Properties;
use super::expression::{Expression, Operator};
use super::number;
use super::pattern;

impl Expression {
    pub(super) fn holds(&self, properties: &Properties) -> bool {
        match self {
            Expression::Any(parts) => parts.iter().any(|part| part.holds(properties)),
            Expression::All(parts) => parts.iter().all(|part| part.holds(properties)),
            Expression::Not(part) => !part.holds(properties),
            Expression::Has(property) => properties.has(property),
            Expression::Compare { property, operator, value } => {
                compare(properties.values(property), *operator, value)
            }
        }
    }
}

fn compare<'p>(mut values: impl Iterator<Item = &'p str>, operator: Operator, with: &str) -> bool {
    let mut ordered = |accepts: fn(std::cmp::Ordering) -> bool| {
        values.any(|value| accepts(number::compare(value, with)))
    };
    match operator {
        Operator::Equal => ordered(|order| order.is_eq()),
        Operator::NotEqual => !ordered(|order| order.is_eq()),
        Operator::Less => ordered(|order| order.is_lt()),
        Operator::LessOrEqual => ordered(|order| order.is_le()),
        Operator::Greater => ordered(|order| order.is_gt()),
        Operator::GreaterOrEqual => ordered(|order| order.is_ge()),
        Operator::Like => values.any(|value| pattern::matches(with, value)),
        Operator::NotLike => !values.any(|value| pattern::matches(with, value)),
    }
}
