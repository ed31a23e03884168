//! Every crate in the graph comes from a registry or the workspace, under a licence that `deny.toml`
//! allows.

use std::fs;

use super::none_of;
use crate::workspace::{Workspace, text};
use crate::{Result, root};

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let configuration: toml::Table = fs::read_to_string(root().join("deny.toml"))?.parse()?;
    let allow = configuration.get("licenses").and_then(|licences| licences.get("allow"));
    let allow: Vec<&str> = allow
        .and_then(toml::Value::as_array)
        .ok_or("deny.toml allows no licence")?
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let mut problems = Vec::new();
    for package in &workspace.packages {
        let name = format!("{} {}", text(&package["name"]), text(&package["version"]));
        match package["license"].as_str() {
            None => problems.push(format!("{name} has no licence")),
            Some(licence) if !is_allowed(licence, &allow) => {
                problems.push(format!(
                    "{name} has the licence {licence}, which deny.toml does not allow"
                ));
            }
            Some(_) => {}
        }
        if let Some(source) = package["source"].as_str()
            && !source.starts_with("registry+")
        {
            problems.push(format!("{name} comes from {source}, not from a registry"));
        }
    }
    none_of(&problems)
}

/// Whether the terms of an SPDX expression can be met with the licences in `allow` alone.
fn is_allowed(expression: &str, allow: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let allowed = any(&mut words, allow);
    allowed && words.is_empty()
}

/// `A OR B`; takes its words from the end of `words`.
fn any(words: &mut Vec<&str>, allow: &[&str]) -> bool {
    let mut allowed = all(words, allow);
    while words.pop_if(|word| *word == "OR").is_some() {
        allowed |= all(words, allow);
    }
    allowed
}

/// `A AND B`, which binds closer.
fn all(words: &mut Vec<&str>, allow: &[&str]) -> bool {
    let mut allowed = one(words, allow);
    while words.pop_if(|word| *word == "AND").is_some() {
        allowed &= one(words, allow);
    }
    allowed
}

/// `A`, `A WITH exception`, or an expression in parentheses.
fn one(words: &mut Vec<&str>, allow: &[&str]) -> bool {
    let Some(word) = words.pop() else { return false };
    if word == "(" {
        let allowed = any(words, allow);
        return words.pop() == Some(")") && allowed;
    }
    if words.pop_if(|word| *word == "WITH").is_some() {
        let exception = words.pop().unwrap_or_default();
        return allow.contains(&format!("{word} WITH {exception}").as_str());
    }
    allow.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_met_by_allowed_licences() {
        let allow = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        for (expression, allowed) in [
            ("MIT", true),
            ("GPL-2.0-only", false),
            ("MIT OR GPL-2.0-only", true),
            ("GPL-2.0-only OR MIT", true),
            ("MIT/Apache-2.0", true),
            ("MIT AND GPL-2.0-only", false),
            ("(MIT OR GPL-2.0-only) AND Unicode-3.0", true),
            ("GPL-2.0-only AND MIT OR MIT", true),
            ("GPL-2.0-only AND (MIT OR MIT)", false),
            ("Apache-2.0 WITH LLVM-exception", true),
            ("Apache-2.0 WITH other-exception", false),
            ("(MIT", false),
            ("MIT )", false),
            ("", false),
        ] {
            assert_eq!(is_allowed(expression, &allow), allowed, "{expression}");
        }
    }
}
