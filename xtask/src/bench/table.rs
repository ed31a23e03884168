//! The table: each limit of the project with what was measured, then everything else.

use std::fmt::Write;

use super::results::Results;

/// Something that must not take longer, or more, than it may.
struct Limit {
    what: &'static str,
    measured: Measured,
    at_most: AtMost,
    /// The name of libvirt's number for the same.
    libvirt: Option<&'static str>,
}

/// What is compared with the limit, by names of benchmarks.
enum Measured {
    /// A number as it is.
    Plain(&'static str),
    /// The first number less the second.
    Beyond(&'static str, &'static str),
    /// The first number as a multiple of the second.
    Times(&'static str, &'static str),
}

/// The limit, in the measure's own unit.
enum AtMost {
    Milliseconds(f64),
    Kibibytes(f64),
    Times(f64),
}

const LIMITS: &[Limit] = &[
    Limit {
        what: "start a guest, beyond QEMU alone",
        measured: Measured::Beyond("lifecycle/start", "lifecycle/raw launch"),
        at_most: AtMost::Milliseconds(15.0),
        libvirt: Some("libvirt/start"),
    },
    Limit {
        what: "destroy a guest",
        measured: Measured::Plain("lifecycle/destroy"),
        at_most: AtMost::Milliseconds(20.0),
        libvirt: Some("libvirt/destroy"),
    },
    Limit {
        what: "probe a QEMU binary first",
        measured: Measured::Plain("probe/first"),
        at_most: AtMost::Milliseconds(250.0),
        libvirt: None,
    },
    Limit {
        what: "open 1000 defined domains",
        measured: Measured::Plain("thousand/open"),
        at_most: AtMost::Milliseconds(100.0),
        libvirt: None,
    },
    Limit {
        what: "list 1000 defined domains",
        measured: Measured::Plain("thousand/list"),
        at_most: AtMost::Milliseconds(2.0),
        libvirt: None,
    },
    Limit {
        what: "memory of a definition",
        measured: Measured::Plain("thousand/memory"),
        at_most: AtMost::Kibibytes(20.0),
        libvirt: None,
    },
    Limit {
        what: "parse and write XML, beside a scan",
        measured: Measured::Times("xml/parse-and-write", "xml/scan/events-and-attributes"),
        at_most: AtMost::Times(4.0),
        libvirt: None,
    },
    Limit {
        what: "define a large domain, beside libvirt",
        measured: Measured::Times("xml/large/define", "libvirt/xml"),
        at_most: AtMost::Times(0.33),
        libvirt: Some("libvirt/xml"),
    },
    Limit {
        what: "look at 10,000 devices, beside a walk",
        measured: Measured::Times("devices/first look", "devices/bare walk"),
        at_most: AtMost::Times(2.0),
        libvirt: None,
    },
    Limit {
        what: "memory of a device",
        measured: Measured::Plain("devices/memory"),
        at_most: AtMost::Kibibytes(4.0),
        libvirt: None,
    },
    Limit {
        what: "save a definition, beside its syncs",
        measured: Measured::Times("save a definition/store", "save a definition/raw syncs"),
        at_most: AtMost::Times(1.1),
        libvirt: Some("libvirt/define"),
    },
];

/// The table as text, and the limits that are exceeded.
pub(super) fn table(results: &Results) -> (String, Vec<&'static str>) {
    let mut text =
        format!("\n{:36}{:>12}{:>12}{:>12}\n", "limits", "measured", "at most", "libvirt");
    let mut exceeded = Vec::new();
    for limit in LIMITS {
        let measured = limit.measured.value(results);
        let is_exceeded = measured.is_some_and(|measured| measured > limit.at_most.value());
        if is_exceeded {
            exceeded.push(limit.what);
        }
        let libvirt = limit.libvirt.and_then(|name| results.number(name));
        let _ = writeln!(
            text,
            "{:36}{:>12}{:>12}{:>12}{}",
            limit.what,
            measured.map_or_else(|| "-".to_owned(), |measured| limit.at_most.write(measured)),
            limit.at_most.write(limit.at_most.value()),
            libvirt.map_or_else(|| "-".to_owned(), time),
            if is_exceeded { "  over" } else { "" }
        );
    }
    let _ = writeln!(text, "\n{:36}{:>12}", "everything", "measured");
    for (name, number) in results.iter() {
        let unit = if name.ends_with("memory") { kibibytes } else { time };
        let _ = writeln!(text, "{name:36}{:>12}", unit(number));
    }
    (text, exceeded)
}

impl Measured {
    fn value(&self, results: &Results) -> Option<f64> {
        let number = |name| results.number(name);
        match self {
            Self::Plain(name) => number(name),
            Self::Beyond(name, base) => Some(number(name)? - number(base)?),
            Self::Times(name, base) => Some(number(name)? / number(base)?),
        }
    }
}

impl AtMost {
    /// The limit in the unit of measured numbers.
    fn value(&self) -> f64 {
        match self {
            Self::Milliseconds(limit) => limit * 1e6,
            Self::Kibibytes(limit) => limit * 1024.0,
            Self::Times(limit) => *limit,
        }
    }

    fn write(&self, number: f64) -> String {
        match self {
            Self::Milliseconds(_) => time(number),
            Self::Kibibytes(_) => kibibytes(number),
            Self::Times(_) => format!("{number:.2} x"),
        }
    }
}

/// Bytes for people.
fn kibibytes(bytes: f64) -> String {
    format!("{:.1} KiB", bytes / 1024.0)
}

/// Nanoseconds for people.
fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        n if n.abs() < 1e3 => format!("{n:.0} ns"),
        n if n.abs() < 1e6 => format!("{:.2} µs", n / 1e3),
        n if n.abs() < 1e9 => format!("{:.2} ms", n / 1e6),
        n => format!("{:.2} s", n / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn numbers_stand_beside_their_limits() {
        let mut results = Results::default();
        for (name, number) in [
            ("lifecycle/start", 100e6),
            ("lifecycle/raw launch", 91.5e6),
            ("lifecycle/destroy", 25e6),
            ("libvirt/destroy", 206e6),
            ("thousand/list", 900.0),
            ("xml/parse-and-write", 3000.0),
            ("xml/scan/events-and-attributes", 1000.0),
            ("thousand/memory", 2048.0),
        ] {
            results.add(name, number);
        }
        let (text, exceeded) = table(&results);
        assert_eq!(exceeded, ["destroy a guest"]);
        expect![[r#"

            limits                                  measured     at most     libvirt
            start a guest, beyond QEMU alone         8.50 ms    15.00 ms           -
            destroy a guest                         25.00 ms    20.00 ms   206.00 ms  over
            probe a QEMU binary first                      -   250.00 ms           -
            open 1000 defined domains                      -   100.00 ms           -
            list 1000 defined domains                 900 ns     2.00 ms           -
            memory of a definition                   2.0 KiB    20.0 KiB           -
            parse and write XML, beside a scan        3.00 x      4.00 x           -
            define a large domain, beside libvirt           -      0.33 x           -
            look at 10,000 devices, beside a walk           -      2.00 x           -
            memory of a device                             -     4.0 KiB           -
            save a definition, beside its syncs            -      1.10 x           -

            everything                              measured
            libvirt/destroy                        206.00 ms
            lifecycle/destroy                       25.00 ms
            lifecycle/raw launch                    91.50 ms
            lifecycle/start                        100.00 ms
            thousand/list                             900 ns
            thousand/memory                          2.0 KiB
            xml/parse-and-write                      3.00 µs
            xml/scan/events-and-attributes           1.00 µs
        "#]]
        .assert_eq(&text);
    }
}
