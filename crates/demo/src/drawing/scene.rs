//! Quiet compositions: hills under a sun, wheels within wheels, parcels on a table, a road.

use kernel::Fault;

use super::canvas::{Canvas, Colour, HEIGHT, WIDTH, mix};
use crate::dice::Dice;

/// Sky, ground and three accents that go together.
struct Palette {
    sky: (Colour, Colour),
    ground: (Colour, Colour),
    accents: [Colour; 3],
}

const PALETTES: [Palette; 6] = [
    Palette {
        sky: ([253, 236, 214], [247, 197, 159]),
        ground: ([122, 158, 159], [31, 78, 95]),
        accents: [[239, 111, 83], [255, 214, 112], [250, 247, 240]],
    },
    Palette {
        sky: ([222, 238, 245], [178, 211, 225]),
        ground: ([118, 168, 126], [31, 84, 70]),
        accents: [[244, 184, 96], [226, 109, 92], [255, 252, 242]],
    },
    Palette {
        sky: ([38, 50, 90], [133, 97, 144]),
        ground: ([74, 63, 112], [22, 26, 52]),
        accents: [[255, 209, 138], [240, 128, 128], [201, 220, 240]],
    },
    Palette {
        sky: ([246, 240, 230], [226, 212, 190]),
        ground: ([180, 140, 104], [92, 64, 51]),
        accents: [[31, 111, 92], [180, 84, 31], [255, 250, 240]],
    },
    Palette {
        sky: ([214, 240, 232], [150, 208, 196]),
        ground: ([60, 140, 140], [16, 66, 84]),
        accents: [[250, 219, 95], [245, 130, 110], [245, 252, 250]],
    },
    Palette {
        sky: ([252, 228, 232], [238, 180, 190]),
        ground: ([150, 110, 150], [70, 46, 92]),
        accents: [[255, 188, 105], [92, 170, 170], [255, 246, 244]],
    },
];

const SCENES: [fn(&mut Canvas, &mut Dice, &Palette); 4] = [hills, wheels, parcels, road];

pub(super) fn draw(title: &str, name: &str) -> Result<Vec<u8>, Fault> {
    let mut dice = Dice::of(title);
    let palette = &PALETTES[usize::try_from(dice.below(6)).unwrap_or(0)];
    let scene = SCENES[usize::try_from(dice.below(4)).unwrap_or(0)];
    let mut canvas = Canvas::new();
    canvas.gradient(palette.sky.0, palette.sky.1);
    scene(&mut canvas, &mut dice, palette);
    canvas.finish(name)
}

/// Ranges of hills, one behind the other.
const RANGES: i32 = 4;

fn hills(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let sun = (dice.between(WIDTH / 5, WIDTH * 4 / 5), dice.between(HEIGHT / 5, HEIGHT / 2));
    let radius = dice.between(70, 150);
    canvas.disc(sun, radius * 2, mix(palette.sky.0, palette.accents[1], 1, 4));
    canvas.disc(sun, radius, palette.accents[1]);
    for range in 0..RANGES {
        let base = HEIGHT / 2 + range * HEIGHT / 8 + dice.between(-30, 30);
        let (first, second) = (dice.between(380, 700), dice.between(150, 300));
        let (shift, height) = (dice.between(0, 900), 150 - range * 22);
        let ridge = move |x: i32| base - wave(x + shift, first, height) - wave(x, second, height / 4);
        canvas.below(ridge, mix(palette.ground.0, palette.ground.1, range, RANGES - 1));
    }
}

fn wheels(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    for _ in 0..dice.between(3, 5) {
        let centre = (dice.between(0, WIDTH), dice.between(HEIGHT / 6, HEIGHT));
        let radius = dice.between(160, 420);
        let turn = dice.below(3) as usize;
        for ring in 0..5 {
            let colour = match (ring + turn) % 4 {
                0 => palette.ground.1,
                1 => palette.accents[turn],
                2 => palette.accents[2],
                _ => palette.ground.0,
            };
            let ring = i32::try_from(ring).unwrap_or(0);
            canvas.disc(centre, radius - ring * radius / 6, colour);
        }
    }
}

fn parcels(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let table = HEIGHT * 3 / 4;
    canvas.plate((0, table), (WIDTH, HEIGHT - table), 0, palette.ground.1);
    let mut x = dice.between(80, 220);
    while x < WIDTH - 260 {
        let (width, height) = (dice.between(200, 380), dice.between(180, 560));
        let top = table - height;
        let body = palette.accents[dice.below(2) as usize];
        canvas.plate((x, top), (width, height), 18, body);
        canvas.plate((x, top), (width, height / 7), 18, mix(body, palette.ground.1, 1, 4));
        canvas.plate((x + width / 2 - 16, top), (32, height), 0, mix(body, palette.accents[2], 1, 2));
        canvas.plate((x + width / 10, table - height / 4), (width / 4, height / 8), 8, palette.accents[2]);
        x += width + dice.between(24, 90);
    }
}

fn road(canvas: &mut Canvas, dice: &mut Dice, palette: &Palette) {
    let horizon = dice.between(HEIGHT * 2 / 5, HEIGHT * 3 / 5);
    canvas.disc((dice.between(300, WIDTH - 300), horizon), dice.between(120, 220), palette.accents[1]);
    let swell = dice.between(500, 900);
    canvas.below(|x| horizon - wave(x, swell, 60), palette.ground.0);
    canvas.below(|x| horizon + 120 - wave(x + 300, swell, 40), mix(palette.ground.0, palette.ground.1, 1, 2));
    let bend = (dice.between(WIDTH / 5, WIDTH * 3 / 5), horizon + 130);
    canvas.way(bend, palette.ground.1, palette.accents[2]);
}

/// A smooth rise and fall between 0 and `height` every `length` columns.
fn wave(x: i32, length: i32, height: i32) -> i32 {
    let place = x.rem_euclid(length);
    let half = length / 2;
    // 0 to 1000 and back, then eased at both ends: 3t² − 2t³.
    let t = (half - (place - half).abs()) * 1_000 / half.max(1);
    let eased = (3 * t * t / 1_000) - (2 * (t * t / 1_000) * t / 1_000);
    height * eased / 1_000
}
