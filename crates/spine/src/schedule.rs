//! Work by the clock: taking a turn is one compare-and-set, so many processes need no leader.

use db::{Writer, params, sql};
use kernel::{Fault, Time};

sql! {
    TAKE_TURN = "insert into schedule (name, next_at) values ($1, $3)
        on conflict (name) do update set next_at = excluded.next_at where schedule.next_at <= $2 returning next_at";
}

/// Whether it is this caller's turn to do what is done every `every_millis`. Only one caller a turn hears yes.
pub async fn take_turn(writer: &mut Writer, name: &str, now: Time, every_millis: i64) -> Result<bool, Fault> {
    let turn: Option<(i64,)> =
        writer.maybe(TAKE_TURN.with(params![name, now, now.plus_millis(every_millis)])).await?;
    Ok(turn.is_some())
}
