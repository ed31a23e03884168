//! What the demonstration shows: steps with their time, events and the guest's words, in colour on a
//! terminal.

use std::env;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Where everything is printed; threads share it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stage {
    colours: bool,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { colours: !plain && io::stdout().is_terminal() }
    }

    /// Does `work` and prints `what` with the time that it took.
    pub(crate) fn step<T, E>(
        &self,
        what: &str,
        work: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let start = Instant::now();
        let result = work();
        let colour = if result.is_ok() { "1;32" } else { "1;31" };
        self.print(colour, &time(start.elapsed()), what);
        result
    }

    /// Prints something that is no step.
    pub(crate) fn note(&self, what: impl Display) {
        self.print("33", "", what);
    }

    /// Prints an event.
    pub(crate) fn event(&self, event: impl Display) {
        self.print("36", "event", event);
    }

    /// Prints a line that the guest wrote to its console.
    pub(crate) fn guest(&self, line: &str) {
        self.print("35", "guest", line);
    }

    /// Prints the end: lines for the user to copy.
    pub(crate) fn next(&self, lines: [&str; 3]) {
        self.print("1", "next", "");
        for line in lines {
            self.print("0", "", line);
        }
    }

    fn print(&self, colour: &str, margin: &str, text: impl Display) {
        let line = match (self.colours, text.to_string()) {
            (true, text) => format!("\u{1b}[{colour}m{margin:>10}\u{1b}[0m  {text}"),
            (false, text) => format!("{margin:>10}  {text}"),
        };
        // A reader that is gone ends the demonstration elsewhere, if at all.
        let _ = writeln!(io::stdout().lock(), "{}", line.trim_end());
    }
}

fn time(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds => format!("{:.1} ms", seconds * 1e3),
    }
}
