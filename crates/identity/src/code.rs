//! One-time codes of six digits (A2).

use hmac::{Hmac, KeyInit, Mac};
use kernel::{EmailAddress, Random, Secret};
use sha2::Sha256;

use crate::{Fingerprint, Keys, Token};

const DIGITS: usize = 6;

/// Six digits that a person reads in a mail and types.
#[derive(Clone, Debug)]
pub struct Code(Secret<String>);

impl Code {
    /// A new code; every one from 000000 to 999999 is equally likely.
    pub fn new(random: &Random) -> Self {
        Self(Secret::new(format!("{:06}", random.below(1_000_000))))
    }

    /// The code in what somebody typed or pasted: white space and hyphens between the digits do not count.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut digits = String::with_capacity(DIGITS);
        for letter in typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
            if !letter.is_ascii_digit() || digits.len() == DIGITS {
                return None;
            }
            digits.push(letter);
        }
        (digits.len() == DIGITS).then(|| Self(Secret::new(digits)))
    }

    /// Whether it is this one, in a time that does not depend on how much of it is right.
    pub fn is(&self, other: &Self) -> bool {
        self.0.matches(other.reveal().as_bytes())
    }

    /// The digits, for the mail.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }
}

/// All that a code is good for: shown with anything else it is wrong (TH22).
#[derive(Clone, Copy, Debug)]
pub struct Binding<'a> {
    /// What it proves, for example `sign-in`.
    pub purpose: &'a str,
    /// The knowledge base it was asked at.
    pub kb: &'a str,
    /// The address it was sent to.
    pub address: &'a EmailAddress,
    /// The browser that asked.
    pub browser: &'a Token,
}

/// The key that makes stored codes worthless to a thief of the table: without it a million guesses find any code,
/// with it none can be tried.
#[derive(Clone, Debug)]
pub struct CodeKey(Secret<[u8; 32]>);

impl CodeKey {
    /// The key for codes, drawn from the installation's newest key.
    pub fn new(keys: &Keys) -> Self {
        Self(keys.derive("codes"))
    }

    /// What is stored for `code`: HMAC-SHA256 over the code and everything it is bound to.
    pub fn fingerprint(&self, code: &Code, binding: Binding<'_>) -> Fingerprint {
        let address = binding.address.key();
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.reveal()).expect("HMAC takes a key of any length");
        for part in [code.reveal(), binding.purpose, binding.kb, &address, binding.browser.reveal()] {
            // Lengths first, so that no two lists of parts make the same bytes.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        Fingerprint::new(mac.finalize().into_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use kernel::{EmailAddress, Random};

    use super::{Binding, Code, CodeKey};
    use crate::{Keys, Token};

    fn address(text: &str) -> EmailAddress {
        text.parse().unwrap()
    }

    #[test]
    fn a2_a_code_has_six_digits_and_can_be_pasted() {
        let random = Random::seeded(3);
        for _ in 0..100 {
            let code = Code::new(&random);
            assert_eq!(Code::parse(code.reveal()).unwrap().reveal(), code.reveal());
        }
        for pasted in ["012345", " 012 345\n", "012-345", "012\u{a0}345"] {
            assert_eq!(Code::parse(pasted).unwrap().reveal(), "012345", "{pasted}");
        }
        for bad in ["", "12345", "1234567", "12345a", "-12345", "١٢٣٤٥٦", "0x1234"] {
            assert!(Code::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a2_codes_begin_with_every_digit() {
        let random = Random::seeded(4);
        let mut seen = [0; 10];
        for _ in 0..2_000 {
            seen[usize::from(Code::new(&random).reveal().as_bytes()[0] - b'0')] += 1;
        }
        assert!(seen.iter().all(|count| (130..=270).contains(count)), "{seen:?}");
    }

    #[test]
    fn th22_a_code_is_right_only_where_it_was_asked_for() {
        let random = Random::seeded(5);
        let key = CodeKey::new(&Keys::generate(&random));
        let (code, ana, bo) = (Code::new(&random), address("ana@example.com"), address("bo@example.com"));
        let (browser, other_browser) = (Token::new(&random), Token::new(&random));
        let asked = Binding { purpose: "sign-in", kb: "kb1", address: &ana, browser: &browser };
        let stored = key.fingerprint(&code, asked);

        assert!(stored == key.fingerprint(&Code::parse(code.reveal()).unwrap(), asked));
        let written_otherwise = address("Ana@EXAMPLE.com");
        assert!(stored == key.fingerprint(&code, Binding { address: &written_otherwise, ..asked }));
        for wrong in [
            Binding { purpose: "add-address", ..asked },
            Binding { kb: "kb2", ..asked },
            Binding { address: &bo, ..asked },
            Binding { browser: &other_browser, ..asked },
            Binding { purpose: "sign-inkb", kb: "1", ..asked },
        ] {
            assert!(stored != key.fingerprint(&code, wrong), "{wrong:?}");
        }
        assert!(stored != key.fingerprint(&Code::new(&random), asked));
    }

    #[test]
    fn th22_without_the_key_a_stored_code_cannot_be_tried() {
        let random = Random::seeded(6);
        let (code, ana, browser) = (Code::new(&random), address("ana@example.com"), Token::new(&random));
        let asked = Binding { purpose: "sign-in", kb: "kb1", address: &ana, browser: &browser };
        let [ours, thiefs] = [1, 2].map(|seed| CodeKey::new(&Keys::generate(&Random::seeded(seed))));
        assert!(ours.fingerprint(&code, asked) != thiefs.fingerprint(&code, asked));
    }
}
