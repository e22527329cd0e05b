//! A link as a picture that a phone reads.

use data_encoding::BASE64;
use kernel::Fault;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The QR code of a text (ISO/IEC 18004) as a `data:` address, black on white in every colour scheme, for cameras.
pub(super) fn picture(text: &str) -> Result<String, Fault> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(Fault::internal)?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    Ok(format!("data:image/svg+xml;base64,{}", BASE64.encode(drawn.as_bytes())))
}

#[cfg(test)]
mod tests {
    use data_encoding::BASE64;

    use super::picture;

    #[test]
    fn r2_a_link_is_drawn_black_on_white() {
        let picture =
            picture("otpauth://totp/Acme:ada@example.com?secret=GEZDGNBVGY3TQOJQ&issuer=Acme").unwrap();
        let drawn =
            BASE64.decode(picture.strip_prefix("data:image/svg+xml;base64,").unwrap().as_bytes()).unwrap();
        let drawn = String::from_utf8(drawn).unwrap();
        assert!(drawn.contains("<svg") && drawn.contains("#000") && drawn.contains("#fff"), "{drawn}");
        assert!(super::picture(&"a".repeat(5_000)).is_err(), "no picture holds that much");
    }
}
