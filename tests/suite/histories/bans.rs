//! Bans: what a banned client writes is kept and shown to nobody (which the other checks see to), and they are
//! told once.

use super::check::Seen;
use super::history::History;
use super::ledger::{Fate, Heard};
use pwparents::sandbox::Draft;

const TOLD: &str = "На жаль, ми більше не читаємо повідомлень із цього чату.";

impl History {
    /// The command and what the client writes come in by one queue, so it holds from the client's next word on.
    /// What a bot hears that is no administrator is not sure, and then nobody is banned.
    pub fn staff_ban(&mut self, thread: i64, client: usize) {
        let heard = self.heard();
        if heard == Heard::Maybe {
            return;
        }
        let banned = self.clients[client].banned;
        let once_more = self.rng.u32(0..6) == 0;
        let command = if banned == once_more { "/ban спам" } else { "/unban" };
        self.staff_send(thread, |_| Draft::text(command), Fate::Stays, command);
        if heard == Heard::Yes {
            self.clients[client].banned = banned == once_more;
            self.clients[client].bans.extend((!banned && !once_more).then_some(false));
        }
    }

    /// Whoever writes while they are banned is told so.
    pub fn wrote(&mut self, client: usize) {
        let client = &mut self.clients[client];
        if let Some(wrote) = client.bans.last_mut().filter(|_| client.banned) {
            *wrote = true;
        }
    }
}

/// Whoever wrote while they were banned was told so, once for each time.
pub fn check(history: &History, seen: &Seen, client: usize) -> Option<String> {
    let (known, there) = (&history.clients[client], &seen.private[client]);
    let told = there.iter().filter(|shown| shown.words() == TOLD).count();
    let due = known.bans.iter().filter(|wrote| **wrote).count();
    let too_few = told < due && known.blocks.is_empty();
    let too_many = told > due && !history.unsure;
    (too_few || too_many).then(|| format!("{} was told of a ban {told} times, and not {due}", known.name))
}
