-- What stays inside: notes, canned replies, and those of them that are shown in a topic before they are sent.

-- 1: words for colleagues. Such a message is always kept.
ALTER TABLE messages ADD COLUMN note INTEGER NOT NULL DEFAULT 0 CHECK (note IN (0, 1));

-- Canned replies: text, or something that can be sent anew. Columns as in messages.
CREATE TABLE canned (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    media      TEXT NOT NULL,
    text       TEXT,
    entities   TEXT,
    file_id    TEXT,
    extra      TEXT,
    author_id  INTEGER,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- What is shown in a topic for somebody to send it to the client or not, by the row of outbox that shows it.
CREATE TABLE offers (
    id        INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES pp_clients (telegram_id),
    media     TEXT NOT NULL,
    text      TEXT,
    entities  TEXT,
    file_id   TEXT,
    extra     TEXT
) STRICT;
