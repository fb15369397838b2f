//! What a history dwells on: some things only come to light when they happen to one another.

use super::history::History;
use super::ledger::Fate;
use pwparents::sandbox::Draft;

#[derive(Debug, Clone, Copy)]
pub enum Theme {
    Edits,
    Reactions,
    Deletions,
    Bans,
    Ratings,
    Enote,
}

impl Theme {
    pub const ALL: [Self; 6] =
        [Self::Edits, Self::Reactions, Self::Deletions, Self::Bans, Self::Ratings, Self::Enote];
}

impl History {
    /// A few things more of what this history is about, in any client's topic, close upon each other or not.
    pub fn dwell(&mut self) {
        let theme = self.themes[self.rng.usize(0..self.themes.len())];
        let topics = if self.forum { self.topics() } else { Vec::new() };
        let Some((thread, client)) = self.rng.choice(topics) else { return self.client_acts() };
        for _ in 0..self.rng.u32(1..4) {
            self.more_of(theme, thread, client);
            let ms = [0, 300, 3_000][self.rng.usize(0..3)];
            self.pass(ms);
        }
    }

    fn more_of(&mut self, theme: Theme, thread: i64, client: usize) {
        let by_client = self.rng.bool();
        match theme {
            Theme::Edits if by_client => self.client_edits(client),
            Theme::Edits => self.staff_edit(),
            Theme::Reactions if by_client => self.client_reacts(client),
            Theme::Reactions => self.staff_react(thread),
            Theme::Deletions | Theme::Enote if by_client => self.staff_advise(thread),
            Theme::Deletions => self.staff_delete(thread),
            Theme::Bans if by_client => self.client_writes(client),
            Theme::Bans => self.staff_ban(thread, client),
            Theme::Ratings if by_client => self.client_rates(client),
            Theme::Ratings => self.staff_send(thread, |_| Draft::text("/close"), Fate::Stays, "/close"),
            Theme::Enote => self.staff_ask_enote(thread, client),
        }
    }
}
