//! When one device was there, in generations of the index.

/// How many earlier lives of a device are remembered.
const MOST_BEFORE: usize = 4;

/// When a device was there, and since when it is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lives {
    /// A digest of the description, as it was last.
    pub(super) digest: u64,
    /// The generation in which it came.
    pub(super) born: u64,
    /// The generation in which its description last changed.
    pub(super) changed: u64,
    /// The generation in which it went; none while it is there.
    pub(super) died: Option<u64>,
    /// Earlier times that it was there, from the generation in which it came to that in which it
    /// went.
    pub(super) before: Vec<(u64, u64)>,
}

impl Lives {
    pub(super) fn new(digest: u64, generation: u64) -> Lives {
        Lives { digest, born: generation, changed: generation, died: None, before: Vec::new() }
    }

    /// It comes again. Returns a generation before which nothing is known any more.
    pub(super) fn revive(&mut self, digest: u64, generation: u64) -> u64 {
        if let Some(died) = self.died.take() {
            self.before.push((self.born, died));
        }
        (self.digest, self.born, self.changed) = (digest, generation, generation);
        if self.before.len() > MOST_BEFORE { self.before.remove(0).1 } else { 0 }
    }

    pub(super) fn is_there(&self) -> bool {
        self.died.is_none()
    }

    /// Whether it was there when `generation` was the last one.
    pub(super) fn was_there(&self, generation: u64) -> bool {
        let within = |born: u64, died: u64| born <= generation && generation < died;
        within(self.born, self.died.unwrap_or(u64::MAX))
            || self.before.iter().any(|(born, died)| within(*born, *died))
    }

    /// One line: numbers in their order, `-` for none.
    pub(super) fn to_text(&self) -> String {
        let died = self.died.map_or("-".to_owned(), |died| died.to_string());
        let mut text = format!("{:x} {} {} {died}", self.digest, self.born, self.changed);
        for (born, died) in &self.before {
            text.push_str(&format!(" {born} {died}"));
        }
        text
    }

    pub(super) fn parse(text: &str) -> Option<Lives> {
        let mut words = text.split(' ');
        let digest = u64::from_str_radix(words.next()?, 16).ok()?;
        let (born, changed) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        let died = match words.next()? {
            "-" => None,
            word => Some(word.parse().ok()?),
        };
        let rest: Vec<u64> = words.map(|word| word.parse().ok()).collect::<Option<_>>()?;
        let (pairs, odd) = rest.as_chunks::<2>();
        let before = pairs.iter().map(|[born, died]| (*born, *died)).collect();
        odd.is_empty().then_some(Lives { digest, born, changed, died, before })
    }
}
