//! What libFuzzer says of a run.

/// One run of one target.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) target: String,
    /// How many inputs were read.
    executions: u64,
    /// How many places of the code they came to.
    coverage: u64,
    /// What was found, and how to see it again.
    pub(crate) finding: Option<String>,
}

impl Report {
    /// Reads it from the words of the run.
    pub(super) fn of(target: &str, words: &str, finding: Option<String>) -> Self {
        let executions = words
            .lines()
            .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))
            .and_then(|number| number.trim().parse().ok());
        let coverage = words.lines().rev().find_map(|line| {
            let (_, rest) = line.split_once(" cov: ")?;
            rest.split(' ').next()?.parse().ok()
        });
        Report {
            target: target.to_owned(),
            executions: executions.or_else(|| last_number(words)).unwrap_or_default(),
            coverage: coverage.unwrap_or_default(),
            finding,
        }
    }

    /// One line of the table.
    pub(super) fn line(&self) -> String {
        let Report { target, executions, coverage, finding } = self;
        let found = if finding.is_some() { "1 finding" } else { "no finding" };
        format!("{target:24}{executions:>10} executions {coverage:>7} edges  {found}")
    }
}

/// How many inputs there were when progress was last told: `#4096 NEW …`.
fn last_number(words: &str) -> Option<u64> {
    words.lines().rev().find_map(|line| {
        let (number, _) = line.strip_prefix('#')?.split_once(['\t', ' '])?;
        number.trim_end_matches(':').parse().ok()
    })
}

/// How lines begin that say nothing about a finding: progress, the input's bytes, and that there is no
/// sanitizer.
const BESIDE: &[&str] = &[
    "#",
    "INFO:",
    "stat::",
    "0x",
    "\\0",
    "Base64:",
    "Dictionary:",
    "\t",
    "WARNING:",
    "NOTE:",
    "MS:",
    "artifact_prefix=",
    "      Combine",
];

/// What is said about a finding, without the progress before it and the bytes of the input.
pub(super) fn told(words: &str) -> String {
    const ENOUGH: usize = 24;
    const LONGEST: usize = 2000;
    let is_about_it =
        |line: &&str| !line.is_empty() && !BESIDE.iter().any(|start| line.starts_with(start));
    let lines: Vec<_> = words.lines().filter(is_about_it).take(ENOUGH).collect();
    let text = lines.join("\n");
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "\
INFO: Running with entropic power schedule (0xFF, 100).
#2\tINITED cov: 310 ft: 311 corp: 1/1b exec/s: 0 rss: 40Mb
#4096\tNEW    cov: 512 ft: 900 corp: 20/1kb lim: 43 exec/s: 0 rss: 44Mb L: 5/9 MS: 1 Custom-
#5000\tDONE   cov: 513 ft: 901 corp: 20/1kb lim: 43 exec/s: 2500 rss: 44Mb
";

    #[test]
    fn a_run_is_told_in_a_line() {
        let words = format!("{WORDS}stat::number_of_executed_units: 5001\n");
        let report = Report::of("network", &words, None);
        assert_eq!(
            report.line(),
            "network                       5001 executions     513 edges  no finding"
        );
        let report = Report::of("network", WORDS, Some("a panic".to_owned()));
        assert_eq!(
            report.line(),
            "network                       5000 executions     513 edges  1 finding"
        );
    }

    #[test]
    fn of_a_finding_its_own_words_are_told() {
        let words = format!("{WORDS}thread '<unnamed>' panicked at a.rs:7:9:\nwritten otherwise\n");
        assert_eq!(told(&words), "thread '<unnamed>' panicked at a.rs:7:9:\nwritten otherwise");
    }
}
