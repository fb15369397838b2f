//! What the figures were measured on. On a machine that has other work to do, compare ratios only.

use super::load::as_float;
use super::report::{Aim, Report, median};
use std::os::unix::fs::FileExt;
use std::time::Instant;

/// How often a write to the disk is timed.
const WRITES: u64 = 100;
/// About what a small commit writes.
const BLOCK: [u8; 16_384] = [0; 16_384];

pub fn describe(report: &mut Report) {
    let cores = std::thread::available_parallelism().unwrap().get();
    report.figure("cores", as_float(cores), "", Aim::None);
    report.figure("processes that want one, besides", others(), "", Aim::None);
    report.figure("a write that the disk confirms", median(writes()), "ms", Aim::None);
}

/// The machine's load over the last minute.
fn others() -> f64 {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap();
    load.split_whitespace().next().unwrap().parse().unwrap()
}

fn writes() -> Vec<f64> {
    let file = tempfile::tempfile_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let write = |number: u64| {
        let began = Instant::now();
        file.write_all_at(&BLOCK, number * 16_384).unwrap();
        file.sync_data().unwrap();
        began.elapsed().as_secs_f64() * 1000.0
    };
    (0..WRITES).map(write).collect()
}
