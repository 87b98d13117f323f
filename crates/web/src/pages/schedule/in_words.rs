//! Hours in words: `Mon–Fri, 09:00–17:00`.

use holdfast_domain::ids::VisitTypeId;
use holdfast_domain::opening::Opening;
use holdfast_domain::template::{Day, Mode, Template, WallTime};
use holdfast_rpc::clinic::VisitType;
use jiff::civil::Time;

use crate::facets::mode_key;
use crate::pages::doctor::visit_type_name;
use crate::texts::Texts;

/// A wall time as people write it; the midnight that ends a day as one that begins it.
pub(super) fn time(at: WallTime, t: &Texts) -> String {
    let (hour, minute) = ((at.minutes() / 60) % 24, at.minutes() % 60);
    let bits = |number: u16| i8::try_from(number).unwrap_or_default();
    t.formats.time(Time::new(bits(hour), bits(minute), 0, 0).unwrap_or_default())
}

pub(super) fn span(start: WallTime, end: WallTime, t: &Texts) -> String {
    format!("{}–{}", time(start, t), time(end, t))
}

/// Weekdays, three and more in a row as a span.
pub(super) fn days(of: &[Day], t: &Texts) -> String {
    let mut runs: Vec<Vec<Day>> = Vec::new();
    for (nth, day) in Day::ALL.iter().enumerate().filter(|(_, day)| of.contains(day)) {
        let follows = nth
            .checked_sub(1)
            .is_some_and(|before| runs.last().and_then(|run| run.last()) == Some(&Day::ALL[before]));
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.push(*day),
            None => runs.push(vec![*day]),
        }
    }
    let name = |day: &Day| t.formats.short_weekday(*day);
    let said = runs.iter().map(|run| match run.as_slice() {
        [first, _, .., last] => format!("{}–{}", name(first), name(last)),
        few => few.iter().map(name).collect::<Vec<_>>().join(", "),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// How long, how, and for what.
fn kind(
    minutes: u32,
    buffer: u32,
    mode: Mode,
    types: &[VisitTypeId],
    known: &[VisitType],
    t: &Texts,
) -> String {
    let mut parts = vec![t.count("hours-minutes", minutes)];
    if buffer > 0 {
        parts.push(t.count("hours-pause", buffer));
    }
    if mode == Mode::Virtual {
        parts.push(t.say(mode_key(mode)));
    }
    let named = types.iter().filter_map(|id| known.iter().find(|of| of.id == *id));
    parts.extend(named.map(|of| visit_type_name(of, t)));
    parts.join(" · ")
}

/// A template, a line for each of its rules and breaks: days, times, and what else there is to say.
pub(super) fn template(template: &Template, known: &[VisitType], t: &Texts) -> Vec<[String; 3]> {
    let rules = template.rules.iter().map(|rule| {
        let kind = kind(rule.slot_minutes, rule.buffer_minutes, rule.mode, &rule.visit_types, known, t);
        (rule.days.clone(), rule.start, [days(&rule.days, t), span(rule.start, rule.end, t), kind])
    });
    let breaks = template.breaks.iter().map(|pause| {
        let says = t.say("hours-break");
        (pause.days.clone(), pause.start, [days(&pause.days, t), span(pause.start, pause.end, t), says])
    });
    let first = |days: &[Day]| Day::ALL.iter().position(|day| days.contains(day));
    let sorted = |mut lines: Vec<(Vec<Day>, WallTime, [String; 3])>| {
        lines.sort_by_key(|(days, start, _)| (first(days), *start));
        lines.into_iter().map(|(.., line)| line)
    };
    sorted(rules.collect()).chain(sorted(breaks.collect())).collect()
}

/// Hours of one day: times, and what else there is to say.
pub(super) fn opening(of: &Opening, known: &[VisitType], t: &Texts) -> String {
    let kind = kind(of.slot_minutes, of.buffer_minutes, of.mode, &of.visit_types, known, t);
    format!("{} · {kind}", span(of.start, of.end, t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    #[test]
    fn weekdays_in_a_row_are_a_span() {
        let t = Texts::of(Locale::English);
        let of = |names: &[Day]| days(names, t);
        assert_eq!(of(&Day::ALL[..5]), "Mon–Fri");
        assert_eq!(of(&[Day::Sun, Day::Mon, Day::Tue]), "Mon, Tue, Sun");
        assert_eq!(of(&[Day::Wed]), "Wed");
    }

    #[test]
    fn midnight_is_written_as_a_time() {
        let t = Texts::of(Locale::German);
        assert_eq!(span("22:00".parse().unwrap(), WallTime::END_OF_DAY, t), "22:00–00:00");
    }
}
