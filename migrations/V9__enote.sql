-- What staff do with Enote: errands, links to owners, and the animals that were last seen there.

-- Something that staff want of Enote, from the first question to its end. Columns that end in _ms are
-- milliseconds since 1970. kind: link, pets, refresh, unlink. state: number (a contract number is waited for),
-- asked (Enote is being asked), shown (a yes or a no is waited for), or how it ended. basis: the client's link
-- as it was then. inquiry and card are JSON.
CREATE TABLE errands (
    id          INTEGER PRIMARY KEY,
    client_id   INTEGER NOT NULL REFERENCES pp_clients (telegram_id),
    kind        TEXT NOT NULL CHECK (kind IN ('link', 'pets', 'refresh', 'unlink')),
    actor_id    INTEGER,
    state       TEXT NOT NULL CHECK (state IN ('number', 'asked', 'shown', 'done', 'cancelled', 'expired',
                                               'failed', 'overtaken')),
    contract    TEXT,
    inquiry     TEXT,
    card        TEXT,
    basis       TEXT NOT NULL,
    created_ms  INTEGER NOT NULL,
    until_ms    INTEGER NOT NULL
) STRICT;

CREATE INDEX errands_open ON errands (client_id, id) WHERE state IN ('number', 'asked', 'shown');

-- Every change of a client's link to an owner, with what it became.
CREATE TABLE enote_links (
    id                     INTEGER PRIMARY KEY,
    client_id              INTEGER NOT NULL REFERENCES pp_clients (telegram_id),
    event                  TEXT NOT NULL CHECK (event IN ('linked', 'refreshed', 'unlinked')),
    owner_ref_key          TEXT,
    owner_name_enote       TEXT,
    owner_phone_enote      TEXT,
    linked_contract_number TEXT,
    actor_id               INTEGER,
    created_at             TEXT NOT NULL
) STRICT;

CREATE INDEX enote_links_of_client ON enote_links (client_id, id);

-- An owner's animals as Enote last said, as a JSON list.
CREATE TABLE enote_animals (
    owner_ref_key TEXT PRIMARY KEY,
    animals       TEXT NOT NULL,
    read_ms       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What other contacts Enote gave of the owner, as a JSON list.
ALTER TABLE pp_clients ADD COLUMN owner_contacts_enote TEXT;
