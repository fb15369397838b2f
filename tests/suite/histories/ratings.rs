//! The stars that clients give after a close: the first counts, and is what staff and client see.

use super::check::Seen;
use super::history::History;
use pwparents::sandbox::Place;

const THANKS: &str = "Дякуємо за оцінку: ";
const ALREADY: &str = "Ви вже поставили оцінку";

/// A star that was pressed.
#[derive(Debug)]
pub struct Star {
    client: usize,
    ticket: i64,
    stars: i64,
    /// The question, and the press.
    message: i64,
    query: String,
}

impl History {
    pub fn client_rates(&mut self, client: usize) {
        let (id, bot) = (self.clients[client].id, self.sim.bot);
        let all = self.sim.world.private_view(id, bot).into_iter().flat_map(|shown| {
            let data: Vec<_> =
                shown.buttons.iter().flatten().filter_map(|button| button.data.clone()).collect();
            data.into_iter().map(move |data| (shown.message_id, data))
        });
        let all: Vec<_> = all.filter(|(_, data)| data.starts_with("rate:")).collect();
        let Some((message, data)) = self.rng.choice(all) else { return };
        if self.sim.world.is_blocked(id, bot) {
            return;
        }
        let query = self.sim.world.press(id, Place::Private { bot, user: id }, message, &data);
        self.wrote(client);
        let mut words = data.split(':').skip(1).map(|word| word.parse().unwrap());
        let (ticket, stars) = (words.next().unwrap(), words.next().unwrap());
        self.ledger.stars.push(Star { client, ticket, stars, message, query });
        self.tell(|history| {
            format!("{} gives {stars} stars for ticket {ticket}", history.clients[client].name)
        });
    }
}

pub fn check(history: &History, seen: &Seen) -> Vec<String> {
    let look = history.sim.look();
    let mut statement = look.prepare("SELECT id, client_user_id, rating FROM tickets").unwrap();
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let tickets: Vec<(i64, i64, Option<i64>)> = rows.map(Result::unwrap).collect();
    let mut wrong = Vec::new();
    for (ticket, client, rating) in tickets {
        let stars: Vec<&Star> = history.ledger.stars.iter().filter(|star| star.ticket == ticket).collect();
        let given = |star: &&&Star| Some(star.stars) == rating && history.clients[star.client].id == client;
        let found = stars.iter().find(given);
        if rating.is_some() && found.is_none() {
            wrong.push(format!("ticket {ticket} has {rating:?} stars, and was given {stars:?}"));
        }
        wrong.extend(stars.iter().filter_map(|star| answered(history, star, rating)));
        wrong.extend(
            found
                .filter(|star| !is_thanked(history, seen, star))
                .map(|star| format!("no thanks for {star:?}")),
        );
    }
    wrong
}

/// What the client read over their chat is true.
fn answered(history: &History, star: &Star, rating: Option<i64>) -> Option<String> {
    let answer = history.sim.world.callback_answer(&star.query)?.text.clone().unwrap_or_default();
    let thanked = answer.strip_prefix(THANKS).map(|words| words.starts_with(&star.stars.to_string()));
    let right = match thanked {
        Some(said) => said && rating == Some(star.stars),
        None => !answer.starts_with(ALREADY) || rating.is_some(),
    };
    (!right).then(|| format!("{star:?} was answered {answer:?}, and {rating:?} is kept"))
}

/// Whether the question became a word of thanks, where nothing kept it from that.
fn is_thanked(history: &History, seen: &Seen, star: &Star) -> bool {
    let kept = history.refused_edits || history.unsure || !history.clients[star.client].blocks.is_empty();
    let question = seen.private[star.client].iter().find(|shown| shown.message_id == star.message);
    kept || question.is_some_and(|shown| shown.words().starts_with(&format!("{THANKS}{}", star.stars)))
}
