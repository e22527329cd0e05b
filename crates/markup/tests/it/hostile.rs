use markup::Html;
use proptest::prelude::*;

use crate::soup;

/// How deep the elements of clean HTML are nested.
fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let is_void = ["br", "hr", "img"].iter().any(|name| tag.starts_with(name));
        if tag.starts_with('/') {
            depth -= 1;
        } else if !is_void {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
#[test]
fn exp() {
    let big = std::env::var("BIG").unwrap().parse::<usize>().unwrap();
    let rep = |s: &str| s.repeat(big / s.len());
    let cases = [rep("<"), rep("&"), rep("&amp;"), rep("&x"), rep("&lt;a"), rep("<div>"), rep("<a "), format!("<a {}>", (0..250_000).map(|i| format!("a{i} ")).collect::<String>()), rep("<"), rep("<!"), rep("<!--"), rep("</"), rep("<svg>"), rep("<p>"), rep("<p><b id=1></p>"), rep("<li>"), rep("<table>"), rep("<tr><td>"), rep("<b>"), rep("<div></p>"), rep("</p>"), rep("</b>"), rep("<a href=http://x>"), rep("<p>a</p>"), rep("&"), rep("&amp;"), rep("a\n1:\n"), rep("<br>"), rep("<b></b>"), rep("<table></table>"), rep("<table><td></table>"), rep("> a\n"), rep("On 1:11 <a@b> wrote:\n"), rep("<img src=cid:a>"), rep("'"), rep("<div>1:<br></div>"), rep("<b><i></b></i>"), rep("<a href=x><div></a>"), rep("http://"), rep("\u{301}"), rep("日本"), rep("a@")];
    for case in cases {
        let mut took = vec![];
        let mut time = |f: &mut dyn FnMut()| { let t = std::time::Instant::now(); f(); took.push(t.elapsed().as_millis()); };
        time(&mut || { Html::sanitise(&case); });
        time(&mut || { markup::split_html_quote(&case); });
        time(&mut || { markup::html_to_text(&case); });
        time(&mut || { markup::split_quote(&case); });
        time(&mut || { Html::from_plain(&case); });
        time(&mut || { markup::index_text(&case); });
        time(&mut || { markup::highlight(&case, &markup::Query::parse("\"a b\" 日本 x"), 140); });
        println!("{:30} {took:?}", case.chars().take(30).collect::<String>().escape_debug().to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn no_repetition_digs_an_abyss(phrase in soup::phrase()) {
        let html = Html::sanitise(&phrase.repeat(500));
        prop_assert!(depth(html.as_str()) <= 300, "{}", depth(html.as_str()));
    }
}
