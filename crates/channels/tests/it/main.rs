//! Stories of mail on its way out, on both databases, through a real mail server where one can be had.

#[cfg(test)]
mod answer;
#[cfg(test)]
mod form;
#[cfg(test)]
mod gone;
#[cfg(test)]
mod invitation;
#[cfg(test)]
mod mailbox;
#[cfg(test)]
mod password;
#[cfg(test)]
mod shop;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod survey;
#[cfg(test)]
mod theme;
#[cfg(test)]
mod trouble;
