-- What becomes of messages after they were written: edits, deletions, reactions.

-- When the copies were deleted, or the message was called off before it went out, and who wanted it.
ALTER TABLE messages ADD COLUMN deleted_at TEXT;
ALTER TABLE messages ADD COLUMN deleted_by INTEGER;

-- What a message held before it was edited: columns as in messages. edited_at: when it ceased to hold that.
CREATE TABLE message_edits (
    id         INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id),
    media      TEXT NOT NULL,
    text       TEXT,
    entities   TEXT,
    file_id    TEXT,
    extra      TEXT,
    edited_at  TEXT NOT NULL
) STRICT;

CREATE INDEX message_edits_of ON message_edits (message_id, id);

-- Reactions that travel, one a person and place. direction: 'in' a client's, 'out' one of staff. The newest has
-- the highest id. actor_id is the group's for an administrator who reacts in its name.
CREATE TABLE reactions (
    id         INTEGER PRIMARY KEY,
    chat_id    INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    actor_id   INTEGER NOT NULL,
    source_id  INTEGER NOT NULL REFERENCES messages (id),
    direction  TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    emoji      TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX reactions_by_place ON reactions (chat_id, message_id, actor_id);
CREATE INDEX reactions_of ON reactions (source_id, direction, id);
