//! Colours in linear light (CSS Color 4, §10 and the sample code of §18).

/// A colour by the red, green and blue of sRGB in linear light; beyond 0 to 1 where it is none of sRGB's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Color {
    pub(super) linear: [f64; 3],
    pub(super) alpha: f64,
}

type Matrix = [[f64; 3]; 3];

const TO_XYZ: Matrix = [
    [0.412_390_799_265_959_5, 0.357_584_339_383_877_96, 0.180_480_788_401_834_3],
    [0.212_639_005_871_510_36, 0.715_168_678_767_755_9, 0.072_192_315_360_733_71],
    [0.019_330_818_715_591_85, 0.119_194_779_794_625_99, 0.950_532_152_249_660_6],
];
const FROM_XYZ: Matrix = [
    [3.240_969_941_904_521, -1.537_383_177_570_093, -0.498_610_760_293_003_3],
    [-0.969_243_636_280_879_8, 1.875_967_501_507_720_6, 0.041_555_057_407_175_61],
    [0.055_630_079_696_993_61, -0.203_976_958_888_976_57, 1.056_971_514_242_878_6],
];
const TO_LMS: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const FROM_LMS: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701],
];
const LMS_TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
];
const LAB_TO_LMS: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548],
];

impl Color {
    pub(super) fn linear(linear: [f64; 3]) -> Self {
        Self { linear, alpha: 1.0 }
    }

    /// Of red, green and blue from 0 to 1 as they are written.
    pub(super) fn srgb(written: [f64; 3]) -> Self {
        Self::linear(written.map(|part| match part.abs() {
            small if small <= 0.040_45 => part / 12.92,
            large => part.signum() * ((large + 0.055) / 1.055).powf(2.4),
        }))
    }

    pub(super) fn xyz(xyz: [f64; 3]) -> Self {
        Self::linear(times(&FROM_XYZ, xyz))
    }

    pub(super) fn oklab(lab: [f64; 3]) -> Self {
        Self::linear(times(&FROM_LMS, times(&LAB_TO_LMS, lab).map(|part| part.powi(3))))
    }

    pub(super) fn oklch([lightness, chroma, hue]: [f64; 3]) -> Self {
        let (sin, cos) = hue.to_radians().sin_cos();
        Self::oklab([lightness, chroma * cos, chroma * sin])
    }

    pub(super) fn as_srgb(self) -> [f64; 3] {
        self.linear.map(|part| match part.abs() {
            small if small <= 0.003_130_8 => part * 12.92,
            large => part.signum() * (1.055 * large.powf(1.0 / 2.4) - 0.055),
        })
    }

    pub(super) fn as_xyz(self) -> [f64; 3] {
        times(&TO_XYZ, self.linear)
    }

    pub(super) fn as_oklab(self) -> [f64; 3] {
        times(&LMS_TO_LAB, times(&TO_LMS, self.linear).map(f64::cbrt))
    }

    pub(super) fn as_oklch(self) -> [f64; 3] {
        let [lightness, a, b] = self.as_oklab();
        [lightness, a.hypot(b), b.atan2(a).to_degrees().rem_euclid(360.0)]
    }

    /// As a browser shows it on a ground that nothing shines through.
    pub(super) fn over(self, ground: &Self) -> Self {
        let (front, back) = (self.as_srgb(), ground.as_srgb());
        let mixed = std::array::from_fn(|at| front[at] * self.alpha + back[at] * (1.0 - self.alpha));
        Self::srgb(mixed)
    }

    /// WCAG 2.2, *contrast ratio*.
    pub(super) fn contrast(self, other: &Self) -> f64 {
        let (one, other) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(other) / one.min(other)
    }

    fn luminance(self) -> f64 {
        times(&TO_XYZ, self.linear.map(|part| part.clamp(0.0, 1.0)))[1]
    }
}

fn times(matrix: &Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}
