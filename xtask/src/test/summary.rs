//! Counting tests, from the words of Rust's test runner.

use std::collections::BTreeSet;
use std::process::ExitStatus;

/// How many tests did what, and which ones are worth a name.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// The names of those that failed.
    pub(crate) failures: Vec<String>,
    /// The names of those that did not run, with the reason.
    pub(crate) skips: Vec<String>,
}

impl Summary {
    /// Takes in one line of output.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += count(counts, "passed");
            self.failed += count(counts, "failed");
            return;
        }
        let Some((test, outcome)) =
            line.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... "))
        else {
            return;
        };
        if outcome == "FAILED" {
            self.failures.push(test.to_owned());
        } else if let Some(reason) = outcome.strip_prefix("ignored") {
            // The suites that run without Rust's own test runner put the reason in parentheses.
            let in_parentheses = || reason.strip_prefix(" (")?.strip_suffix(')');
            let reason = reason.strip_prefix(", ").or_else(in_parentheses);
            let (test, reason) = (test.trim_end(), reason.unwrap_or("no reason given"));
            self.skips.push(format!("{test}: {reason}"));
        }
    }

    /// Counts a test of no test runner that passed.
    pub(crate) fn pass(&mut self) {
        self.passed += 1;
    }

    /// Counts something that did not run: its name and the reason.
    pub(crate) fn skip(&mut self, what: &str) {
        self.skips.push(what.to_owned());
    }

    /// Counts something that failed without the test runner's saying so.
    pub(crate) fn fail(&mut self, what: &str) {
        self.failed += 1;
        self.failures.push(what.to_owned());
    }

    /// Takes in how the one program ended whose output this has read, as `name` if it failed without
    /// a word about tests: it did not compile, or a test ended its whole process.
    pub(crate) fn ended(&mut self, name: &str, status: ExitStatus) {
        if !status.success() && self.failed == 0 {
            self.fail(&format!("{name}: {status}"));
        }
    }

    /// Takes in what another has counted.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
        self.skips.extend(other.skips);
    }

    /// Takes in what tests have said that cannot run here: a line each. The test runner has counted
    /// them as passed.
    pub(crate) fn not_runnable(&mut self, lines: &str) {
        let mut seen = BTreeSet::new();
        for line in lines.lines() {
            let test = line.split_once(": ").map_or(line, |(test, _)| test);
            if seen.insert(test) {
                self.passed = self.passed.saturating_sub(1);
                self.skips.push(line.to_owned());
            }
        }
    }

    /// The one line that says it all.
    pub(crate) fn line(&self) -> String {
        format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skips.len())
    }
}

/// The number before `word` in `ok. 2 passed; 0 failed; …`.
fn count(counts: &str, word: &str) -> usize {
    counts
        .split([';', '.'])
        .filter_map(|part| part.trim().strip_suffix(word)?.trim().parse::<usize>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "\
running 4 tests
test a::fails ... FAILED
test a::passes ... ok
test a::cannot ... ok
test a::waits ... ignored, needs a machine
test a::rests ... ignored

failures:
test result: FAILED. 2 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.21s
test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s
";

    #[test]
    fn every_test_counts_once() {
        let mut summary = Summary::default();
        OUTPUT.lines().for_each(|line| summary.read(line));
        assert_eq!(summary.line(), "9 passed, 1 failed, 2 skipped");

        summary.not_runnable("file a::cannot: no QEMU\nfile a::cannot: nor anything else\n");
        assert_eq!(summary.line(), "8 passed, 1 failed, 3 skipped");
        assert_eq!(summary.failures, ["a::fails"]);
        assert_eq!(
            summary.skips,
            ["a::waits: needs a machine", "a::rests: no reason given", "file a::cannot: no QEMU"]
        );
    }

    #[test]
    fn a_test_that_ignored_itself_says_why() {
        let mut summary = Summary::default();
        summary.read("test stop::reboots   ... ignored (virDomainReboot (driver 'x' has it not))");
        assert_eq!(summary.skips, ["stop::reboots: virDomainReboot (driver 'x' has it not)"]);
    }

    #[test]
    fn a_failure_outside_of_tests_counts() {
        use std::os::unix::process::ExitStatusExt;

        let failed = ExitStatus::from_raw(101 << 8);
        let mut silent = Summary::default();
        silent.ended("cargo test", failed);
        let mut told = Summary::default();
        OUTPUT.lines().for_each(|line| told.read(line));
        told.ended("cargo test", failed);
        told.add(silent);
        assert_eq!(told.line(), "9 passed, 2 failed, 2 skipped");
        assert_eq!(told.failures, ["a::fails", "cargo test: exit status: 101"]);
    }
}
