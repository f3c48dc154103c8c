// Frequency, suppressions, clicks and bounces: part of campaign_store.h.
#include <fmt/format.h>

#include "db/single_record.h"
#include "record/convert.h"
#include "survey/campaign_store.h"

namespace styk::survey {

namespace {

constexpr std::string_view insert_bounce =
    "INSERT INTO bounce (id, report, at, kind, status, address, said, campaign_id, recipient_id, "
    "suppressed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view select_bounce =
    "SELECT position, id, report, at, kind, status, address, said, campaign_id, recipient_id, "
    "suppressed FROM bounce";

// The person is known by the recipient; without one each click is somebody.
constexpr std::string_view count_by_link =
    "SELECT k.n, COALESCE(l.url, ''), COUNT(DISTINCT CASE WHEN k.machine = 0 THEN k.recipient_id "
    "END) + SUM(CASE WHEN k.machine = 0 AND k.recipient_id IS NULL THEN 1 ELSE 0 END), SUM(1 - "
    "k.machine), SUM(k.machine) FROM campaign_click k LEFT JOIN campaign_link l ON l.campaign_id = "
    "k.campaign_id AND l.n = k.n WHERE k.campaign_id = $1 GROUP BY k.n, l.url ORDER BY k.n";

Bounce read_bounce(const db::Row& row) {
    Bounce out;
    out.position = row.integer(0);
    out.id = row.string(1);
    out.report = row.string(2);
    out.at = {row.integer(3)};
    out.kind = row.string(4);
    out.status = row.maybe_string(5);
    out.address = row.maybe_string(6);
    out.said = row.string(7);
    out.campaign_id = row.maybe_string(8);
    out.recipient_id = row.maybe_string(9);
    out.suppressed = row.integer(10) != 0;
    return out;
}

std::optional<Suppression> find_suppression(
    db::Reader& reader, const std::string& address, const std::optional<std::string>& survey
) {
    const auto id = reader.find_text(
        "SELECT id FROM suppression WHERE address = $1 AND COALESCE(survey_id, '') = $2",
        address,
        survey.value_or("")
    );
    return id ? db::find_by<Suppression>(reader, "id", *id) : std::nullopt;
}

}  // namespace

bool uses_gateway(db::Reader& reader, const Id<Gateway>& gateway) {
    return reader
        .find_integer("SELECT 1 FROM campaign WHERE gateway_id = $1 LIMIT 1", gateway.text())
        .has_value();
}

std::int64_t count_watching(db::Reader& reader) {
    return reader
        .find_integer("SELECT COUNT(*) FROM campaign WHERE occasion = 'event' AND state = 'sending'"
        )
        .value_or(0);
}

ContactFrequency load_contact_frequency(db::Reader& reader) {
    return db::load_single<ContactFrequency>(reader);
}

ContactFrequency load_contact_frequency_to_change(db::Tx& tx) {
    return db::load_single_to_change<ContactFrequency>(tx);
}

void change_contact_frequency(
    db::Tx& tx,
    const ContactFrequency& before,
    ContactFrequency& after,
    const Id<ContactFrequency>& fresh,
    const db::Change& by
) {
    db::change_single(tx, before, after, fresh, by);
}

void suppress(db::Tx& tx, Suppression suppression, const db::Change& by) {
    const auto survey =
        suppression.survey_id ? std::optional(suppression.survey_id->text()) : std::nullopt;
    if (!find_suppression(tx, suppression.address, survey)) {
        db::add(tx, suppression, by);
    }
}

void release(
    db::Tx& tx,
    const std::string& address,
    SuppressionReason reason,
    const std::optional<std::string>& survey,
    const db::Change& by
) {
    const auto found = find_suppression(tx, address, survey);
    if (found && found->reason == reason) {
        db::remove(tx, *found, by);
    }
}

std::optional<SuppressionReason> find_suppressed(
    db::Reader& reader,
    const std::string& address,
    const std::string& mark,
    const std::string& survey
) {
    const auto reason = reader.find_text(
        "SELECT reason FROM suppression WHERE address IN ($1, $3) AND (survey_id IS NULL OR "
        "survey_id = $2) LIMIT 1",
        address,
        survey,
        mark
    );
    return reason ? record::choice_of<SuppressionReason>(*reason) : std::nullopt;
}

std::int64_t link_number(db::Tx& tx, const std::string& campaign, const std::string& url) {
    tx.run(
        "INSERT INTO campaign_link (campaign_id, n, url) SELECT $1, COALESCE(MAX(n), 0) + 1, $2 "
        "FROM campaign_link WHERE campaign_id = $1 ON CONFLICT DO NOTHING",
        campaign,
        url
    );
    return tx
        .find_integer(
            "SELECT n FROM campaign_link WHERE campaign_id = $1 AND url = $2", campaign, url
        )
        .value();
}

std::optional<std::string> find_link_url(
    db::Reader& reader, const std::string& campaign, std::int64_t n
) {
    return reader.find_text(
        "SELECT url FROM campaign_link WHERE campaign_id = $1 AND n = $2", campaign, n
    );
}

int count_other_links(
    db::Reader& reader, const std::string& recipient, const std::string& target, Instant since
) {
    return static_cast<int>(
        reader
            .find_integer(
                "SELECT COUNT(DISTINCT target) FROM campaign_click WHERE recipient_id = $1 AND at "
                ">= $2 AND target <> $3",
                recipient,
                since.us,
                target
            )
            .value_or(0)
    );
}

void add_click(db::Tx& tx, const Click& click) {
    tx.run(
        "INSERT INTO campaign_click (campaign_id, recipient_id, n, target, at, machine) VALUES "
        "($1, $2, $3, $4, $5, $6)",
        click.campaign_id,
        click.recipient_id,
        click.link,
        click.target,
        click.at.us,
        click.machine
    );
    if (click.recipient_id && !click.machine) {
        tx.run(
            "UPDATE campaign_recipient SET clicks = clicks + 1, clicked_at = COALESCE(clicked_at, "
            "$1) WHERE id = $2",
            click.at.us,
            *click.recipient_id
        );
    }
}

void call_machine(db::Tx& tx, const std::string& recipient, Instant since) {
    tx.run(
        "UPDATE campaign_click SET machine = 1 WHERE recipient_id = $1 AND at >= $2",
        recipient,
        since.us
    );
    tx.run(
        "UPDATE campaign_recipient SET clicks = (SELECT COUNT(*) FROM campaign_click k WHERE "
        "k.recipient_id = $1 AND k.machine = 0), clicked_at = (SELECT MIN(k.at) FROM "
        "campaign_click k WHERE k.recipient_id = $1 AND k.machine = 0) WHERE id = $1",
        recipient
    );
}

std::vector<LinkClicks> count_clicks(db::Reader& reader, const std::string& campaign) {
    std::vector<LinkClicks> out;
    reader.query(
        count_by_link,
        [&](const db::Row& row) {
            out.push_back(
                {row.integer(0), row.string(1), row.integer(2), row.integer(3), row.integer(4)}
            );
        },
        campaign
    );
    return out;
}

std::optional<Bounce> find_bounce(db::Reader& reader, const std::string& report) {
    std::optional<Bounce> out;
    reader.query(
        std::string(select_bounce) + " WHERE report = $1",
        [&](const db::Row& row) { out = read_bounce(row); },
        report
    );
    return out;
}

void add_bounce(db::Tx& tx, const Bounce& one) {
    tx.run(
        insert_bounce,
        one.id,
        one.report,
        one.at.us,
        one.kind,
        one.status,
        one.address,
        one.said,
        one.campaign_id,
        one.recipient_id,
        one.suppressed
    );
}

std::int64_t count_soft_bounces(db::Reader& reader, const std::string& address, Instant since) {
    return reader
        .find_integer(
            "SELECT COUNT(*) FROM bounce WHERE address = $1 AND kind = 'soft' AND at >= $2",
            address,
            since.us
        )
        .value_or(0);
}

std::vector<Bounce> list_bounces(
    db::Reader& reader, std::optional<std::int64_t> before, int limit
) {
    std::vector<Bounce> out;
    reader.query(
        std::string(select_bounce) + " WHERE position < $1 ORDER BY position DESC LIMIT $2",
        [&](const db::Row& row) { out.push_back(read_bounce(row)); },
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return out;
}

}  // namespace styk::survey
