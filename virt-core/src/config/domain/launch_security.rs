//! `<launchSecurity>`: what keeps the host from looking into the guest.

use crate::config::{Problems, Validate};
use crate::xml::{Escaped, ValueError, XmlElement, XmlValue};

/// What keeps the host from looking into the guest: `<launchSecurity type='sev'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum LaunchSecurity {
    /// AMD's SEV and SEV-ES: memory and registers are encrypted.
    Sev(SevLaunch),
    /// AMD's SEV-SNP: memory cannot be replaced either. Since libvirt 10.5.
    SevSnp(SnpLaunch),
    /// IBM's Secure Execution.
    #[xml(name = "s390-pv")]
    S390Pv,
}

/// A start with AMD's SEV or SEV-ES.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SevLaunch {
    /// Whether the firmware checks kernel, initial file system and arguments against measured
    /// hashes. Default: no.
    #[xml(attribute = "kernelHashes")]
    pub kernel_hashes: Option<bool>,
    /// Which bit of an address says that the memory is encrypted. Default: the host's.
    #[xml(value = "cbitpos")]
    pub c_bit_position: Option<u32>,
    /// By how many bits physical addresses are shorter. Default: the host's.
    #[xml(value = "reducedPhysBits")]
    pub reduced_phys_bits: Option<u32>,
    /// What the firmware allows, such as debugging, migration and the sharing of keys.
    #[xml(value)]
    pub policy: SevPolicy,
    /// The firmware's number of the guest. libvirt reads it and makes nothing of it.
    #[xml(value, live)]
    pub handle: Option<u32>,
    /// The guest owner's key for the exchange of keys, in Base64.
    #[xml(value = "dhCert")]
    pub dh_cert: Option<String>,
    /// The guest owner's session, in Base64.
    #[xml(value)]
    pub session: Option<String>,
}

/// A start with AMD's SEV-SNP.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SnpLaunch {
    /// As [`SevLaunch::kernel_hashes`].
    #[xml(attribute = "kernelHashes")]
    pub kernel_hashes: Option<bool>,
    /// Whether `id_auth` holds the key of an author. Default: no.
    #[xml(attribute = "authorKey")]
    pub author_key: Option<bool>,
    /// Whether the guest may get attestations that are signed with the chip's own key. Default:
    /// yes.
    #[xml(attribute)]
    pub vcek: Option<bool>,
    /// As [`SevLaunch::c_bit_position`].
    #[xml(value = "cbitpos")]
    pub c_bit_position: Option<u32>,
    /// As [`SevLaunch::reduced_phys_bits`].
    #[xml(value = "reducedPhysBits")]
    pub reduced_phys_bits: Option<u32>,
    /// What the firmware allows.
    #[xml(value)]
    pub policy: SnpPolicy,
    /// What the guest is told of the hypervisor's workarounds: 16 bytes in Base64.
    #[xml(value = "guestVisibleWorkarounds")]
    pub guest_visible_workarounds: Option<String>,
    /// What the guest must be, as its owner signed it: 96 bytes in Base64.
    #[xml(value = "idBlock")]
    pub id_block: Option<String>,
    /// The signature and the keys for it: 4096 bytes in Base64.
    #[xml(value = "idAuth")]
    pub id_auth: Option<String>,
    /// What the host wants in the guest's attestations: 32 bytes in Base64.
    #[xml(value = "hostData")]
    pub host_data: Option<String>,
}

macro_rules! policies {
    ($($(#[$doc:meta])* $name:ident: $number:ty, $digits:literal, $expected:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $name(pub $number);

        /// Hexadecimal, with or without `0x`.
        impl XmlValue for $name {
            fn parse_value(text: &str) -> Result<Self, ValueError> {
                let text = text.trim_ascii();
                let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
                let digits = digits.unwrap_or(text);
                match <$number>::from_str_radix(digits, 16) {
                    Ok(number) if !digits.starts_with('+') => Ok($name(number)),
                    _ => Err(ValueError::Expected($expected)),
                }
            }

            fn write_value(&self, out: &mut Escaped<'_>) {
                out.write_hex(self.0.into(), $digits);
            }
        }

        crate::with_serde! {
            crate::serde_impls!($name, XmlValue::to_scalar, XmlValue::from_scalar);
        }
    )* };
}

policies! {
    /// What SEV's firmware allows: AMD's bits.
    SevPolicy: u32, 4, "up to 8 hexadecimal digits";
    /// What SEV-SNP's firmware allows: AMD's bits.
    SnpPolicy: u64, 8, "up to 16 hexadecimal digits";
}

impl Validate for LaunchSecurity {
    fn collect_problems(&self, problems: &mut Problems) {
        let LaunchSecurity::SevSnp(launch) = self else { return };
        let parts = [
            ("guestVisibleWorkarounds", &launch.guest_visible_workarounds, 16),
            ("idBlock", &launch.id_block, 96),
            ("idAuth", &launch.id_auth, 4096),
            ("hostData", &launch.host_data, 32),
        ];
        for (name, text, expected) in parts {
            let Some(found) = text.as_deref().map(base64_length) else { continue };
            if found != Some(expected) {
                let message = match found {
                    Some(found) => format!("<{name}> is {expected} bytes long, not {found}"),
                    None => format!("<{name}> is not Base64"),
                };
                problems.unsupported_at(name, message);
            }
        }
    }
}

/// How many bytes a text in Base64 stands for; none where it is no such text.
fn base64_length(text: &str) -> Option<usize> {
    let text: String = text.split_ascii_whitespace().collect();
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"+/".contains(&byte);
    let whole = text.len().is_multiple_of(4) && padding <= 2 && digits.len() % 4 != 1;
    (whole && digits.bytes().all(known)).then_some(digits.len() * 3 / 4)
}
