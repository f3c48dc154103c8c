// The invitations' part of survey_store.h.
#include <fmt/format.h>

#include "record/convert.h"
#include "survey/bulk_store.h"
#include "survey/survey_store.h"

namespace styk::survey {

namespace {

constexpr std::string_view columns =
    "SELECT i.id, i.survey_id, i.token, i.customer_id, i.language, i.channel, i.touchpoint, "
    "i.location, i.occurred_at, i.hidden, i.state, i.created_at, i.expires_at, i.answered_at, "
    "c.key, c.name FROM survey_invitation i LEFT JOIN customer c ON c.id = i.customer_id";
constexpr std::string_view insert =
    "INSERT INTO survey_invitation (id, survey_id, token, customer_id, language, channel, "
    "touchpoint, location, occurred_at, hidden, state, created_at, expires_at) VALUES ($1, $2, "
    "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr std::string_view use =
    "UPDATE survey_invitation SET state = 'answered', answered_at = $1 WHERE id = $2 AND state IN "
    "('waiting', 'started')";
constexpr std::string_view counts =
    "SELECT state, COUNT(*) FROM survey_invitation WHERE survey_id = $1 GROUP BY state";

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

Invitation read_row(const db::Row& row) {
    Invitation out;
    out.id = Id<Invitation>::parse(row.text(0)).value();
    out.survey_id = Id<Survey>::parse(row.text(1)).value();
    out.token = row.string(2);
    out.customer_id = Id<customer::Customer>::parse(row.text(3));
    out.language = row.maybe_string(4);
    out.channel = row.string(5);
    out.touchpoint = row.maybe_string(6);
    out.location = row.maybe_string(7);
    out.occurred_at = maybe_instant(row, 8);
    out.hidden = row.string(9);
    out.state = record::choice_of<InvitationState>(row.text(10)).value();
    out.created_at = {row.integer(11)};
    out.expires_at = maybe_instant(row, 12);
    out.answered_at = maybe_instant(row, 13);
    out.customer_key = row.string(14);
    out.customer_name = row.string(15);
    return out;
}

std::vector<Invitation> select(
    db::Reader& reader, const std::string& rest, const std::vector<db::Param>& params
) {
    std::vector<Invitation> found;
    reader.query_params(std::string(columns) + rest, params, [&](const db::Row& row) {
        found.push_back(read_row(row));
    });
    return found;
}

std::optional<Invitation> first(std::vector<Invitation> found) {
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

db::Param instant_or_null(const std::optional<Instant>& at) {
    return at ? db::Param(at->us) : db::Param();
}

}  // namespace

void add_invitation(db::Tx& tx, const Invitation& one) {
    const std::optional<std::string> customer =
        one.customer_id ? std::optional(one.customer_id->text()) : std::nullopt;
    const std::optional<std::string> hidden =
        one.hidden.empty() ? std::nullopt : std::optional(one.hidden);
    tx.run(
        insert,
        one.id.text(),
        one.survey_id.text(),
        one.token,
        customer,
        one.language,
        one.channel,
        one.touchpoint,
        one.location,
        instant_or_null(one.occurred_at),
        hidden,
        record::name_of_choice(one.state),
        one.created_at.us,
        instant_or_null(one.expires_at)
    );
}

std::optional<Invitation> find_invitation(db::Reader& reader, std::string_view token) {
    return first(select(reader, " WHERE i.token = $1", {token}));
}

std::optional<Invitation> find_invitation(db::Reader& reader, const Id<Invitation>& id) {
    const std::string text = id.text();
    return first(select(reader, " WHERE i.id = $1", {std::string_view(text)}));
}

std::vector<Invitation> list_invitations(
    db::Reader& reader, const Id<Survey>& survey, const InvitationQuery& query
) {
    const std::string id = survey.text();
    std::vector<db::Param> params{std::string_view(id)};
    std::string where = " WHERE i.survey_id = $1";
    const auto also = [&](std::string_view condition, std::string_view value) {
        params.emplace_back(value);
        where += fmt::format(fmt::runtime(condition), params.size());
    };
    if (query.state) {
        also(" AND i.state = ${}", record::name_of_choice(*query.state));
    }
    if (!query.customer.empty()) {
        also(" AND ${0} IN (c.key, c.id)", query.customer);
    }
    std::optional<InList> places;
    if (query.places) {
        where += " AND c.location_id IN " + places.emplace(reader, *query.places, params).sql();
    }
    if (!query.after.empty()) {
        also(" AND i.id < ${}", query.after);
    }
    return select(
        reader, fmt::format("{} ORDER BY i.id DESC LIMIT {}", where, query.limit + 1), params
    );
}

void note_started(db::Tx& tx, const Id<Invitation>& id) {
    tx.run(
        "UPDATE survey_invitation SET state = 'started' WHERE id = $1 AND state = 'waiting'",
        id.text()
    );
}

bool use_invitation(db::Tx& tx, const Id<Invitation>& id, const std::optional<Instant>& at) {
    return tx.run(use, instant_or_null(at), id.text()) == 1;
}

bool withdraw_invitation(db::Tx& tx, const Id<Invitation>& id) {
    return tx.run(
               "UPDATE survey_invitation SET state = 'withdrawn' WHERE id = $1 AND state IN "
               "('waiting', 'started')",
               id.text()
           ) == 1;
}

InvitationCounts count_invitations(db::Reader& reader, const Id<Survey>& survey) {
    InvitationCounts out;
    reader.query(
        counts,
        [&](const db::Row& row) {
            const auto state = record::choice_of<InvitationState>(row.text(0)).value();
            const std::int64_t number = row.integer(1);
            out.sent += state == InvitationState::withdrawn ? 0 : number;
            out.withdrawn += state == InvitationState::withdrawn ? number : 0;
            out.answered += state == InvitationState::answered ? number : 0;
            out.started += state == InvitationState::started || state == InvitationState::answered
                               ? number
                               : 0;
        },
        survey.text()
    );
    return out;
}

}  // namespace styk::survey
