//! `XmlValue` for enums of words.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitStr, Result, Type, Variant};

use crate::data::value_impls;

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(syn::Error::new_spanned(&input.ident, "only an enum is a set of words"));
    };
    let (known, mut holding): (Vec<_>, Vec<_>) =
        data.variants.iter().partition(|variant| variant.fields == Fields::Unit);
    let other = holding.pop().map(Other::parse).transpose()?;
    if let Some(variant) = holding.pop() {
        return Err(syn::Error::new_spanned(variant, "one variant holds other words"));
    }
    let mut words = words(&input.attrs, &["error", "serde"])?;
    let kind = words.remove("error");
    let kind = format_ident!("{}", kind.as_deref().unwrap_or("XmlError"));
    let name = &input.ident;
    let variants: Vec<_> = known.iter().map(|variant| &variant.ident).collect();
    let texts = known.into_iter().map(variant_name).collect::<Result<Vec<_>>>()?;
    let unknown = quote!(Err(::virt_core::xml::ValueError::NotOneOf(&[#(#texts),*])));
    let as_str = as_str(&variants, &texts, other.as_ref());
    let write = match &other {
        Some(_) => quote!(out.write(self.as_str())),
        None => quote!(out.write_plain(self.as_str())),
    };
    let (beyond, check) = match &other {
        Some(other) => other.reading(&texts, &unknown),
        None => (unknown, quote!()),
    };
    let serde = value_impls(name, words.get("serde").map(String::as_str));
    Ok(quote! {
        #serde

        #[automatically_derived]
        impl #name {
            /// All values that have a name, in the order of the format's documentation.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            #as_str
        }

        #[automatically_derived]
        impl ::virt_core::xml::XmlValue for #name {
            const ERROR_KIND: ::virt_core::ErrorKind = ::virt_core::ErrorKind::#kind;

            #[inline]
            fn parse_value(
                text: &str,
            ) -> ::core::result::Result<Self, ::virt_core::xml::ValueError> {
                match text {
                    #(#texts => Ok(Self::#variants),)*
                    _ => #beyond,
                }
            }

            #check

            #[inline]
            fn write_value(&self, out: &mut ::virt_core::xml::Escaped<'_>) {
                #write;
            }
        }

        #[automatically_derived]
        impl ::core::str::FromStr for #name {
            type Err = ::virt_core::xml::ValueError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::virt_core::xml::XmlValue::parse_value(text)
            }
        }

        #[automatically_derived]
        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
    })
}

/// The variant that holds what is none of the words.
struct Other<'a> {
    variant: &'a Ident,
    held: &'a Type,
}

impl<'a> Other<'a> {
    fn parse(variant: &'a Variant) -> Result<Self> {
        match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                Ok(Other { variant: &variant.ident, held: &fields.unnamed[0].ty })
            }
            _ => Err(syn::Error::new_spanned(variant, "another word is held in one unnamed field")),
        }
    }

    /// How a word that is not known is read, and how strict mode refuses it.
    fn reading(&self, texts: &[LitStr], unknown: &TokenStream) -> (TokenStream, TokenStream) {
        let Other { variant, held } = self;
        let beyond = quote! {
            match <#held as ::core::str::FromStr>::from_str(text) {
                Ok(word) => Ok(Self::#variant(word)),
                Err(_) => #unknown,
            }
        };
        let check = quote! {
            fn check_value(
                text: &str,
            ) -> ::core::result::Result<(), ::virt_core::xml::ValueError> {
                match text {
                    #(#texts)|* => Ok(()),
                    _ => #unknown,
                }
            }
        };
        (beyond, check)
    }
}

fn as_str(variants: &[&Ident], texts: &[LitStr], other: Option<&Other<'_>>) -> TokenStream {
    match other {
        Some(Other { variant, .. }) => quote! {
            /// The word in the document.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::#variant(word) => word.as_str(),
                }
            }
        },
        None => quote! {
            /// The word in the document.
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #texts),* }
            }
        },
    }
}

/// The word for a variant: what `#[xml(name = "…")]` says, or its name in lower case with hyphens.
pub(crate) fn variant_name(variant: &Variant) -> Result<LitStr> {
    let name = words(&variant.attrs, &["name", "bare_if", "bare_but"])?.remove("name");
    let name = name.unwrap_or_else(|| hyphenate(&variant.ident));
    Ok(LitStr::new(&name, variant.ident.span()))
}

fn hyphenate(ident: &Ident) -> String {
    let mut out = String::new();
    for letter in ident.to_string().chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// What each `word = "given"` in `#[xml(…)]` gives; only the words in `known` belong there.
pub(crate) fn words(attributes: &[Attribute], known: &[&str]) -> Result<HashMap<String, String>> {
    let mut words = HashMap::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("xml")) {
        attribute.parse_nested_meta(|meta| {
            let word = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
            if !known.contains(&word.as_str()) {
                return Err(meta.error("unknown word"));
            }
            words.insert(word, meta.value()?.parse::<LitStr>()?.value());
            Ok(())
        })?;
    }
    Ok(words)
}
