-- A database as version 12 of the schema leaves it in the middle of a working day: rows in every table.

INSERT INTO pp_clients (telegram_id, phone, phone_confirmed, label, total_closed, created_at, updated_at,
    last_phone_prompt_at, owner_ref_key, owner_name_enote, owner_phone_enote, linked_contract_number,
    linked_by, linked_at, first_name, last_name, username, language, blocked_at,
    banned_at, ban_reason, banned_by, ban_told_at, chosen_language, intent)
VALUES
    (501, '380671234567', 1, 'Олена (Мурчик)', 3, '2026-09-01 08:00:00', '2026-11-18 10:00:00',
     '2026-09-01 08:00:05', '0a1b2c3d-0000-0000-0000-000000000001', 'Олена Коваль', '380671234567', 'К-17',
     42, '2026-09-02 12:00:00', 'Олена', 'Коваль', 'olena_k', 'uk', NULL,
     NULL, NULL, NULL, NULL, 'en', '📅 Записатися на прийом'),
    (502, NULL, NULL, NULL, 0, '2026-11-18 09:00:00', '2026-11-18 09:00:00', NULL, NULL, NULL, NULL, NULL,
     NULL, NULL, 'Ігор', NULL, NULL, NULL, '2026-11-18 09:30:00', '2026-11-18 09:20:00', 'спам', 42,
     '2026-11-18 09:25:00', NULL, NULL);

INSERT INTO topics (client_id, state, chat_id, thread_id, replaced, title, icon, doubted_ms)
VALUES (501, 'open', -1001234567890, 77, 1, 'Олена (Мурчик)', '5237699328843200968', 1794999990000),
    (502, 'opening', NULL, NULL, 0, NULL, NULL, NULL);

INSERT INTO tickets (id, thread_id, chat_id, client_user_id, status, created_at, updated_at, closed_at,
    label, assigned_to, waiting_ms, asked_ms, answered_ms, closed_by, reminders, reminded_ms, snoozed_until_ms,
    away_told, rating_asked, rating)
VALUES
    (1, 55, -1001234567890, 501, 'closed', '2026-09-01 08:00:00', '2026-09-01 09:00:00',
     '2026-09-01 09:00:00', 'щеплення', 42, NULL, 1788249600000, 1788249900000, 42, 0, NULL, NULL, 0, 1, 5),
    (2, 77, -1001234567890, 501, 'in_progress', '2026-11-18 09:00:00', '2026-11-18 09:10:00', NULL, NULL, 42,
     1794993000000, 1794992400000, 1794992700000, NULL, 2, 1794998400000, 1795003600000, 1, 0, NULL),
    (3, NULL, -1001234567890, 502, 'open', '2026-11-18 09:00:00', '2026-11-18 09:00:00', NULL, NULL, NULL,
     NULL, NULL, NULL, NULL, 0, NULL, NULL, 0, 0, NULL);

INSERT INTO messages (id, ticket_id, direction, telegram_message_id, text, media, created_at, chat_id,
    client_id, author_id, entities, file_id, extra, media_group_id, reply_to_message_id, quote, delivery,
    outbox_id, note, signature, deleted_at, deleted_by)
VALUES
    (1, 1, 'in', 10, 'Добрий день', 'text', '2026-09-01 08:00:00', 501, 501, 501,
     '[{"type":"bold","offset":0,"length":6}]', NULL, NULL, NULL, NULL, NULL, 'sent', NULL, 0, NULL, NULL, NULL),
    (2, 1, 'out', 90, 'Приходьте', 'photo', '2026-09-01 08:05:00', -1001234567890, 501, 42, NULL, 'FILE',
     '{"spoiler":true}', 'ALBUM', 78, '{"text":{"text":"день"},"position":7}', 'possibly twice', NULL, 0,
     'лікарка Марія', '2026-09-01 08:07:00', 42),
    (3, 3, 'in', 11, NULL, 'service:gift', '2026-11-18 09:00:00', 502, 502, 502, NULL, NULL, NULL, NULL,
     NULL, NULL, 'queued', 5, 0, NULL, NULL, NULL),
    (4, 2, 'out', 91, '// боїться щеплень', 'text', '2026-11-18 09:05:00', -1001234567890, 501, 42, NULL, NULL,
     NULL, NULL, NULL, NULL, 'kept', NULL, 1, NULL, NULL, NULL);

INSERT INTO message_links (chat_id, message_id, source_id) VALUES (-1001234567890, 78, 1), (501, 12, 2);

INSERT INTO said (id, label, client_id, chat_id, message_id, over)
VALUES (1, 'card:501', 501, -1001234567890, 79, 0), (2, NULL, 501, -1001234567890, 80, 0),
    (3, 'late:501', 501, NULL, NULL, 1);

INSERT INTO canned (id, name, media, text, entities, file_id, extra, author_id, created_at, updated_at)
VALUES (1, 'Адреса', 'text', 'Хрещатик, 1', '[{"type":"bold","offset":0,"length":8}]', NULL, NULL, 42,
     '2026-10-01 08:00:00', '2026-10-02 08:00:00'),
    (2, 'Перед операцією', 'photo', NULL, NULL, 'FILE', '{"spoiler":true}', NULL, '2026-10-01 08:00:00',
     '2026-10-01 08:00:00');

INSERT INTO offers (id, client_id, media, text, entities, file_id, extra)
VALUES (3, 501, 'text', 'Хрещатик, 1', NULL, NULL, NULL);

INSERT INTO staff (telegram_id, first_name, last_name, username, display_name, inside, created_at, updated_at, hinted)
VALUES (42, 'Марія', 'Ветеринар', 'maria_vet', 'лікарка Марія', 1, '2026-01-01 00:00:00', '2026-11-18 09:00:00', 1);

INSERT INTO outbox (id, lane, place, what, body, answers, cost, created_ms, not_before_ms, after_poll_ms,
    expires_ms, attempt, claimed_ms, unknown_count, thread_id, targeted)
VALUES
    (4, 'topic:502', 4, 'open topic', '{"name":"Ігор"}', NULL, 1, 1794999990000, 0, NULL, NULL, 1,
     1794999991000, 0, NULL, 0),
    (5, 'in:502', 5, 'relay', '{"chat":502,"message":11,"rung":"described","text":"🎁"}', NULL, 1,
     1794999990000, 0, NULL, NULL, 0, NULL, 0, NULL, 0),
    (6, 'desk:501', 6, 'say',
     '{"text":"⚠️ Не доставлено","buttons":[[{"text":"🔁","data":"retry:2"}]],"label":"refused:2"}', 90, 1,
     1794999990000, 0, NULL, NULL, 2, NULL, 1, 77, 1);

INSERT INTO spent (id, at_ms, cost, class, lane)
VALUES (1, 1794999980000, 1, 0, 'in:501'), (2, 1794999985000, 10, 1, NULL), (3, 1794999986000, 1, 0, 'topic:502');

INSERT INTO pauses (scope, until_ms) VALUES ('chat:501', 1795000030000), ('topics', 1795000020000);

INSERT INTO updates (update_id, received_ms, raw) VALUES (100, 1794999990000, '{"update_id":100}');

INSERT INTO quarantine (id, received_ms, update_id, reason, raw)
VALUES (1, 1794000000000, 99, 'panic: ?', '{"update_id":99}');

INSERT INTO deadlines (kind, subject, due_ms) VALUES ('late', 501, 1795000060000);

INSERT INTO kv (key, value)
VALUES ('group', '{"config":-1001234567890,"id":-1001234567890,"shut":null,"checks":0}'),
    ('polls', '{"last":1794999995000,"away":null}');

INSERT INTO told (id, client_id, after_id, text, created_at)
VALUES (1, 501, 0, 'Вітаємо! Це Лапа.', '2026-09-01 08:00:00');

INSERT INTO find_clients (rowid, words) VALUES (501, 'олена мурчик');

INSERT INTO find_messages (rowid, words) VALUES (1, 'добрий день'), (2, 'приходьте');

INSERT INTO find_again (kind, id) VALUES ('message', 2);

INSERT INTO kv (key, value) VALUES ('indexed', '2');

INSERT INTO message_edits (id, message_id, media, text, entities, file_id, extra, edited_at)
VALUES (1, 1, 'photo', 'Добрий ранок', '[{"type":"bold","offset":0,"length":6}]', 'FILE', '{"spoiler":true}',
    '2026-09-01 08:01:00');

INSERT INTO reactions (id, chat_id, message_id, actor_id, source_id, direction, emoji)
VALUES (1, 501, 12, 501, 2, 'in', '👍');

INSERT INTO errands (id, client_id, kind, actor_id, state, contract, inquiry, card, basis, created_ms, until_ms)
VALUES (1, 501, 'link', 42, 'asked', '885', '{"Contract":"885"}', NULL, '', 1795000000000, 1795000600000);

INSERT INTO enote_links (id, client_id, event, owner_ref_key, owner_name_enote, owner_phone_enote,
                         linked_contract_number, actor_id, created_at)
VALUES (1, 501, 'linked', '0a1b2c3d-0000-11f0-8005-000000000001', 'Олена Коваль', '380671234567', '885', 42,
        '2026-09-01 08:00:00');

INSERT INTO enote_animals (owner_ref_key, animals, read_ms)
VALUES ('0a1b2c3d-0000-11f0-8005-000000000001', '[]', 1795000000000);
