//! Stories of the product through its own face, on both databases.

#[cfg(test)]
mod api_key;
#[cfg(test)]
mod article;
#[cfg(test)]
mod attribute;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod brand;
#[cfg(test)]
mod cancellation;
#[cfg(test)]
mod customer;
#[cfg(test)]
mod detail;
#[cfg(test)]
mod form;
#[cfg(test)]
mod happened;
#[cfg(test)]
mod history;
#[cfg(test)]
mod import;
#[cfg(test)]
mod inbox;
#[cfg(test)]
mod moving;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod permissions;
mod plans;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod prove;
#[cfg(test)]
mod quota;
#[cfg(test)]
mod redirect;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod second_factor;
#[cfg(test)]
mod session;
#[cfg(test)]
mod setting;
mod shortcut;
#[cfg(test)]
mod sign_on;
#[cfg(test)]
mod snippet;
mod statements;
#[cfg(test)]
mod theme;
mod theme_upgrade;
#[cfg(test)]
mod upgrade;
#[cfg(test)]
mod users;
