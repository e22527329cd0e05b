//! A browser's name for people, out of its `User-Agent` (RFC 9110 §10.1.5).

/// What shape a device has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeviceKind {
    /// A computer, or unknown.
    Desktop,
    /// A telephone.
    Phone,
    /// A tablet.
    Tablet,
}

/// A mark in the header and the browser it gives away. The first that fits counts: most name their ancestors as well.
static BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Vivaldi/", "Vivaldi"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// Marks that all stand in the header, and the system they give away.
static SYSTEMS: &[(&[&str], &str, DeviceKind)] = &[
    (&["iPhone"], "iPhone", DeviceKind::Phone),
    (&["iPad"], "iPad", DeviceKind::Tablet),
    (&["Android", "Mobile"], "Android", DeviceKind::Phone),
    (&["Android"], "Android tablet", DeviceKind::Tablet),
    (&["Windows"], "Windows", DeviceKind::Desktop),
    (&["CrOS"], "ChromeOS", DeviceKind::Desktop),
    (&["Mac OS X"], "macOS", DeviceKind::Desktop),
    (&["Linux"], "Linux", DeviceKind::Desktop),
];

/// The name to store: `Firefox on Linux`, one of the two where the other is unknown, empty where both are.
pub(super) fn name(user_agent: &str) -> String {
    let browser = BROWSERS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    let fits = |marks: &[&str]| marks.iter().all(|mark| user_agent.contains(mark));
    let system = SYSTEMS.iter().find(|(marks, ..)| fits(marks)).map(|(_, name, _)| *name);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    }
}

impl DeviceKind {
    /// The shape of a device of this stored name.
    pub(super) fn of(name: &str) -> Self {
        let system = name.split_once(" on ").map_or(name, |(_, system)| system);
        let known = SYSTEMS.iter().find(|(_, name, _)| *name == system);
        known.map_or(Self::Desktop, |(.., kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::{DeviceKind, name};

    #[test]
    fn a5_devices_have_names_that_people_know() {
        for (header, wanted, kind) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Linux",
                DeviceKind::Desktop,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows",
                DeviceKind::Desktop,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
                "Chrome on Android",
                DeviceKind::Phone,
            ),
            (
                "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
                "Chrome on Android tablet",
                DeviceKind::Tablet,
            ),
            ("something else", "", DeviceKind::Desktop),
            ("", "", DeviceKind::Desktop),
        ] {
            assert_eq!(name(header), wanted, "{header}");
            assert_eq!(DeviceKind::of(wanted), kind, "{header}");
        }
    }
}
