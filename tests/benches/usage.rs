//! What a process has used, as Linux tells it in /proc. Threads are told apart by name: the sandbox lives in
//! the benchmark's own process.

use std::fs;
use std::path::{Path, PathBuf};

/// `USER_HZ`: the clock of /proc ticks 100 times a second on every Linux that Rust runs on.
const TICKS_A_SECOND: f64 = 100.0;

/// Seconds of processor time of a process so far, all its threads together.
pub fn cpu(pid: u32) -> f64 {
    ticks(Path::new(&format!("/proc/{pid}/stat"))) / TICKS_A_SECOND
}

/// Seconds of processor time of this process's sandboxes, and of all its other threads.
pub fn own_cpu() -> (f64, f64) {
    let all = cpu(std::process::id());
    let sandbox: f64 = tasks().filter(|task| is_sandbox(task)).map(|task| ticks(&task.join("stat"))).sum();
    (sandbox / TICKS_A_SECOND, all - sandbox / TICKS_A_SECOND)
}

/// The most memory a process has held, in MiB.
pub fn peak_memory(pid: u32) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kib: f64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    kib / 1024.0
}

fn tasks() -> impl Iterator<Item = PathBuf> {
    fs::read_dir("/proc/self/task").unwrap().map(|task| task.unwrap().path())
}

fn is_sandbox(task: &Path) -> bool {
    fs::read_to_string(task.join("comm")).unwrap_or_default().trim() == "sandbox"
}

/// Fields 14 and 15 of a stat file, in user and in kernel mode; the name before them may hold spaces.
fn ticks(stat: &Path) -> f64 {
    let stat = fs::read_to_string(stat).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum()
}
