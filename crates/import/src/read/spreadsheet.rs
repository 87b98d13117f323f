//! What spreadsheets make of cells: an error in the place of a value, a number in the place of its digits.

/// What is wrong with a cell, whatever its column: no column takes such a text.
pub(crate) fn error_value(text: &str) -> Option<String> {
    const ERRORS: [&str; 12] = [
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
        "#ERROR!",
    ];
    let is_error = ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text));
    let is_too_narrow = text.len() > 2 && text.bytes().all(|byte| byte == b'#');
    (is_error || is_too_narrow).then(|| format!("is an error of the spreadsheet, {text}; correct it there"))
}

/// Digits that the spreadsheet took for a number: `4.47912E+11`, `447912345678.0`. The last digits, or zeros and a plus at
/// the beginning, are lost.
pub(crate) fn number_for_digits(text: &str) -> Option<String> {
    let (digits, exponent) =
        text.split_once(['E', 'e']).map_or((text, None), |(digits, exp)| (digits, Some(exp)));
    let (whole, fraction) =
        digits.split_once(['.', ',']).map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = all_digits(whole.trim_start_matches('-')) && fraction.is_none_or(all_digits);
    let is_exponent = exponent.is_some_and(|exp| all_digits(exp.trim_start_matches(['+', '-'])));
    let is_spoiled = match (fraction, exponent) {
        (_, Some(_)) => is_number && is_exponent && (fraction.is_some() || text.contains('+')),
        (Some(part), None) => is_number && whole.len() > 6 && part.bytes().all(|byte| byte == b'0'),
        (None, None) => false,
    };
    is_spoiled.then(|| {
        format!("was made a number by the spreadsheet, {text}; format the column as text, enter it again, and export anew")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_spoils_is_known() {
        for bad in ["#N/A", "#n/a", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "########"] {
            assert!(error_value(bad).is_some(), "{bad}");
        }
        for good in ["#1", "##", "N/A", "a#", "#12 High Street"] {
            assert!(error_value(good).is_none(), "{good}");
        }
        for bad in ["4.47912E+11", "4,47912E+11", "1E+05", "4.4E11", "447912345678.0", "447912345678.00"] {
            assert!(number_for_digits(bad).is_some(), "{bad}");
        }
        for good in
            ["+44 20 7946 0000", "020.7946.0000", "12E5", "E5", "7", "1.5", "3.0", "07912 345678", "555-0100"]
        {
            assert!(number_for_digits(good).is_none(), "{good}");
        }
    }
}
