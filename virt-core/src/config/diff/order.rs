//! What stays in its order.

/// The longest part of `numbers` that rises, as their positions. Takes time in proportion to the
/// count and its logarithm.
pub(super) fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // For each length the position where a rise of that length ends lowest, and for each position
    // the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rise = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        rise.push(at);
        next = before[at];
    }
    rise.reverse();
    rise
}

/// The most pairs that are looked at for a longest common part: beyond, the first fit is taken.
const MOST_PAIRS: usize = 4_000_000;

/// The longest common part of two lists, as pairs of positions.
pub(super) fn longest_common(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let ends = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = ends.take_while(|(old, new)| old == new).count();
    let middle_old = &old_rest[..old_rest.len() - tail];
    let middle_new = &new_rest[..new_rest.len() - tail];
    let mut pairs: Vec<_> = (0..head).map(|at| (at, at)).collect();
    if middle_old.len().saturating_mul(middle_new.len()) <= MOST_PAIRS {
        let middle = common(middle_old, middle_new).into_iter();
        pairs.extend(middle.map(|(old, new)| (head + old, head + new)));
    }
    pairs.extend((0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at)));
    pairs
}

/// The same by a table of the lengths of what is common from each pair of positions on.
fn common(old: &[u64], new: &[u64]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for (at_old, hash) in old.iter().enumerate().rev() {
        for (at_new, other) in new.iter().enumerate().rev() {
            let at = at_old * width + at_new;
            lengths[at] = match hash == other {
                true => lengths[at + width + 1] + 1,
                false => lengths[at + width].max(lengths[at + 1]),
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    while at_old < old.len() && at_new < new.len() {
        let at = at_old * width + at_new;
        if old[at_old] == new[at_new] {
            pairs.push((at_old, at_new));
            (at_old, at_new) = (at_old + 1, at_new + 1);
        } else if lengths[at + width] >= lengths[at + 1] {
            at_old += 1;
        } else {
            at_new += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{longest_common, longest_rise};

    #[test]
    fn what_rises_stays() {
        assert_eq!(longest_rise(&[]), [0; 0]);
        assert_eq!(longest_rise(&[1, 2, 0, 3]), [0, 1, 3]);
        assert_eq!(longest_rise(&[3, 2, 1]).len(), 1);
    }

    #[test]
    fn what_is_common_is_found_around_and_between() {
        let pairs = longest_common(&[1, 2, 3, 4, 5, 9], &[1, 7, 3, 2, 4, 8, 9]);
        assert_eq!(pairs.len(), 4);
        assert!(pairs.contains(&(0, 0)) && pairs.contains(&(3, 4)) && pairs.contains(&(5, 6)));
        assert_eq!(longest_common(&[1, 1], &[1, 1, 1]).len(), 2);
        assert_eq!(longest_common(&[], &[1]), []);
    }
}
