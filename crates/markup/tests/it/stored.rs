//! HTML that comes back from a store (threat 34).

use markup::{EDITION, Html};

const HOSTILE: &str = "<p onclick=\"steal()\">Hello<script>steal()</script></p>";

#[test]
fn th34_what_an_older_list_has_let_through_is_cleaned_by_todays() {
    for older in [0, EDITION - 1, EDITION + 1] {
        assert_eq!(Html::stored(HOSTILE.to_owned(), older).as_str(), "<p>Hello</p>", "{older}");
    }
}

#[test]
fn what_todays_list_has_cleaned_is_shown_as_it_stands() {
    let clean = Html::sanitise(HOSTILE);
    assert_eq!(Html::stored(clean.clone().into_string(), EDITION), clean);
}

#[test]
fn pictures_that_came_with_the_mail_get_their_address_when_they_are_shown() {
    let stored = Html::sanitise("<p>Look: <img src=\"cid:lamp\" alt=\"A lamp\"></p>").into_string();
    let shown = Html::stored(stored, EDITION).with_pictures(|id| Some(format!("/files/{id}")));
    assert!(shown.as_str().contains(" src=\"/files/lamp\""), "{shown}");
}
