//! What others have written and letters repeat: patients' names, which guests may make up for a stranger's mailbox, and the words
//! of clinics. None of it opens a letter, is its subject, or is a link.

/// Longest name that is repeated, in characters.
const NAME_MAX: usize = 60;

/// One line, in which nothing becomes a link: mail programs make links of `scheme://`, of names of hosts and of addresses.
pub(crate) fn unlinked(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() || is_break(c) { ' ' } else { c }).collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::with_capacity(line.len() + 8);
    for (nth, &c) in chars.iter().enumerate() {
        let before = nth.checked_sub(1).and_then(|nth| chars.get(nth));
        let after = chars.get(nth + 1);
        out.push(c);
        let joins = match c {
            // "example.org", but not "9.30" and not "Dr. Lee"
            '.' | '。' | '．' => {
                before.is_some_and(|c| c.is_alphanumeric()) && after.is_some_and(|c| c.is_alphabetic())
            }
            '@' | '＠' => true,
            ':' => after.is_some_and(|c| !c.is_whitespace() && !c.is_ascii_digit()),
            '/' => after == Some(&'/'),
            _ => false,
        };
        if joins {
            out.push(' ');
        }
    }
    out
}

/// Separators that are no control characters, and marks that turn the direction of text.
fn is_break(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A name as it may be repeated: one that looks like a name. What has links, sentences or sums of money in it is left out, not mended.
pub(crate) fn name(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_of_names = |c: char| c.is_alphabetic() || is_mark(c) || " -'’.,".contains(c);
    let is_name = !line.is_empty()
        && line.chars().count() <= NAME_MAX
        && line.split(' ').count() <= 6
        && line.chars().all(is_of_names)
        && unlinked(&line) == line;
    is_name.then_some(line)
}

/// Marks that stand on or after letters in many scripts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' | '\u{200c}' | '\u{200d}' | '\u{ff9e}' | '\u{ff9f}' | '・' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_link() {
        for (text, shown) in [
            ("PAYPAL: verify at https://evil.example/v", "PAYPAL: verify at https: / /evil. example/v"),
            ("www.evil.example", "www. evil. example"),
            ("a@b.example", "a@ b. example"),
            ("mailto:a", "mailto: a"),
            ("St. Mary, Dr. Lee, 9.30 to 12:15", "St. Mary, Dr. Lee, 9.30 to 12:15"),
            ("Praxis Dr.Müller", "Praxis Dr. Müller"),
            ("two\r\nlines\u{2028}and\u{202e}more", "two lines and more"),
        ] {
            assert_eq!(unlinked(text), shown);
        }
    }

    #[test]
    fn only_names_are_repeated_as_names() {
        for good in ["Ada Lovelace", "María José O'Neill-Smith", "Dr. med. Lee", "李小龍", "अजय कुमार", "Ṣọlá"]
        {
            assert_eq!(name(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "Ada. Your visit is NOT confirmed yet, pay 5 EUR at https://pay-clinic.example/confirm or it will be cancelled",
            "pay at evil.example",
            "call +1 555 0100 now",
            "Ada <script>",
            "A\u{202e}b",
            "You have won a very big prize call us now please",
        ] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }
}
