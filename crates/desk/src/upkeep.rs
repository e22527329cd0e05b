//! What is done by the clock in every process: marks of use are stored, what has ended is swept.

use std::time::Duration;

use db::{params, sql};
use kernel::Fault;

use crate::Desk;
use crate::article::KEPT_DAYS;
use crate::conversation::{TAKEN_KEPT_MILLIS, forget_unused};
use crate::day::Day;
use crate::file::KEPT_MILLIS;

/// Marks wait no longer than this (at most five seconds are allowed).
const FLUSH_EVERY: Duration = Duration::from_secs(2);
const SWEEP_EVERY_MILLIS: i64 = 60 * 60 * 1000;
/// The outcome of a form's key is kept for seven days.
const OUTCOMES_KEPT_MILLIS: i64 = 7 * 24 * 60 * 60 * 1000;

// Without an organization: time alone decides, and nothing is read.
sql! {
    STAGED = "delete from staged_file where made_at <= $1";
    TAKEN_BACK = "delete from held_answer where taken_at <= $1";
    OUTCOMES = "delete from idempotency where made_at <= $1";
    SEARCHES = "delete from article_search where day < $1";
    CLICKS = "delete from article_click where day < $1";
    USES = "delete from article_use where day < $1";
}

impl Desk {
    /// Keeps house until its task is ended.
    pub async fn keep_house(&self) {
        let mut turn = tokio::time::interval(FLUSH_EVERY);
        loop {
            turn.tick().await;
            if let Err(fault) = self.house_turn().await {
                tracing::warn!(%fault, "marks or sweeps could not be stored; the next turn tries again");
            }
        }
    }

    /// One turn: marks always, sweeps once an hour in the whole installation.
    pub async fn house_turn(&self) -> Result<(), Fault> {
        let flushed = self.flush_marks().await?;
        self.flush_seen().await?;
        self.flush_refusals().await?;
        self.seal_audit().await?;
        self.flush_used_keys().await?;
        self.flush_searched().await?;
        if flushed.left_out > 0 {
            tracing::info!(
                left_out = flushed.left_out,
                "more conversations were read than are marked at once"
            );
        }
        if self.takes_turn("sweep", SWEEP_EVERY_MILLIS).await? {
            self.sweep_sign_ins().await?;
            self.sweep_forms().await?;
            self.sweep_submissions(self.context().now()).await?;
            self.cut_audit().await?;
            self.forget_counts().await?;
            forget_unused(self, self.context().now()).await?;
            self.files().sweep(self.context().now()).await?;
        }
        Ok(())
    }

    /// Whether it falls to this process to do now what the installation does every so often.
    pub(crate) async fn takes_turn(&self, name: &str, every_millis: i64) -> Result<bool, Fault> {
        let now = self.context().now();
        let reader = self.db().reader().await?;
        let is_due = spine::is_due(&reader, name, now).await?;
        reader.end();
        if !is_due {
            return Ok(false);
        }
        let mut writer = self.db().writer().await?;
        let mine = spine::take_turn(&mut writer, name, now, every_millis).await?;
        writer.commit().await?;
        Ok(mine)
    }

    async fn sweep_forms(&self) -> Result<(), Fault> {
        let now = self.context().now();
        let mut writer = self.db().writer().await?;
        writer.run(STAGED.with(params![now.plus_millis(-KEPT_MILLIS)])).await?;
        writer.run(TAKEN_BACK.with(params![now.plus_millis(-TAKEN_KEPT_MILLIS)])).await?;
        writer.run(OUTCOMES.with(params![now.plus_millis(-OUTCOMES_KEPT_MILLIS)])).await?;
        writer.commit().await
    }

    async fn forget_counts(&self) -> Result<(), Fault> {
        let before = Day::of(self.context().now()).minus(KEPT_DAYS);
        let mut writer = self.db().writer().await?;
        for statement in [&SEARCHES, &CLICKS, &USES] {
            writer.run(statement.with(params![before])).await?;
        }
        writer.commit().await
    }
}
