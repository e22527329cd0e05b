//! P3: times in the reader's language and zone.

use kernel::Time;
use serde_json::json;
use theme::{DateStyle, Reader};

use crate::{NOON, engine, shell, texts};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn reader(language: &str, zone: &str) -> Reader {
    Reader::new(&texts(&[]), language, zone, NOON)
}

fn berlin(language: &str, ago: i64, style: DateStyle) -> String {
    reader(language, "Europe/Berlin").date(NOON.plus_millis(-ago), style).into_owned()
}

#[test]
fn p3_a_short_date_says_no_more_than_needed() {
    let short = |language, ago| berlin(language, ago, DateStyle::Short);
    assert_eq!(short("en", HOUR), "12 Mar");
    assert_eq!(short("en", 20 * DAY), "20 Feb");
    assert_eq!(short("de", 20 * DAY), "20. Feb.");
    assert_eq!(short("de", 5 * DAY), "7. März");
    assert_eq!(short("en_us", 20 * DAY), "Feb 20");
    assert_eq!(short("en_gb", 100 * DAY), "2 Dec 2025");
    assert_eq!(short("ar", 20 * DAY), "20 فبراير");
}

#[test]
fn p3_a_long_date_is_the_whole_day_and_a_full_one_the_time_too() {
    assert_eq!(berlin("en", 0, DateStyle::Long), "12 March 2026");
    assert_eq!(berlin("en", 0, DateStyle::Full), "12 March 2026, 14:05");
    assert_eq!(berlin("en_us", 0, DateStyle::Full), "March 12, 2026, 2:05 PM");
    assert_eq!(berlin("de", 0, DateStyle::Full), "12. März 2026, 14:05");
    assert_eq!(berlin("ar", 0, DateStyle::Full), "12 مارس 2026، 2:05 م");
}

#[test]
fn p3_a_relative_date_goes_back_to_yesterday() {
    let ago = |ago| berlin("en", ago, DateStyle::Relative);
    assert_eq!(ago(0), "just now");
    assert_eq!(ago(-30_000), "just now", "clocks differ");
    assert_eq!(ago(MINUTE - 1), "just now");
    assert_eq!(ago(MINUTE), "1 min ago");
    assert_eq!(ago(HOUR - 1), "59 min ago");
    assert_eq!(ago(HOUR), "1 h ago");
    assert_eq!(ago(14 * HOUR), "14 h ago");
    assert_eq!(ago(15 * HOUR), "yesterday");
    assert_eq!(ago(2 * DAY), "10 Mar");
    assert_eq!(ago(-3 * HOUR), "17:05", "what is to come has no ago");
    assert_eq!(ago(-DAY), "13 Mar");
    assert_eq!(berlin("de", 3 * HOUR, DateStyle::Relative), "vor 3 Std.");
    assert_eq!(berlin("ar", 2 * MINUTE, DateStyle::Relative), "قبل دقيقتين");
    assert_eq!(berlin("ar", 5 * MINUTE, DateStyle::Relative), "قبل \u{2068}5\u{2069} دقائق");
}

#[test]
fn p3_yesterday_begins_at_the_readers_midnight() {
    let at = NOON.plus_millis(-14 * HOUR);
    assert_eq!(reader("en", "UTC").date(at, DateStyle::Relative), "yesterday");
    assert_eq!(reader("en", "Europe/Berlin").date(at, DateStyle::Relative), "14 h ago");
    assert_eq!(reader("en", "Not/AZone").date(at, DateStyle::Time), "23:05");
    assert_eq!(reader("en", "Pacific/Auckland").date(NOON, DateStyle::Long), "13 March 2026");
}

#[test]
fn p3_summer_time_is_the_zones_own() {
    let july = Time(1_752_321_900_000);
    assert_eq!(reader("en", "Europe/Berlin").date(july, DateStyle::Time), "14:05");
    assert_eq!(reader("en", "UTC").date(july, DateStyle::Time), "12:05");
}

#[test]
fn midnight_and_noon_have_twelve_hours() {
    let time = |hours| reader("en_us", "UTC").date(Time(hours * HOUR), DateStyle::Time).into_owned();
    assert_eq!([0, 1, 12, 13].map(time), ["12:00 AM", "1:00 AM", "12:00 PM", "1:00 PM"]);
}

#[test]
fn a_moment_beyond_all_years_is_the_nearest() {
    for at in [i64::MIN, i64::MAX] {
        assert!(!reader("en", "UTC").date(Time(at), DateStyle::Full).is_empty());
        assert!(!reader("en", "UTC").date(Time(at), DateStyle::Relative).is_empty());
    }
}

#[test]
fn numbers_and_sizes_are_written_as_the_language_does() {
    let (english, german, arabic) = (reader("en", "UTC"), reader("de", "UTC"), reader("ar", "UTC"));
    assert_eq!([english.number(1_234_567), german.number(1_234_567)], ["1,234,567", "1.234.567"]);
    assert_eq!(english.file_size(1), "1 byte");
    assert_eq!(english.file_size(1_234_567), "1.2 MB");
    assert_eq!(german.file_size(1_234_567), "1,2 MB");
    assert_eq!(arabic.file_size(25_000_000), "\u{2068}25\u{2069} م.ب");
}

#[test]
fn p3_templates_write_all_of_it() {
    let source = "<time datetime=\"{{ iso(page.at) }}\">{{ date(page.at, 'relative') }}</time>\
                  {{ date(page.at, 'iso') }} {{ number(12345) }} {{ number(0.5) }} {{ file_size(999) }}";
    let engine = engine(&[
        ("a.html", source),
        ("b.html", "\n{{ date(page.none, 'short') }}"),
        ("c.html", "{{ date(1, 'odd') }}"),
    ])
    .unwrap();
    let context = json!({ "shell": shell("de"), "page": { "at": NOON.0 - 5 * MINUTE, "none": null } });
    assert_eq!(
        engine.render("a.html", &context).unwrap(),
        "<time datetime=\"2026-03-12T13:00:00Z\">vor 5 Min.</time>2026-03-12T13:00:00Z 12.345 0,5 999 Bytes"
    );
    assert_eq!(engine.render("b.html", &context).unwrap_err().line, Some(2));
    assert!(engine.render("c.html", &context).unwrap_err().message.contains("\"odd\""));
    let fault =
        engine.render("a.html", &json!({ "shell": { "language": "en" }, "page": { "at": 0 } })).unwrap_err();
    assert!(fault.message.contains("the shell has no language, zone and now"), "{fault}");
}
