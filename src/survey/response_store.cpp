#include "survey/response_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

#include "record/convert.h"
#include "survey/definition_json.h"

namespace styk::survey {

namespace {

constexpr std::string_view columns =
    "SELECT seq, id, survey_id, version, state, token, receipt, invitation_id, link_id, "
    "customer_id, language, channel, touchpoint, location, brand, hidden, answers, page, "
    "question, seconds, occurred_at, started_at, changed_at, completed_at, quota, feedback_id, "
    "import_id, external_key, lot FROM response";

// The partial response of the same token is written over; a finished one is left as it is.
constexpr std::string_view upsert =
    "INSERT INTO response (id, survey_id, version, state, token, receipt, invitation_id, link_id, "
    "customer_id, language, channel, touchpoint, location, brand, hidden, answers, page, "
    "question, seconds, occurred_at, started_at, changed_at, completed_at, quota, feedback_id, "
    "import_id, external_key, lot) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
    "$19, $20, $21, $22, $23, $24, $25, $26, $27, $28) "
    "ON CONFLICT (token) WHERE token IS NOT NULL DO UPDATE SET version = excluded.version, state "
    "= excluded.state, receipt = excluded.receipt, customer_id = COALESCE(excluded.customer_id, "
    "response.customer_id), language = excluded.language, hidden = "
    "excluded.hidden, answers = excluded.answers, page = excluded.page, question = "
    "excluded.question, seconds = excluded.seconds, changed_at = excluded.changed_at, "
    "completed_at = excluded.completed_at, quota = excluded.quota, feedback_id = "
    "excluded.feedback_id WHERE response.state = 'partial' AND response.survey_id = "
    "excluded.survey_id";

// So many names are looked up by one statement; a shorter list leaves the last places null.
constexpr std::size_t keys_at_once = 250;

const std::string& select_known() {
    static const std::string sql = [] {
        std::string marks;
        for (std::size_t i = 0; i < keys_at_once; ++i) {
            marks += fmt::format("{}${}", i == 0 ? "" : ", ", i + 2);
        }
        return "SELECT external_key, id, state FROM response WHERE survey_id = $1 AND "
               "external_key IN (" +
               marks + ")";
    }();
    return sql;
}

db::Param or_null(const std::string& text) {
    return text.empty() ? db::Param() : db::Param(std::string_view(text));
}

db::Param or_null(const std::optional<Instant>& at) {
    return at ? db::Param(at->us) : db::Param();
}

template <class T>
std::string text_of(const std::optional<Id<T>>& id) {
    return id ? id->text() : "";
}

std::string map_or_empty(const Map& map) {
    return map.empty() ? "" : write_map(map);
}

std::optional<Instant> maybe_instant(const db::Row& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(Instant{row.integer(column)});
}

void read_origin(const db::Row& row, Response& out) {
    out.invitation_id = Id<Invitation>::parse(row.text(7));
    out.link_id = Id<Link>::parse(row.text(8));
    out.customer_id = Id<customer::Customer>::parse(row.text(9));
    out.language = row.string(10);
    out.channel = row.string(11);
    out.touchpoint = row.string(12);
    out.location = row.string(13);
    out.brand = row.string(14);
}

Response read_row(const db::Row& row) {
    Response out;
    out.seq = row.integer(0);
    out.id = Id<Response>::parse(row.text(1)).value();
    out.survey_id = Id<Survey>::parse(row.text(2)).value();
    out.version = row.integer(3);
    out.state = record::choice_of<ResponseState>(row.text(4)).value();
    out.token = row.string(5);
    out.receipt = row.string(6);
    read_origin(row, out);
    out.hidden = read_map(row.text(15));
    out.answers = read_map(row.text(16));
    out.page = row.string(17);
    out.question = row.string(18);
    out.seconds = read_map(row.text(19));
    out.occurred_at = maybe_instant(row, 20);
    out.started_at = {row.integer(21)};
    out.changed_at = {row.integer(22)};
    out.completed_at = maybe_instant(row, 23);
    out.quota = row.string(24);
    out.feedback_id = Id<feedback::Feedback>::parse(row.text(25));
    out.import_id = row.string(26);
    out.external_key = row.string(27);
    out.lot = row.string(28);
    return out;
}

std::optional<Response> select_one(
    db::Reader& reader, std::string_view condition, std::string_view value
) {
    std::optional<Response> found;
    const db::Param params[] = {value};
    reader.query_params(
        fmt::format("{} WHERE {} = $1", columns, condition),
        params,
        [&](const db::Row& row) { found = read_row(row); }
    );
    return found;
}

// The conditions of a filter; the survey is $1.
class Conditions {
public:
    Conditions(const std::string& survey, const ResponseFilter& filter) {
        params_.emplace_back(std::string_view(survey));
        if (filter.state) {
            also("state = {}", record::name_of_choice(*filter.state));
        }
        if (filter.version) {
            also("version = {}", *filter.version);
        }
        if (filter.from) {
            also("started_at >= {}", filter.from->us);
        }
        if (filter.to) {
            also("started_at < {}", filter.to->us);
        }
        any("language", filter.languages);
        any("channel", filter.channels);
        any("touchpoint", filter.touchpoints);
        any("location", filter.locations);
        text_ += filter.in_lots ? " AND lot IS NOT NULL" : "";
    }

    void also(std::string_view condition, db::Param value) {
        params_.push_back(value);
        text_ += " AND " + fmt::format(fmt::runtime(condition), fmt::format("${}", params_.size()));
    }

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] const std::vector<db::Param>& params() const { return params_; }

private:
    void any(std::string_view column, const std::vector<std::string>& values) {
        if (values.empty()) {
            return;
        }
        std::string marks;
        for (const std::string& one : values) {
            params_.emplace_back(std::string_view(one));
            marks += fmt::format("{}${}", marks.empty() ? "" : ", ", params_.size());
        }
        text_ += fmt::format(" AND {} IN ({})", column, marks);
    }

    std::string text_ = " WHERE survey_id = $1";
    std::vector<db::Param> params_;
};

void count(ResponseCounts& counts, ResponseState state, std::int64_t number) {
    switch (state) {
        case ResponseState::partial:
            counts.partial += number;
            break;
        case ResponseState::complete:
            counts.complete += number;
            break;
        case ResponseState::screened_out:
            counts.screened_out += number;
            break;
        case ResponseState::over_quota:
            counts.over_quota += number;
            break;
    }
}

}  // namespace

bool put_response(db::Tx& tx, const Response& one) {
    const std::string id = one.id.text(), survey = one.survey_id.text(),
                      invitation = text_of(one.invitation_id), link = text_of(one.link_id),
                      customer = text_of(one.customer_id), feedback = text_of(one.feedback_id),
                      hidden = map_or_empty(one.hidden), answers = write_map(one.answers),
                      seconds = map_or_empty(one.seconds);
    const db::Param params[] = {
        std::string_view(id),
        std::string_view(survey),
        one.version,
        record::name_of_choice(one.state),
        or_null(one.token),
        or_null(one.receipt),
        or_null(invitation),
        or_null(link),
        or_null(customer),
        std::string_view(one.language),
        std::string_view(one.channel),
        or_null(one.touchpoint),
        or_null(one.location),
        or_null(one.brand),
        or_null(hidden),
        std::string_view(answers),
        or_null(one.page),
        or_null(one.question),
        or_null(seconds),
        or_null(one.occurred_at),
        one.started_at.us,
        one.changed_at.us,
        or_null(one.completed_at),
        or_null(one.quota),
        or_null(feedback),
        or_null(one.import_id),
        or_null(one.external_key),
        or_null(one.lot)
    };
    return tx.run_params(upsert, params) == 1;
}

std::optional<Response> find_response(db::Reader& reader, const Id<Response>& id) {
    return select_one(reader, "id", id.text());
}

std::optional<Response> find_response_by_token(db::Reader& reader, std::string_view token_hash) {
    return select_one(reader, "token", token_hash);
}

std::optional<Response> find_response_of(db::Reader& reader, const Id<Invitation>& invitation) {
    return select_one(reader, "invitation_id", invitation.text());
}

std::optional<Response> find_response_by_receipt(
    db::Reader& reader, std::string_view receipt_hash
) {
    return select_one(reader, "receipt", receipt_hash);
}

void remove_response(db::Tx& tx, const Id<Response>& id) {
    tx.run("DELETE FROM response WHERE id = $1", id.text());
}

void remove_partial(db::Tx& tx, std::string_view token_hash) {
    tx.run("DELETE FROM response WHERE token = $1 AND state = 'partial'", token_hash);
}

void remove_response_of(db::Tx& tx, const Id<feedback::Feedback>& feedback) {
    tx.run("DELETE FROM response WHERE feedback_id = $1", feedback.text());
}

std::vector<Response> list_responses(
    db::Reader& reader, const Id<Survey>& survey, const ResponseQuery& query
) {
    const std::string id = survey.text();
    Conditions where(id, query.filter);
    if (query.before) {
        where.also("seq < {}", *query.before);
    }
    std::vector<Response> found;
    reader.query_params(
        fmt::format("{}{} ORDER BY seq DESC LIMIT {}", columns, where.text(), query.limit + 1),
        where.params(),
        [&](const db::Row& row) { found.push_back(read_row(row)); }
    );
    return found;
}

void read_responses(
    db::Reader& reader,
    const Id<Survey>& survey,
    const ResponseFilter& filter,
    const std::function<void(const Response&)>& visit
) {
    const std::string id = survey.text();
    const Conditions where(id, filter);
    reader.stream_params(
        std::string(columns) + where.text(),
        where.params(),
        [&](const db::Row& row) { visit(read_row(row)); }
    );
}

namespace {

constexpr std::string_view look_by_look =
    " ORDER BY version, state, location, touchpoint, brand, channel, language, started_at, seq";

bool looks_like(const Response& a, const Response& b) {
    const auto looks = [](const Response& one) {
        return std::tie(
            one.version,
            one.state,
            one.location,
            one.touchpoint,
            one.brand,
            one.channel,
            one.language,
            one.started_at
        );
    };
    return looks(a) == looks(b);
}

}  // namespace

void read_lots(
    db::Reader& reader,
    const Id<Survey>& survey,
    ResponseFilter filter,
    const std::function<void(std::span<const Response>)>& visit
) {
    filter.in_lots = true;
    const std::string id = survey.text();
    const Conditions where(id, filter);
    std::vector<Response> alike;
    reader.stream_params(
        fmt::format("{}{}{}", columns, where.text(), look_by_look),
        where.params(),
        [&](const db::Row& row) {
            Response one = read_row(row);
            if (!alike.empty() && !looks_like(alike.front(), one)) {
                visit(alike);
                alike.clear();
            }
            alike.push_back(std::move(one));
        }
    );
    if (!alike.empty()) {
        visit(alike);
    }
}

std::vector<Response> list_without_lot(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<Response> found;
    const std::string id = survey.text();
    const db::Param params[] = {std::string_view(id)};
    reader.query_params(
        fmt::format(
            "{} WHERE survey_id = $1 AND lot IS NULL AND state <> 'partial' ORDER BY id", columns
        ),
        params,
        [&](const db::Row& row) { found.push_back(read_row(row)); }
    );
    return found;
}

ResponseExtent measure_responses(
    db::Reader& reader, const Id<Survey>& survey, const ResponseFilter& filter
) {
    const std::string id = survey.text();
    const Conditions where(id, filter);
    ResponseExtent out;
    reader.query_params(
        "SELECT COUNT(*), COALESCE(MAX(seq), 0) FROM response" + where.text(),
        where.params(),
        [&](const db::Row& row) { out = {row.integer(0), row.integer(1)}; }
    );
    return out;
}

std::vector<KnownResponse> list_known_responses(
    db::Reader& reader, const Id<Survey>& survey, std::span<const std::string> keys
) {
    const std::string id = survey.text();
    std::vector<KnownResponse> known;
    for (std::size_t at = 0; at < keys.size(); at += keys_at_once) {
        std::vector<db::Param> params(keys_at_once + 1);
        params[0] = std::string_view(id);
        for (std::size_t i = 0; i < std::min(keys_at_once, keys.size() - at); ++i) {
            params[i + 1] = std::string_view(keys[at + i]);
        }
        reader.query_params(select_known(), params, [&](const db::Row& row) {
            known.push_back(
                {row.string(0),
                 Id<Response>::parse(row.text(1)).value(),
                 record::choice_of<ResponseState>(row.text(2)).value()}
            );
        });
    }
    return known;
}

std::int64_t remove_responses_of_import(db::Tx& tx, std::string_view import_id, int limit) {
    return tx.run(
        "DELETE FROM response WHERE seq IN (SELECT seq FROM response WHERE import_id = $1 ORDER "
        "BY seq LIMIT $2)",
        import_id,
        limit
    );
}

std::int64_t remove_waiting_of_import(db::Tx& tx, std::string_view import_id) {
    return tx.run(
        "DELETE FROM response_waiting WHERE body LIKE $1",
        fmt::format("%\"import_id\":\"{}\"%", import_id)
    );
}

ResponseCounts count_responses(db::Reader& reader, const Id<Survey>& survey) {
    ResponseCounts counts;
    reader.query(
        "SELECT state, COUNT(*) FROM response WHERE survey_id = $1 GROUP BY state",
        [&](const db::Row& row) {
            count(counts, record::choice_of<ResponseState>(row.text(0)).value(), row.integer(1));
        },
        survey.text()
    );
    counts.waiting = count_waiting(reader, survey);
    return counts;
}

std::vector<SurveyCount> count_all_responses(db::Reader& reader) {
    std::vector<SurveyCount> all;
    const auto of = [&](std::string_view survey) -> ResponseCounts& {
        if (all.empty() || all.back().survey_id != survey) {
            all.push_back({std::string(survey), {}});
        }
        return all.back().counts;
    };
    reader.query(
        "SELECT s.id, r.state, COUNT(r.id) FROM survey s LEFT JOIN response r ON r.survey_id = "
        "s.id GROUP BY s.id, r.state ORDER BY s.id",
        [&](const db::Row& row) {
            auto& counts = of(row.text(0));
            if (const auto state = record::choice_of<ResponseState>(row.text(1))) {
                count(counts, *state, row.integer(2));
            }
        }
    );
    reader.query(
        "SELECT survey_id, COUNT(*) FROM response_waiting GROUP BY survey_id",
        [&](const db::Row& row) {
            for (SurveyCount& one : all) {
                if (one.survey_id == row.text(0)) {
                    one.counts.waiting = row.integer(1);
                }
            }
        }
    );
    return all;
}

std::vector<LinkCount> count_by_link(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<LinkCount> all;
    reader.query(
        "SELECT link_id, COUNT(*), SUM(CASE WHEN state = 'complete' THEN 1 ELSE 0 END) FROM "
        "response WHERE survey_id = $1 AND link_id IS NOT NULL GROUP BY link_id",
        [&](const db::Row& row) { all.push_back({row.string(0), row.integer(1), row.integer(2)}); },
        survey.text()
    );
    return all;
}

bool add_waiting(db::Tx& tx, const Waiting& one) {
    return tx.run(
               "INSERT INTO response_waiting (id, survey_id, token, receipt, body) VALUES ($1, "
               "$2, $3, $4, $5) ON CONFLICT (token) DO NOTHING",
               one.id,
               one.survey_id.text(),
               one.token,
               one.receipt,
               one.body
           ) == 1;
}

std::int64_t count_waiting(db::Reader& reader, const Id<Survey>& survey) {
    return reader
        .find_integer("SELECT COUNT(*) FROM response_waiting WHERE survey_id = $1", survey.text())
        .value_or(0);
}

std::vector<Waiting> list_waiting(db::Reader& reader, const Id<Survey>& survey) {
    std::vector<Waiting> all;
    reader.query(
        "SELECT id, token, receipt, body FROM response_waiting WHERE survey_id = $1 ORDER BY id",
        [&](const db::Row& row) {
            all.push_back({row.string(0), survey, row.string(1), row.string(2), row.string(3)});
        },
        survey.text()
    );
    return all;
}

std::vector<Id<Survey>> list_awaited(db::Reader& reader) {
    std::vector<Id<Survey>> all;
    reader.query("SELECT DISTINCT survey_id FROM response_waiting", [&](const db::Row& row) {
        all.push_back(Id<Survey>::parse(row.text(0)).value());
    });
    return all;
}

bool has_waiting_under(db::Reader& reader, std::string_view token) {
    return reader.find_integer("SELECT 1 FROM response_waiting WHERE token = $1", token)
        .has_value();
}

bool has_waiting(db::Reader& reader, std::string_view id) {
    return reader.find_integer("SELECT 1 FROM response_waiting WHERE id = $1", id).has_value();
}

bool remove_waiting(db::Tx& tx, std::string_view id) {
    return tx.run("DELETE FROM response_waiting WHERE id = $1", id) == 1;
}

bool remove_waiting_by_receipt(db::Tx& tx, std::string_view receipt_hash) {
    return tx.run("DELETE FROM response_waiting WHERE receipt = $1", receipt_hash) == 1;
}

}  // namespace styk::survey
