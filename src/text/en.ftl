# Everything the bot says to people in English. One line, one thought.
# Staff read these on a phone and in a hurry: the point first, then what to do.

## The client's card in the topic
card-id = id { $id }
card-language = language { $language }
card-rating = ⭐ { $stars }
card-hint = Just write in this topic: the client gets your message from the bot. Messages that begin with “/” are not sent to the client.
card-replaced = ℹ️ This client's former topic was deleted. The conversation goes on here.
nameless = Client { $id }

## Tickets: the card, its buttons, and the answers to them
state-new = 🆕 Nobody has taken it yet
state-in-progress = 💬 In progress
state-of = 👤 Handled by { $name }
state-closed = ✅ Closed
take-button = ✋ Take
hand-over-button = 👥 Hand over
close-button = ✅ Close
reopen-button = ↩️ Open again
visit-button = Go to the topic
assign-whom = Who should handle this client?
choose-below = Choose below.
come-out = You are writing anonymously, so there is nobody to assign the client to. Turn anonymity off and press again.
ticket-is-closed = The ticket is closed. Open it first: /reopen
assigned = { $name } handles this client now.
assigned-already = { $name } handles this client already.
unassigned = Nobody handles this client now.
unassigned-already = Nobody handles this client anyway.
closed = The ticket is closed, and the client has been told.
closed-silently = The ticket is closed. Nothing was sent to the client.
closed-already = The ticket is closed already.
reopened = The ticket is open again.
open-already = The ticket is open anyway.
summons = 👤 A client was handed over to you: { $client }.
not-summoned = ℹ️ { $name } will not be notified: they have to open a private chat with the bot and press Start first.
ticket-over = Your request is closed. If you have more questions, just write here.

## Messages that Telegram does not let us copy
described-paid-media = 💎 The client sent paid media. Telegram does not allow it to be shown here.
described-giveaway = 🎁 The client forwarded a giveaway. Telegram does not allow it to be shown here.
described-invoice = 🧾 The client forwarded an invoice. Telegram does not allow it to be shown here.
described-gift = 🎁 The client sent a gift.
described-pinned = 📌 The client pinned a message in the chat with the bot.
described-timer = ⏱ The client changed the auto-delete timer of the chat with the bot.
described-service = ℹ️ Client: a Telegram service message ({ $name }).
described-unknown = ❓ The client sent something Telegram does not let us show here. Ask them to send it another way.
described-media-text = { $label } Caption: { $text }
kind-photo = 🖼 A photo that could not be copied.
kind-video = 🎬 A video that could not be copied.
kind-animation = 🎞 An animation that could not be copied.
kind-audio = 🎵 An audio file that could not be copied.
kind-voice = 🎙 A voice message that could not be copied.
kind-video-note = 📹 A video message that could not be copied.
kind-document = 📎 A file that could not be copied.
kind-sticker = 🙂 A sticker that could not be copied.
kind-location = 📍 A location that could not be copied.
kind-contact = 👤 A contact that could not be copied.
kind-poll = 📊 A poll that could not be copied.
kind-game = 🎮 A game that could not be copied.
kind-story = 📖 A story that could not be copied.
kind-checklist = ☑️ A checklist that could not be copied.
kind-text = 💬 A text that could not be copied.

## The client's phones
phone-authorised = 📞 { $phone } (authorised ✅)
phone-unconfirmed = 📞 { $phone } [enote] (not confirmed by the client)
phone-of-bot-confirmed = 📞 bot: { $phone } (confirmed)
phone-of-bot-unconfirmed = 📞 bot: { $phone } (not confirmed)
phone-of-enote = 📞 Enote: { $phone } [enote]
phone-unknown = 📞 phone unknown

## Who the client is: answers to /client, /card, /label, /ban
who-own-name = in Telegram: { $name }
who-enote = 🦝 Enote:
who-contract = contract { $number }
who-linked = linked: { $how }
who-was-of = handled by { $name }
who-closed = 🗂 Closed tickets: { $count }
who-contact = 🗓 First wrote: { $first }
who-contacts = 🗓 First wrote: { $first }, last: { $last }
card-moved = 👇 The card is below.
label-now = Now: { $label }
label-none = The name is the one in Telegram now.
labelled = The client is called { $name } now.
unlabelled = The client is called as in Telegram again.
unlabelled-already = The client is called as in Telegram anyway.
ban-line = ⛔ Banned: { $reason }
ban-told = The client has been told.
ban-untold = The client will be told when they write.
ban-done = ⛔ The client is banned and the ticket closed. What they write is kept but not shown in the topic. Your messages still reach them. To undo: /unban
ban-already = The client is banned already: { $reason }. To undo: /unban
unban-done = The client is no longer banned: their messages appear in the topic again. They have not been told.
unban-already = The client is not banned.
banned = We are sorry: we no longer read messages from this chat.
banned-phone = We are sorry: we no longer read messages from this chat. In urgent cases please call: { $phone }

## Commands
command-unknown = ❓ Unknown command { $command }. Nothing was sent to the client.
command-unknown-near = ❓ Unknown command { $command }. Nothing was sent to the client. Did you mean { $nearest }?
topic-wanted = ℹ️ This command works in a client’s topic only.
member-unknown = I do not know this person. Send /assign alone and choose from the list: it has everybody who has written in the group.
usage-close = Send /close with nothing behind it: the ticket is closed, and the client is told. To close without telling the client: /close_silent
usage-close_silent = Send /close_silent with nothing behind it: the ticket is closed, and the client is told nothing.
usage-reopen = Send /reopen with nothing behind it.
usage-client = Send /client with nothing behind it: it shows all that is known of the client.
usage-phone = Send /phone with nothing behind it: it shows the client's phones.
usage-card = Send /card with nothing behind it: the card moves to the end of the topic.
usage-label = Write the name behind the command: /label Olena (Murchyk). Back to the name in Telegram: /label -
usage-ban = Write the reason behind the command: /ban spam. The client does not see it.
usage-unban = Send /unban with nothing behind it.
topic-of-nobody = ℹ️ This topic belongs to no client; the message was sent to nobody.
edit-kept = ⚠️ Edited, this is a command, so the client still sees the former text.
edit-kept-unsent = ⚠️ Edited, this is a command, so nothing was sent to the client.
edit-of-kept = ℹ️ This message was not sent to the client, so neither is the edit. To send it, write it as a new message.
usage-note = Send /note and the text: colleagues alone see it. “//” at the beginning of a message does the same.
edit-into-note = ⚠️ Edited, this is a note, but the client still sees the former text.
edit-into-note-unsent = ℹ️ Edited, this is a note, so nothing was sent to the client.
edit-of-note = ℹ️ This is a note, so the client does not see it. Send the text as a new message.
edit-not-run = ℹ️ An edited command is not run. Send it as a new message.
channel-not-relayed = ⚠️ You are writing as a channel, so nothing was sent to the client. Switch to your own profile and send it again.
edit-refused = ⚠️ The edit was not passed on: { $reason }. The client sees the former text.

## Deleting: /del
usage-del = Reply with /del to the message that is to be deleted at the client’s. Telegram allows it for 48 hours.
deleted = 🗑 Deleted at the client’s.
deleted-maybe-once = 🗑 Deleted at the client’s. The message may have arrived twice: a second copy, if there is one, the bot cannot delete.
delete-unsent = 🗑 Called off: the client will not get this message.
delete-too-old = ⚠️ Not deleted: more than 48 hours have passed, so Telegram no longer allows it. The client sees the message.
delete-refused = ⚠️ Not deleted: { $reason }. The client sees the message.
delete-lost = ⚠️ Not deleted: the bot does not know which message of the client’s chat this one is. The client sees it.
delete-of-client = ℹ️ This is the client’s own message: only they can delete it from their chat.
delete-nothing = ℹ️ Nothing to delete: the client never got this.
delete-already = ℹ️ This is deleted already, the client does not see it.
changed-to = ✏️ Changed to:
edit-followed = ℹ️ The client’s copy could not be edited: { $reason }. The new version is sent separately.
edit-of-deleted = ℹ️ This message was deleted at the client’s, so the edit was not passed on. Send the text as a new message.
reason-edit-gone = it is no longer there
reason-not-editable = Telegram does not allow it
reason-blocked = the client blocked the bot
reason-deactivated = the client’s account is deleted

## Staff in private, signatures
colleague = Hello! You work in the staff group: answer clients there, in their topics. Here you can choose the name that clients see: /setname Name. All commands: /help
colleague-named = Hello! Clients see you as “{ $name }”. Answer them in the group’s topics. To change the name: /setname New name
group-wanted = This command works in the staff group. Here you can choose the name that clients see: /setname Name
private-wanted = Send this command to the bot in private: @{ $bot }
name-set = Done, clients see you as “{ $name }” now.
name-reset = Your messages go to clients without a signature.
name-reset-signed = Clients see your Telegram name again.
signed-as = ℹ️ Clients see you as “{ $name }”. You can choose another name in a private chat with @{ $bot }: /setname Name
unsigned = ℹ️ Your messages go out without a signature. You can choose a name for clients in a private chat with @{ $bot }: /setname Name
usage-setname = Put the name behind the command, up to 50 characters: /setname Maria, vet. To remove it: /setname -
## Search: /find
usage-find = Write what to look for behind the command: a name, a phone (the last digits will do), a @username, a contract number or words of messages. For example: /find Murchyk
find-head = 🔎 “{ $asked }”
find-nothing = 🔎 Nothing found: “{ $asked }”.
find-too-short = 🔎 Too short: write at least two letters or digits.
find-more-clients = …{ $count ->
    [one] { $count } more client
   *[other] { $count } more clients
  }
find-more-messages = …{ $count ->
    [one] { $count } more message
   *[other] { $count } more messages
  }
find-uncounted = There are more than that: make the search narrower.
find-lags = ⏳ Old messages are still being added to the search. Try again later.

## The queue: /queue
usage-queue = Send /queue with nothing behind it to see who waits for an answer.
queue-empty = ✅ Nobody waits for an answer. Good work!
queue-head = ⏳ { $count ->
    [one] { $count } client waits for an answer
   *[other] { $count } clients wait for an answer
  }
queue-assignee = handled by { $name }
queue-more = …{ $count } more
lasting-moment = less than a minute
lasting-minutes = { $minutes } min
lasting-hours = { $hours } h
lasting-hours-minutes = { $hours } h { $minutes } min
lasting-days = { $days } d
lasting-days-hours = { $days } d { $hours } h

## Figures: /stats
usage-stats = Send /stats, /stats 30 or /stats 90: the figures of 7, 30 or 90 days.
stats-head = 📊 The last { $days } days
stats-tickets = Tickets: { $opened } opened, { $closed } closed
stats-wait = ⏱ First answer: { $median } (median), { $ninetieth } (90 % no longer)
stats-no-wait = First answer: no figures yet
stats-rating = ⭐️ Rating: { $average } of 5 ({ $count } in all)
stats-member = 👤 { $name }: { $answers } answers, { $taken } taken, { $closed } closed
stats-nameless = Anonymous

## The conversation with a client: /history
usage-history = Send /history or /history 50: the last messages of the conversation, from 1 to 50.
history-empty = 🕘 The conversation is empty so far.
history-head = 🕘 { $count ->
    [one] The last { $count } message
   *[other] The last { $count } messages
  }
history-line = { $time } { $who }: { $words }
history-staff = staff
history-bot = 🤖 bot
history-queued = [⏳ not delivered yet]
history-twice = [possibly twice]
history-failed = [⚠️ not delivered]
history-note = [✍ note]
history-deleted = [🗑 deleted at the client’s]
history-edited = ✎
history-not-shown = [not shown in the topic]
history-not-sent = [not sent]
media-photo = [photo]
media-video = [video]
media-animation = [animation]
media-audio = [audio]
media-voice = [voice]
media-video-note = [video message]
media-document = [file]
media-sticker = [sticker]
media-location = [location]
media-contact = [contact]
media-poll = [poll]
media-game = [game]
media-story = [story]
media-checklist = [checklist]
media-paid = [paid media]
media-giveaway = [giveaway]
media-invoice = [invoice]
media-service = [service message]
media-other = [message]
## Canned replies
usage-t_add = Reply to a message with /t_add NAME: it becomes a canned reply. The name is one line of at most 32 characters.
usage-t_del = Send /t_del and the name of a canned reply. The list: /t
canned-none = There are no canned replies yet. To keep the first, reply to a message with /t_add NAME.
canned-which = Which reply should be shown? Nothing is sent to the client yet.
canned-below = Check it below and press “Send”.
canned-send-button = 📤 Send
canned-discard-button = ✖️ Discard
canned-by-button = 📤 Sent by { $name }
canned-by-nobody-button = 📤 Sent already
canned-sending = Sending it to the client.
canned-discarded = Discarded. Nothing was sent to the client.
canned-gone = This canned reply is no longer there. The list: /t
canned-stale = This button is out of date: /t
canned-unknown = ❓ There is no canned reply “{ $name }”. Nothing was sent to the client. The list: /t
canned-unknown-near = ❓ There is no canned reply “{ $name }”. Nothing was sent to the client. Did you mean “{ $nearest }”?
canned-kept = ✅ Kept. To show it: /t { $name }
canned-replaced = ✅ Replaced. To show it: /t { $name }
canned-dropped = 🗑 The canned reply “{ $name }” is gone.
canned-inside = This is a command or a note; it cannot be a canned reply.
canned-not-possible = A message like this cannot be kept: it has to be text, a photo, a video, a file, a voice message, a sticker, a contact or a place. A caption has at most 1024 characters.
canned-full = There are { $count } canned replies already, and no room for more. Drop one: /t_del NAME

## Help, and the menu of commands
help-topic = In a client’s topic:
help-enote = The client's card in Enote:
help-canned = Canned replies:
help-anywhere = Anywhere in the group:
help-private = In a private chat with the bot:
help-rest = Whatever begins with “/”, “//” or “..” is not sent to the client. A reply to the bot’s own message or to a note is a note too, marked with ✍. A command typed in the wrong keyboard layout works.
help-staff = This is the clinic’s bot. Answer clients in the topics of the staff group; here you will hear when a client is handed over to you.
about-client = the client’s full card
about-phone = the client’s phone
about-label = name the client and the topic
about-assign = who handles the client
about-close = close the ticket
about-close_silent = close without telling the client
about-reopen = open it again
about-snooze = no reminders for a while
about-card = the card with buttons
about-note = a note for colleagues
about-del = delete at the client’s what you reply to
about-ban = take no messages from the client
about-unban = take them again
about-history = the last messages
about-help = all commands
about-t = canned replies
about-t_add = keep the message you reply to
about-t_del = drop a canned reply
about-find = find a client or a message
about-queue = who waits for an answer
about-stats = figures about tickets
about-threadinfo = numbers of the topic and the group
about-setname = the name that clients see
args-label = TEXT
args-assign = @who
args-snooze = MINUTES
args-note = TEXT
args-ban = REASON
args-history = HOW MANY
args-canned = NAME
args-find = TEXT
args-stats = DAYS
args-setname = NAME
## The client’s menu of commands
client-command-start = start anew
client-command-menu = show the menu
client-command-phone = share your number
client-command-language = language: Ukrainian or English
## A topic: numbers for whoever looks after the bot
thread-info-chat = group { $chat }
thread-info-thread = topic { $thread }
thread-info-general = topic “General”
thread-info-client = client:
thread-info-ticket = ticket no. { $ticket }
thread-info-nobody = belongs to no client

## Delivery
refused-blocked = ⚠️ Not delivered: the client has blocked the bot. { $call }
refused-deactivated = ⚠️ Not delivered: the client's account is deleted. { $call }
refused-unreachable = ⚠️ Not delivered: the client has not opened the chat with the bot, or has closed it. { $call }
refused-call = Call them: { $phone }
refused-no-phone = No phone is known.
refused-other = ⚠️ Telegram did not accept the message: { $reason }. The client does not see it.
refused-in-doubt = ℹ️ However, Telegram's answer to an earlier try was lost: perhaps the client has it already.
refused-some = ⚠️ The client got only { $done ->
    [one] { $done } part
   *[other] { $done } parts
  } of an album of { $all }. Send the rest again.
reason-not-copyable = bots cannot send messages of this kind
reason-too-long = it is too long
reason-source-gone = it has been deleted
reason-file = the file is no longer available
retry-button = 🔁 Send again
retry-queued = Sending it again.
retry-already = This message has been delivered already.
retry-lost = This message was not found. Please send it anew.
retrying = 🔁 Sending it again…
button-stale = This button is out of date: /card
late = ⏳ Not delivered to the client yet. Next try at { $time }; there is nothing you need to do.
delivered = ✅ Delivered at { $time }
not-delivered = ⚠️ Not delivered, see below why.

## The client and the bot
client-blocked = 🚫 The client has blocked the bot. Messages will not reach them. { $call }
client-returned = ✅ The client has unblocked the bot; you can write.
greeting = Welcome! Write your question here as text, photo or voice. We answer in this chat.
greeting-clinic = Welcome! This is { $clinic }. Write your question here as text, photo or voice. We answer in this chat.
client-button-stale = This button no longer works. Please write us a message.

## The client and the bot itself: number, menu, language
privacy-link = 🔒 How we look after your data
phone-prompt = Please share your number: it helps us find your pet's card sooner. This is optional.
share-phone-key = 📱 Share my number
skip-key = Skip
phone-thanks = Thank you, we have your number now! Choose below what you need, or just write to us.
menu-shown = Choose below what you need, or just write to us.
client-commands = There is no such command. There are these: /start, /menu, /phone, /language. To write to us, send a message that does not begin with “/”.
choose-language = Choose your language. · Оберіть мову.
language-name = English
language-chosen = All right, the bot will write in English.
phone-shared = 📞 The client shared their number: { $phone }
intent-noted = 📌 The client chose “{ $caption }” from the menu
## Reminders, opening hours, ratings
reminder = ⏰ The client has been waiting for an answer for { $waited }.
snoozed = 🔕 No reminders about this client until { $time }.
snoozed-tomorrow = 🔕 No reminders about this client until { $time } tomorrow.
snooze-over = 🔔 Reminders about this client are on again.
reminders-off = ℹ️ Reminders are switched off in the bot's settings, so there is nothing to put off.
usage-snooze = Say for how long to put reminders off, a day at most: /snooze 30 (minutes) or /snooze 2h. To have them back: /snooze 0
away = Thank you, we have your message. We are closed now. We open { $opening } and will answer then.
away-unknown = Thank you, we have your message. We are closed now and will answer as soon as we open.
away-urgent = If it is urgent, please call: { $phone }
slowed = Thank you, we have all your messages and none will be lost. There are quite a few, so some will reach us a little later, in order.
unseen = Your message is safe, but we have not seen it yet because of a technical delay. As soon as it is over, we will read it and reply.
rate-ask = How did we do? Please rate us.
rated = Thank you for your rating: { $stars } ⭐
rated-already = You have already rated us. Thank you!

## The client's menu, where the config has no [[menu]]
menu-treatment = 🩺 Question about treatment
menu-treatment-ask = Please write your pet's name and what worries you. You can add a photo or a video.
menu-visit = 📅 Book a visit
menu-visit-ask = Please write your pet's name, what has happened and when it suits you to come.
menu-question = 💬 Ask a question
menu-question-ask = We are listening! Write your question as text, photo or voice.
menu-find-us = 📍 How to find us
find-us-address = 📍 { $address }
find-us-map = 🗺 On the map: { $url }
urgent-phone = 📞 Urgent cases: { $phone }

## When the clinic opens: words inside a sentence
opening = { $day } { $hour ->
    [11] at { $time }
   *[other] at { $time }
  }
opening-today = today
opening-tomorrow = tomorrow
opening-weekday = on { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
  }
opening-date = on { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  }

## The staff's group
downtime = ℹ️ The bot was down from { $from } to { $to }. { $count ->
    [0] No client wrote meanwhile.
    [one] { $count } message from clients came in meanwhile and is in the queue.
   *[other] { $count } messages from clients came in meanwhile and are in the queue.
  }
group-not-forum = ⚠️ Topics are switched off in this group, so clients' messages are waiting. Switch topics on in the group's settings and they will come by themselves.
group-no-topic-rights = ⚠️ The bot lacks the “Manage topics” right, so some clients' messages are waiting. Grant it and they will come by themselves.
not-shown = ⚠️ A message from { $name } could not be shown in the topic: { $reason }. It is kept in the database.
quarantined = ⚠️ One event could not be handled (no. { $number }). It is kept; show this number to whoever looks after the bot.
quarantined-client = ⚠️ A message from { $name } could not be handled (no. { $number }). Please write to the client yourself; the message is kept.

## Enote: /enote_link, /pets, /enote_refresh, /enote_unlink
enote-not-set-up = ℹ️ Enote is not connected. Whoever set the bot up can add [enote] to its config.
enote-no-number = ❓ That does not look like a contract number. Nothing was sent to the client. Write, for example: /enote_link 885
enote-ask-number = 🔎 Which contract number? Write just the number, I wait for 10 minutes. The client will not see it. To stop: /cancel
enote-placeholder = Contract number
enote-held = ✋ That does not look like a contract number. Not sent to the client.
enote-held-send-button = Send to the client
enote-held-again-button = Try again
enote-held-sent = Sent to the client. I still wait for the contract number; if it is not needed any more: /cancel
enote-held-stays = Not sent to the client.
enote-asking = 🔎 Asking Enote…
enote-looking = 🔎 Looking for contract { $contract } in Enote…
enote-too-late = ⌛ The time to answer is over. Nothing was sent to the client. Start again: /enote_link { $contract }
enote-link-button = ✅ Link
enote-unlink-button = ✅ Unlink
enote-no-button = ❌ No
enote-link-confirmed = ✅ Linked.
enote-unlink-confirmed = ✅ Unlinked.
enote-linked = 🦝 The client is linked to Enote: { $name } · contract { $contract }. Confirmed by { $by }.
enote-linked-nameless = 🦝 The client is linked to Enote: contract { $contract }. Confirmed by { $by }. /enote_refresh will read name and phone.
enote-unlinked = 🦝 The client is no longer linked to Enote: { $owner }. Confirmed by { $by }.
enote-unlink-question = 🦝 Unlink the client from Enote? { $owner }
enote-anonymous = an anonymous administrator
enote-errand-cancelled = ❌ Cancelled, nothing has changed.
enote-cancelled = Cancelled. Nothing was sent to the client.
enote-nothing-to-cancel = ℹ️ Nothing to cancel: you have begun nothing in this topic.
enote-expired = ⌛ The time to answer is over, nothing has changed. Start again: /enote_link
enote-expired-contract = ⌛ The time to confirm is over, nothing has changed. Start again: /enote_link { $contract }
enote-overtaken = ⚠️ The client's link was changed meanwhile, so this does not hold any more. /client shows the present one; start again: /enote_link
enote-over-done = This is done already.
enote-over-cancelled = This was cancelled already.
enote-over-expired = The time is over. Start again: /enote_link
enote-over-other = This does not hold any more. Start again: /enote_link
enote-not-linked = ℹ️ The client is not linked to Enote. To link them: /enote_link
enote-without-key = ℹ️ The link is an old one, without the owner's key. Link the client once more: /enote_link
enote-contract-not-found = 🔎 Enote has no contract { $contract }. Check the number and try again: /enote_link
enote-owner-not-found = 🔎 Enote does not know this owner any more. If the card was merged or deleted, link the client anew: /enote_link
enote-ambiguous = ⚠️ Contract number { $contract } has several owners in Enote, so nobody can tell which of them is the client. Correct the number in Enote, or name another contract: /enote_link
enote-ownerless = ⚠️ The card with contract { $contract } names no owner. Write the owner into it in Enote and try again: /enote_link { $contract }
enote-refused = ⛔ Enote does not let the bot in ({ $half }). Whoever set the bot up has to check user, password and key under [enote] in the config, and the user's rights in Enote.
enote-unavailable = ⌛ Enote does not answer now ({ $half }). Try again in a few minutes.
enote-malformed = ⚠️ Enote's answer makes no sense ({ $half }), so it was thrown away. enote_link.log has the details; if it goes on, show them to whoever set the bot up.
enote-nothing-sent = Nothing was sent to the client.
enote-half-odata = animals' cards
enote-half-api = owners' data
enote-refreshed = 🔄 Brought up to date from Enote:
enote-refreshed-same = 🔄 Read again from Enote: nothing has changed.
enote-news-name = 👤 { $value }
enote-news-phone = 📞 { $value }
enote-news-others = ✉️ { $value }
enote-nothing-there = (empty)
preview-head = 🦝 Contract { $contract }: link this client?
preview-linked = ⚠️ The client is linked already: { $owner }. “✅ Link” will replace that.
preview-here = 💬 In the topic:
preview-there = 🦝 In Enote:
preview-owner-unread = name and phones could not be read
preview-owner-nameless = no name
preview-no-phones = 📞 no phones
preview-same = ✅ The numbers match.
preview-different = ⚠️ The numbers differ: compare the name and the pet's name.
preview-not-shared = ℹ️ The client has shared no number: compare the name and the pet's name.
preview-not-in-enote = ℹ️ Enote has no phone: compare the name and the pet's name.
preview-unread = ⚠️ Enote did not give name and phones ({ $half }). You can link all the same if you are sure of the pet's name; /enote_refresh will read the rest.
preview-unread-refused = ⛔ Enote does not let the bot read name and phones ({ $half }): have the key under [enote] in the config checked. You can link all the same if you are sure of the pet's name.
preview-unread-not-found = ⚠️ Enote found no card of the owner ({ $half }). You can link all the same if you are sure of the pet's name.
preview-family = 👪 Also linked to this owner:
pets-head = 🦝 { $owner }
pets-head-nameless = 🦝 The owner's animals
pets-none = There are no animals in Enote.
pets-nameless = no name
pets-died = has passed away
pets-read = From Enote, { $at }
pets-more = …{ $count ->
    [one] { $count } animal
   *[other] { $count } animals
  } more
pets-months = { $count ->
    [0] less than a month
    [one] { $count } month
   *[other] { $count } months
  }
pets-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
  }
who-enote-others = ✉️ { $value }
usage-enote_unlink = Write /enote_unlink with nothing behind it: the bot asks once more and unlinks the client from Enote.
usage-enote_refresh = Write /enote_refresh with nothing behind it: the bot reads name and phone from Enote again.
usage-pets = Write /pets with nothing behind it: it shows the client's animals from Enote.
usage-cancel = Write /cancel with nothing behind it.
about-enote_link = link the client to Enote
about-pets = the client's animals from Enote
about-enote_refresh = read from Enote again
about-enote_unlink = unlink from Enote
about-cancel = give up what you began
args-enote_link = 885

## The show (the command demo)
demo-opening = The bot talks to a pretend Telegram: no token, no network, a database that vanishes. Lines marked “client's chat” are what Olena sees, lines marked “topic in the group” what staff see.
demo-chat = client's chat
demo-topic = topic in the group
demo-client = Olena
demo-client-last = Kovalchuk
demo-staff = Maria
demo-bot = bot
demo-edited = ✎ edited
demo-photo = 🖼 photo
demo-contact = 👤 contact
demo-voice = 🎙 voice
demo-step-start = Olena scans the QR code at the counter and presses Start.
demo-step-phone = She shares her number, and the keyboard becomes the menu.
demo-step-first = Her first message comes into the topic.
demo-first = Hello! Murchyk has not eaten for two days. Can we come today?
demo-step-album = An album stays an album.
demo-album = This is him, and this is his eye
demo-step-answer = Maria answers the first message and quotes it.
demo-quote = Can we come today?
demo-answer = Yes, come at 15:00.
demo-step-typo = Maria mistypes a command. The client does not see it.
demo-typo = /fone 0671234567
demo-step-edit = Maria corrects the time: Olena's message changes.
demo-answer-edited = Yes, come at 15:30.
demo-pet = Smokey
demo-step-searched = Maria looks for Olena in Enote by the contract number: the bot compares the two.
demo-step-linked = The numbers match, Maria confirms: now the phone on the card is authorised.
demo-step-blocked = Olena blocks the bot. Maria hears of it at once, and of what was not delivered.
demo-last-answer = Please bring Murchyk's passport.
demo-step-returned = Olena comes back, and Maria presses the button under the bot's message.
demo-step-closed = Maria closes the ticket: the client is told, the card changes.
demo-now-you = Your turn. A line is written by Olena; a line that begins with “>” by Maria. Ctrl-C ends.
demo-closing = The show is over.
demo-stuck = the show got stuck at “{ $step }”
