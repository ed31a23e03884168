//! Text to [`Document`], with every limit and every reason to refuse.

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::events::{BytesRef, Event};

use super::document::{Document, NodeData};
use super::finding::{Finding, FindingKind};
use super::limits::{MAX_DEPTH, MAX_NAME, MAX_SIZE};
use super::model::private::shorten;
use super::position::Position;
use super::tag;
use super::text;

type Result<T> = std::result::Result<T, Finding>;

pub(super) fn parse(source: &str) -> Result<Document<'_>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.len() > MAX_SIZE {
        let size = source.len();
        let message = format!("the document has {size} bytes, more than {MAX_SIZE}");
        return Err(refuse_at(source, 0, String::new(), message));
    }
    if let Some((offset, what)) = text::first_forbidden(source) {
        return Err(refuse_at(
            source,
            offset,
            String::new(),
            format!("the character {what} is not allowed"),
        ));
    }
    if source.starts_with('\u{feff}') {
        let message = "a second byte order mark, where the document has to begin";
        return Err(refuse_at(source, 0, String::new(), message.to_owned()));
    }
    let mut parser = Parser::new(source);
    parser.run()?;
    Ok(parser.document)
}

struct Parser<'s> {
    document: Document<'s>,
    /// Indexes of the elements that are open.
    open: Vec<u32>,
    /// The last child of each open element, 0 where it has none yet.
    last_child: Vec<u32>,
}

impl<'s> Parser<'s> {
    fn new(source: &'s str) -> Self {
        // Rather too few than too many: what a usual definition needs for each byte of text.
        let nodes = Vec::with_capacity(source.len() / 48 + 1);
        let attributes = Vec::with_capacity(source.len() / 40 + 1);
        Parser {
            document: Document { source, nodes, attributes },
            open: Vec::with_capacity(16),
            last_child: Vec::with_capacity(16),
        }
    }

    fn run(&mut self) -> Result<()> {
        let mut reader = Reader::from_str(self.document.source);
        let mut at = 0;
        loop {
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(err) => {
                    let offset = usize::try_from(reader.error_position()).unwrap_or(at);
                    return Err(self.refuse(offset, explain(&err)));
                }
            };
            let end = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Event::Start(tag) => self.start(at, end, tag.name().as_ref().len(), false)?,
                Event::Empty(tag) => self.start(at, end, tag.name().as_ref().len(), true)?,
                Event::End(_) => self.end(at),
                Event::Text(text) => self.text(at, &text)?,
                Event::CData(_) if self.open.is_empty() => return Err(self.text_outside(at)),
                Event::GeneralRef(entity) => self.entity(at, &entity)?,
                Event::DocType(_) => {
                    let message = "a DOCTYPE is not allowed: remove it and its entities";
                    return Err(self.refuse(at, message));
                }
                Event::Decl(decl) => {
                    let encoding = decl.encoding().and_then(std::result::Result::ok);
                    self.encoding(at, encoding.as_deref())?;
                }
                Event::CData(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Eof => return self.finish(at),
            }
            at = end;
        }
    }

    fn start(&mut self, at: usize, end: usize, name_len: usize, empty: bool) -> Result<()> {
        if self.open.is_empty() && !self.document.nodes.is_empty() {
            return Err(self.refuse(at, "a document has one root element, this is a second one"));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(self.refuse(at, format!("elements nest deeper than {MAX_DEPTH}")));
        }
        let source = self.document.source;
        let name_end = at + 1 + name_len;
        let name = &source[at + 1..name_end];
        let index = offset(self.document.nodes.len());
        self.document.nodes.push(NodeData {
            name,
            tag: offset(at),
            content: offset(end),
            end: offset(end),
            parent: self.open.last().copied().unwrap_or(0),
            first_child: 0,
            next: 0,
            first_attribute: offset(self.document.attributes.len()),
        });
        self.link(index);
        if !empty {
            self.open.push(index);
            self.last_child.push(0);
        }
        let rest = &source[name_end..end - if empty { 2 } else { 1 }];
        let problem = match tag::is_name(name) {
            false => Some((at + 1, format!("'{}' is not a name", shorten(name)))),
            true if name.len() > MAX_NAME => Some((at + 1, tag::too_long(name))),
            true => tag::scan(rest, &mut self.document.attributes)
                .err()
                .map(|(at, message)| (name_end + at, message)),
        };
        match problem {
            Some((at, message)) => Err(self.refuse_in(Some(index), at, message)),
            None => Ok(()),
        }
    }

    /// Hangs the new element `index` behind its elder siblings.
    fn link(&mut self, index: u32) {
        let (Some(parent), Some(last)) = (self.open.last(), self.last_child.last_mut()) else {
            return;
        };
        match *last {
            0 => self.document.nodes[*parent as usize].first_child = index,
            elder => self.document.nodes[elder as usize].next = index,
        }
        *last = index;
    }

    /// The reader has checked that the tag closes the innermost open element.
    fn end(&mut self, at: usize) {
        self.last_child.pop();
        if let Some(index) = self.open.pop() {
            self.document.nodes[index as usize].end = offset(at);
        }
    }

    fn text(&self, at: usize, text: &str) -> Result<()> {
        if self.open.is_empty() && !text.trim_ascii().is_empty() {
            return Err(self.text_outside(at));
        }
        Ok(())
    }

    fn entity(&self, at: usize, entity: &BytesRef<'_>) -> Result<()> {
        if self.open.is_empty() {
            return Err(self.text_outside(at));
        }
        match text::entity(entity) {
            Some(_) => Ok(()),
            None => {
                let name: &str = entity;
                Err(self.refuse(at, format!("the entity '&{};' is not allowed", shorten(name))))
            }
        }
    }

    /// The text came as UTF-8; a declaration to the contrary matters where the two differ.
    fn encoding(&self, at: usize, encoding: Option<&str>) -> Result<()> {
        let known = ["utf-8", "utf8", "us-ascii"];
        match encoding {
            Some(name)
                if !known.iter().any(|known| name.eq_ignore_ascii_case(known))
                    && !self.document.source.is_ascii() =>
            {
                Err(self
                    .refuse(at, format!("the encoding '{}' is not read, use UTF-8", shorten(name))))
            }
            _ => Ok(()),
        }
    }

    fn finish(&self, at: usize) -> Result<()> {
        if let Some(index) = self.open.last() {
            let name = self.document.nodes[*index as usize].name;
            return Err(self.refuse(at, format!("the document ends inside <{name}>")));
        }
        match self.document.nodes.is_empty() {
            true => Err(self.refuse(at, "the document has no element")),
            false => Ok(()),
        }
    }

    fn text_outside(&self, at: usize) -> Finding {
        self.refuse(at, "there is text outside of the root element")
    }

    fn refuse(&self, at: usize, message: impl Into<String>) -> Finding {
        self.refuse_in(self.open.last().copied(), at, message)
    }

    fn refuse_in(&self, element: Option<u32>, at: usize, message: impl Into<String>) -> Finding {
        let path = match element {
            Some(index) => super::Node { document: &self.document, index }.path(),
            None => String::new(),
        };
        refuse_at(self.document.source, at, path, message.into())
    }
}

/// What the reader found, with a remedy where one mistake is behind nearly all cases.
fn explain(err: &quick_xml::Error) -> String {
    match err {
        quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => {
            "a lone '&' must be written '&amp;'".into()
        }
        err => err.to_string(),
    }
}

fn refuse_at(source: &str, at: usize, path: String, message: String) -> Finding {
    Finding { position: Position::of(source, at), path, kind: FindingKind::NotWellFormed(message) }
}

/// Offsets fit in 32 bits because a document's size is bounded.
#[inline]
fn offset(value: usize) -> u32 {
    debug_assert!(value <= MAX_SIZE);
    value as u32
}
