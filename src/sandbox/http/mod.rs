//! The sandbox as a server: a world behind a port, and a hand on it for the test.
//! It never decides anything about Telegram; it passes requests in and answers out.

mod body;
mod guard;
mod multipart;
mod path;
mod serve;

pub use guard::Playing;

use super::world::World;
use guard::{Clock, Shared};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// A pretend Telegram behind a port of this machine. It stops, and leaves no thread, when it is dropped.
///
/// Play people's parts with `play` (or through `world`): either way the time is set first, and waiting polls
/// and waiting tests look again afterwards, so nothing can be forgotten.
#[derive(Debug)]
pub struct Sandbox {
    shared: Arc<Shared>,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Serves a world on a free port. Its time becomes the machine's; updates that wait are kept waiting,
    /// though their messages are dated when they were sent.
    pub fn start(world: World) -> io::Result<Self> {
        Self::start_at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), world)
    }

    /// Serves a world on that address; port 0 is any free one.
    pub fn start_at(address: SocketAddr, world: World) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let shared = Arc::new(Shared::new(world));
        let (stop, stopped) = oneshot::channel();
        let served = shared.clone();
        let serve = move || runtime.block_on(serve::accept(listener, served, stopped));
        let thread = std::thread::Builder::new().name("sandbox".to_owned()).spawn(serve)?;
        Ok(Self { shared, address, stop: Some(stop), thread: Some(thread) })
    }

    /// What a bot uses in place of `https://api.telegram.org`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The world, to play in and to look at. Let go of it before you wait for anything.
    pub fn world(&self) -> Playing<'_> {
        self.shared.play()
    }

    /// Does something in the world.
    pub fn play<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        act(&mut self.shared.play())
    }

    /// Waits until the condition holds, looking again after every change in the world. False when it still
    /// does not hold after that long.
    pub fn wait_until(&self, longest: Duration, condition: impl FnMut(&World) -> bool) -> bool {
        self.shared.wait_until(Instant::now() + longest, condition)
    }

    /// Stops the world's clock where it is.
    pub fn freeze(&self) {
        self.shared.set_clock(|clock, _| Clock::Frozen(clock.now()));
    }

    /// Stops the world's clock at that moment, in milliseconds since 1970.
    pub fn freeze_at(&self, milliseconds: i64) {
        self.shared.set_clock(|_, _| Clock::Frozen(milliseconds));
    }

    /// Lets that many milliseconds pass at once, whether the clock stands or goes.
    pub fn advance(&self, milliseconds: i64) {
        self.shared.set_clock(|clock, _| clock.later(milliseconds));
    }

    /// Lets the clock go on from where it stands.
    pub fn thaw(&self) {
        self.shared.set_clock(|clock, real| Clock::Running { ahead: clock.now() - real });
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // The thread has ended already if its end of the channel is gone.
        let _ended = self.stop.take().map(|stop| stop.send(()));
        let _panicked = self.thread.take().map(JoinHandle::join);
    }
}
