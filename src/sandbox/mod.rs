//! A pretend outside world over real HTTP, for tests and the demo. Imports nothing of ours.
