//! Time zones to choose from.

use std::collections::BTreeMap;

use super::pages::{ZoneChoice, ZoneChoices};

/// The parts of the world as the IANA database names them, without the zones of old that are links to others.
const AREAS: &[&str] = &[
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// The time of no place.
const UNIVERSAL: &str = "UTC";

/// Every zone of a place, by its part of the world, and universal time. One that was chosen and is none of these stands
/// beside that.
pub(super) fn choices(chosen: &str) -> Vec<ZoneChoices> {
    let mut areas: BTreeMap<String, Vec<ZoneChoice>> = BTreeMap::new();
    let known = jiff::tz::db().available().map(|name| name.to_string());
    for name in known.filter(|name| area(name).is_some_and(|area| AREAS.contains(&area))) {
        let of = area(&name).unwrap_or_default().to_owned();
        areas.entry(of).or_default().push(choice(name, chosen));
    }
    let mut all: Vec<ZoneChoices> = areas.into_iter().map(|(area, zones)| sorted(area, zones)).collect();
    let is_there = chosen.is_empty() || all.iter().flat_map(|area| &area.zones).any(|zone| zone.current);
    let mut others = vec![choice(UNIVERSAL.to_owned(), chosen)];
    if !is_there && chosen != UNIVERSAL && jiff::tz::TimeZone::get(chosen).is_ok() {
        others.push(choice(chosen.to_owned(), chosen));
    }
    all.push(ZoneChoices { area: UNIVERSAL.to_owned(), zones: others });
    all
}

fn area(name: &str) -> Option<&str> {
    name.split_once('/').map(|(area, _)| area)
}

fn sorted(area: String, mut zones: Vec<ZoneChoice>) -> ZoneChoices {
    zones.sort_by(|one, other| one.name.cmp(&other.name));
    zones.dedup_by(|one, other| one.key == other.key);
    ZoneChoices { area, zones }
}

/// A place is read without the part of the world that stands above it, and with spaces: `Argentina, Buenos Aires`.
fn choice(key: String, chosen: &str) -> ZoneChoice {
    let place = key.split_once('/').map_or(key.as_str(), |(_, place)| place);
    let name = place.replace('/', ", ").replace('_', " ");
    ZoneChoice { current: key == chosen, name, key }
}

#[cfg(test)]
mod tests {
    use super::choices;

    #[test]
    fn p15_zones_are_places_to_choose_from_and_the_chosen_one_is_among_them() {
        let current = |chosen: &str| {
            let all = choices(chosen);
            let found = all.iter().flat_map(|area| area.zones.iter().map(move |zone| (&area.area, zone)));
            let current: Vec<_> = found.filter(|(_, zone)| zone.current).collect();
            current.iter().map(|(area, zone)| format!("{area}: {}", zone.name)).collect::<Vec<_>>()
        };
        assert_eq!(current("Europe/Berlin"), ["Europe: Berlin"]);
        assert_eq!(current("America/Argentina/Buenos_Aires"), ["America: Argentina, Buenos Aires"]);
        assert_eq!(current("UTC"), ["UTC: UTC"]);
        assert_eq!(current("US/Eastern"), ["UTC: Eastern"], "an old name that was stored stays");
        assert!(current("").is_empty() && current("Mars/Olympus").is_empty());
        let all = choices("");
        assert!(all.len() == 11 && all.iter().map(|area| area.zones.len()).sum::<usize>() > 300);
    }
}
