//! The binary: arguments → one command → one line of error and an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    pwparents::commands::main(std::env::args_os().skip(1))
}
