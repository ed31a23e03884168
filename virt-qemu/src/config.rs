//! What a connection's URI, or a daemon's settings, choose.

use std::time::Duration;

use virt_core::{Error, Result};

/// How long a change waits for what it needs unless the URI says otherwise.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// What one connection chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settings {
    /// `timeout=SECONDS`: how long a change waits for another one of the same domain, and for
    /// QEMU.
    pub(crate) timeout: Duration,
    /// `lifetime=guest|program`: what ends the guests that this connection starts.
    pub(crate) lifetime: Lifetime,
}

/// What ends a guest, beside itself and those who stop it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Lifetime {
    /// Nothing: it outlives the program, and the next one takes it over.
    #[default]
    Guest,
    /// The end of the program, by whatever means.
    Program,
}

impl Settings {
    /// Reads what concerns this driver among `parameters`; the last of a name counts.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](virt_core::ErrorKind::InvalidArg) naming the parameter, its value and what
    /// it may be.
    pub(crate) fn from_parameters<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Settings> {
        let mut settings = Settings::default();
        for (name, value) in parameters {
            match name {
                "timeout" => settings.timeout = timeout(value)?,
                "lifetime" => settings.lifetime = lifetime(value)?,
                _ => {}
            }
        }
        Ok(settings)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Settings { timeout: DEFAULT_TIMEOUT, lifetime: Lifetime::default() }
    }
}

fn timeout(value: &str) -> Result<Duration> {
    let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
    seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()).ok_or_else(|| {
        Error::invalid_argument(
            "timeout",
            format!("'{value}' is not a number of seconds greater than 0"),
        )
    })
}

fn lifetime(value: &str) -> Result<Lifetime> {
    match value {
        "guest" => Ok(Lifetime::Guest),
        "program" => Ok(Lifetime::Program),
        _ => Err(Error::invalid_argument(
            "lifetime",
            format!("'{value}' is neither 'guest' nor 'program'"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_a_name_counts_and_strangers_are_left_alone() {
        let parameters =
            [("root", "/r"), ("timeout", "1"), ("timeout", "2.5"), ("lifetime", "program")];
        let settings = Settings::from_parameters(parameters).unwrap();
        assert_eq!(settings.timeout, Duration::from_millis(2500));
        assert_eq!(settings.lifetime, Lifetime::Program);
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        for (name, value) in
            [("timeout", "0"), ("timeout", "-1"), ("timeout", "soon"), ("timeout", "1e300")]
        {
            let err = Settings::from_parameters([(name, value)]).unwrap_err();
            assert!(err.message().contains(value), "{err}");
        }
        assert!(Settings::from_parameters([("lifetime", "forever")]).is_err());
    }
}
