//! The user's terminal, and the ways to take leave of it.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use nix::sys::termios::{self, SetArg, Termios};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::low_level;

/// The character that ends a console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Escape {
    /// The byte that the terminal sends for it.
    pub(crate) byte: u8,
    text: String,
}

impl Escape {
    /// Reads `^]` and its like, or a character that stands for itself.
    pub(crate) fn parse(text: &str) -> Result<Escape, String> {
        let byte = match *text.as_bytes() {
            [byte] if byte != b'^' => byte,
            [b'^', letter @ (b'@'..=b'_' | b'a'..=b'z')] => letter.to_ascii_uppercase() & 0x1f,
            _ => return Err(format!("Invalid string '{text}' for escape sequence")),
        };
        Ok(Escape { byte, text: text.to_owned() })
    }
}

impl Default for Escape {
    fn default() -> Self {
        Escape { byte: 0x1d, text: "^]".to_owned() }
    }
}

/// `^] (Ctrl + ])`.
impl std::fmt::Display for Escape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.text.strip_prefix('^') {
            Some(letter) => write!(f, "{} (Ctrl + {letter})", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// A terminal that hands on each key as it is pressed, until this is dropped.
pub(crate) struct Raw {
    before: Termios,
}

impl Raw {
    /// Makes the terminal of the standard input raw.
    pub(crate) fn start() -> io::Result<Raw> {
        let before = termios::tcgetattr(io::stdin())?;
        let mut raw = before.clone();
        termios::cfmakeraw(&mut raw);
        termios::tcsetattr(io::stdin(), SetArg::TCSADRAIN, &raw)?;
        Ok(Raw { before })
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = io::stdout().flush();
        // A terminal that is gone needs nothing.
        let _ = termios::tcsetattr(io::stdin(), SetArg::TCSADRAIN, &self.before);
    }
}

/// The signals that ask a program to end, as a descriptor that becomes readable; dropped, they
/// end the program again.
pub(crate) struct Interrupts {
    reader: UnixStream,
    ids: Vec<signal_hook::SigId>,
}

impl Interrupts {
    /// Begins to catch them.
    pub(crate) fn catch() -> io::Result<Interrupts> {
        let (reader, writer) = UnixStream::pair()?;
        let ids = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
            .into_iter()
            .map(|signal| low_level::pipe::register(signal, writer.try_clone()?))
            .collect::<io::Result<_>>()?;
        Ok(Interrupts { reader, ids })
    }
}

impl AsFd for Interrupts {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.reader.as_fd()
    }
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        for id in self.ids.drain(..) {
            low_level::unregister(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Escape;

    #[test]
    fn an_escape_is_a_control_character_or_stands_for_itself() {
        let bytes = [("^]", 0x1d), ("^a", 1), ("^A", 1), ("^@", 0), ("^^", 0x1e), ("~", b'~')];
        for (text, byte) in bytes {
            assert_eq!(Escape::parse(text).unwrap().byte, byte, "{text}");
        }
        for text in ["", "^", "^1", "ab", "^ab"] {
            let error = Escape::parse(text).unwrap_err();
            assert_eq!(error, format!("Invalid string '{text}' for escape sequence"));
        }
    }

    #[test]
    fn the_user_reads_how_to_type_it() {
        assert_eq!(Escape::default(), Escape::parse("^]").unwrap());
        assert_eq!(Escape::default().to_string(), "^] (Ctrl + ])");
        assert_eq!(Escape::parse("~").unwrap().to_string(), "~");
    }
}
