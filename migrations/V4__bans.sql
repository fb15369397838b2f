-- Clients who are not listened to.

-- ban_told_at: when the client was told, once a ban.
ALTER TABLE pp_clients ADD COLUMN banned_at TEXT;
ALTER TABLE pp_clients ADD COLUMN ban_reason TEXT;
ALTER TABLE pp_clients ADD COLUMN banned_by INTEGER;
ALTER TABLE pp_clients ADD COLUMN ban_told_at TEXT;
