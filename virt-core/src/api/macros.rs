//! The shape that all enumerations of the API share.

/// Declares an enumeration whose values have libvirt's numbers.
macro_rules! enumeration {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $value:expr,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(i32)]
        pub enum $name {
            $($(#[$doc])* $variant = $value,)*
        }

        impl $name {
            /// All values, in the order of libvirt's declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The number that libvirt gives this value.
            pub const fn as_raw(self) -> i32 {
                self as i32
            }

            /// The value with libvirt's number `raw`, when this version knows it.
            pub fn from_raw(raw: i32) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_raw() == raw)
            }
        }
    };
}
