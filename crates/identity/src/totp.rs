//! The second factor: codes that an authenticator app shows (RFC 6238).

use data_encoding::BASE32_NOPAD;
use kernel::{Random, Secret, Time};
use totp_rs::{Builder, Totp};

use crate::Code;

/// RFC 4226 §4 recommends 160 bits.
const LENGTH: usize = 20;

/// What an authenticator app and we know: codes of six digits that change every 30 seconds, by SHA-1, which is what the
/// apps speak.
#[derive(Clone, Debug)]
pub struct TotpSecret(Secret<[u8; LENGTH]>);

/// The number of a span of 30 seconds, by which a code is known to have been used (RFC 6238 §5.2).
pub type TotpStep = i64;

impl TotpSecret {
    /// A new one.
    pub fn new(random: &Random) -> Self {
        Self(Secret::new(random.bytes()))
    }

    /// The one that was sealed; nothing for bytes of another length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Secret::new(bytes)))
    }

    /// For sealing.
    pub fn reveal(&self) -> &[u8] {
        self.0.reveal()
    }

    /// As people type it: base32 (RFC 4648 §6) in groups of four letters.
    pub fn to_text(&self) -> String {
        let letters = BASE32_NOPAD.encode(self.0.reveal());
        let groups: Vec<&str> =
            letters.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        groups.join(" ")
    }

    /// As an app reads it from a link or a picture of one: `otpauth://totp/Acme:ada@example.com?secret=…&issuer=Acme`.
    pub fn to_link(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = BASE32_NOPAD.encode(self.0.reveal());
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// The step whose code this is: the present one, the one before or the one after, for clocks differ. A code of a step
    /// that is not after `used` was used or is older than one that was.
    pub fn check(&self, code: &Code, now: Time, used: Option<TotpStep>) -> Option<TotpStep> {
        let step = self.totp().check(code.reveal(), seconds(now))?;
        let step = TotpStep::try_from(step).ok()?;
        used.is_none_or(|used| step > used).then_some(step)
    }

    /// The code that an app shows at this time.
    pub fn code(&self, now: Time) -> Code {
        let shown = self.totp().generate(seconds(now)).to_string();
        Code::parse(&shown).expect("an app's code has six digits")
    }

    fn totp(&self) -> Totp {
        let built = Builder::new().with_secret(totp_rs::Secret::new_stack(*self.0.reveal())).build();
        built.expect("six digits, 30 seconds and 160 bits are what the standard wants")
    }
}

fn seconds(now: Time) -> u64 {
    u64::try_from(now.seconds()).unwrap_or_default()
}

/// Everything but letters, digits and `-._~` percent-encoded (RFC 3986 §2.3): a colon would part issuer and account.
fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().fold(String::new(), |text, byte| {
        if plain(byte) { text + &char::from(byte).to_string() } else { format!("{text}%{byte:02X}") }
    })
}

#[cfg(test)]
mod tests {
    use kernel::{Random, Time};

    use super::TotpSecret;
    use crate::Code;

    /// RFC 6238, appendix B: the last six of the eight digits.
    #[test]
    fn r2_codes_are_those_of_the_standard() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        for (at, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret.code(Time(at * 1000)).reveal(), code, "{at}");
        }
        assert_eq!(secret.to_text(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret.to_link("Acme & Sons", "ada+x@example.com"),
            "otpauth://totp/Acme%20%26%20Sons:ada%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme%20%26%20Sons"
        );
        assert!(TotpSecret::from_bytes(b"1234567890123456789").is_none());
    }

    #[test]
    fn r2_a_code_is_good_one_step_early_or_late_and_once() {
        let secret = TotpSecret::new(&Random::seeded(1));
        let now = Time(1_790_000_010_000);
        let step = now.seconds() / 30;
        for (shift, good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = secret.code(now.plus_seconds(30 * shift));
            assert_eq!(secret.check(&code, now, None), good.then_some(step + shift), "{shift}");
        }
        let code = secret.code(now);
        assert_eq!(secret.check(&code, now, Some(step - 1)), Some(step));
        assert_eq!(secret.check(&code, now, Some(step)), None, "it was used");
        assert_eq!(secret.check(&code, now, Some(step + 1)), None, "a later one was used");
        let other = TotpSecret::new(&Random::seeded(2));
        assert_eq!(other.check(&code, now, None), None);
        assert_eq!(secret.check(&Code::parse("000000").unwrap(), now, None), None);
    }

    #[test]
    fn th49_a_secret_cannot_be_printed() {
        let secret = TotpSecret::from_bytes(b"12345678901234567890").unwrap();
        assert!(!format!("{secret:?}").contains("49, 50"));
    }
}
