-- doubted_ms: when the group said that it has topics although this one had refused; NULL once something has landed
-- in it. What it refuses after that moment, with the group saying so once more, proves that it is gone.
ALTER TABLE topics ADD COLUMN doubted_ms INTEGER;
