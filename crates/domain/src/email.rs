//! The one rule for e-mail addresses, wherever one comes in: what it lets through, a mailer can send to.
//!
//! An address is `local@domain` and nothing around it: no name, no angle brackets, no `mailto:`, no quotes, no comments
//! (RFC 5321, 4.1.2: a dot-string and a domain). Letters of all scripts are allowed on both sides (RFC 6531). Whose address it
//! is, is proved by a mail and not here.

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// Longest part before the `@`, in bytes (RFC 5321, 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// Longest domain as it is sent, in bytes (RFC 1035, 2.3.4, without the root).
const DOMAIN_MAX: usize = 253;
/// Longest label of a domain as it is sent, in bytes.
const LABEL_MAX: usize = 63;
/// Longest address as it is sent, in bytes (RFC 3696, erratum 1690).
const SENT_MAX: usize = 254;

/// What is wrong with an address; nothing, if mail can be sent to it.
pub fn problem(address: &str) -> Option<&'static str> {
    let Some((local, domain)) = address.split_once('@') else {
        return Some("must look like name@host");
    };
    if local.is_empty() || domain.is_empty() || domain.contains('@') || address.contains(char::is_whitespace)
    {
        return Some("must look like name@host");
    }
    if local.len() > LOCAL_MAX {
        return Some("must have at most 64 bytes before the @");
    }
    if !local.split('.').all(|word| !word.is_empty() && word.chars().all(is_of_a_word)) {
        return Some(
            "must have before the @ only letters, digits and !#$%&'*+/=?^_`{|}~-, in words with one dot between them",
        );
    }
    let Some(sent) = to_ascii_domain(domain) else {
        return Some("must have after the @ the name of a host, such as example.org");
    };
    (local.len() + 1 + sent.len() > SENT_MAX).then_some("must have at most 254 bytes as it is sent")
}

/// The address as it is sent: its domain in A-labels (RFC 5891), in lower case. The local part is the receiver's affair and stays as
/// it is. Nothing for what is no address.
pub fn as_sent(address: &str) -> Option<String> {
    if problem(address).is_some() {
        return None;
    }
    let (local, domain) = address.split_once('@')?;
    Some(format!("{local}@{}", to_ascii_domain(domain)?))
}

/// RFC 5322 `atext`, and what RFC 6531 adds to it, without what nobody can see.
fn is_of_a_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
    } else {
        !c.is_control() && !c.is_whitespace() && !is_invisible(c)
    }
}

/// Marks that change how a text runs, and those of no width; private and unassigned-for-ever ones.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{10ffff}')
}

/// A domain in A-labels; nothing if it is none that mail goes to. Addresses of machines (`[192.0.2.1]`, `192.0.2.1`) are not:
/// no patient has one, and they lead inside.
fn to_ascii_domain(domain: &str) -> Option<String> {
    let ascii = Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify)
        .ok()?
        .into_owned();
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= LABEL_MAX
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_number = ascii.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    (ascii.len() <= DOMAIN_MAX && !is_number && ascii.split('.').all(is_label)).then_some(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_people_are_let_through() {
        for good in [
            "a@b.example",
            "Ada.Lovelace+holdfast@Example.ORG",
            "o'brien@example.org",
            "-a@example.org",
            "a@localhost",
            "post@bücher.example",
            "用户@例子.广告",
            "अजय@डाटा.भारत",
            "a@xn--bcher-kva.example",
            &format!("{}@example.org", "x".repeat(64)),
        ] {
            assert_eq!(problem(good), None, "{good}");
        }
    }

    #[test]
    fn what_no_mailer_can_send_to_is_refused() {
        for bad in [
            "a",
            "@b",
            "a@",
            "a b@c",
            "a@b@c",
            " a@b.example",
            "a@b.example ",
            "a@example,org",
            "a;b@example.org",
            "a@example.org,b@example.org",
            "<a@example.org>",
            "Ada <a@example.org>",
            "mailto:a@example.org",
            "a@example..org",
            "a@.example.org",
            "a@example.org.",
            ".a@example.org",
            "a.@example.org",
            "a..b@example.org",
            "\"a\"@example.org",
            "\"a b\"@example.org",
            "a(home)@example.org",
            "a@example.org(home)",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@[IPv6:::1]",
            "a@-example.org",
            "a@example-.org",
            "a@exa_mple.org",
            "a@example.org>",
            "a\\b@example.org",
            "a@example.123",
            "a%0d%0aBcc:x@b.example",
            "a@b.example?bcc=x",
            "a\u{200b}@example.org",
            "a@b.example\u{2028}",
            "a\u{202e}b@example.org",
            "a@b!example.org",
            "a@exam\u{ad}ple .org",
            "a\0@example.org",
            "a@xn--.example",
            "a@xn--a.example",
            &format!("{}@example.org", "x".repeat(65)),
            &format!("a@{}.org", "x".repeat(64)),
            &format!("a@{}org", "x.".repeat(130)),
            &format!("a@{}.org", "ü".repeat(60)),
            &format!(
                "{}@{}.org",
                "x".repeat(64),
                ["y".repeat(60), "y".repeat(60), "y".repeat(60), "y".repeat(10)].join(".")
            ),
        ] {
            assert!(problem(bad).is_some(), "{bad}");
            assert_eq!(as_sent(bad), None);
        }
    }

    #[test]
    fn a_domain_goes_out_in_a_labels() {
        assert_eq!(as_sent("Post@Bücher.example").as_deref(), Some("Post@xn--bcher-kva.example"));
        assert_eq!(as_sent("a@EXAMPLE.org").as_deref(), Some("a@example.org"));
        // one mailbox, however it is written
        assert_eq!(as_sent("a@bücher.example"), as_sent("a@XN--BCHER-KVA.example"));
    }
}
