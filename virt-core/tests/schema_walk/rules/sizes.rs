//! Sizes: numbers that are multiplied with their unit.

/// Elements that hold sizes, even without a unit, and the unit that they have then.
const SIZES: &[(&str, &str)] = &[
    ("/memory", "KiB"),
    ("/currentMemory", "KiB"),
    ("/maxMemory", "KiB"),
    ("/capacity", "KiB"),
    ("/allocation", "KiB"),
    ("/available", "KiB"),
    ("/physical", "KiB"),
    ("/section_size", "KiB"),
    ("/cpu/numa/cell", "KiB"),
    ("/cachetune/cache", "KiB"),
    ("/hugepages/page", "KiB"),
    ("/memtune/hard_limit", "KiB"),
    ("/memtune/soft_limit", "KiB"),
    ("/memtune/swap_hard_limit", "KiB"),
    ("/memtune/min_guarantee", "KiB"),
    ("/features/hpt/maxpagesize", "KiB"),
    ("/features/smm/tseg", "MiB"),
    ("/features/tcg/tb-cache", "KiB"),
    ("/pstore/size", "KiB"),
    ("/controller/pcihole64", "KiB"),
    ("/memory/target/label/size", "KiB"),
    ("/filesystem/source", "KiB"),
    ("/memory/target/size", "KiB"),
    ("/memory/target/block", "KiB"),
    ("/memory/target/requested", "KiB"),
    ("/memory/target/current", "KiB"),
    ("/memory/source/pagesize", "KiB"),
    ("/memory/source/alignsize", "KiB"),
];

/// The unit that the size at `path` has where none is said; none where there is no size.
pub(crate) fn default_unit(path: &str) -> Option<&'static str> {
    SIZES.iter().find(|(end, _)| path.ends_with(end)).map(|(_, unit)| *unit)
}

/// Makes a size small if its bytes cannot be counted in 64 bits.
pub(crate) fn bound_size(number: &mut String, unit: &str) {
    if crate::spelling::bytes(number, unit).is_some_and(|size| size >= 1 << 63) {
        "7".clone_into(number);
    }
}
