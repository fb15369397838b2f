-- Finding things: what the bot told clients by itself, and the index that /find searches.

-- after_id: the newest message there was when it was said, so that both can be put in order.
CREATE TABLE told (
    id         INTEGER PRIMARY KEY,
    client_id  INTEGER NOT NULL,
    after_id   INTEGER NOT NULL,
    text       TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX told_to ON told (client_id, id);

-- Folded words by client and by message. The words themselves are not kept, and come from our own folding, so
-- the plainest tokenizer does: it takes everything beyond ASCII as it is. The prefix indexes keep the search
-- for the beginning of a frequent word short.
CREATE VIRTUAL TABLE find_clients USING fts5 (
    words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3'
);
CREATE VIRTUAL TABLE find_messages USING fts5 (
    words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='2 3 4 5 6'
);

-- What has changed since it went into the index. New messages are not listed: their numbers are higher than
-- the one in kv.
CREATE TABLE find_again (
    kind TEXT NOT NULL CHECK (kind IN ('client', 'message')),
    id   INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

INSERT INTO find_again (kind, id) SELECT 'client', telegram_id FROM pp_clients;

-- Within a trigger, OR IGNORE gives way to whatever the statement that fired it says of conflicts.

CREATE TRIGGER find_new_client AFTER INSERT ON pp_clients
BEGIN
    INSERT INTO find_again (kind, id) SELECT 'client', new.telegram_id
    WHERE NOT EXISTS (SELECT 1 FROM find_again WHERE kind = 'client' AND id = new.telegram_id);
END;

CREATE TRIGGER find_changed_client AFTER UPDATE ON pp_clients
WHEN (old.label, old.first_name, old.last_name, old.username, old.phone, old.owner_name_enote,
      old.owner_phone_enote, old.linked_contract_number)
    IS NOT (new.label, new.first_name, new.last_name, new.username, new.phone, new.owner_name_enote,
            new.owner_phone_enote, new.linked_contract_number)
BEGIN
    INSERT INTO find_again (kind, id) SELECT 'client', new.telegram_id
    WHERE NOT EXISTS (SELECT 1 FROM find_again WHERE kind = 'client' AND id = new.telegram_id);
END;

CREATE TRIGGER find_edited_message AFTER UPDATE OF text ON messages WHEN old.text IS NOT new.text
BEGIN
    INSERT INTO find_again (kind, id) SELECT 'message', new.id
    WHERE NOT EXISTS (SELECT 1 FROM find_again WHERE kind = 'message' AND id = new.id);
END;

-- What /stats counts.
CREATE INDEX tickets_by_opening ON tickets (created_at);
CREATE INDEX tickets_by_closing ON tickets (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX tickets_by_answer ON tickets (answered_ms) WHERE answered_ms IS NOT NULL;
CREATE INDEX messages_sent ON messages (created_at, author_id, delivery) WHERE direction = 'out';
