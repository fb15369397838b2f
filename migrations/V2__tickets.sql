-- The life of a ticket, and how a topic looks.

-- waiting_ms: since when the client waits for an answer; asked_ms and answered_ms: the first question and
-- the first answer.
ALTER TABLE tickets ADD COLUMN waiting_ms INTEGER;
ALTER TABLE tickets ADD COLUMN asked_ms INTEGER;
ALTER TABLE tickets ADD COLUMN answered_ms INTEGER;
ALTER TABLE tickets ADD COLUMN closed_by INTEGER;

CREATE INDEX tickets_waiting ON tickets (waiting_ms) WHERE waiting_ms IS NOT NULL;

-- Name and icon of the topic, as Telegram was last told.
ALTER TABLE topics ADD COLUMN title TEXT;
ALTER TABLE topics ADD COLUMN icon TEXT;
