//! Proof of work: something that takes a browser a moment, and a flood of forms a long time. It says nothing about who
//! somebody is.

use sha2::{Digest, Sha256};

/// The most characters of an answer.
const LONGEST: usize = 20;

/// Whether `answer` was worked out for this challenge: the SHA-256 of both, with a full stop between them, begins with so
/// many zero bits.
pub fn is_worked_out(challenge: &str, answer: &str, bits: u32) -> bool {
    let is_number = (1..=LONGEST).contains(&answer.len()) && answer.bytes().all(|byte| byte.is_ascii_digit());
    let mut hash = Sha256::new();
    hash.update(challenge.as_bytes());
    hash.update(b".");
    hash.update(answer.as_bytes());
    let hash = hash.finalize();
    let (mut zeros, mut bytes) = (0, hash.iter());
    for byte in &mut bytes {
        zeros += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    is_number && zeros >= bits
}

/// The first answer there is, as a browser looks for it.
pub fn work_out(challenge: &str, bits: u32) -> String {
    let mut answers = (0_u64..).map(|number| number.to_string());
    answers.find(|answer| is_worked_out(challenge, answer, bits)).expect("numbers do not end")
}

#[cfg(test)]
mod tests {
    use super::{is_worked_out, work_out};

    #[test]
    fn th6_an_answer_is_good_for_its_challenge_alone() {
        let answer = work_out("a form", 12);
        assert!(is_worked_out("a form", &answer, 12));
        assert!(!is_worked_out("another form", &answer, 12));
        assert!(!is_worked_out("a form", &format!("{answer}0"), 12));
        for bad in ["", "-1", "1e9", "123456789012345678901", "1 "] {
            assert!(!is_worked_out("a form", bad, 0), "{bad}");
        }
    }
}
