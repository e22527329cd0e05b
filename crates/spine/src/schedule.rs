//! Work by the clock: taking a turn is one compare-and-set, so many processes need no leader.

use db::{Reader, Writer, params, sql};
use kernel::{Fault, Time};

sql! {
    NOT_DUE = "select 1 from schedule where name = $1 and next_at > $2";
    TAKE_TURN = "insert into schedule (name, next_at) values ($1, $3)
        on conflict (name) do update set next_at = excluded.next_at where schedule.next_at <= $2 returning next_at";
}

/// Whether it is this caller's turn to do what is done every `every_millis`. Only one caller a turn hears yes.
pub async fn take_turn(writer: &mut Writer, name: &str, now: Time, every_millis: i64) -> Result<bool, Fault> {
    let turn: Option<(i64,)> =
        writer.maybe(TAKE_TURN.with(params![name, now, now.plus_millis(every_millis)])).await?;
    Ok(turn.is_some())
}

/// Whether a turn could be taken now. A reader's question, so that waiting for a turn never takes the writer.
pub async fn is_due(reader: &Reader, name: &str, now: Time) -> Result<bool, Fault> {
    let later: Option<(i64,)> = reader.maybe(NOT_DUE.with(params![name, now])).await?;
    Ok(later.is_none())
}
