//! The binary: arguments → one command → one-line error and exit code.

fn main() {}
