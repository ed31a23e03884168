//! The comments of a document, which its index of elements leaves out.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::places::Positions;
use super::position::Position;

/// A comment.
pub(crate) struct Comment {
    pub(crate) position: Position,
    /// The way to the element around it, without numbers.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The first `most` comments of a text that was read without errors before.
pub(crate) fn comments(source: &str, most: usize) -> Vec<Comment> {
    let mut reader = Reader::from_str(source);
    let mut found = Vec::new();
    let mut path = String::new();
    let mut at = 0;
    let mut places = Positions::of(source);
    while let Ok(event) = reader.read_event()
        && found.len() < most
    {
        match event {
            Event::Start(tag) => {
                path.push('/');
                path.push_str(tag.name().as_ref());
            }
            Event::End(_) => path.truncate(path.rfind('/').unwrap_or_default()),
            Event::Comment(text) => {
                let position = places.position(at);
                let text: &str = &text;
                found.push(Comment { position, path: path.clone(), text: text.to_owned() });
            }
            Event::Eof => break,
            _ => {}
        }
        at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    }
    found
}
