//! A RELAX NG schema as a graph: what may stand where.

/// The place of a pattern in a [`Schema`].
pub(crate) type Id = usize;

/// A schema with all that it includes.
pub(crate) struct Schema {
    pub(crate) patterns: Vec<Pattern>,
    /// For each pattern the number of the place that it was written at: a file that is included
    /// twice makes two patterns of one place.
    pub(crate) places: Vec<usize>,
    pub(crate) start: Id,
    /// For each pattern the fewest elements that it can be met with; none where nothing meets it.
    least: Vec<Option<usize>>,
    /// For each pattern how much there is to see behind it.
    sizes: Vec<usize>,
}

/// Sizes are not told apart above this.
const LARGEST: usize = 1_000_000;

/// What may stand somewhere.
#[derive(Debug)]
pub(crate) enum Pattern {
    Element {
        name: Name,
        content: Id,
    },
    Attribute {
        name: Name,
        content: Id,
    },
    /// All of these, in this order.
    Group(Vec<Id>),
    /// All of these, in any order and mixed.
    Interleave(Vec<Id>),
    /// One of these.
    Choice(Vec<Id>),
    Optional(Id),
    /// As often as one likes, but at least so often.
    Repeat {
        content: Id,
        least: usize,
    },
    /// What a definition says.
    Ref(Id),
    Text,
    Empty,
    NotAllowed,
    Value(String),
    Data(Data),
}

/// The name of an element or attribute.
#[derive(Debug)]
pub(crate) enum Name {
    Any,
    Known { namespace: String, local: String },
}

/// A data type of XML Schema with its facets.
#[derive(Debug, Default)]
pub(crate) struct Data {
    pub(crate) base: String,
    /// The facets and their values.
    pub(crate) facets: Vec<(String, String)>,
    /// Values that are left out.
    pub(crate) except: Vec<String>,
}

impl Data {
    pub(crate) fn facet(&self, name: &str) -> Option<&str> {
        self.facets.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Pattern {
    /// The patterns that this one is made of.
    pub(crate) fn parts(&self) -> &[Id] {
        match self {
            Pattern::Group(parts) | Pattern::Interleave(parts) | Pattern::Choice(parts) => parts,
            Pattern::Element { content, .. }
            | Pattern::Attribute { content, .. }
            | Pattern::Optional(content)
            | Pattern::Repeat { content, .. }
            | Pattern::Ref(content) => std::slice::from_ref(content),
            _ => &[],
        }
    }
}

impl Schema {
    pub(crate) fn new(patterns: Vec<Pattern>, places: Vec<usize>, start: Id) -> Self {
        let (least, sizes) = (vec![None; patterns.len()], vec![0; patterns.len()]);
        let mut schema = Schema { patterns, places, start, least, sizes };
        while schema.lower() {}
        schema.measure(start);
        schema
    }

    /// The fewest elements that `id` can be met with; none where nothing meets it.
    pub(crate) fn least(&self, id: Id) -> Option<usize> {
        self.least[id]
    }

    /// How many patterns there are behind `id`, each counted for every way that leads to it.
    pub(crate) fn size(&self, id: Id) -> usize {
        self.sizes[id].max(1)
    }

    /// Sets the sizes of `id` and of all behind it. What contains itself counts once.
    fn measure(&mut self, id: Id) -> usize {
        if self.sizes[id] == 0 && self.least[id].is_some() {
            self.sizes[id] = 1;
            let parts = self.patterns[id].parts().to_vec();
            let behind: usize = parts.iter().map(|part| self.measure(*part)).sum();
            self.sizes[id] = (behind + 1).min(LARGEST);
        }
        self.sizes[id]
    }

    /// Improves what is known of the fewest elements; says whether there was anything to improve.
    fn lower(&mut self) -> bool {
        let mut changed = false;
        // Definitions come before what they are made of, so the way back settles most at once.
        for id in (0..self.patterns.len()).rev() {
            let found = self.least_of(&self.patterns[id]);
            if found.is_some() && (self.least[id].is_none() || found < self.least[id]) {
                self.least[id] = found;
                changed = true;
            }
        }
        changed
    }

    fn least_of(&self, pattern: &Pattern) -> Option<usize> {
        match pattern {
            Pattern::NotAllowed => None,
            Pattern::Text
            | Pattern::Empty
            | Pattern::Value(_)
            | Pattern::Data(_)
            | Pattern::Optional(_)
            | Pattern::Repeat { least: 0, .. } => Some(0),
            Pattern::Choice(parts) => parts.iter().filter_map(|part| self.least[*part]).min(),
            Pattern::Element { content, .. } => self.least[*content].map(|least| least + 1),
            _ => pattern.parts().iter().map(|part| self.least[*part]).sum(),
        }
    }

    /// Every pattern that some document has, each with the one that it was reached from; the
    /// shortest ways first.
    pub(crate) fn reachable(&self) -> Vec<(Id, Option<Id>)> {
        let mut seen = vec![false; self.patterns.len()];
        let mut found = vec![(self.start, None)];
        seen[self.start] = true;
        let mut at = 0;
        while let Some((id, _)) = found.get(at).copied() {
            for part in self.patterns[id].parts() {
                if self.least[*part].is_some() && !seen[*part] {
                    seen[*part] = true;
                    found.push((*part, Some(id)));
                }
            }
            at += 1;
        }
        found
    }
}
