//! Stories of mail on its way out, on both databases, through a real mail server where one can be had.

mod answer;
mod mailbox;
mod shop;
mod sign_in;
mod trouble;
