//! The customer beside a conversation.

use desk::User;
use desk::conversation::inbox::Aside;
use desk::customer::{Address as Known, AddressKind, Standing};

use crate::inbox::pages::{Address, Customer};
use crate::inbox::shell::initials;
use crate::inbox::timeline::Around;
use crate::shell::own_name;

/// Who a conversation is with, for this user.
pub(crate) fn panel(user: &User, aside: &Aside, around: &Around<'_>) -> Customer {
    let name = aside.customer.called(&aside.addresses);
    let may_sign_out = aside.sessions > 0 && aside.may.contains(&"sign_out");
    Customer {
        initials: initials(&name),
        name,
        language: aside.customer.language.as_ref().map(own_name).map(str::to_owned),
        wants_mail: aside.customer.wants_mail,
        addresses: aside.addresses.iter().map(|known| address(user, known, around)).collect(),
        sessions: aside.sessions,
        merge_url: aside.may.contains(&"merge").then(|| around.address("/customer/merging")),
        sign_out_url: may_sign_out.then(|| around.address("/customer/sign-out")),
    }
}

fn address(user: &User, known: &Known, around: &Around<'_>) -> Address {
    let may = known.may(user);
    let url = |deed: &str, below: &str| {
        let url = || around.address(&format!("/customer/addresses/{}/{below}", known.id));
        may.contains(&deed).then(url)
    };
    Address {
        channel: channel(known.kind).to_owned(),
        value: known.address.clone(),
        mark: mark(known).to_owned(),
        confirm_url: url("confirm", "confirmation"),
        part_url: url("part", "parting"),
    }
}

fn channel(kind: AddressKind) -> &'static str {
    match kind {
        AddressKind::Email => "email",
        AddressKind::Phone => "sms",
        AddressKind::Handle => "chat",
    }
}

/// How far it is known to be the customer's, by the name of its text.
pub(super) fn mark(known: &Known) -> &'static str {
    match known.standing {
        Standing::Apart => "shared",
        standing if standing.is_strong() && known.is_shared => "shared",
        standing => standing.name(),
    }
}
