//! apt, and the suite that packages have to come from.
//!
//! A machine whose QEMU tools were installed from a backports suite needs the emulator from the same
//! suite: that of the release itself is older and does not fit. The suite may well be gone from the
//! configuration since; then it is added again, from the mirror that the machine uses for its
//! release.

use super::plan::{Step, step};

/// What apt's commands depend on.
#[derive(Debug, Default)]
pub(crate) struct Apt {
    /// Whether apt has lists of packages at all; images of systems often come without.
    pub(crate) lists_are_here: bool,
    /// `VERSION_CODENAME` of the system.
    pub(crate) codename: String,
    /// Versions of the packages of QEMU and libvirt that are installed.
    pub(crate) versions: Vec<String>,
    /// The configured sources.
    pub(crate) sources: Vec<Source>,
}

/// One configured source of packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    uris: String,
    suites: Vec<String>,
    components: Vec<String>,
    /// The rest of the stanza, with its line ends: whose signatures count, and options.
    options: String,
}

/// Where the configuration of an added suite goes.
const FILE: &str = "/etc/apt/sources.list.d";

/// The commands that install `packages`.
pub(super) fn steps(apt: &Apt, packages: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    let suite = apt.backports();
    let mut refresh = !apt.lists_are_here;
    let mut install = "apt-get install -y --no-install-recommends".to_owned();
    if let Some(suite) = suite {
        if !apt.sources.iter().any(|source| source.suites.contains(&suite))
            && let Some(mirror) = apt.mirror()
        {
            let mut add = step("tee", &[&format!("{FILE}/{suite}.sources")]);
            add.input = Some(mirror.stanza(&suite));
            steps.push(add);
            refresh = true;
        }
        install = format!("{install} -t {suite}");
    }
    if refresh {
        steps.push(step("apt-get update", &[]));
    }
    steps.push(step(&install, packages));
    steps
}

impl Apt {
    /// The backports suite that something installed came from: its version ends in `~bpoN+M`.
    fn backports(&self) -> Option<String> {
        let from_backports = self.versions.iter().any(|version| version.contains("~bpo"));
        (from_backports && !self.codename.is_empty())
            .then(|| format!("{}-backports", self.codename))
    }

    /// The source that the release itself comes from.
    fn mirror(&self) -> Option<&Source> {
        self.sources.iter().find(|source| {
            source.suites.contains(&self.codename)
                && source.components.iter().any(|component| component == "main")
        })
    }
}

impl Source {
    /// The configuration of `suite` from the same mirror, under the same conditions.
    fn stanza(&self, suite: &str) -> String {
        let Self { uris, options, .. } = self;
        format!("Types: deb\nURIs: {uris}\nSuites: {suite}\nComponents: main\n{options}")
    }
}

/// Reads the sources of a file `*.sources`: stanzas of fields.
pub(super) fn parse_stanzas(text: &str) -> Vec<Source> {
    let text: String = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    text.split("\n\n").filter_map(|stanza| parse_stanza(stanza.trim_matches('\n'))).collect()
}

fn parse_stanza(stanza: &str) -> Option<Source> {
    let mut source = Source {
        uris: String::new(),
        suites: Vec::new(),
        components: Vec::new(),
        options: String::new(),
    };
    let mut binary = false;
    for (name, value) in fields(stanza) {
        let words = || value.split_whitespace().map(str::to_owned).collect();
        match name.to_ascii_lowercase().as_str() {
            "types" => binary = value.split_whitespace().any(|word| word == "deb"),
            "enabled" if matches!(value.trim(), "no" | "false" | "0" | "off") => return None,
            "enabled" => {}
            "uris" => source.uris = value.trim().to_owned(),
            "suites" => source.suites = words(),
            "components" => source.components = words(),
            _ => source.options.push_str(&format!("{name}:{value}\n")),
        }
    }
    (binary && !source.uris.is_empty()).then_some(source)
}

/// The fields of a stanza; a line that starts with a space goes on with the field before.
fn fields(stanza: &str) -> Vec<(&str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in stanza.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push('\n');
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name, value.to_owned()));
        }
    }
    fields
}

/// Reads the sources of a file `*.list`: one a line, `deb [options] uri suite components`.
pub(super) fn parse_lines(text: &str) -> Vec<Source> {
    text.lines().filter_map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<Source> {
    let line = line.split('#').next()?.trim();
    let mut rest = line.strip_prefix("deb")?.strip_prefix([' ', '\t'])?.trim_start();
    let mut options = String::new();
    if let Some((inside, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        options = inside.split_whitespace().filter_map(option).collect();
        rest = after;
    }
    let mut words = rest.split_whitespace().map(str::to_owned);
    Some(Source {
        uris: words.next()?,
        suites: vec![words.next()?],
        components: words.collect(),
        options,
    })
}

/// `signed-by=FILE` as a field of a stanza. Only names that both forms share are carried over.
fn option(option: &str) -> Option<String> {
    let (name, value) = option.split_once('=')?;
    let name = match name {
        "signed-by" => "Signed-By",
        "trusted" => "Trusted",
        "arch" => "Architectures",
        _ => return None,
    };
    Some(format!("{name}: {}\n", value.replace(',', " ")))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    const STANZAS: &str = "\
Types: deb
# the archive of a day
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/archive.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/archive.gpg
";

    fn check(apt: &Apt, expected: Expect) {
        let steps: String =
            steps(apt, &["qemu-system-x86"]).iter().map(|step| format!("{step}\n")).collect();
        expected.assert_eq(&steps);
    }

    fn machine(version: &str, sources: Vec<Source>) -> Apt {
        Apt {
            lists_are_here: true,
            codename: "bookworm".to_owned(),
            versions: vec![version.to_owned()],
            sources,
        }
    }

    #[test]
    fn a_plain_machine_installs_plainly() {
        check(
            &machine("1:7.2+dfsg-7", parse_stanzas(STANZAS)),
            expect![[r#"
              apt-get install -y --no-install-recommends qemu-system-x86
        "#]],
        );
    }

    #[test]
    fn a_machine_without_lists_reads_them_first() {
        check(
            &Apt::default(),
            expect![[r#"
              apt-get update
              apt-get install -y --no-install-recommends qemu-system-x86
        "#]],
        );
    }

    #[test]
    fn packages_follow_those_from_backports() {
        let version = "1:10.0.2+ds-2+deb13u1~bpo12+1";
        check(
            &machine(version, parse_stanzas(STANZAS)),
            expect![[r#"
                tee /etc/apt/sources.list.d/bookworm-backports.sources <<'END'
                Types: deb
                URIs: http://mirror.example/debian
                Suites: bookworm-backports
                Components: main
                Signed-By: /usr/share/keyrings/archive.gpg
                END
                apt-get update
                apt-get install -y --no-install-recommends -t bookworm-backports qemu-system-x86
            "#]],
        );
    }

    #[test]
    fn a_configured_suite_is_not_added_again() {
        let sources = parse_lines(
            "deb http://mirror.example/debian bookworm main\n\
             deb http://mirror.example/debian bookworm-backports main contrib\n",
        );
        check(
            &machine("1~bpo12+1", sources),
            expect![[r#"
              apt-get install -y --no-install-recommends -t bookworm-backports qemu-system-x86
        "#]],
        );
    }

    #[test]
    fn options_of_a_line_become_fields() {
        let sources = parse_lines(
            "# deb http://other.example/debian bookworm main\n\
             deb-src http://mirror.example/debian bookworm main\n\
             deb [ arch=amd64,i386 signed-by=/key.gpg ] http://mirror.example/debian bookworm main # it\n",
        );
        assert_eq!(sources.len(), 1);
        check(
            &machine("1~bpo12+1", sources),
            expect![[r#"
                tee /etc/apt/sources.list.d/bookworm-backports.sources <<'END'
                Types: deb
                URIs: http://mirror.example/debian
                Suites: bookworm-backports
                Components: main
                Architectures: amd64 i386
                Signed-By: /key.gpg
                END
                apt-get update
                apt-get install -y --no-install-recommends -t bookworm-backports qemu-system-x86
            "#]],
        );
    }

    #[test]
    fn keys_inside_a_stanza_are_carried_over() {
        let sources = parse_stanzas(
            "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\n\
             Signed-By:\n -----BEGIN\n .\n xyz\n -----END\n",
        );
        let stanza = sources[0].stanza("bookworm-backports");
        assert!(stanza.ends_with("Signed-By:\n -----BEGIN\n .\n xyz\n -----END\n"), "{stanza}");
    }

    #[test]
    fn sources_that_are_off_do_not_count() {
        assert!(parse_stanzas(&STANZAS.replace("Types: deb\n", "Types: deb-src\n")).is_empty());
        assert!(parse_stanzas("Types: deb\nEnabled: no\nURIs: x\nSuites: y\n").is_empty());
    }
}
