//! The commands there are, and every name each goes by. No rules.

/// A command that staff have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// The client's full card.
    Client,
    /// The client's phone.
    Phone,
    /// The name under which staff know the client.
    Label,
    /// Who looks after the ticket.
    Assign,
    /// Close the ticket and tell the client.
    Close,
    /// Close the ticket and tell nobody.
    CloseSilent,
    /// Open the ticket again.
    Reopen,
    /// No reminders for a while.
    Snooze,
    /// The card with the buttons.
    Card,
    /// Words for colleagues.
    Note,
    /// Delete at the client's what is answered.
    Del,
    /// The client is not listened to.
    Ban,
    /// The client is listened to again.
    Unban,
    /// The last messages as text.
    History,
    /// What commands there are.
    Help,
    /// A canned reply.
    T,
    /// Keep a canned reply.
    TAdd,
    /// Drop a canned reply.
    TDel,
    /// Look for a client or a message.
    Find,
    /// Who waits for an answer.
    Queue,
    /// Figures.
    Stats,
    /// What the bot knows about this topic.
    ThreadInfo,
    /// The name that clients see of a member of staff.
    SetName,
    /// Tie the client to an owner in Enote.
    EnoteLink,
    /// The owner's animals.
    Pets,
    /// Read the owner's name and contacts anew.
    EnoteRefresh,
    /// Untie the client from the owner.
    EnoteUnlink,
    /// Give up what was begun.
    Cancel,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 28] = [
        Self::Client,
        Self::Phone,
        Self::Label,
        Self::Assign,
        Self::Close,
        Self::CloseSilent,
        Self::Reopen,
        Self::Snooze,
        Self::Card,
        Self::Note,
        Self::Del,
        Self::Ban,
        Self::Unban,
        Self::History,
        Self::Help,
        Self::T,
        Self::TAdd,
        Self::TDel,
        Self::Find,
        Self::Queue,
        Self::Stats,
        Self::ThreadInfo,
        Self::SetName,
        Self::EnoteLink,
        Self::Pets,
        Self::EnoteRefresh,
        Self::EnoteUnlink,
        Self::Cancel,
    ];

    /// The name, without the slash.
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Phone => "phone",
            Self::Label => "label",
            Self::Assign => "assign",
            Self::Close => "close",
            Self::CloseSilent => "close_silent",
            Self::Reopen => "reopen",
            Self::Snooze => "snooze",
            Self::Card => "card",
            Self::Note => "note",
            Self::Del => "del",
            Self::Ban => "ban",
            Self::Unban => "unban",
            Self::History => "history",
            Self::Help => "help",
            Self::T => "t",
            Self::TAdd => "t_add",
            Self::TDel => "t_del",
            Self::Find => "find",
            Self::Queue => "queue",
            Self::Stats => "stats",
            Self::ThreadInfo => "threadinfo",
            Self::SetName => "setname",
            Self::EnoteLink => "enote_link",
            Self::Pets => "pets",
            Self::EnoteRefresh => "enote_refresh",
            Self::EnoteUnlink => "enote_unlink",
            Self::Cancel => "cancel",
        }
    }

    /// Its other names, most of them Ukrainian. Apostrophes are left out: there are too many ways to type one.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Client => &["клієнт"],
            Self::Phone => &["телефон"],
            Self::Label => &["мітка"],
            Self::Assign => &["призначити"],
            Self::Close => &["закрити"],
            Self::CloseSilent => &["закрити_тихо"],
            Self::Reopen => &["відкрити"],
            Self::Snooze => &["відкласти"],
            Self::Card => &["картка"],
            Self::Note => &["нотатка", "примітка"],
            Self::Del => &["видалити"],
            Self::Ban => &["бан", "заблокувати"],
            Self::Unban => &["розбан", "розблокувати"],
            Self::History => &["історія"],
            Self::Help => &["довідка", "допомога"],
            Self::T => &["шаблон"],
            Self::TAdd => &["шаблон_додати", "додати_шаблон"],
            Self::TDel => &["шаблон_видалити", "видалити_шаблон"],
            Self::Find => &["знайти", "пошук"],
            Self::Queue => &["черга"],
            Self::Stats => &["статистика"],
            Self::ThreadInfo => &["тема"],
            Self::SetName => &["імя"],
            Self::EnoteLink => &["привязати"],
            Self::Pets => &["patient", "тварини", "пацієнт"],
            Self::EnoteRefresh => &["оновити"],
            Self::EnoteUnlink => &["відвязати"],
            Self::Cancel => &["скасувати"],
        }
    }

    /// Everything it is called.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name()).chain(self.aliases().iter().copied())
    }
}
