//! A group that goes away under the bot's hands, piece by piece, while people write on. In simulated time.

use super::ledger::Clinic;
use crate::sim::Sim;
use pwparents::sandbox::{Action, DeletedTopic, Fault, Rights};

const MINUTE: i64 = 60_000;

/// Three clients who talk, with calls under way that take a while.
fn busy() -> Clinic {
    let mut clinic = Clinic::talking(Sim::new(), 3);
    clinic.sim.world.fault(Fault::on("copyMessage", Action::Delay(2_000)).times(3));
    clinic.rounds(2, 100);
    clinic
}

#[test]
fn a_topic_deleted_with_calls_under_way_is_replaced_and_nothing_goes_elsewhere() {
    for behaviour in [DeletedTopic::NotFound, DeletedTopic::Cached, DeletedTopic::LandsInGeneral] {
        for wait in [0, 100, 3_000] {
            let mut clinic = busy();
            clinic.sim.world.rules.deleted_topic = behaviour;
            clinic.sim.pass(wait);
            let client = clinic.clients[1];
            clinic.ledger.delete_topic(&mut clinic.sim.world, client);
            clinic.rounds(2, 500);
            clinic.sim.pass(MINUTE);
            clinic.round();
            clinic.holds_after(MINUTE);
            let topics = clinic.sim.world.topics(clinic.sim.group);
            assert_eq!(topics.iter().filter(|topic| !topic.deleted).count(), 3, "{behaviour:?} {wait}");
        }
    }
}

#[test]
fn a_closed_topic_is_written_into_or_waited_for() {
    for may in [true, false] {
        let mut clinic = busy();
        let (group, bot, vet) = (clinic.sim.group, clinic.sim.bot, clinic.sim.vet);
        let client = clinic.clients[1];
        let thread = clinic.ledger.thread(&clinic.sim.world, client).unwrap();
        if !may {
            clinic.sim.world.promote_bot(group, bot, Rights { can_manage_topics: false, ..Rights::all() });
        }
        clinic.sim.world.close_topic(group, thread, vet);
        clinic.rounds(3, 5_000);
        clinic.sim.pass(10 * MINUTE);
        if !may {
            clinic.sim.world.promote_bot(group, bot, Rights::all());
        }
        clinic.holds_after(2 * MINUTE);
        let closed =
            clinic.sim.world.topics(group).iter().find(|topic| topic.thread == thread).unwrap().closed;
        assert!(closed, "what staff closed stays closed");
    }
}

#[test]
fn a_bot_removed_or_demoted_keeps_everything_until_it_is_back() {
    for away in [30_000, 5 * MINUTE, 3 * 60 * MINUTE] {
        for demoted in [false, true] {
            let mut clinic = busy();
            let (group, bot) = (clinic.sim.group, clinic.sim.bot);
            if demoted {
                clinic.sim.world.demote(group, bot);
            } else {
                clinic.sim.world.kick(group, bot);
            }
            let client = clinic.meets("Новий");
            clinic.ledger.asks(&mut clinic.sim.world, client);
            for known in clinic.clients.clone() {
                clinic.ledger.asks(&mut clinic.sim.world, known);
            }
            clinic.sim.pass(away);
            clinic.sim.crash();
            clinic.sim.start();
            clinic.sim.pass(1_000);
            clinic.sim.world.promote_bot(group, bot, Rights::all());
            clinic.sim.pass(MINUTE);
            clinic.round();
            clinic.holds_after(2 * MINUTE);
        }
    }
}

#[test]
fn topics_switched_off_and_on_again_open_nothing_twice() {
    let mut clinic = busy();
    let group = clinic.sim.group;
    clinic.sim.pass(MINUTE);
    clinic.sim.world.set_forum(group, false);
    let client = clinic.meets("Новий");
    for _ in 0..3 {
        clinic.ledger.asks(&mut clinic.sim.world, client);
        clinic.sim.pass(20_000);
    }
    clinic.sim.world.set_forum(group, true);
    clinic.sim.pass(11 * MINUTE);
    clinic.round();
    clinic.holds_after(MINUTE);
    assert_eq!(clinic.sim.world.topics(group).len(), 4);
}

#[test]
fn a_group_that_moves_with_messages_waiting_is_followed() {
    let mut clinic = Clinic::talking(Sim::in_basic_group(), 0);
    for name in ["Олена", "Ігор"] {
        let client = clinic.meets(name);
        clinic.ledger.asks(&mut clinic.sim.world, client);
        clinic.sim.pass(500);
    }
    let (old, bot) = (clinic.sim.group, clinic.sim.bot);
    let new = clinic.sim.world.migrate(old);
    clinic.sim.world.set_forum(new, true);
    clinic.sim.world.promote_bot(new, bot, Rights::all());
    clinic.sim.group = new;
    clinic.ledger.group = new;
    for client in clinic.clients.clone() {
        clinic.ledger.asks(&mut clinic.sim.world, client);
    }
    clinic.sim.pass(20 * MINUTE);
    clinic.sim.crash();
    clinic.sim.start();
    clinic.round();
    clinic.holds_after(MINUTE);
}

#[test]
fn a_client_who_blocks_and_returns_gets_what_is_written_from_then_on() {
    let mut clinic = busy();
    clinic.sim.pass(MINUTE);
    let (bot, client) = (clinic.sim.bot, clinic.clients[0]);
    clinic.sim.world.block(client, bot);
    clinic.sim.pass(1_000);
    clinic.sim.world.unblock(client, bot);
    clinic.rounds(3, 200);
    clinic.holds_after(MINUTE);
}
