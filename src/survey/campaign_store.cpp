// Recipients: part of campaign_store.h.
#include "survey/campaign_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "record/convert.h"
#include "survey/bulk_store.h"

namespace styk::survey {

namespace {

constexpr std::string_view columns =
    "SELECT r.id, r.campaign_id, r.customer_id, r.occasion, r.event_key, r.wave, r.address, "
    "r.language, r.state, r.reason, r.due_at, r.hold_until, r.stop, r.reminders, r.attempts, "
    "r.last_error, r.first_try_at, r.sent_at, r.reminded_at, r.clicked_at, r.clicks, "
    "r.unsubscribed_at, r.bounced_at, r.bounce, r.created_at, c.key, c.name, i.state, "
    "i.answered_at FROM campaign_recipient r LEFT JOIN customer c ON c.id = r.customer_id LEFT "
    "JOIN survey_invitation i ON i.id = r.id";

// standing_of in SQL.
constexpr std::string_view standing =
    "CASE WHEN i.state = 'answered' THEN 'answered' WHEN r.unsubscribed_at IS NOT NULL THEN "
    "'unsubscribed' WHEN r.state <> 'sent' THEN r.state WHEN i.state = 'started' THEN 'started' "
    "WHEN r.clicked_at IS NOT NULL THEN 'clicked' ELSE 'sent' END";

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    const auto us = row.maybe_integer(column);
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

db::Param or_null(const std::optional<Instant>& at) {
    return at ? db::Param(at->us) : db::Param();
}

db::Param or_null(const std::optional<std::string>& text) {
    return text ? db::Param(std::string_view(*text)) : db::Param();
}

void read_progress(const db::Row& row, Recipient& out) {
    out.due_at = maybe_instant(row, 10);
    out.hold_until = maybe_instant(row, 11);
    out.stop = row.string(12);
    out.reminders = row.integer(13);
    out.attempts = row.integer(14);
    out.last_error = row.maybe_string(15);
    out.first_try_at = maybe_instant(row, 16);
    out.sent_at = maybe_instant(row, 17);
    out.reminded_at = maybe_instant(row, 18);
    out.clicked_at = maybe_instant(row, 19);
    out.clicks = row.integer(20);
    out.unsubscribed_at = maybe_instant(row, 21);
    out.bounced_at = maybe_instant(row, 22);
    out.bounce = row.maybe_string(23);
    out.created_at = {row.integer(24)};
}

Recipient read_row(const db::Row& row) {
    Recipient out;
    out.id = row.string(0);
    out.campaign_id = row.string(1);
    out.customer_id = row.string(2);
    out.occasion = row.string(3);
    out.event_key = row.maybe_string(4);
    out.wave = row.integer(5);
    out.address = row.maybe_string(6);
    out.language = row.string(7);
    out.state = record::choice_of<RecipientState>(row.text(8)).value();
    out.reason = row.maybe_string(9);
    read_progress(row, out);
    out.customer_key = row.string(25);
    out.customer_name = row.string(26);
    out.invitation = record::choice_of<InvitationState>(row.text(27));
    out.answered_at = maybe_instant(row, 28);
    return out;
}

std::vector<Recipient> select(
    db::Reader& reader, const std::string& rest, const std::vector<db::Param>& params
) {
    std::vector<Recipient> found;
    reader.query_params(std::string(columns) + rest, params, [&](const db::Row& row) {
        found.push_back(read_row(row));
    });
    return found;
}

// The index gives the first of them in order, so that a handful of many thousands is a handful of
// rows to read: what stands beside a recipient is joined to those alone.
std::vector<Recipient> select_due(
    db::Reader& reader, std::string_view states, const std::string& campaign, Instant now, int limit
) {
    return select(
        reader,
        fmt::format(
            " WHERE r.id IN (SELECT d.id FROM campaign_recipient d WHERE d.campaign_id = $1 AND "
            "d.due_at <= $2 AND d.state IN ({}) ORDER BY d.due_at LIMIT $3) ORDER BY r.due_at, "
            "r.id",
            states
        ),
        {std::string_view(campaign), now.us, std::int64_t{limit}}
    );
}

std::optional<Recipient> first(std::vector<Recipient> found) {
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

// Nobody was asked by what never reached them, nor is an answer awaited from them.
void forget_contacts(db::Tx& tx, const std::vector<std::string>& ids) {
    std::vector<db::Param> params;
    const InList list(tx, ids, params);
    tx.run_params("DELETE FROM survey_contact WHERE recipient_id IN " + list.sql(), params);
    tx.run_params(
        "UPDATE survey_invitation SET state = 'withdrawn' WHERE state = 'waiting' AND id IN " +
            list.sql(),
        params
    );
}

}  // namespace

Run find_run(db::Reader& reader, const std::string& campaign) {
    Run run;
    reader.query(
        "SELECT planned_to, planned FROM campaign_run WHERE campaign_id = $1",
        [&](const db::Row& row) { run = {row.string(0), row.integer(1) != 0}; },
        campaign
    );
    return run;
}

void put_run(db::Tx& tx, const std::string& campaign, const Run& run) {
    tx.run(
        "INSERT INTO campaign_run (campaign_id, planned_to, planned) VALUES ($1, $2, $3) ON "
        "CONFLICT (campaign_id) DO UPDATE SET planned_to = excluded.planned_to, planned = "
        "excluded.planned",
        campaign,
        run.planned_to,
        run.planned
    );
}

std::int64_t add_recipients(db::Tx& tx, const std::vector<Recipient>& recipients) {
    BulkInsert rows(
        tx,
        "INSERT INTO campaign_recipient (id, campaign_id, customer_id, occasion, event_key, wave, "
        "address, language, state, reason, due_at, hold_until, stop, reminders, attempts, clicks, "
        "created_at)",
        17,
        " ON CONFLICT (campaign_id, customer_id, occasion) DO NOTHING"
    );
    for (const Recipient& one : recipients) {
        rows.add(
            {std::string_view(one.id),
             std::string_view(one.campaign_id),
             std::string_view(one.customer_id),
             std::string_view(one.occasion),
             or_null(one.event_key),
             one.wave,
             or_null(one.address),
             std::string_view(one.language),
             record::name_of_choice(one.state),
             or_null(one.reason),
             or_null(one.due_at),
             or_null(one.hold_until),
             std::string_view(one.stop),
             std::int64_t{0},
             std::int64_t{0},
             std::int64_t{0},
             one.created_at.us}
        );
    }
    rows.flush();
    return rows.written();
}

std::vector<Recipient> list_due(
    db::Reader& reader, const std::string& campaign, Instant now, int limit
) {
    return select_due(reader, "'waiting', 'held'", campaign, now, limit);
}

bool has_due(db::Reader& reader, const std::string& campaign, Instant now) {
    return reader
        .find_integer(
            "SELECT 1 FROM campaign_recipient WHERE campaign_id = $1 AND due_at <= $2 AND state IN "
            "('waiting', 'held') LIMIT 1",
            campaign,
            now.us
        )
        .has_value();
}

std::vector<Recipient> list_to_send(
    db::Reader& reader, const std::string& campaign, Instant now, int limit
) {
    return select_due(reader, "'queued', 'sent'", campaign, now, limit);
}

std::int64_t count_sent_since(db::Reader& reader, const std::string& campaign, Instant since) {
    const auto count = [&](const char* sql) {
        return reader.find_integer(sql, campaign, since.us).value_or(0);
    };
    return count("SELECT COUNT(*) FROM campaign_recipient WHERE campaign_id = $1 AND sent_at > $2"
           ) +
           count(
               "SELECT COUNT(*) FROM campaign_recipient WHERE campaign_id = $1 AND reminded_at > $2"
           );
}

std::optional<Instant> next_due(db::Reader& reader, const std::string& campaign) {
    const auto us = reader.find_integer(
        "SELECT MIN(due_at) FROM campaign_recipient WHERE campaign_id = $1 AND due_at IS NOT NULL",
        campaign
    );
    return us ? std::optional(Instant{*us}) : std::nullopt;
}

void lock_contacts(db::Tx& tx) {
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.run("LOCK TABLE survey_contact IN EXCLUSIVE MODE");
    }
}

void invite_recipients(
    db::Tx& tx,
    const std::vector<Recipient>& recipients,
    const std::vector<std::string>& tokens,
    const std::vector<Invitation>& invitations,
    CampaignChannel channel,
    Instant now
) {
    BulkInsert asked(
        tx,
        "INSERT INTO survey_invitation (id, survey_id, token, customer_id, language, channel, "
        "touchpoint, location, occurred_at, hidden, state, created_at, expires_at)",
        13
    );
    BulkInsert contacts(
        tx, "INSERT INTO survey_contact (recipient_id, customer_id, address, channel, at)", 5
    );
    for (std::size_t i = 0; i < recipients.size(); ++i) {
        const Recipient& one = recipients[i];
        const Invitation& invitation = invitations[i];
        const std::string survey = invitation.survey_id.text();
        const std::string address = one.address.value_or("");
        asked.add(
            {std::string_view(one.id),
             std::string_view(survey),
             std::string_view(tokens[i]),
             std::string_view(one.customer_id),
             std::string_view(one.language),
             std::string_view(invitation.channel),
             or_null(invitation.touchpoint),
             or_null(invitation.location),
             or_null(invitation.occurred_at),
             invitation.hidden.empty() ? db::Param() : std::string_view(invitation.hidden),
             "waiting",
             now.us,
             or_null(invitation.expires_at)}
        );
        contacts.add(
            {std::string_view(one.id),
             std::string_view(one.customer_id),
             std::string_view(address),
             record::name_of_choice(channel),
             now.us}
        );
    }
    asked.flush();
    contacts.flush();
}

void queue_recipients(db::Tx& tx, const std::vector<Recipient>& recipients, Instant now) {
    std::vector<std::string> ids;
    ids.reserve(recipients.size());
    for (const Recipient& one : recipients) {
        ids.push_back(one.id);
    }
    std::vector<db::Param> params{now.us};
    const InList list(tx, ids, params);
    tx.run_params(
        "UPDATE campaign_recipient SET state = 'queued', reason = NULL, due_at = $1 WHERE id IN " +
            list.sql(),
        params
    );
}

void hold_recipient(db::Tx& tx, const std::string& id, Instant until) {
    tx.run(
        "UPDATE campaign_recipient SET state = 'held', reason = 'contacted_lately', due_at = $1 "
        "WHERE id = $2",
        until.us,
        id
    );
}

void drop_recipients(db::Tx& tx, const std::vector<std::string>& ids, std::string_view why) {
    if (ids.empty()) {
        return;
    }
    forget_contacts(tx, ids);
    std::vector<db::Param> params{why};
    const InList list(tx, ids, params);
    tx.run_params(
        "UPDATE campaign_recipient SET state = 'not_sent', reason = $1, due_at = NULL WHERE id "
        "IN " +
            list.sql(),
        params
    );
}

std::optional<Recipient> find_recipient(db::Reader& reader, std::string_view id) {
    return first(select(reader, " WHERE r.id = $1", {id}));
}

std::optional<Recipient> find_recipient_by_stop(db::Reader& reader, std::string_view stop) {
    return first(select(reader, " WHERE r.stop = $1", {stop}));
}

std::optional<Recipient> find_sent_to(
    db::Reader& reader, const std::string& address, Instant since
) {
    return first(select(
        reader,
        " WHERE r.address = $1 AND r.sent_at >= $2 ORDER BY r.sent_at DESC LIMIT 1",
        {std::string_view(address), since.us}
    ));
}

bool note_sent(
    db::Tx& tx, const Recipient& before, Instant now, const std::optional<Instant>& next
) {
    if (before.state == RecipientState::queued) {
        return tx.run(
                   "UPDATE campaign_recipient SET state = 'sent', sent_at = $1, due_at = $2, "
                   "last_error = NULL, first_try_at = NULL, attempts = attempts + 1 WHERE id = $3 "
                   "AND state = 'queued'",
                   now.us,
                   or_null(next),
                   before.id
               ) == 1;
    }
    return tx.run(
               "UPDATE campaign_recipient SET reminders = reminders + 1, reminded_at = $1, due_at "
               "= $2, last_error = NULL, first_try_at = NULL WHERE id = $3 AND state = 'sent' AND "
               "reminders = $4",
               now.us,
               or_null(next),
               before.id,
               before.reminders
           ) == 1;
}

void note_try(
    db::Tx& tx, const Recipient& before, const std::string& error, Instant now, Instant next
) {
    tx.run(
        "UPDATE campaign_recipient SET attempts = attempts + 1, last_error = $1, first_try_at = "
        "COALESCE(first_try_at, $2), due_at = $3 WHERE id = $4",
        error,
        now.us,
        next.us,
        before.id
    );
}

void note_no_reminder(db::Tx& tx, const std::string& id) {
    tx.run("UPDATE campaign_recipient SET due_at = NULL WHERE id = $1", id);
}

void note_bounce(db::Tx& tx, const std::string& id, const std::string& bounce, Instant at) {
    tx.run("DELETE FROM survey_contact WHERE recipient_id = $1", id);
    tx.run(
        "UPDATE campaign_recipient SET state = 'bounced', bounce = $1, bounced_at = $2, due_at = "
        "NULL, reason = NULL WHERE id = $3",
        bounce,
        at.us,
        id
    );
}

void note_unsubscribed(db::Tx& tx, const std::string& id, const std::optional<Instant>& at) {
    tx.run(
        "UPDATE campaign_recipient SET unsubscribed_at = $1, due_at = NULL WHERE id = $2",
        or_null(at),
        id
    );
}

void cancel_recipients(db::Tx& tx, const std::string& campaign, bool also_invitations) {
    if (also_invitations) {
        tx.run(
            "UPDATE survey_invitation SET state = 'withdrawn' WHERE state IN ('waiting', "
            "'started') AND id IN (SELECT id FROM campaign_recipient WHERE campaign_id = $1)",
            campaign
        );
    } else {
        tx.run(
            "UPDATE survey_invitation SET state = 'withdrawn' WHERE state = 'waiting' AND id IN "
            "(SELECT id FROM campaign_recipient WHERE campaign_id = $1 AND state = 'queued')",
            campaign
        );
    }
    // Nobody was asked by what never went out.
    tx.run(
        "DELETE FROM survey_contact WHERE recipient_id IN (SELECT id FROM campaign_recipient WHERE "
        "campaign_id = $1 AND state = 'queued')",
        campaign
    );
    tx.run(
        "UPDATE campaign_recipient SET state = CASE WHEN state = 'sent' THEN state ELSE 'not_sent' "
        "END, reason = CASE WHEN state = 'sent' THEN reason ELSE 'cancelled' END, due_at = NULL "
        "WHERE campaign_id = $1 AND due_at IS NOT NULL",
        campaign
    );
}

std::vector<Recipient> list_recipients(
    db::Reader& reader, const std::string& campaign, const RecipientQuery& query
) {
    std::vector<db::Param> params{std::string_view(campaign)};
    std::string where = " WHERE r.campaign_id = $1";
    const std::string like = "%" + query.q + "%";
    if (query.standing) {
        params.emplace_back(record::name_of_choice(*query.standing));
        where += fmt::format(" AND {} = ${}", standing, params.size());
    }
    if (!query.q.empty()) {
        params.emplace_back(std::string_view(like));
        where += fmt::format(
            " AND (LOWER(c.key) LIKE LOWER(${0}) OR LOWER(c.name) LIKE LOWER(${0}) OR "
            "LOWER(r.address) LIKE LOWER(${0}))",
            params.size()
        );
    }
    std::optional<InList> places;
    if (query.places) {
        where += " AND c.location_id IN " + places.emplace(reader, *query.places, params).sql();
    }
    if (!query.after.empty()) {
        params.emplace_back(std::string_view(query.after));
        where += fmt::format(" AND r.id > ${}", params.size());
    }
    return select(reader, fmt::format("{} ORDER BY r.id LIMIT {}", where, query.limit + 1), params);
}

CampaignCounts count_recipients(db::Reader& reader, const std::string& campaign) {
    CampaignCounts out;
    const std::string by_standing = fmt::format(
        "SELECT {0}, COUNT(*), SUM(CASE WHEN r.sent_at IS NOT NULL AND r.state <> 'bounced' THEN 1 "
        "ELSE 0 END), SUM(r.reminders), SUM(CASE WHEN r.clicked_at IS NOT NULL THEN 1 ELSE 0 END) "
        "FROM campaign_recipient r LEFT JOIN survey_invitation i ON i.id = r.id WHERE "
        "r.campaign_id = $1 GROUP BY 1",
        standing
    );
    reader.query(
        by_standing,
        [&](const db::Row& row) {
            const auto one = record::choice_of<Standing>(row.text(0)).value();
            const std::int64_t delivered = row.integer(2);
            out.by_standing[one] = row.integer(1);
            out.recipients += row.integer(1);
            out.delivered += delivered;
            out.answered_of_delivered += one == Standing::answered ? delivered : 0;
            out.reminders += row.integer(3);
            out.clicked_people += row.integer(4);
        },
        campaign
    );
    reader.query(
        "SELECT reason, COUNT(*) FROM campaign_recipient WHERE campaign_id = $1 AND state IN "
        "('not_sent', 'held') AND reason IS NOT NULL GROUP BY reason",
        [&](const db::Row& row) { out.reasons[row.string(0)] = row.integer(1); },
        campaign
    );
    return out;
}

std::vector<CampaignCount> count_all_campaigns(db::Reader& reader) {
    std::vector<CampaignCount> out;
    reader.query(
        "SELECT r.campaign_id, COUNT(*), SUM(CASE WHEN r.sent_at IS NOT NULL THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN i.state = 'answered' THEN 1 ELSE 0 END), SUM(CASE WHEN r.state = 'bounced' "
        "THEN 1 ELSE 0 END), SUM(CASE WHEN r.clicked_at IS NOT NULL THEN 1 ELSE 0 END), s.mode "
        "FROM campaign_recipient r LEFT JOIN survey_invitation i ON i.id = r.id "
        "JOIN campaign c ON c.id = r.campaign_id JOIN survey s ON s.id = c.survey_id "
        "GROUP BY r.campaign_id, s.mode",
        [&](const db::Row& row) {
            out.push_back(
                {row.string(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)}
            );
            if (row.text(6) != "anonymous") {
                out.back().clicked = row.integer(5);
            }
        }
    );
    return out;
}

}  // namespace styk::survey
