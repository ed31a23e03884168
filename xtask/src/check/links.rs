//! Links between the project's documents lead somewhere.

use std::fs;

use super::none_of;
use crate::workspace::Workspace;
use crate::{Result, root};

pub(super) fn check(workspace: &Workspace) -> Result<()> {
    let mut problems = Vec::new();
    let documents = workspace.files.iter();
    for file in documents.filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let folder = file.parent().unwrap_or(file);
        for target in targets(&fs::read_to_string(file)?) {
            if !folder.join(target).exists() {
                let name = file.strip_prefix(root()).unwrap_or(file);
                problems.push(format!("{}: nothing is at '{target}'", name.display()));
            }
        }
    }
    none_of(&problems)
}

/// The files that `[words](file#place)` in a document name, outside of code.
fn targets(text: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut targets = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for (_, rest) in line.match_indices("](").map(|(at, open)| line.split_at(at + open.len())) {
            let target = rest.split([')', '#', ' ']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                targets.push(target);
            }
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_other_targets() {
        let text = "See [a](a.md), [b](b/c.md#place), [c](#here) and [d](https://example.org/).\n\
                    ```\n[e](no.md)\n```\n[f](f.md)\n";
        assert_eq!(targets(text), ["a.md", "b/c.md", "f.md"]);
    }
}
