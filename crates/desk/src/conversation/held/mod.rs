//! Answers that whoever wrote them can still take back. They are no messages yet, so nothing that is made from messages
//! knows of them: no page, count, search or event of a customer's (product P5).

mod release;

use db::{FromRow, Row, Writer, params, sql};
use kernel::{Fault, Id, Noun, OrgId, Time};
use serde_json::json;

use super::answer::{Answering, Leaving, Then, Way};
use super::message::NewFile;
use super::{Conversation, ConversationId, TakeBack, facts};
use crate::act::{Act, Allowed, View};
use crate::article::ArticleId;
use crate::code;
use crate::setting;
use crate::user::UserId;
use crate::who::{User, Who};

pub(crate) use release::release_job;
pub use release::{LetLeave, Release};

/// An answer that has not left.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id, which is not that of the message it becomes.
    pub id: HeldId,
    /// Who wrote it.
    pub author: UserId,
    /// The author's name at that time.
    pub author_name: String,
    /// The key of the form it was written in.
    pub(super) once: String,
    /// The text as it was typed.
    pub text: String,
    /// What is attached, in order.
    pub files: Vec<NewFile>,
    /// The articles that were put into it.
    pub articles: Vec<ArticleId>,
    /// By which way it is to go.
    pub way: Way,
    /// What becomes of the conversation then.
    pub then: Then,
    /// When it was written.
    pub made_at: Time,
    /// When it leaves.
    pub leaves_at: Time,
}

impl Noun for Held {
    const NAME: &'static str = "held answer";
}

/// The id of a held answer.
pub type HeldId = Id<Held>;

/// The setting that says for how long answers are held.
const UNDO_SECONDS: &str = "inbox.undo-seconds";

/// How long one that was taken back can be had again.
pub(crate) const TAKEN_KEPT_MILLIS: i64 = 60 * 60 * 1_000;

sql! {
    ADD = "insert into held_answer (org_id, id, conversation_id, user_id, user_name, once, text, files, way, next, made_at,
            leaves_at, articles, taken_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, null)";
    OF_CONVERSATION = "select id, user_id, user_name, once, text, files, way, next, made_at, leaves_at, articles
        from held_answer where org_id = $1 and conversation_id = $2 and taken_at is null order by made_at, id";
    TAKE_BACK = "update held_answer set taken_at = coalesce(taken_at, $5)
        where org_id = $1 and conversation_id = $2 and id = $3 and /*see*/user_id = $4/*end*/
        returning id, user_id, user_name, once, text, files, way, next, made_at, leaves_at, articles";
    FILES = "select files from held_answer where org_id = $1 and conversation_id = $2";
    FORGET_FORM = "delete from idempotency where org_id = $1 and door = $2 and once = $3";
    UNTIL = "select leaves_at from held_answer
        where org_id = $1 and conversation_id = $2 and once = $3 and user_id = $4 and taken_at is null";
    RELEASE = "delete from held_answer
        where org_id = $1 and conversation_id = $2 and leaves_at <= $3 and taken_at is null
        returning id, user_id, user_name, once, text, files, way, next, made_at, leaves_at, articles";
    WROTE_SINCE = "select count(*) from message
        where org_id = $1 and conversation_id = $2 and direction = 'in' and made_at > $3";
}

/// For how long an answer can be taken back; not at all where the organization wants none of it.
pub(super) async fn seconds(act: &mut Act<User>) -> Result<Option<i64>, Fault> {
    let org = act.org();
    let value = setting::of_org(act.writer().await?, org, UNDO_SECONDS).await?;
    Ok(value.parse().ok().filter(|seconds| *seconds > 0))
}

/// Holds an answer back for these seconds; answers when it leaves.
pub(super) async fn hold(
    act: &mut Act<User>,
    conversation: &Conversation,
    (answering, then): (&Answering, Then),
    seconds: i64,
) -> Result<Time, Fault> {
    let (org, id, now) = (act.org(), act.new_id::<Held>(), act.now());
    let leaves_at = now.plus_seconds(seconds);
    let (author, name) = (act.who().id, act.who().name.clone());
    let files = serde_json::to_string(&answering.files).map_err(Fault::internal)?;
    let articles = serde_json::to_string(&answering.articles).map_err(Fault::internal)?;
    let values = params![
        org,
        id,
        conversation.id,
        author,
        name,
        &answering.once,
        &answering.text,
        files,
        answering.way,
        then,
        now,
        leaves_at,
        articles
    ];
    act.writer().await?.push(ADD.with(values)).await?;
    let told = json!({ "answer": id, "leaves_at": leaves_at });
    act.announce(facts::HELD, conversation.id.to_string(), told).await?;
    Ok(leaves_at)
}

/// Until when the answer of this form can be taken back, where it was held.
pub(super) async fn until(
    act: &mut Act<User>,
    conversation: &Conversation,
    once: &str,
) -> Result<Option<Time>, Fault> {
    let values = params![act.org(), conversation.id, once, act.who().id];
    let held: Option<(Time,)> = act.writer().await?.maybe(UNTIL.with(values)).await?;
    Ok(held.map(|(leaves_at,)| leaves_at))
}

/// The hashes of all files that held answers of a conversation name, and of the pictures made of them.
pub(super) async fn hashes(
    writer: &mut Writer,
    org: OrgId,
    conversation: ConversationId,
) -> Result<Vec<String>, Fault> {
    let rows: Vec<(String,)> = writer.all(FILES.with(params![org, conversation])).await?;
    let mut hashes = Vec::new();
    for (files,) in rows {
        let files: Vec<NewFile> = serde_json::from_str(&files).map_err(Fault::internal)?;
        hashes.extend(files.into_iter().flat_map(|file| file.preview.into_iter().chain([file.hash])));
    }
    Ok(hashes)
}

impl Allowed<Conversation, TakeBack> {
    /// Takes an own answer back: nothing of it leaves, and its form may be sent again. `state_changed` for one that has
    /// left, or is another user's; one that was taken back already is the same once more.
    pub async fn take_back(&self, act: &mut Act<User>, id: HeldId) -> Result<Held, Fault> {
        self.belongs_to(act)?;
        let (org, door) = (act.org(), act.who().actor());
        let values = params![org, self.id, id, act.who().id, act.now()];
        let held: Option<Held> = act.writer().await?.maybe(TAKE_BACK.with(values)).await?;
        let held = held.ok_or_else(|| Fault::new(&code::STATE_CHANGED))?;
        act.writer().await?.run(FORGET_FORM.with(params![org, door, &held.once])).await?;
        act.announce(facts::TAKEN_BACK, self.id.to_string(), json!({ "answer": id })).await?;
        Ok(held)
    }
}

impl View<User> {
    /// The answers of a conversation that have not left, oldest first.
    pub async fn held(&self, conversation: &Conversation) -> Result<Vec<Held>, Fault> {
        self.reads()?;
        self.reader().all(OF_CONVERSATION.with(params![self.org(), conversation.id])).await
    }
}

impl Held {
    /// As it leaves. What the customer wrote meanwhile must not vanish in a conversation that is done.
    async fn leaving<W: Who>(
        &self,
        act: &mut Act<W>,
        conversation: &Conversation,
    ) -> Result<Leaving<'_>, Fault> {
        let values = params![act.org(), conversation.id, self.made_at];
        let (since,): (i64,) = act.writer().await?.one(WROTE_SINCE.with(values)).await?;
        Ok(Leaving {
            author: self.author,
            author_name: &self.author_name,
            text: &self.text,
            files: &self.files,
            articles: &self.articles,
            way: self.way,
            then: if since > 0 && self.then == Then::Done { Then::Stays } else { self.then },
        })
    }
}

impl FromRow for Held {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (files, articles): (String, String) = (row.get(5)?, row.get(10)?);
        Ok(Self {
            id: row.get(0)?,
            author: row.get(1)?,
            author_name: row.get(2)?,
            once: row.get(3)?,
            text: row.get(4)?,
            files: serde_json::from_str(&files).map_err(Fault::internal)?,
            way: row.get(6)?,
            then: row.get(7)?,
            made_at: row.get(8)?,
            leaves_at: row.get(9)?,
            articles: serde_json::from_str(&articles).map_err(Fault::internal)?,
        })
    }
}
