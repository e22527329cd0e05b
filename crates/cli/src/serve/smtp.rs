//! The address of a mail server: `smtp://user:password@host:587`.

use std::time::Duration;

use anyhow::{Context as _, bail};
use kernel::Secret;
use mail::client::smtp::{Security, Settings};

const TIMEOUT: Duration = Duration::from_mins(1);

/// Scheme, its security, its usual port.
static SCHEMES: [(&str, Security, u16); 3] =
    [("smtp", Security::StartTls, 587), ("smtps", Security::Tls, 465), ("smtp+plain", Security::None, 25)];

/// Reads the address. Characters with a meaning in it are written as percent and two digits.
pub(super) fn parse(address: &str) -> anyhow::Result<Settings> {
    let (scheme, rest) =
        address.split_once("://").context("an address begins with smtp://, smtps:// or smtp+plain://")?;
    let Some((_, security, usual)) = SCHEMES.iter().find(|(name, ..)| *name == scheme) else {
        bail!("there is no scheme {scheme}; there are smtp, smtps and smtp+plain");
    };
    let (login, place) = match rest.trim_end_matches('/').rsplit_once('@') {
        Some((login, place)) => (Some(login), place),
        None => (None, rest.trim_end_matches('/')),
    };
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().context("the port is no number")?),
        None => (place, *usual),
    };
    if host.is_empty() {
        bail!("the address names no host");
    }
    let login = login.map(read_login).transpose()?;
    Ok(Settings { host: host.to_owned(), port, security: *security, login, hello: None, timeout: TIMEOUT })
}

fn read_login(login: &str) -> anyhow::Result<(String, Secret)> {
    let (user, password) = login.split_once(':').context("user and password are joined by a colon")?;
    Ok((decode(user)?, Secret::new(decode(password)?)))
}

fn decode(text: &str) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap_or_default(), rest.next().unwrap_or_default()];
        let digits = std::str::from_utf8(&digits).unwrap_or_default();
        bytes.push(u8::from_str_radix(digits, 16).context("% is followed by two hexadecimal digits")?);
    }
    Ok(String::from_utf8(bytes)?)
}

#[cfg(test)]
mod tests {
    use mail::client::smtp::Security;

    use super::parse;

    #[test]
    fn an_address_names_server_security_and_login() {
        let settings = parse("smtp://ann:p%40ss@mail.example:2525").unwrap();
        assert_eq!((settings.host.as_str(), settings.port), ("mail.example", 2525));
        assert!(matches!(settings.security, Security::StartTls));
        let (user, password) = settings.login.unwrap();
        assert_eq!((user.as_str(), password.reveal().as_str()), ("ann", "p@ss"));
        assert_eq!(parse("smtp+plain://127.0.0.1").unwrap().port, 25);
        for wrong in [
            "mail.example",
            "http://mail.example",
            "smtp://",
            "smtp://a@host",
            "smtp://host:x",
            "smtp://a:%zz@host",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
