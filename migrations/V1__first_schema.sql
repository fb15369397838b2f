-- The first schema. Times in pp_clients, tickets and messages are UTC text, YYYY-MM-DD HH:MM:SS, so
-- that any SQLite tool shows them readably; columns that end in _ms are milliseconds since 1970.

-- Clients. The old system's columns first; what this one adds comes behind.
CREATE TABLE pp_clients (
    telegram_id            INTEGER PRIMARY KEY,
    phone                  TEXT,
    phone_confirmed        INTEGER CHECK (phone_confirmed IN (0, 1)),
    label                  TEXT,
    total_closed           INTEGER NOT NULL DEFAULT 0,
    created_at             TEXT NOT NULL,
    updated_at             TEXT NOT NULL,
    last_phone_prompt_at   TEXT,
    owner_ref_key          TEXT,
    owner_name_enote       TEXT,
    owner_phone_enote      TEXT,
    linked_contract_number TEXT,
    linked_by              INTEGER,
    linked_at              TEXT,
    first_name             TEXT NOT NULL DEFAULT '',
    last_name              TEXT,
    username               TEXT,
    language               TEXT,
    blocked_at             TEXT
) STRICT;

CREATE INDEX idx_pp_clients_owner_ref_key ON pp_clients (owner_ref_key);

-- One topic serves one client for life. The thread is forgotten when the topic is dead.
CREATE TABLE topics (
    client_id INTEGER PRIMARY KEY REFERENCES pp_clients (telegram_id),
    state     TEXT NOT NULL CHECK (state IN ('opening', 'open', 'suspect', 'dead')),
    chat_id   INTEGER,
    thread_id INTEGER,
    replaced  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX topics_by_thread ON topics (chat_id, thread_id);

-- A ticket is one episode of a client's conversation.
CREATE TABLE tickets (
    id             INTEGER PRIMARY KEY,
    thread_id      INTEGER,
    chat_id        INTEGER,
    client_user_id INTEGER NOT NULL REFERENCES pp_clients (telegram_id),
    status         TEXT NOT NULL CHECK (status IN ('open', 'in_progress', 'closed')),
    created_at     TEXT NOT NULL,
    updated_at     TEXT NOT NULL,
    closed_at      TEXT,
    label          TEXT,
    assigned_to    INTEGER
) STRICT;

CREATE INDEX tickets_of_client ON tickets (client_user_id, id);

-- Messages that clients and staff wrote. direction: 'in' client to staff, 'out' staff to client.
-- chat_id and telegram_message_id say where the message itself stands; its copies are in message_links.
CREATE TABLE messages (
    id                  INTEGER PRIMARY KEY,
    ticket_id           INTEGER NOT NULL REFERENCES tickets (id),
    direction           TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    telegram_message_id INTEGER NOT NULL,
    text                TEXT,
    media               TEXT NOT NULL,
    created_at          TEXT NOT NULL,
    chat_id             INTEGER NOT NULL,
    client_id           INTEGER NOT NULL REFERENCES pp_clients (telegram_id),
    author_id           INTEGER,
    entities            TEXT,
    file_id             TEXT,
    extra               TEXT,
    media_group_id      TEXT,
    reply_to_message_id INTEGER,
    quote               TEXT,
    delivery            TEXT NOT NULL CHECK (delivery IN ('queued', 'sent', 'possibly twice', 'failed', 'kept')),
    outbox_id           INTEGER
) STRICT;

CREATE UNIQUE INDEX messages_by_place ON messages (chat_id, telegram_message_id);
CREATE INDEX messages_of_ticket ON messages (ticket_id, id);
CREATE INDEX messages_carried ON messages (outbox_id) WHERE outbox_id IS NOT NULL;
CREATE INDEX messages_of_album ON messages (media_group_id) WHERE media_group_id IS NOT NULL;
CREATE INDEX messages_by_time ON messages (created_at) WHERE direction = 'in';

-- Where copies of a message stand. One message may have many, a copy is of one message.
CREATE TABLE message_links (
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    source_id  INTEGER NOT NULL REFERENCES messages (id),
    PRIMARY KEY (chat_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_links_of_source ON message_links (source_id);

-- What the bot itself said in the group. message_id is empty until it has been sent; over: it has been
-- brought to its end and is not revised again.
CREATE TABLE said (
    id         INTEGER PRIMARY KEY,
    label      TEXT,
    client_id  INTEGER,
    chat_id    INTEGER,
    message_id INTEGER,
    over       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX said_by_label ON said (label, id) WHERE label IS NOT NULL;
CREATE INDEX said_by_place ON said (chat_id, message_id) WHERE message_id IS NOT NULL;

-- Members of the support group.
CREATE TABLE staff (
    telegram_id  INTEGER PRIMARY KEY,
    first_name   TEXT NOT NULL DEFAULT '',
    last_name    TEXT,
    username     TEXT,
    display_name TEXT,
    inside       INTEGER NOT NULL DEFAULT 1,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL
) STRICT;

-- What is to be sent. A lane is sent strictly in order of (place, id); a row that falls into several
-- leaves them its place.
CREATE TABLE outbox (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    lane          TEXT NOT NULL,
    place         INTEGER NOT NULL,
    what          TEXT NOT NULL,
    body          TEXT NOT NULL,
    answers       INTEGER,
    cost          INTEGER NOT NULL DEFAULT 1,
    created_ms    INTEGER NOT NULL,
    not_before_ms INTEGER NOT NULL,
    after_poll_ms INTEGER,
    expires_ms    INTEGER,
    attempt       INTEGER NOT NULL DEFAULT 0,
    claimed_ms    INTEGER,
    unknown_count INTEGER NOT NULL DEFAULT 0,
    thread_id     INTEGER,
    targeted      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX outbox_by_lane ON outbox (lane, place, id);
CREATE INDEX outbox_after_poll ON outbox (after_poll_ms) WHERE after_poll_ms IS NOT NULL;
CREATE INDEX outbox_claimed ON outbox (id) WHERE claimed_ms IS NOT NULL;
CREATE INDEX outbox_asks ON outbox (id) WHERE what = 'ask';

-- What was sent into the group lately, for its limit of messages a minute.
CREATE TABLE spent (
    id    INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    cost  INTEGER NOT NULL,
    class INTEGER NOT NULL
) STRICT;

-- Where Telegram told us to wait (429).
CREATE TABLE pauses (
    scope    TEXT PRIMARY KEY,
    until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Updates as they came, kept for a week, so that none is handled twice.
CREATE TABLE updates (
    update_id   INTEGER PRIMARY KEY,
    received_ms INTEGER NOT NULL,
    raw         TEXT NOT NULL
) STRICT;

CREATE INDEX updates_by_time ON updates (received_ms);

-- Events that could not be handled, with what is needed to look into them.
CREATE TABLE quarantine (
    id          INTEGER PRIMARY KEY,
    received_ms INTEGER NOT NULL,
    update_id   INTEGER,
    reason      TEXT NOT NULL,
    raw         TEXT NOT NULL
) STRICT;

-- Moments to come back to; the earlier of two for the same thing wins.
CREATE TABLE deadlines (
    kind    TEXT NOT NULL,
    subject INTEGER NOT NULL,
    due_ms  INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX deadlines_by_time ON deadlines (due_ms);

-- The few things of which there is one.
CREATE TABLE kv (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
