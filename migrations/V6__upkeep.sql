-- What the bot does about tickets by itself.

-- reminders, reminded_ms: how often staff were reminded in the present wait, and when last.
ALTER TABLE tickets ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN reminded_ms INTEGER;
ALTER TABLE tickets ADD COLUMN snoozed_until_ms INTEGER;
-- The client was told that the clinic is closed; was asked for a rating; gave so many stars.
ALTER TABLE tickets ADD COLUMN away_told INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN rating_asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tickets ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 5);

CREATE INDEX tickets_open ON tickets (updated_at) WHERE status <> 'closed';
