//! What mail programs write above a quote, in the languages they write it in. All phrases are written folded.

use crate::fold;

/// How a line such as `On Tuesday at 9:14 Ann wrote:` begins and what it says, both between spaces. A date may
/// come first in any language, then the beginning is empty.
const ANNOUNCEMENTS: [(&str, &str); 32] = [
    ("on ", "wrote"),
    ("am ", "schrieb"),
    ("le ", "a ecrit"),
    ("el ", "escribio"),
    ("il ", "ha scritto"),
    ("em ", "escreveu"),
    ("a ", "escreveu"),
    ("no dia ", "escreveu"),
    ("op ", "schreef"),
    ("", "schreef"),
    ("w dniu ", "napisal"),
    ("w dniu ", "pisze"),
    ("dnia ", "napisal"),
    ("", "napisal"),
    ("den ", "skrev"),
    ("", "skrev"),
    ("في ", "كتب"),
    ("في ", "تمت كتابة"),
    ("بتاريخ ", "كتب"),
    ("", "kirjoitti"),
    ("dne ", "napsal"),
    ("", "napsal"),
    ("", "irta"),
    ("", "пишет"),
    ("", "написал"),
    ("", "пише"),
    ("", "yazdi"),
    ("", "a scris"),
    ("", "εγραψε"),
    ("", "写道"),
    ("", "書きました"),
    ("", "작성"),
];

/// Lines that stand alone or between dashes, as in `-----Original Message-----`.
const SEPARATORS: [&str; 30] = [
    "original message",
    "original appointment",
    "forwarded message",
    "ursprungliche nachricht",
    "originalnachricht",
    "weitergeleitete nachricht",
    "message d'origine",
    "message original",
    "message transfere",
    "message initial",
    "mensaje original",
    "mensaje reenviado",
    "messaggio originale",
    "messaggio inoltrato",
    "mensagem original",
    "mensagem encaminhada",
    "oorspronkelijk bericht",
    "doorgestuurd bericht",
    "wiadomosc oryginalna",
    "oryginalna wiadomosc",
    "przekazana wiadomosc",
    "ursprungligt meddelande",
    "vidarebefordrat meddelande",
    "oprindelig meddelelse",
    "opprinnelig melding",
    "الرسالة الاصلية",
    "رسالة معاد توجيهها",
    "исходное сообщение",
    "пересылаемое сообщение",
    "原始邮件",
];

/// Lines some programs write without dashes.
const BARE_SEPARATORS: [&str; 7] = [
    "begin forwarded message:",
    "anfang der weitergeleiteten nachricht:",
    "debut du message reexpedie :",
    "inicio del mensaje reenviado:",
    "inizio messaggio inoltrato:",
    "inicio da mensagem reencaminhada:",
    "begin doorgestuurd bericht:",
];

const FROM: [&str; 14] = [
    "from",
    "von",
    "de",
    "da",
    "van",
    "od",
    "fran",
    "fra",
    "من",
    "от",
    "lahettaja",
    "kimden",
    "发件人",
    "差出人",
];

const SUBJECT: [&str; 15] = [
    "subject",
    "betreff",
    "objet",
    "asunto",
    "oggetto",
    "assunto",
    "onderwerp",
    "temat",
    "amne",
    "emne",
    "الموضوع",
    "тема",
    "aihe",
    "主题",
    "件名",
];

const OTHER: [&str; 46] = [
    "sent",
    "date",
    "to",
    "gesendet",
    "datum",
    "an",
    "envoye",
    "a",
    "enviado",
    "enviado el",
    "enviada",
    "enviada em",
    "fecha",
    "para",
    "inviato",
    "data",
    "verzonden",
    "aan",
    "wyslano",
    "wyslane",
    "do",
    "skickat",
    "till",
    "sendt",
    "dato",
    "til",
    "تم الارسال",
    "تاريخ الارسال",
    "التاريخ",
    "الى",
    "отправлено",
    "дата",
    "кому",
    "lahetetty",
    "vastaanottaja",
    "gonderildi",
    "gonderilme tarihi",
    "tarih",
    "kime",
    "odeslano",
    "komu",
    "发送时间",
    "日期",
    "收件人",
    "送信日時",
    "宛先",
];

/// A longer line is a paragraph.
const MAX_LINE: usize = 400;

/// A header that Outlook and others repeat above a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    From,
    Subject,
    /// The date or the receiver.
    Other,
}

/// How surely a line announces older mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Announcement {
    /// If quoted lines follow.
    IfQuoted,
    /// By itself: it names an address between angle brackets and a time of day in one of the known phrases.
    Sure,
}

/// Whether the line says that somebody wrote at some time: one of the phrases, a digit, a colon at the end.
pub(super) fn announcement(line: &str) -> Option<Announcement> {
    if line.len() > MAX_LINE || !line.ends_with([':', '：']) || !line.chars().any(char::is_numeric) {
        return None;
    }
    let line = fold(line);
    let known = ANNOUNCEMENTS.iter().any(|(begins, says)| line.starts_with(begins) && line.contains(says));
    match (known, names_writer_and_time(&line)) {
        (true, true) => Some(Announcement::Sure),
        (false, false) => None,
        _ => Some(Announcement::IfQuoted),
    }
}

fn names_writer_and_time(line: &str) -> bool {
    let is_time = |window: &[u8]| matches!(window, [a, b':' | b'.' | b'h', b, c] if [a, b, c].iter().all(|digit| digit.is_ascii_digit()));
    line.split_once('<').is_some_and(|(_, rest)| rest.contains('@'))
        && line.as_bytes().windows(4).any(is_time)
}

/// Whether the line is one that stands between a mail and an older one.
pub(super) fn is_separator(line: &str) -> bool {
    if line.len() > MAX_LINE {
        return false;
    }
    let line = fold(line);
    let inner = line.trim_matches(|c: char| c == '-' || c.is_whitespace());
    let dashed = line.starts_with("--") && line.ends_with("--");
    (dashed && SEPARATORS.contains(&inner)) || BARE_SEPARATORS.contains(&line.as_str())
}

/// The header a line repeats; Gmail sets it between asterisks in plain text.
pub(super) fn header(line: &str) -> Option<Header> {
    let line = line.trim_start_matches('*');
    let (name, _) = line.split_once([':', '：']).filter(|(name, _)| name.len() <= 60)?;
    let name = fold(name.trim_matches(|c: char| c == '*' || c.is_whitespace()));
    let kinds: [(&[&str], Header); 3] =
        [(&FROM, Header::From), (&SUBJECT, Header::Subject), (&OTHER, Header::Other)];
    kinds.into_iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_written_as_it_is_compared() {
        let announcements = ANNOUNCEMENTS.iter().flat_map(|(begins, says)| [*begins, *says]);
        let lists: [&[&str]; 5] = [&SEPARATORS, &BARE_SEPARATORS, &FROM, &SUBJECT, &OTHER];
        for phrase in announcements.chain(lists.concat()) {
            assert_eq!(fold(phrase), phrase);
        }
    }

    #[test]
    fn no_header_has_two_meanings() {
        let all = [FROM.as_slice(), &SUBJECT, &OTHER].concat();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
    }
}
