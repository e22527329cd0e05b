use markup::Html;
use proptest::prelude::*;

use crate::soup;

fn html(text: &str) -> String {
    Html::from_markdown(text).map(Html::into_string).unwrap_or_default()
}

#[test]
fn w2_an_answer_is_formatted_as_it_was_typed() {
    let cases = [
        (
            "**Hello** _you_, ~~not~~ `x`",
            "<p><strong>Hello</strong> <em>you</em>, <s>not</s> <code>x</code></p>\n",
        ),
        ("one\ntwo **three**", "<p>one<br>\ntwo <strong>three</strong></p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. one\n4. two", "<ol start=\"3\">\n<li>one</li>\n<li>two</li>\n</ol>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("```\nlet x = 1;\n```", "<pre><code>let x = 1;\n</code></pre>\n"),
        (
            "|a|b|\n|-|-|\n|1|2|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n\
             <tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n",
        ),
        (
            "[here](https://acme.test/a?b=1&c=2)",
            "<p><a href=\"https://acme.test/a?b=1&amp;c=2\" rel=\"noopener noreferrer nofollow\">here</a></p>\n",
        ),
        ("\\*5\\*", "<p>*5*</p>\n"),
        (
            "[acme.test](https://acme.test)",
            "<p><a href=\"https://acme.test\" rel=\"noopener noreferrer nofollow\">acme.test</a></p>\n",
        ),
        (
            "[ours](www.acme.test/a)",
            "<p><a href=\"https://www.acme.test/a\" rel=\"noopener noreferrer nofollow\">ours</a></p>\n",
        ),
    ];
    for (typed, shown) in cases {
        assert_eq!(html(typed), shown, "{typed}");
    }
}

#[test]
fn a_heading_of_a_message_is_below_those_of_its_page() {
    assert_eq!(html("# One"), "<h2>One</h2>\n");
    assert_eq!(html("###### Six"), "<h6>Six</h6>\n");
    assert_eq!(html("Ben\n---"), "<p>Ben</p>\n<hr>\n", "a signature is no heading");
}

#[test]
fn what_is_only_a_letter_stays_plain() {
    for letter in [
        "",
        "Dear Ana,\n\nit is on its way.\nYours",
        "    indented",
        "snake_case_name and 2 * 3 * 4",
        "see https://acme.test/a_b_c or www.acme.test",
        "write to help@acme.test",
        "use the <b> tag, or <script>",
        "<div>\n\nfor example",
        "\\\\server\\share",
        "#12 is done",
        "[Ticket]: 4711",
        "Position [2](red) and ![x](y)",
        "48213. That is your code",
    ] {
        assert_eq!(Html::from_markdown(letter), None, "{letter}");
    }
}

#[test]
fn beside_formatting_lines_tags_and_paths_stay_as_typed() {
    assert_eq!(
        html("**Do**\n\n    indented\n    twice\n\n<div>\n<b>\n\n\\\\server\\share"),
        "<p><strong>Do</strong></p>\n<p>indented<br>\ntwice</p>\n<p>&lt;div&gt;<br>\n&lt;b&gt;</p>\n<p>\\\\server\\share</p>\n"
    );
}

#[test]
fn no_word_is_lost_beside_formatting() {
    assert_eq!(
        html("**Do** [2](red)\n\n[Ticket]: 4711\n\n48213. That is your code\n\n```\n[a]: b\n```"),
        "<p><strong>Do</strong> [2](red)</p>\n<p>[Ticket]: 4711</p>\n<p>48213. That is your code</p>\n\
         <pre><code>[a]: b\n</code></pre>\n"
    );
    assert_eq!(
        html("**a** [b](javascript:alert(1))"),
        "<p><strong>a</strong> [b](javascript:alert(1))</p>\n"
    );
}

#[test]
fn th34_no_script_comes_in_by_markdown() {
    for typed in [
        "**a** <script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](<java\tscript:alert(1)>) **b**",
        "![a](https://evil.test/pixel.png)",
        "<img src=x onerror=alert(1)> **b**",
        "**a** <https://x\" onmouseover=\"alert(1)>",
    ] {
        let html = html(typed);
        assert!(
            !html.contains("\"javascript:") && !html.contains("<script") && !html.contains("<img"),
            "{html}"
        );
        assert_eq!(Html::sanitise(&html).as_str(), html);
    }
}

#[test]
fn nothing_typed_grows_without_bounds() {
    for part in [
        ">", "* ", "[", "**a ", "`", "|a", "<", "![", "_a_", "- - ", "~~", "\\", "&amp;", "1. ", "[a](",
        "www.",
    ] {
        let typed = part.repeat(10_240 / part.len());
        assert!(html(&typed).len() < 64 * typed.len(), "{part}");
    }
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn whatever_is_typed_is_safe(typed in "([*_~`>#|\\[\\]()!<&\\\\.-]|1\\. |\n|  |a|\"|https://a\\.b|www\\.|javascript:|</?(b|div|script)>){0,60}") {
        if let Some(html) = Html::from_markdown(&typed) {
            prop_assert_eq!(Html::sanitise(html.as_str()), html);
        }
    }
}
