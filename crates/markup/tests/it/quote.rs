use markup::{Split, split_quote};
use proptest::prelude::*;

use crate::soup;

/// The fresh part and the quoted part of a mail, in plain text.
const FOLDED: [(&str, &str, &str); 46] = [
    ("marked lines only", "Thanks!\n\n", "> Hello\n> there\n"),
    ("english", "Thanks!\n\n", "On Tue, 5 Mar 2024 at 09:14, Ann <ann@example.com> wrote:\n> Hello\n"),
    (
        "english, wrapped",
        "Yes.\n\n",
        "On Tue, Mar 5, 2024 at 9:14 AM Ann Example <ann@example.com>\nwrote:\n\n> Hello\n",
    ),
    (
        "english, twice wrapped",
        "Yes.\n\n",
        "On Tuesday, 5 March 2024 at 09:14,\nAnn Example <ann@example.com>\nwrote:\n> Hello\n",
    ),
    (
        "english, not marked",
        "Yes.\n\n",
        "On Tuesday, March 5, 2024, 9:14 AM, Ann <ann@example.com> wrote:\n\nHello\n",
    ),
    ("german", "Danke!\n\n", "Am Di., 5. März 2024 um 09:14 Uhr schrieb Max <max@example.com>:\n> Hallo\n"),
    ("german, desktop", "Danke!\n\n", "Am 05.03.24 um 09:14 schrieb Max Muster:\n> Hallo\n"),
    (
        "german, after a line that begins alike",
        "Am 3.3. ging es nicht.\n",
        "Am 05.03.24 um 09:14 schrieb Max:\n> Hallo\n",
    ),
    ("french", "Merci !\n\n", "Le mar. 5 mars 2024 à 09:14, Zoé <zoe@example.com> a écrit :\n> Bonjour\n"),
    (
        "spanish",
        "¡Gracias!\n\n",
        "El mar, 5 mar 2024 a las 9:14, Ana (<ana@example.com>) escribió:\n> Hola\n",
    ),
    (
        "italian",
        "Grazie\n\n",
        "Il giorno mar 5 mar 2024 alle ore 09:14 Ugo <ugo@example.com> ha scritto:\n> Ciao\n",
    ),
    (
        "portuguese",
        "Obrigado\n\n",
        "Em ter., 5 de mar. de 2024 às 09:14, Rui <rui@example.com> escreveu:\n> Olá\n",
    ),
    ("dutch", "Dank\n\n", "Op di 5 mrt 2024 om 09:14 schreef Jan <jan@example.com>:\n> Hallo\n"),
    ("dutch, name first", "Dank\n\n", "Jan schreef op 2024-03-05 09:14:\n> Hallo\n"),
    ("polish", "Dzięki\n\n", "wt., 5 mar 2024 o 09:14 Ewa <ewa@example.com> napisał(a):\n> Cześć\n"),
    ("polish, desktop", "Dzięki\n\n", "W dniu 5.03.2024 o 09:14, Ewa pisze:\n> Cześć\n"),
    ("swedish", "Tack\n\n", "Den tis 5 mars 2024 kl 09:14 skrev Åsa <asa@example.com>:\n> Hej\n"),
    ("norwegian", "Takk\n\n", "tir. 5. mars 2024 kl. 09:14 skrev Kari <kari@example.com>:\n> Hei\n"),
    (
        "arabic",
        "شكرا\n\n",
        "في الثلاثاء، 5 مارس 2024 في 9:14 ص تمت كتابة ما يلي بواسطة Ali <ali@example.com>:\n> مرحبا\n",
    ),
    ("arabic, short", "شكرا\n\n", "في 5 مارس 2024، كتب علي:\n> مرحبا\n"),
    ("russian, no verb", "Спасибо\n\n", "вт, 5 мар. 2024 г. в 09:14, Иван <ivan@example.com>:\n> Привет\n"),
    ("russian", "Спасибо\n\n", "05.03.2024 09:14, Иван пишет:\n> Привет\n"),
    ("chinese", "谢谢\n\n", "张三 于2024年3月5日周二 09:14写道：\n> 你好\n"),
    ("japanese, no verb", "了解です\n\n", "2024年3月5日(火) 9:14 山田 <yamada@example.com>:\n> こんにちは\n"),
    (
        "turkish",
        "Sağ ol\n\n",
        "Ali <ali@example.com>, 5 Mar 2024 Sal, 09:14 tarihinde şunu yazdı:\n> Merhaba\n",
    ),
    ("czech", "Díky\n\n", "út 5. 3. 2024 v 9:14 odesílatel Jan <jan@example.com> napsal:\n> Ahoj\n"),
    ("finnish", "Kiitos\n\n", "ti 5.3.2024 klo 9.14 Aino (aino@example.com) kirjoitti:\n> Moi\n"),
    ("original message", "Thanks\n\n", "-----Original Message-----\nHello\n"),
    ("original message, spaced", "Thanks\n\n", "-------- Original Message --------\nSubject: A\n\nHello\n"),
    ("original message, german", "Danke\n\n", "-----Ursprüngliche Nachricht-----\nHallo\n"),
    ("original message, french", "Merci\n\n", "-----Message d’origine-----\nBonjour\n"),
    ("original message, spanish", "Gracias\n\n", "-----Mensaje original-----\nHola\n"),
    ("original message, polish", "Dzięki\n\n", "-----Wiadomość oryginalna-----\nCześć\n"),
    ("original message, arabic", "شكرا\n\n", "-----الرسالة الأصلية-----\nمرحبا\n"),
    (
        "forwarded with a word",
        "Please help.\n\n",
        "---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\n\nHello\n",
    ),
    ("forwarded, apple", "FYI\n\n", "Begin forwarded message:\n\n> From: Ann\n> Hello\n"),
    (
        "headers",
        "Thanks\n\n",
        "From: Ann <ann@example.com>\nSent: Tuesday, 5 March 2024 09:14\nTo: Bob\nSubject: Router\n\nHello\n",
    ),
    (
        "headers below a rule",
        "Thanks\n\n",
        "________________________________\nFrom: Ann\nSent: Tuesday\nTo: Bob\nSubject: Router\n\nHello\n",
    ),
    (
        "headers, german",
        "Danke\n\n",
        "Von: Max\nGesendet: Dienstag, 5. März 2024 09:14\nAn: Eva\nBetreff: Router\n\nHallo\n",
    ),
    (
        "headers, french",
        "Merci\n\n",
        "De : Zoé\nEnvoyé : mardi 5 mars 2024 09:14\nÀ : Luc\nObjet : Routeur\n\nBonjour\n",
    ),
    (
        "headers, spanish",
        "Gracias\n\n",
        "De: Ana\nEnviado el: martes, 5 de marzo de 2024\nPara: Luis\nAsunto: Router\n\nHola\n",
    ),
    (
        "headers, italian",
        "Grazie\n\n",
        "Da: Ugo\nInviato: martedì 5 marzo 2024\nA: Pia\nOggetto: Router\n\nCiao\n",
    ),
    (
        "headers, swedish",
        "Tack\n\n",
        "Från: Åsa\nSkickat: den 5 mars 2024 09:14\nTill: Bo\nÄmne: Router\n\nHej\n",
    ),
    ("headers, bold", "Thanks\n\n", "*From:* Ann\n*Sent:* Tuesday\n*To:* Bob\n*Subject:* Router\n\nHello\n"),
    (
        "headers, japanese",
        "了解\n\n",
        "差出人: 山田\n送信日時: 2024年3月5日 9:14\n宛先: 田中\n件名: ルーター\n\nこんにちは\n",
    ),
    (
        "a signature below the quote",
        "Thanks\n\n",
        "On 5 Mar 2024 Ann wrote:\n> Hello\n\n-- \nBob, Example Ltd\n",
    ),
];

#[test]
fn p4_the_quoted_part_is_found() {
    for (name, fresh, quoted) in FOLDED {
        let whole = format!("{fresh}{quoted}");
        assert_eq!(split_quote(&whole), Split { fresh, quoted: Some(quoted) }, "{name}");
    }
}

#[test]
fn p4_nothing_that_may_be_fresh_is_folded() {
    let cases = [
        ("no quote", "Hello,\n\nmy router is broken.\n"),
        ("nothing", ""),
        ("a quote alone", "> Hello\n> there\n"),
        (
            "a forward alone",
            "---------- Forwarded message ---------\nFrom: Ann\nDate: Tue\nSubject: A\nTo: Bob\n\nHello\n",
        ),
        ("an answer below", "On 5 Mar 2024 Ann wrote:\n> Hello?\n\nHello!\n"),
        ("answers between", "Hi, see below.\n\n> One?\n\nYes.\n\n> Two?\n\nNo.\n"),
        ("an answer at the end", "Hi, see below.\n\nOn 5 Mar 2024 Ann wrote:\n> One?\n\nYes.\n"),
        ("a journey", "I want to change:\n\nFrom: Berlin\nTo: Paris\nDate: 5 May\n\nIs that possible?\n"),
        ("somebody wrote", "On 3 March your colleague wrote:\n\"We refund you.\"\n\nWhere is it?\n"),
        (
            "somebody wrote, with address",
            "On 3 March at 10:15 help@example.com wrote:\nWe refund you.\n\nWhere is it?\n",
        ),
        ("jemand schrieb", "Am 3.4. schrieb ich Ihnen:\nBitte kündigen.\n"),
        ("a list", "At 10:15 I wrote to Ann <ann@example.com> these points:\n- one\n- two\n"),
        ("a line with dashes", "Hello\n--------\nHello again\n"),
        ("a subject alone", "Hello\nSubject: router\nit broke\n"),
        ("an arrow", "Press File -> Open\nand nothing happens\n"),
    ];
    for (name, text) in cases {
        assert_eq!(split_quote(text), Split { fresh: text, quoted: None }, "{name}");
    }
}

#[test]
fn p4_answers_between_quotes_stay_when_older_mail_hangs_below() {
    let fresh = "See below.\n\n> One?\n\nYes.\n\n";
    let quoted = "-----Original Message-----\nFrom: Ann\n";
    let whole = [fresh, quoted].concat();
    assert_eq!(split_quote(&whole), Split { fresh, quoted: Some(quoted) });
}

proptest! {
    #![proptest_config(soup::same_cases())]

    #[test]
    fn the_parts_are_the_whole(lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..12)) {
        let whole = lines.join("\n");
        let Split { fresh, quoted } = split_quote(&whole);
        prop_assert!(quoted.is_none() || fresh.chars().any(char::is_alphanumeric));
        prop_assert_eq!([fresh, quoted.unwrap_or_default()].concat(), whole);
    }

    #[test]
    fn any_text_can_be_split(text in any::<String>()) {
        let split = split_quote(&text);
        prop_assert_eq!([split.fresh, split.quoted.unwrap_or_default()].concat(), text);
    }
}

const LINES: [&str; 12] = [
    "",
    "Thanks",
    "> Hello",
    "On 5 Mar 2024",
    "at 09:14 Ann <ann@example.com>",
    "wrote:",
    "-----Original Message-----",
    "From: Ann",
    "To: Bob",
    "Subject: A",
    "________",
    "-- ",
];
