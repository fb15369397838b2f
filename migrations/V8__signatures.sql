-- The name under which a message of staff goes out, as it was when they wrote it.
ALTER TABLE messages ADD COLUMN signature TEXT;

-- Whether this member has been told how to choose the name that clients see.
ALTER TABLE staff ADD COLUMN hinted INTEGER NOT NULL DEFAULT 0;
