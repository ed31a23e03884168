//! What benchmarks measured: numbers by name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde_json::Value;

use crate::Result;

/// Measured numbers: times in nanoseconds, sizes in bytes.
#[derive(Debug, Default)]
pub(crate) struct Results(BTreeMap<String, f64>);

impl Results {
    /// The number called `name`.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }

    /// Names and numbers, by name.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, number)| (name.as_str(), *number))
    }

    pub(super) fn add(&mut self, name: &str, number: f64) {
        self.0.insert(name.to_owned(), number);
    }

    /// Takes in a line of a benchmark's output, which may hold something that is measured without
    /// criterion: `measured: NAME = NUMBER`.
    pub(super) fn read_line(&mut self, line: &str) {
        let measured = line.strip_prefix("measured: ").and_then(|rest| rest.rsplit_once(" = "));
        if let Some((name, number)) = measured
            && let Ok(number) = number.trim().parse()
        {
            self.add(name, number);
        }
    }

    /// Takes in what criterion left below `folder` since `start`: the median of each benchmark.
    pub(super) fn read_criterion(&mut self, folder: &Path, start: SystemTime) -> Result<()> {
        let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
        for entry in entries {
            let path = entry?.path();
            let estimates = path.join("estimates.json");
            if path.ends_with("new") && estimates.is_file() {
                if fs::metadata(&estimates)?.modified()? >= start {
                    let name = read_json(&path.join("benchmark.json"))?["full_id"].clone();
                    let median = read_json(&estimates)?["median"]["point_estimate"].as_f64();
                    let (Some(name), Some(median)) = (name.as_str(), median) else {
                        return Err(format!("{} is not criterion's", path.display()).into());
                    };
                    self.add(name, median);
                }
            } else if path.is_dir() {
                self.read_criterion(&path, start)?;
            }
        }
        Ok(())
    }

    pub(super) fn save(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, serde_json::to_string_pretty(&self.0)?)?)
    }

    pub(super) fn load(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file)
            .map_err(|error| format!("no run to show: '{}': {error}", file.display()))?;
        Ok(Self(serde_json::from_str(&text)?))
    }
}

fn read_json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file)
        .map_err(|error| format!("cannot read '{}': {error}", file.display()))?;
    Ok(serde_json::from_str(&text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_from_lines() {
        let mut results = Results::default();
        results.read_line("measured: memory = a definition = 12288");
        results.read_line("measured: nothing");
        results.read_line("probe/first time: [1 ms 2 ms 3 ms]");
        assert_eq!(results.iter().collect::<Vec<_>>(), [("memory = a definition", 12288.0)]);
    }
}
