// Whom a campaign may reach, what speaks against it, and what asks for it: part of
// campaign_store.h.
#include <fmt/format.h>

#include "record/convert.h"
#include "survey/bulk_store.h"
#include "survey/campaign_store.h"

namespace styk::survey {

namespace {

constexpr std::string_view person_columns =
    "SELECT id, key, name, language, email, phone, segment, location_id, lifecycle, attributes "
    "FROM customer";

constexpr std::string_view occurrence_columns =
    "SELECT seq, id, key, type, customer_id, touchpoint, case_key, order_key, channel, attributes, "
    "occurred_at, received_at FROM event";

Person read_person(const db::Row& row) {
    Person out;
    out.id = row.string(0);
    out.key = row.string(1);
    out.name = row.string(2);
    out.language = row.maybe_string(3);
    out.email = row.maybe_string(4);
    out.phone = row.maybe_string(5);
    out.segment = row.maybe_string(6);
    out.location_id = row.maybe_string(7);
    out.lifecycle = row.string(8);
    out.attributes = row.string(9);
    return out;
}

Occurrence read_occurrence(const db::Row& row) {
    Occurrence out;
    out.seq = row.integer(0);
    out.event_id = row.string(1);
    out.event_key = row.string(2);
    out.type = row.string(3);
    out.customer_id = row.string(4);
    out.touchpoint = row.maybe_string(5);
    out.case_key = row.maybe_string(6);
    out.order_key = row.maybe_string(7);
    out.channel = row.string(8);
    out.attributes = row.maybe_string(9).value_or("{}");
    out.occurred_at = {row.integer(10)};
    out.received_at = {row.integer(11)};
    return out;
}

std::vector<Person> select_people(
    db::Reader& reader, const std::string& rest, const std::vector<db::Param>& params
) {
    std::vector<Person> found;
    reader.query_params(std::string(person_columns) + rest, params, [&](const db::Row& row) {
        found.push_back(read_person(row));
    });
    return found;
}

void read_suppressed(db::Reader& reader, const ObstacleQuery& query, Obstacles& out) {
    // Who was forgotten is known by a mark alone: they are still not asked.
    std::vector<std::string> known = query.addresses;
    std::map<std::string, const std::string*> by_mark;
    for (std::size_t i = 0; i < query.addresses.size(); ++i) {
        known.push_back(query.marks.at(i));
        by_mark.emplace(query.marks.at(i), &query.addresses[i]);
    }
    std::vector<db::Param> params{std::string_view(query.survey_id)};
    const InList list(reader, known, params);
    reader.query_params(
        "SELECT address, reason FROM suppression WHERE (survey_id IS NULL OR survey_id = $1) AND "
        "address IN " +
            list.sql(),
        params,
        [&](const db::Row& row) {
            const auto marked = by_mark.find(row.string(0));
            out.suppressed.emplace(
                marked == by_mark.end() ? row.string(0) : *marked->second,
                record::choice_of<SuppressionReason>(row.text(1)).value()
            );
        }
    );
}

void read_contacts(db::Reader& reader, const ObstacleQuery& query, Obstacles& out) {
    const auto read = [&](const std::string& column, const std::vector<std::string>& values) {
        std::vector<db::Param> params{query.contacts_since.us};
        const InList list(reader, values, params);
        reader.query_params(
            fmt::format(
                "SELECT {0}, at FROM survey_contact WHERE at > $1 AND {0} IN {1}",
                column,
                list.sql()
            ),
            params,
            [&](const db::Row& row) { out.contacts[row.string(0)].push_back({row.integer(1)}); }
        );
    };
    read("customer_id", query.customers);
    read("address", query.addresses);
}

void read_earlier(db::Reader& reader, const ObstacleQuery& query, Obstacles& out) {
    std::vector<db::Param> params{
        std::string_view(query.survey_id), query.answers_since.us, query.now.us
    };
    const InList list(reader, query.customers, params);
    reader.query_params(
        "SELECT customer_id, state FROM survey_invitation WHERE survey_id = $1 AND ((state = "
        "'answered' AND COALESCE(answered_at, created_at) > $2) OR (state IN ('waiting', "
        "'started') AND (expires_at IS NULL OR expires_at > $3))) AND customer_id IN " +
            list.sql(),
        params,
        [&](const db::Row& row) {
            auto& set = row.text(1) == "answered" ? out.answered : out.invited;
            set.insert(row.string(0));
        }
    );
    std::vector<db::Param> answers{std::string_view(query.survey_id), query.answers_since.us};
    const InList customers(reader, query.customers, answers);
    reader.query_params(
        "SELECT customer_id FROM response WHERE survey_id = $1 AND state = 'complete' AND "
        "completed_at > $2 AND customer_id IN " +
            customers.sql(),
        answers,
        [&](const db::Row& row) { out.answered.insert(row.string(0)); }
    );
}

}  // namespace

std::vector<Person> list_people(db::Reader& reader, const std::string& after, int limit) {
    return select_people(
        reader,
        " WHERE id > $1 ORDER BY id LIMIT $2",
        {std::string_view(after), std::int64_t{limit}}
    );
}

std::vector<Person> find_people(db::Reader& reader, const std::vector<std::string>& ids) {
    std::vector<db::Param> params;
    const InList list(reader, ids, params);
    return select_people(reader, " WHERE id IN " + list.sql(), params);
}

// UUIDv7 begins with the millisecond.
std::string least_customer_id(Instant at) {
    const auto ms = static_cast<std::uint64_t>(at.us / 1000);
    return fmt::format("{:08x}-{:04x}-7000-8000-000000000000", ms >> 16U, ms & 0xffffU);
}

std::vector<Person> list_new_people(db::Reader& reader, Instant since, int limit) {
    const std::string least = least_customer_id(since);
    return select_people(
        reader,
        " WHERE id >= $1 ORDER BY id LIMIT $2",
        {std::string_view(least), std::int64_t{limit}}
    );
}

std::set<std::string> had_event(
    db::Reader& reader,
    const std::vector<std::string>& customers,
    const std::string& type,
    Instant since
) {
    std::vector<db::Param> params{std::string_view(type), since.us};
    const InList list(reader, customers, params);
    std::set<std::string> out;
    reader.query_params(
        "SELECT DISTINCT customer_id FROM event WHERE type = $1 AND occurred_at >= $2 AND "
        "customer_id IN " +
            list.sql(),
        params,
        [&](const db::Row& row) { out.insert(row.string(0)); }
    );
    return out;
}

Obstacles find_obstacles(db::Reader& reader, const ObstacleQuery& query) {
    Obstacles out;
    read_suppressed(reader, query, out);
    read_contacts(reader, query, out);
    read_earlier(reader, query, out);
    return out;
}

std::set<std::string> addresses_taken(
    db::Reader& reader, const std::string& campaign, const std::vector<std::string>& addresses
) {
    std::vector<db::Param> params{std::string_view(campaign)};
    const InList list(reader, addresses, params);
    std::set<std::string> out;
    reader.query_params(
        "SELECT address FROM campaign_recipient WHERE campaign_id = $1 AND address IN " +
            list.sql(),
        params,
        [&](const db::Row& row) { out.insert(row.string(0)); }
    );
    return out;
}

std::optional<Mark> find_mark(db::Reader& reader, std::string_view name) {
    std::optional<Mark> mark;
    reader.query(
        "SELECT seq, at FROM occasion_mark WHERE name = $1",
        [&](const db::Row& row) { mark = Mark{row.integer(0), {row.integer(1)}}; },
        name
    );
    return mark;
}

void put_mark(db::Tx& tx, std::string_view name, const Mark& mark) {
    tx.run(
        "INSERT INTO occasion_mark (name, seq, at) VALUES ($1, $2, $3) ON CONFLICT (name) DO "
        "UPDATE SET seq = excluded.seq, at = excluded.at",
        name,
        mark.seq,
        mark.at.us
    );
}

std::int64_t newest_event(db::Reader& reader) {
    return reader.find_integer("SELECT MAX(seq) FROM event").value_or(0);
}

std::vector<Occurrence> list_occurrences(
    db::Reader& reader, const std::vector<std::string>& types, std::int64_t after, int limit
) {
    std::vector<db::Param> params{after};
    const InList list(reader, types, params);
    std::vector<Occurrence> out;
    reader.query_params(
        fmt::format(
            "{} WHERE seq > $1 AND customer_id IS NOT NULL AND type IN {} ORDER BY seq LIMIT {}",
            occurrence_columns,
            list.sql(),
            limit
        ),
        params,
        [&](const db::Row& row) { out.push_back(read_occurrence(row)); }
    );
    return out;
}

std::map<std::string, Occurrence> find_occurrences(
    db::Reader& reader, const std::vector<std::string>& event_ids
) {
    std::vector<db::Param> params;
    const InList list(reader, event_ids, params);
    std::map<std::string, Occurrence> out;
    reader.query_params(
        std::string(occurrence_columns) + " WHERE id IN " + list.sql(),
        params,
        [&](const db::Row& row) { out.emplace(row.string(1), read_occurrence(row)); }
    );
    return out;
}

}  // namespace styk::survey
