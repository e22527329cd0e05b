//! Videos that a page may embed, by the parsed host and path of their address (threat 36).

use ammonia::Url;

use crate::article::address;
use crate::article::inline::attribute;
use crate::escape;

/// A video by the embed address of one of the [`PROVIDERS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Video {
    pub(super) provider: &'static Provider,
    id: String,
    /// Never empty.
    pub(super) title: String,
}

/// One who shows videos.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Provider {
    pub(super) name: &'static str,
    /// The origin that a page frames.
    frames: &'static str,
    /// The address in a frame, and the page of the video for who follows the link; `{}` is the video's id.
    embed: &'static str,
    page: &'static str,
    id: Id,
    /// Hosts with paths (and the one query name) that name a video, as people paste them.
    known: &'static [(&'static str, &'static str)],
}

/// Which signs an id has, and how many at most.
#[derive(Debug, PartialEq, Eq)]
enum Id {
    Digits(usize),
    /// Letters, digits, `-` and `_`.
    Word(usize),
}

const PROVIDERS: [Provider; 6] = [
    Provider {
        name: "YouTube",
        frames: "https://www.youtube-nocookie.com",
        embed: "https://www.youtube-nocookie.com/embed/{}",
        page: "https://www.youtube.com/watch?v={}",
        id: Id::Word(20),
        known: &[
            ("www.youtube-nocookie.com", "/embed/{}"),
            ("www.youtube.com", "/embed/{}"),
            ("www.youtube.com", "/watch?v={}"),
            ("www.youtube.com", "/shorts/{}"),
            ("www.youtube.com", "/live/{}"),
            ("youtube.com", "/embed/{}"),
            ("youtube.com", "/watch?v={}"),
            ("m.youtube.com", "/watch?v={}"),
            ("youtu.be", "/{}"),
        ],
    },
    Provider {
        name: "Vimeo",
        frames: "https://player.vimeo.com",
        embed: "https://player.vimeo.com/video/{}?dnt=1",
        page: "https://vimeo.com/{}",
        id: Id::Digits(14),
        known: &[("player.vimeo.com", "/video/{}"), ("vimeo.com", "/{}"), ("www.vimeo.com", "/{}")],
    },
    Provider {
        name: "Loom",
        frames: "https://www.loom.com",
        embed: "https://www.loom.com/embed/{}",
        page: "https://www.loom.com/share/{}",
        id: Id::Word(40),
        known: &[
            ("www.loom.com", "/embed/{}"),
            ("www.loom.com", "/share/{}"),
            ("loom.com", "/embed/{}"),
            ("loom.com", "/share/{}"),
        ],
    },
    Provider {
        name: "Wistia",
        frames: "https://fast.wistia.net",
        embed: "https://fast.wistia.net/embed/iframe/{}",
        page: "https://fast.wistia.net/embed/iframe/{}",
        id: Id::Word(20),
        known: &[("fast.wistia.net", "/embed/iframe/{}"), ("fast.wistia.com", "/embed/iframe/{}")],
    },
    Provider {
        name: "Dailymotion",
        frames: "https://geo.dailymotion.com",
        embed: "https://geo.dailymotion.com/player.html?video={}",
        page: "https://www.dailymotion.com/video/{}",
        id: Id::Word(20),
        known: &[
            ("geo.dailymotion.com", "/player.html?video={}"),
            ("www.dailymotion.com", "/embed/video/{}"),
            ("www.dailymotion.com", "/video/{}"),
            ("dai.ly", "/{}"),
        ],
    },
    Provider {
        name: "Vidyard",
        frames: "https://play.vidyard.com",
        embed: "https://play.vidyard.com/{}",
        page: "https://share.vidyard.com/watch/{}",
        id: Id::Word(40),
        known: &[
            ("play.vidyard.com", "/{}"),
            ("play.vidyard.com", "/{}.html"),
            ("share.vidyard.com", "/watch/{}"),
        ],
    },
];

/// The origins a page of ours may frame, for its content policy.
pub fn video_frame_sources() -> impl Iterator<Item = &'static str> {
    PROVIDERS.iter().map(|provider| provider.frames)
}

impl Video {
    /// The video at an address of a page or a frame of a provider.
    pub(super) fn at(raw: &str, title: &str) -> Option<Video> {
        let raw = raw.trim();
        let whole = if raw.starts_with("//") { format!("https:{raw}") } else { raw.to_owned() };
        let url = Url::parse(&whole).ok()?;
        let is_plain = url.scheme() == "https"
            && url.username().is_empty()
            && url.password().is_none()
            && url.port().is_none();
        let host = url.host_str().filter(|_| is_plain)?;
        PROVIDERS.iter().find_map(|provider| {
            let known = provider.known.iter().filter(|(known, _)| *known == host);
            let id = known.filter_map(|(_, path)| id_in(&url, path)).find(|id| provider.id.fits(id))?;
            let title = if title.is_empty() { provider.name } else { title };
            Some(Video { provider, id, title: title.to_owned() })
        })
    }

    /// With another title, if that is one.
    pub(super) fn titled(self, title: String) -> Video {
        if title.is_empty() { self } else { Video { title, ..self } }
    }

    /// The address for a frame.
    pub(super) fn embed(&self) -> String {
        self.provider.embed.replace("{}", &self.id)
    }

    /// The video's page at its provider.
    pub(super) fn page(&self) -> String {
        self.provider.page.replace("{}", &self.id)
    }

    /// Writes a card with a link to the video's page. Nothing is asked from the provider; a script may put a frame into
    /// the card's place once somebody has clicked.
    pub(super) fn write(&self, out: &mut String) {
        let page = self.page();
        out.push_str("<div class=\"video\"");
        attribute("data-video", &self.embed(), out);
        out.push_str("><a");
        attribute("href", &page, out);
        attribute("rel", address::rel(&page).unwrap_or_default(), out);
        out.push('>');
        escape::text(&self.title, out);
        out.push_str("</a></div>");
    }
}

impl Id {
    fn fits(&self, id: &str) -> bool {
        let (most, fits): (usize, fn(u8) -> bool) = match self {
            Id::Digits(most) => (*most, |byte| byte.is_ascii_digit()),
            Id::Word(most) => (*most, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')),
        };
        (4..=most).contains(&id.len()) && id.bytes().all(fits)
    }
}

/// What stands in an address for the `{}` of a pattern.
fn id_in(url: &Url, pattern: &str) -> Option<String> {
    if let Some((path, query)) = pattern.split_once('?') {
        let name = query.strip_suffix("={}")?;
        let pair = url.query_pairs().find(|(key, _)| key == name).filter(|_| url.path() == path)?;
        return Some(pair.1.into_owned());
    }
    let (before, behind) = pattern.split_once("{}")?;
    let id = url.path().strip_prefix(before)?;
    let id = id.strip_suffix('/').unwrap_or(id);
    id.strip_suffix(behind).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embed(raw: &str) -> Option<String> {
        Video::at(raw, "").map(|video| video.embed())
    }

    #[test]
    fn th36_what_a_provider_shows_is_embedded() {
        let cases = [
            ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10", "youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("//www.youtube.com/embed/dQw4w9WgXcQ?rel=0", "youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://youtu.be/dQw4w9WgXcQ", "youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("HTTPS://WWW.YouTube.com/shorts/dQw4w9WgXcQ/", "youtube-nocookie.com/embed/dQw4w9WgXcQ"),
            ("https://vimeo.com/76979871", "player.vimeo.com/video/76979871?dnt=1"),
            ("https://player.vimeo.com/video/76979871?h=1", "player.vimeo.com/video/76979871?dnt=1"),
            (
                "https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184",
                "/embed/0281766fa2d04bb788eaf19e65135184",
            ),
            ("https://fast.wistia.net/embed/iframe/26sk4lmiix", "fast.wistia.net/embed/iframe/26sk4lmiix"),
            ("https://dai.ly/x84sh87", "geo.dailymotion.com/player.html?video=x84sh87"),
            (
                "https://play.vidyard.com/vLrjuwPQTzLXZbHwtRUMvx.html",
                "play.vidyard.com/vLrjuwPQTzLXZbHwtRUMvx",
            ),
        ];
        for (raw, expected) in cases {
            assert!(embed(raw).is_some_and(|embed| embed.ends_with(expected)), "{raw}");
        }
    }

    #[test]
    fn th36_what_only_looks_like_a_provider_is_not() {
        for raw in [
            "https://www.youtube.com@evil.example/embed/dQw4w9WgXcQ",
            "https://evil.example@www.youtube.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com:8443/embed/dQw4w9WgXcQ",
            "http://www.youtube.com/embed/dQw4w9WgXcQ",
            "javascript://www.youtube.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com.evil.example/embed/dQw4w9WgXcQ",
            "https://evil.example/www.youtube.com/embed/dQw4w9WgXcQ",
            "https://evil.example\\@www.youtube.com/embed/dQw4w9WgXcQ",
            "https://www.youtub\u{435}.com/embed/dQw4w9WgXcQ",
            "https://www.youtube.com./embed/dQw4w9WgXcQ",
            "https://www.youtube.com/embed/../redirect?q=a",
            "https://www.youtube.com/embed/a\"onload=b",
            "https://www.youtube.com/embed/dQw4w9WgXcQ/more",
            "https://www.youtube.com/redirect?v=dQw4w9WgXcQ",
            "https://vimeo.com/about",
            "www.youtube.com/embed/dQw4w9WgXcQ",
            "",
        ] {
            assert_eq!(embed(raw), None, "{raw}");
        }
    }

    #[test]
    fn th36_every_embed_address_is_known_again_and_lies_in_a_frame_source() {
        for provider in &PROVIDERS {
            let video = Video { provider, id: "12345".to_owned(), title: provider.name.to_owned() };
            for raw in [video.embed(), video.page()] {
                assert_eq!(Video::at(&raw, "").as_ref(), Some(&video), "{raw}");
            }
            let origin = Url::parse(&video.embed()).unwrap().origin().ascii_serialization();
            assert!(video_frame_sources().any(|source| source == origin), "{origin}");
        }
    }
}
