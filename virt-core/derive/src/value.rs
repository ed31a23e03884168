//! `XmlValue` for enums of words.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Data, DeriveInput, Fields, Ident, LitStr, Result, Variant};

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(syn::Error::new_spanned(&input.ident, "only an enum is a set of words"));
    };
    if let Some(variant) = data.variants.iter().find(|variant| variant.fields != Fields::Unit) {
        return Err(syn::Error::new_spanned(variant, "a word holds nothing"));
    }
    let kind = words(&input.attrs, &["error"])?.remove("error");
    let kind = format_ident!("{}", kind.as_deref().unwrap_or("XmlError"));
    let name = &input.ident;
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let texts = data.variants.iter().map(variant_name).collect::<Result<Vec<_>>>()?;
    Ok(quote! {
        #[automatically_derived]
        impl #name {
            /// All values, in the order of the format's documentation.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The word in the document.
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#variants => #texts),* }
            }
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
                    _ => Err(::virt_core::xml::ValueError::NotOneOf(&[#(#texts),*])),
                }
            }

            #[inline]
            fn write_value(&self, out: &mut ::virt_core::xml::Escaped<'_>) {
                out.write_plain(self.as_str());
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

/// The word for a variant: what `#[xml(name = "…")]` says, or its name in lower case with hyphens.
pub(crate) fn variant_name(variant: &Variant) -> Result<LitStr> {
    let name = words(&variant.attrs, &["name"])?.remove("name");
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
