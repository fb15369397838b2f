-- How the bot receives a client: the language they chose, and the button of the menu that their next
-- message is about (its caption as staff read it).
ALTER TABLE pp_clients ADD COLUMN chosen_language TEXT CHECK (chosen_language IN ('uk', 'en'));
ALTER TABLE pp_clients ADD COLUMN intent TEXT;
