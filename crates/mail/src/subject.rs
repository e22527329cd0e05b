//! The subject of an exchange, without what mail programs put before it.

/// The words that mail programs put before a subject when one answers or forwards, in lower case, by language.
const WORDS: &[(&str, &[&str])] = &[
    ("English and most programs", &["re", "fw", "fwd"]),
    ("Arabic", &["رد", "إعادة توجيه"]),
    ("Chinese", &["回复", "答复", "转发", "回覆", "轉寄"]),
    ("Czech and Slovak", &["odp", "předané", "přeposlané"]),
    ("Danish", &["sv", "vs", "vedr"]),
    ("Dutch", &["antw", "betr", "doorst"]),
    ("Finnish", &["vs", "vl"]),
    ("French", &["ref", "tr", "réf"]),
    ("German", &["aw", "wg", "antwort"]),
    ("Greek", &["απ", "σχετ", "πρθ"]),
    ("Hebrew", &["תגובה", "השב", "הועבר"]),
    ("Hungarian", &["vá", "továbbítás"]),
    ("Icelandic", &["svar", "fs"]),
    ("Indonesian", &["bls", "trs"]),
    ("Italian", &["r", "i", "rif"]),
    ("Japanese", &["返信", "転送"]),
    ("Korean", &["회신", "전달"]),
    ("Norwegian", &["sv", "vs"]),
    ("Polish", &["odp", "pd"]),
    ("Portuguese", &["res", "enc"]),
    ("Romanian", &["rs", "răspuns"]),
    ("Russian and Ukrainian", &["отв", "ответ", "пересл", "від"]),
    ("Spanish", &["rv", "resp", "reenv"]),
    ("Swedish", &["sv", "vb"]),
    ("Turkish", &["ynt", "ilt", "i\u{307}lt"]),
    ("Vietnamese", &["tl", "trả lời"]),
];

/// The subject by which mails of one exchange are the same: without `Re:`, `Fwd:`, `AW:`, `RE[2]:` and the like of
/// other languages, before and behind a list's `[tag]`; in lower case, white space folded. May be empty.
pub fn subject_key(subject: &str) -> String {
    let folded = subject.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = folded.as_str();
    let mut tag = "";
    loop {
        if let Some(behind) = behind_word(rest) {
            rest = behind;
        } else if let Some((found, behind)) =
            leading_tag(rest).filter(|(found, _)| tag.is_empty() || tag == *found)
        {
            (tag, rest) = (found, behind);
        } else {
            return [tag, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        }
    }
}

/// What stands behind a leading word of the table with its colon.
fn behind_word(text: &str) -> Option<&str> {
    let (head, behind) = text.split_once([':', '：'])?;
    let word = without_count(head.trim_end());
    WORDS.iter().any(|(_, words)| words.contains(&word)).then(|| behind.trim_start())
}

/// `re` of `re[2]`, `re(2)`, `re^2` and `re2`.
fn without_count(word: &str) -> &str {
    let bare = word.trim_end_matches([']', ')']).trim_end_matches(|char: char| char.is_ascii_digit());
    bare.trim_end_matches(['[', '(', '^']).trim_end()
}

/// A leading `[tag]` and what stands behind it.
fn leading_tag(text: &str) -> Option<(&str, &str)> {
    let end = text.strip_prefix('[')?.find(']')? + 2;
    Some((&text[..end], text[end..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::subject_key;

    #[test]
    fn n3_answers_and_forwards_have_the_key_of_what_they_answer() {
        for subject in [
            "Order 1234 is late",
            "Re: Order 1234 is late",
            "RE: re:Fwd: order  1234 is LATE ",
            "AW: WG: Order 1234 is late",
            "SV: Order 1234 is late",
            "Antw: Order 1234 is late",
            "RE[2]: Order 1234 is late",
            "Re(3): Re^2: Re4: Order 1234 is late",
            "回复：Order 1234 is late",
            "ΑΠ: Order 1234 is late",
            "İLT: Order 1234 is late",
            "رد: Order 1234 is late",
            "Re : Order 1234 is late",
        ] {
            assert_eq!(subject_key(subject), "order 1234 is late", "{subject}");
        }
    }

    #[test]
    fn a_list_tag_stays_wherever_the_answer_put_it() {
        for subject in
            ["[Help] Printer", "Re: [Help] Printer", "[Help] Re: Printer", "Re: [Help] Re: [Help] Printer"]
        {
            assert_eq!(subject_key(subject), "[help] printer", "{subject}");
        }
        assert_eq!(subject_key("[a] [b] c"), "[a] [b] c");
    }

    #[test]
    fn other_words_with_a_colon_stay() {
        for subject in ["note: bring milk", "refund: 12", "10:30 works", ":", "[", "[]", "are: you"] {
            assert_eq!(subject_key(subject), subject);
        }
        assert_eq!(subject_key("Re:"), "");
        assert_eq!(subject_key(" \t"), "");
    }
}
