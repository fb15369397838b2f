//! The pretend Enote as a server: blocking, a thread for each connection, HTTP/1.1 read by hand.
//! It never decides what is said; that is the world's.

mod connection;
mod deliver;
mod shared;

use super::journal::Seen;
use super::world::{CLINIC, COPY, EnoteWorld};
use shared::Shared;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

/// A pretend Enote behind a port of this machine. It stops, and leaves no thread, when it is dropped.
pub struct EnoteSandbox {
    shared: Arc<Shared>,
    address: SocketAddr,
    acceptor: Option<JoinHandle<()>>,
}

impl fmt::Debug for EnoteSandbox {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("EnoteSandbox").field("address", &self.address).finish_non_exhaustive()
    }
}

impl EnoteSandbox {
    /// Serves a world on a free port.
    pub fn start(world: EnoteWorld) -> io::Result<Self> {
        Self::start_at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), world)
    }

    /// Serves a world on that address; port 0 is any free one.
    pub fn start_at(address: SocketAddr, world: EnoteWorld) -> io::Result<Self> {
        let mut sandbox = Self { shared: Arc::new(Shared::new(world)), address, acceptor: None };
        sandbox.listen()?;
        Ok(sandbox)
    }

    /// Stops: connections are shut in the middle of whatever they do, and new ones are refused.
    pub fn stop(&mut self) {
        let Some(acceptor) = self.acceptor.take() else { return };
        self.shared.change(|state| state.is_stopping = true);
        // The thread waits for a connection, so it gets one.
        let _refused = TcpStream::connect(self.address);
        let _panicked = acceptor.join();
        for thread in self.shared.change(shared::State::shut) {
            let _panicked = thread.join();
        }
    }

    /// Serves the same world on the same port again.
    pub fn restart(&mut self) -> io::Result<()> {
        self.stop();
        self.listen()
    }

    fn listen(&mut self) -> io::Result<()> {
        let listener = TcpListener::bind(self.address)?;
        self.address = listener.local_addr()?;
        self.shared.change(|state| state.is_stopping = false);
        let shared = self.shared.clone();
        let accept = move || connection::accept(&listener, &shared);
        self.acceptor = Some(std::thread::Builder::new().name("enote".to_owned()).spawn(accept)?);
        Ok(())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base address of the clinic's OData.
    pub fn odata_url(&self) -> String {
        format!("http://{}/{CLINIC}/odata/standard.odata", self.address)
    }

    /// The base address of the clinic's `hs/api/v2`.
    pub fn api_url(&self) -> String {
        format!("http://{}/{CLINIC}/hs/api/v2", self.address)
    }

    /// The base address of OData of the clinic's copy.
    pub fn copy_odata_url(&self) -> String {
        format!("http://{}/{COPY}/odata/standard.odata", self.address)
    }

    /// The base address of `hs/api/v2` of the clinic's copy.
    pub fn copy_api_url(&self) -> String {
        format!("http://{}/{COPY}/hs/api/v2", self.address)
    }

    /// Does something in the world, or looks at it.
    pub fn play<T>(&self, act: impl FnOnce(&mut EnoteWorld) -> T) -> T {
        self.shared.change(|state| act(&mut state.world))
    }

    /// All requests so far, in the order in which they came.
    pub fn requests(&self) -> Vec<Seen> {
        self.shared.look(|state| state.world.requests().to_vec())
    }

    /// Waits until so many requests have come since the world began. False when they have not after that long.
    pub fn wait_for(&self, requests: usize, longest: Duration) -> bool {
        self.wait_until(longest, |world| world.requests().len() >= requests)
    }

    /// Waits until the condition holds, looking again after every change. False when it still does not hold
    /// after that long.
    pub fn wait_until(&self, longest: Duration, mut condition: impl FnMut(&EnoteWorld) -> bool) -> bool {
        self.shared.wait_until(longest, |state| condition(&state.world))
    }
}

impl Drop for EnoteSandbox {
    fn drop(&mut self) {
        self.stop();
    }
}
