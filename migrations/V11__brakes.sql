-- lane: whose brake a call of the last minute counts against: a client's words (in:…), a new client's topic
-- (topic:…), or nobody's.
ALTER TABLE spent ADD COLUMN lane TEXT;
