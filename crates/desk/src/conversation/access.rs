//! Who can see a conversation, and who may do what to it.

use db::{Call, params, sql};
use kernel::{Code, Id};

use super::{Conversation, Status};
use crate::act::{Rule, Visible};
use crate::code;
use crate::right::Right;
use crate::who::{Customer, System, User};

/// The customer writes.
pub enum Reply {}
/// The customer marks as done.
pub enum Finish {}
/// A user looks.
pub enum Read {}
/// A user writes to the customer.
pub enum Answer {}
/// A user takes an own answer back before it leaves.
pub enum TakeBack {}
/// A user has an answer that failed sent once more.
pub enum SendAgain {}
/// A user remarks something inside.
pub enum Note {}
/// A user edits the subject.
pub enum EditSubject {}
/// A user hands it to a user or team, or takes it.
pub enum Assign {}
/// A user sets tags or takes them away.
pub enum Tag {}
/// A user says how urgent it is.
pub enum SetPriority {}
/// A user says what it has of the custom attributes.
pub enum SetValues {}
/// A user marks it as done.
pub enum MarkDone {}
/// A user makes it open again.
pub enum Reopen {}
/// A user lets it sleep until a time.
pub enum Snooze {}
/// A user takes texts and files out of it for ever.
pub enum Redact {}
/// A user lets it go into another conversation, or take one in.
pub enum Merge {}
/// A user deletes it with everything in it.
pub enum Delete {}
/// The clock ends a snooze.
pub enum Wake {}

sql! {
    FIND_OWN = "select c.id, c.number, c.customer_id, c.brand_id, c.subject, c.status, c.assignee_id, c.team_id,
            c.snoozed_until, c.priority, c.made_at, c.last_seq, c.shown_channels, c.shown_seq
        from conversation c
        where c.org_id = $1 and c.id = $2 and c.shown_seq > 0
        and /*see*/(c.customer_id = $3 or ($4 <> '' and exists (
            select 1 from message m where m.org_id = $1 and m.address = $4 and m.conversation_id = c.id and m.shown)))/*end*/
        and /*see*/($5 = '' or c.brand_id = $5)/*end*/";
    FIND = "select c.id, c.number, c.customer_id, c.brand_id, c.subject, c.status, c.assignee_id, c.team_id,
            c.snoozed_until, c.priority, c.made_at, c.last_seq, c.shown_channels, c.shown_seq
        from conversation c where c.org_id = $1 and c.id = $2";
    FIND_INSIDE = "select c.id, c.number, c.customer_id, c.brand_id, c.subject, c.status, c.assignee_id, c.team_id,
            c.snoozed_until, c.priority, c.made_at, c.last_seq, c.shown_channels, c.shown_seq
        from conversation c where c.org_id = $1 and c.id = $2 and /*see*/$3/*end*/";
    MOVED = "select into_id from merged_conversation where org_id = $1 and id = $2";
}

impl Visible<Customer> for Conversation {
    type Noun = Self;
    const TABLE: &'static str = "c";

    fn find(who: &Customer, id: Id<Self>) -> Call<'static> {
        FIND_OWN.with(params![who.site.org, id, who.id, who.seen_address(), who.seen_brand()])
    }

    fn moved(who: &Customer, id: Id<Self>) -> Option<Call<'static>> {
        Some(MOVED.with(params![who.site.org, id]))
    }
}

impl Visible<User> for Conversation {
    type Noun = Self;
    const TABLE: &'static str = "c";

    fn find(who: &User, id: Id<Self>) -> Call<'static> {
        FIND_INSIDE.with(params![who.org, id, who.may(Right::Read)])
    }

    fn moved(who: &User, id: Id<Self>) -> Option<Call<'static>> {
        Some(MOVED.with(params![who.org, id]))
    }
}

impl Visible<System> for Conversation {
    type Noun = Self;
    const TABLE: &'static str = "c";

    fn find(who: &System, id: Id<Self>) -> Call<'static> {
        FIND.with(params![who.org, id])
    }

    fn moved(who: &System, id: Id<Self>) -> Option<Call<'static>> {
        Some(MOVED.with(params![who.org, id]))
    }
}

impl Rule<Customer, Reply> for Conversation {
    fn allows(&self, who: &Customer) -> Result<(), &'static Code> {
        if self.status != Status::Done || who.site.portal.reopen { Ok(()) } else { Err(&code::REOPENING_OFF) }
    }
}

impl Rule<Customer, Finish> for Conversation {
    fn allows(&self, who: &Customer) -> Result<(), &'static Code> {
        match self.status {
            _ if !who.site.portal.mark_done => Err(&code::PORTAL_OFF),
            Status::Done => Err(&code::STATE_CHANGED),
            Status::Open | Status::Snoozed => Ok(()),
        }
    }
}

/// What users may do: the action, its name for pages, the right it needs, and while the conversation is what.
macro_rules! user_rules {
    ($($action:ident $name:literal: $right:ident, $while:expr;)*) => {
        $(impl Rule<User, $action> for Conversation {
            fn allows(&self, who: &User) -> Result<(), &'static Code> {
                match $while.contains(&self.status) {
                    _ if !who.may(Right::$right) => Err(&code::MAY_NOT),
                    true => Ok(()),
                    false => Err(&code::STATE_CHANGED),
                }
            }
        })*

        impl Conversation {
            /// The names of what the user may do with it now, by the rules that the verbs ask.
            pub fn may(&self, who: &User) -> Vec<&'static str> {
                let asked = [$(($name, Rule::<User, $action>::allows(self, who).is_ok())),*];
                asked.into_iter().filter(|(_, may)| *may).map(|(name, _)| name).collect()
            }
        }
    };
}

user_rules! {
    Read "read": Read, Status::ALL;
    Answer "reply": Reply, Status::ALL;
    TakeBack "take_back": Reply, Status::ALL;
    SendAgain "send_again": Reply, Status::ALL;
    Note "note": Note, Status::ALL;
    EditSubject "edit": Change, Status::ALL;
    Assign "assign": Change, Status::ALL;
    Tag "tag": Change, Status::ALL;
    SetPriority "prioritise": Change, Status::ALL;
    SetValues "set_values": Change, Status::ALL;
    MarkDone "mark_done": Change, [Status::Open, Status::Snoozed];
    Reopen "reopen": Change, [Status::Snoozed, Status::Done];
    Snooze "snooze": Change, [Status::Open, Status::Snoozed];
    Redact "redact": Redact, Status::ALL;
    Merge "merge": Change, Status::ALL;
    Delete "delete": Delete, Status::ALL;
}

impl Rule<System, Wake> for Conversation {
    fn allows(&self, _: &System) -> Result<(), &'static Code> {
        if self.status == Status::Snoozed { Ok(()) } else { Err(&code::STATE_CHANGED) }
    }
}

impl Customer {
    /// The address whose messages alone show a conversation; empty when the customer is whole (A4).
    pub(crate) fn seen_address(&self) -> String {
        if self.is_whole { String::new() } else { self.address.key() }
    }

    /// The brand whose conversations alone are shown; empty when all are (P13).
    pub(crate) fn seen_brand(&self) -> String {
        if self.site.portal.only_this_brand { self.site.brand.to_string() } else { String::new() }
    }
}
