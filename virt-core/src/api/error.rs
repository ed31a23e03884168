//! Enumerations, flags and parameter names of libvirt's error API. Written by
//! `cargo xtask codegen`.

enumeration! {
    /// libvirt's `virErrorLevel`.
    pub enum ErrorLevel {
        /// `VIR_ERR_NONE`, since 0.1.0.
        None = 0,
        /// `VIR_ERR_WARNING`, since 0.1.0.
        Warning = 1,
        /// `VIR_ERR_ERROR`, since 0.1.0.
        Error = 2,
    }
}
