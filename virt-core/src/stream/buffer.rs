//! What is on its way in one direction of a pipe.

use std::collections::VecDeque;

use crate::api::stream::StreamRecvFlags;

use super::{Section, Transfer};

/// What a hole takes of the capacity, so that many small ones are bounded, too.
const HOLE_COST: usize = 64;

/// Data and holes in the order in which they were sent, up to a capacity.
pub(super) struct Buffer {
    chunks: VecDeque<Chunk>,
    used: usize,
    capacity: usize,
}

enum Chunk {
    Data(VecDeque<u8>),
    Hole(u64),
}

impl Buffer {
    pub(super) fn new(capacity: usize) -> Self {
        Buffer { chunks: VecDeque::new(), used: 0, capacity: capacity.max(1) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    pub(super) fn has_room(&self) -> bool {
        self.used < self.capacity
    }

    /// Takes as much of `data` as there is room for.
    pub(super) fn push(&mut self, data: &[u8]) -> usize {
        let count = data.len().min(self.capacity.saturating_sub(self.used));
        let data = &data[..count];
        if count > 0 {
            match self.chunks.back_mut() {
                Some(Chunk::Data(chunk)) => chunk.extend(data),
                _ => self.chunks.push_back(Chunk::Data(data.iter().copied().collect())),
            }
        }
        self.used += count;
        count
    }

    /// Takes a hole, if there is room.
    pub(super) fn push_hole(&mut self, length: u64) -> bool {
        if let Some(Chunk::Hole(before)) = self.chunks.back_mut()
            && let Some(sum) = before.checked_add(length)
        {
            *before = sum;
            return true;
        }
        if !self.has_room() {
            return false;
        }
        self.chunks.push_back(Chunk::Hole(length));
        self.used += HOLE_COST;
        true
    }

    /// Fills the start of `target`, as far as there is something; none when there is nothing.
    pub(super) fn pull(&mut self, target: &mut [u8], flags: StreamRecvFlags) -> Option<Transfer> {
        let stop_at_hole = flags.contains(StreamRecvFlags::STOP_AT_HOLE);
        let mut filled = 0;
        while filled < target.len() {
            let rest = &mut target[filled..];
            match self.chunks.front_mut() {
                None => break,
                Some(Chunk::Hole(_)) if stop_at_hole => break,
                Some(Chunk::Data(data)) => {
                    let count = take(data, rest);
                    self.used -= count;
                    filled += count;
                }
                Some(Chunk::Hole(length)) => {
                    let count = rest.len().min(usize::try_from(*length).unwrap_or(usize::MAX));
                    rest[..count].fill(0);
                    *length -= count as u64;
                    filled += count;
                }
            }
            self.drop_empty_front();
        }
        match self.chunks.front() {
            _ if filled > 0 => Some(Transfer::Bytes(filled)),
            Some(Chunk::Hole(_)) if stop_at_hole => Some(Transfer::Hole),
            Some(_) => Some(Transfer::Bytes(0)),
            None => None,
        }
    }

    /// Takes the hole at the front; 0 when there is none.
    pub(super) fn pull_hole(&mut self) -> u64 {
        let Some(Chunk::Hole(length)) = self.chunks.front_mut() else { return 0 };
        let length = std::mem::take(length);
        self.drop_empty_front();
        length
    }

    /// What is at the front; none when there is nothing.
    pub(super) fn front(&self) -> Option<Section> {
        Some(match self.chunks.front()? {
            Chunk::Data(data) => Section::Data(data.len() as u64),
            Chunk::Hole(length) => Section::Hole(*length),
        })
    }

    pub(super) fn clear(&mut self) {
        self.chunks.clear();
        self.used = 0;
    }

    fn drop_empty_front(&mut self) {
        match self.chunks.front() {
            Some(Chunk::Data(data)) if data.is_empty() => {}
            Some(Chunk::Hole(0)) => self.used -= HOLE_COST,
            _ => return,
        }
        self.chunks.pop_front();
    }
}

/// Moves bytes from the front of `data` to the start of `target`.
fn take(data: &mut VecDeque<u8>, target: &mut [u8]) -> usize {
    let count = data.len().min(target.len());
    let (first, second) = data.as_slices();
    let split = first.len().min(count);
    target[..split].copy_from_slice(&first[..split]);
    target[split..count].copy_from_slice(&second[..count - split]);
    data.drain(..count);
    count
}
