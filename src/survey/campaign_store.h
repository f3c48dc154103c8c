// The only SQL about campaigns on their way: whom they may reach, their recipients, clicks and
// bounces. Campaigns, gateways and suppressions themselves are described records.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "db/record_store.h"
#include "survey/campaign.h"
#include "survey/contact_frequency.h"
#include "survey/recipient.h"
#include "survey/suppression.h"

namespace styk::survey {

// ---- whom a campaign may reach

// What a campaign looks at in a customer.
struct Person {
    std::string id, key, name;
    std::optional<std::string> language{}, email{}, phone{}, segment{}, location_id{};
    std::string lifecycle, attributes;  // attributes: a JSON object
};

// In the order of their ids, beginning after `after`.
[[nodiscard]] std::vector<Person> list_people(
    db::Reader& reader, const std::string& after, int limit
);
[[nodiscard]] std::vector<Person> find_people(
    db::Reader& reader, const std::vector<std::string>& ids
);

// Of these customers, those who had such an event since then.
[[nodiscard]] std::set<std::string> had_event(
    db::Reader& reader,
    const std::vector<std::string>& customers,
    const std::string& type,
    Instant since
);

// What speaks against asking these people now.
struct Obstacles {
    std::map<std::string, SuppressionReason> suppressed;   // by address
    std::map<std::string, std::vector<Instant>> contacts;  // by customer and by address
    std::set<std::string> answered, invited;               // customers
};

struct ObstacleQuery {
    std::vector<std::string> customers, addresses;
    std::vector<std::string> marks;  // of the addresses, in their order
    std::string survey_id;
    Instant contacts_since, answers_since, now;
};

[[nodiscard]] Obstacles find_obstacles(db::Reader& reader, const ObstacleQuery& query);

// Which of these addresses the campaign writes to already.
[[nodiscard]] std::set<std::string> addresses_taken(
    db::Reader& reader, const std::string& campaign, const std::vector<std::string>& addresses
);

// ---- recipients

struct Run {
    std::string planned_to;  // the id of the last customer looked at
    bool planned = false;    // everybody was
};

[[nodiscard]] Run find_run(db::Reader& reader, const std::string& campaign);
void put_run(db::Tx& tx, const std::string& campaign, const Run& run);

// Those that are there already stay as they are. How many are new.
std::int64_t add_recipients(db::Tx& tx, const std::vector<Recipient>& recipients);

// waiting or held, due now; oldest first.
[[nodiscard]] std::vector<Recipient> list_due(
    db::Reader& reader, const std::string& campaign, Instant now, int limit
);

[[nodiscard]] bool has_due(db::Reader& reader, const std::string& campaign, Instant now);

// queued, or sent and due for a reminder.
[[nodiscard]] std::vector<Recipient> list_to_send(
    db::Reader& reader, const std::string& campaign, Instant now, int limit
);

// Messages handed over after that moment, reminders too.
[[nodiscard]] std::int64_t count_sent_since(
    db::Reader& reader, const std::string& campaign, Instant since
);

// The earliest due_at of all.
[[nodiscard]] std::optional<Instant> next_due(db::Reader& reader, const std::string& campaign);

// Until the end of the transaction nobody else counts contacts.
void lock_contacts(db::Tx& tx);

// An invitation for each, and the contact that it is. `tokens` stand in the same order.
void invite_recipients(
    db::Tx& tx,
    const std::vector<Recipient>& recipients,
    const std::vector<std::string>& tokens,
    const std::vector<Invitation>& invitations,
    CampaignChannel channel,
    Instant now
);

// They waited, and are to be handed over now.
void queue_recipients(db::Tx& tx, const std::vector<Recipient>& recipients, Instant now);

void hold_recipient(db::Tx& tx, const std::string& id, Instant until);

// They are not sent to. Whoever was queued was not asked after all: the contact is given back and
// the invitation closed.
void drop_recipients(db::Tx& tx, const std::vector<std::string>& ids, std::string_view why);

[[nodiscard]] std::optional<Recipient> find_recipient(db::Reader& reader, std::string_view id);
[[nodiscard]] std::optional<Recipient> find_recipient_by_stop(
    db::Reader& reader, std::string_view stop
);

// The newest that was sent to this address; nothing when none was since `since`.
[[nodiscard]] std::optional<Recipient> find_sent_to(
    db::Reader& reader, const std::string& address, Instant since
);

// The mail server or gateway took it; `next` is when the reminder is due. False when it was not
// queued (or due for a reminder) any more.
[[nodiscard]] bool note_sent(
    db::Tx& tx, const Recipient& before, Instant now, const std::optional<Instant>& next
);
void note_try(
    db::Tx& tx, const Recipient& before, const std::string& error, Instant now, Instant next
);
void note_no_reminder(db::Tx& tx, const std::string& id);

// It never arrived, so nobody was asked: the contact is given back.
void note_bounce(db::Tx& tx, const std::string& id, const std::string& bounce, Instant at);
void note_unsubscribed(db::Tx& tx, const std::string& id, const std::optional<Instant>& at);

// What has not gone out does not go out any more, and open invitations of the campaign are closed.
void cancel_recipients(db::Tx& tx, const std::string& campaign, bool also_invitations);

struct RecipientQuery {
    std::optional<Standing> standing;
    std::string q;                                     // in key, name, address
    std::optional<std::vector<std::string>> places{};  // only of customers who belong there
    int limit = 50;
    std::string after;  // the id of the last one seen
};

[[nodiscard]] std::vector<Recipient> list_recipients(
    db::Reader& reader, const std::string& campaign, const RecipientQuery& query
);

struct CampaignCounts {
    std::map<Standing, std::int64_t> by_standing;
    std::map<std::string, std::int64_t> reasons;
    std::int64_t recipients = 0, delivered = 0, answered_of_delivered = 0, reminders = 0;
    std::int64_t clicked_people = 0;
};

[[nodiscard]] CampaignCounts count_recipients(db::Reader& reader, const std::string& campaign);

struct CampaignCount {
    std::string campaign_id;
    std::int64_t recipients = 0, sent = 0, answered = 0, bounced = 0;
    std::optional<std::int64_t> clicked{};  // people; nothing where answers are anonymous
};

[[nodiscard]] std::vector<CampaignCount> count_all_campaigns(db::Reader& reader);

// Whether a campaign is carried by it; how many campaigns wait for events.
[[nodiscard]] bool uses_gateway(db::Reader& reader, const Id<Gateway>& gateway);
[[nodiscard]] std::int64_t count_watching(db::Reader& reader);

// ---- frequency

[[nodiscard]] ContactFrequency load_contact_frequency(db::Reader& reader);
[[nodiscard]] ContactFrequency load_contact_frequency_to_change(db::Tx& tx);
void change_contact_frequency(
    db::Tx& tx,
    const ContactFrequency& before,
    ContactFrequency& after,
    const Id<ContactFrequency>& fresh,
    const db::Change& by
);

// ---- suppressions

// Nothing happens when the address is there already for that survey.
void suppress(db::Tx& tx, Suppression suppression, const db::Change& by);
void release(
    db::Tx& tx,
    const std::string& address,
    SuppressionReason reason,
    const std::optional<std::string>& survey,
    const db::Change& by
);

// `mark`: by which somebody of this address is known who was forgotten (people/safe.h).
[[nodiscard]] std::optional<SuppressionReason> find_suppressed(
    db::Reader& reader,
    const std::string& address,
    const std::string& mark,
    const std::string& survey
);

// ---- clicks

// The number of this address within the campaign, given when it is new.
[[nodiscard]] std::int64_t link_number(
    db::Tx& tx, const std::string& campaign, const std::string& url
);
[[nodiscard]] std::optional<std::string> find_link_url(
    db::Reader& reader, const std::string& campaign, std::int64_t n
);

struct Click {
    std::string campaign_id;
    std::optional<std::string> recipient_id{};  // nothing: the answers are anonymous
    std::int64_t link = 0;                      // 0: the survey
    std::string target;                         // what tells one link of a mail from another
    Instant at;
    bool machine = false;
};

// Different targets of this person clicked since then, other than `target`.
[[nodiscard]] int count_other_links(
    db::Reader& reader, const std::string& recipient, const std::string& target, Instant since
);

// Counted with the person unless a machine's.
void add_click(db::Tx& tx, const Click& click);

// Clicks of this person since then turn out to have been a machine's.
void call_machine(db::Tx& tx, const std::string& recipient, Instant since);

struct LinkClicks {
    std::int64_t n = 0;
    std::string url;  // empty: the survey
    std::int64_t people = 0, clicks = 0, machine = 0;
};

[[nodiscard]] std::vector<LinkClicks> count_clicks(db::Reader& reader, const std::string& campaign);

// ---- bounces

struct Bounce {
    std::int64_t position = 0;
    std::string id, report;  // report: the same for every copy of it
    Instant at;
    std::string kind, said;  // hard, soft, complaint, delivered, other
    std::optional<std::string> status{}, address{}, campaign_id{}, recipient_id{};
    bool suppressed = false;
};

[[nodiscard]] std::optional<Bounce> find_bounce(db::Reader& reader, const std::string& report);
void add_bounce(db::Tx& tx, const Bounce& bounce);
[[nodiscard]] std::int64_t count_soft_bounces(
    db::Reader& reader, const std::string& address, Instant since
);
[[nodiscard]] std::vector<Bounce> list_bounces(
    db::Reader& reader, std::optional<std::int64_t> before, int limit
);

// ---- occasions

struct Occurrence {
    std::int64_t seq = 0;
    std::string event_id, event_key, type, customer_id;
    std::optional<std::string> touchpoint{}, case_key{}, order_key{};
    std::string channel, attributes;
    Instant occurred_at, received_at;
};

struct Mark {
    std::int64_t seq = 0;
    Instant at;
};

[[nodiscard]] std::optional<Mark> find_mark(db::Reader& reader, std::string_view name);
void put_mark(db::Tx& tx, std::string_view name, const Mark& mark);
[[nodiscard]] std::int64_t newest_event(db::Reader& reader);

// Events of these types that came after `after`, in the order they came.
[[nodiscard]] std::vector<Occurrence> list_occurrences(
    db::Reader& reader, const std::vector<std::string>& types, std::int64_t after, int limit
);
// By their ids.
[[nodiscard]] std::map<std::string, Occurrence> find_occurrences(
    db::Reader& reader, const std::vector<std::string>& event_ids
);

// The least id that a customer written down at that moment can have.
[[nodiscard]] std::string least_customer_id(Instant at);

// Customers written down at or after `since`, by their ids.
[[nodiscard]] std::vector<Person> list_new_people(db::Reader& reader, Instant since, int limit);

}  // namespace styk::survey
