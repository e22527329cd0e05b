//! What is kept of a mail.

use data_encoding::BASE64_MIME;
use db::sql;
use desk::import::{Report, picture_place};
use markup::Html;
use net::ContentHash;
use testkit::{Database, both};

use super::{JANUARY_5, Shop, counts, mail};

sql! {
    TEXTS = "select text, html, quoted, made_at from message where org_id = $1 order by seq";
    FILES = "select name, media_type, size, preview is not null, hash from message_file where org_id = $1 order by place";
}

type File = (String, String, i64, bool, String);

const HELP: &str = "help@acme.test";

fn picture() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(4, 4).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

/// A mail of parts, each with the lines of its head.
fn parts(kind: &str, parts: &[(&str, &[u8])]) -> String {
    let body: String = parts
        .iter()
        .map(|(head, bytes)| {
            let text = BASE64_MIME.encode(bytes).replace("\r\n", "\n");
            ["--b\n", head, "\nContent-Transfer-Encoding: base64\n\n", &text, "\n"].concat()
        })
        .collect();
    let head = format!("MIME-Version: 1.0\nContent-Type: {kind}; boundary=b\n");
    mail("1@x.test", "ana@x.test", HELP, (JANUARY_5, "Parts"), &head, &format!("{body}--b--"))
}

#[both]
async fn n3_html_is_made_safe_older_mail_folded_and_pictures_shown_from_their_files(database: Database) {
    let shop = Shop::new(&database).await;
    let html = "<p onclick=x()>See <img src='cid:pic@x' alt=cover><img src='cid:none@x'><script>x()</script></p>\
        <div class=gmail_quote>On Monday you wrote:<blockquote class=gmail_quote>Which <img src='cid:pic@x'>?</blockquote></div>";
    let png = picture();
    let path = shop.mbox(&[parts(
        "multipart/related",
        &[
            ("Content-Type: text/html; charset=utf-8", html.as_bytes()),
            ("Content-Type: text/calendar; name=a.ics", b"BEGIN:VCALENDAR"),
            ("Content-Type: image/png\nContent-ID: <pic@x>", &png),
        ],
    )]);
    assert_eq!(shop.import(&path).await, Report { files: 2, ..counts(1, 1, 1, 0) });
    let files: Vec<File> = shop.rows(&FILES).await;
    let places: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
    assert_eq!(places, ["a.ics", "picture"]);
    let (text, html, quoted, _): (String, String, String, i64) = shop.rows(&TEXTS).await.remove(0);
    assert_eq!(text.split_whitespace().next(), Some("See"));
    assert!(!html.contains("script") && !html.contains("onclick") && !html.contains("Monday"), "{html}");
    for (stored, count) in [(&html, 1), (&quoted, 1)] {
        let shown = Html::sanitise_mail(stored, |name| {
            let file = &files[picture_place(name)?];
            Some(format!("/files/{}", file.0))
        });
        assert_eq!(shown.as_str().matches("src=\"/files/picture\"").count(), count, "{shown}");
    }
}

#[both]
async fn n4_files_are_kept_whatever_they_are_by_their_true_type(database: Database) {
    let shop = Shop::new(&database).await;
    let (png, program) = (picture(), b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec());
    let path = shop.mbox(&[parts(
        "multipart/mixed",
        &[
            ("Content-Type: text/plain", b"hello"),
            (
                "Content-Type: application/pdf; name=\"../a\\\\photo.pdf\"\nContent-Disposition: attachment",
                &png,
            ),
            ("Content-Type: image/png; name=cute.png\nContent-Disposition: attachment", &program),
            ("Content-Type: message/rfc822\nContent-Disposition: attachment", b"From: a@b.test\n\nx"),
        ],
    )]);
    let report = shop.import(&path).await;
    assert_eq!(report, Report { files: 3, ..counts(1, 1, 1, 0) });
    let files: Vec<File> = shop.rows(&FILES).await;
    assert_eq!((files[0].0.as_str(), files[0].1.as_str(), files[0].3), ("photo.pdf", "image/png", true));
    assert_eq!((files[1].0.as_str(), files[1].3), ("cute.png", false));
    assert!(!files[1].1.starts_with("image/"), "{}", files[1].1);
    assert_eq!((files[2].0.as_str(), files[2].3), ("mail.eml", false));
    for (file, bytes) in [(&files[0], &png), (&files[1], &program)] {
        let hash: ContentHash = file.4.parse().unwrap();
        assert_eq!(file.2, i64::try_from(bytes.len()).unwrap());
        assert_eq!(&shop.kit.desk.files().read_all(shop.kit.org, hash, 1_000).await.unwrap(), bytes);
    }
}

#[both]
async fn n3_a_mail_without_a_date_or_from_the_future_is_put_beside_the_others(database: Database) {
    let shop = Shop::new(&database).await;
    let one = |id: &str, date: &str| {
        format!("Message-ID: <{id}@x.test>\nFrom: ana@x.test\nTo: {HELP}\n{date}Subject: {id}\n\n{id}\n")
    };
    let path = shop.mbox(&[
        one("first", &format!("Date: {JANUARY_5}\n")),
        one("undated", ""),
        one("ahead", "Date: Tue, 1 Jan 2199 00:00:00 +0000\n"),
    ]);
    assert_eq!(shop.import(&path).await, counts(3, 3, 3, 0));
    let rows: Vec<(String, String, String, i64)> = shop.rows(&TEXTS).await;
    let times: Vec<(&str, i64)> = rows.iter().map(|row| (row.0.as_str(), row.3)).collect();
    let expected =
        [("first", 1_767_605_400_000), ("undated", 1_767_605_400_000), ("ahead", testkit_desk::BEGINNING.0)];
    assert_eq!(times, expected);
}
