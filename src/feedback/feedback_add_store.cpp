// How a feedback is written: part of feedback_store.h.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "db/full_text.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_params_store.h"
#include "feedback/feedback_store.h"

namespace styk::feedback {

namespace {

constexpr std::string_view insert_feedback =
    "INSERT INTO feedback (id, revision, kind, source, channel, touchpoint, location, brand, "
    "customer_id, "
    "occurred_at, received_at, comment, language, lifecycle, segment, attributes, tags, "
    "handled_at, external_key, "
    "import_id, survey, survey_kind, sentiment, said, findings, read_by) VALUES ($1, 1, $2, $3, "
    "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, "
    "$24, $25) RETURNING seq";
constexpr std::size_t feedback_params = 25;

// Ratings of one feedback go in by one statement; each number of them up to this has its own text.
constexpr std::size_t ratings_at_once = 16;
constexpr std::size_t rating_columns = 6;

const std::string& insert_ratings(std::size_t count) {
    static const auto texts = [] {
        std::array<std::string, ratings_at_once> made;
        std::string text =
            "INSERT INTO rating (feedback_seq, n, metric, touchpoint, value, state) VALUES ";
        for (std::size_t i = 0; i < made.size(); ++i) {
            const std::size_t at = i * rating_columns;
            text += fmt::format(
                "{}(${}, ${}, ${}, ${}, ${}, ${})",
                i == 0 ? "" : ", ",
                at + 1,
                at + 2,
                at + 3,
                at + 4,
                at + 5,
                at + 6
            );
            made[i] = text;
        }
        return made;
    }();
    return texts.at(count - 1);
}

void add_params(const Feedback& feedback, std::size_t n, std::vector<db::Param>& params) {
    const Rating& one = feedback.ratings[n];
    const bool given = one.state == RatingState::given;
    params.emplace_back(static_cast<std::int64_t>(n));
    params.emplace_back(std::string_view(one.metric));
    params.push_back(or_null(one.touchpoint));
    params.push_back(given ? db::Param(std::int64_t{one.value}) : db::Param());
    params.emplace_back(record::name_of_choice(one.state));
}

// Those from `first` on, as many as go in at once.
void add_ratings(db::Tx& tx, const Feedback& feedback, std::size_t first) {
    const std::size_t count = std::min(ratings_at_once, feedback.ratings.size() - first);
    std::vector<db::Param> params;
    params.reserve(count * rating_columns);
    for (std::size_t n = first; n < first + count; ++n) {
        params.emplace_back(feedback.seq);
        add_params(feedback, n, params);
    }
    tx.run_params(insert_ratings(count), params);
}

// PostgreSQL is another process: what one statement writes need not be asked for four times. After
// the parameters of the feedback come its facts, its words if there are any, and five a rating.
std::string insert_whole(std::size_t ratings, bool words) {
    std::size_t next = feedback_params + 1;
    std::string text = fmt::format(
        "WITH f AS ({}), l AS (INSERT INTO fact_log (feedback_seq, facts) SELECT seq, ${}::bytea "
        "FROM f)",
        insert_feedback,
        next++
    );
    if (words) {
        text += fmt::format(
            ", s AS (INSERT INTO feedback_search (seq, words) SELECT seq, TO_TSVECTOR('simple', "
            "${}::text) FROM f)",
            next++
        );
    }
    for (std::size_t i = 0; i < ratings; ++i, next += rating_columns - 1) {
        text += fmt::format(
            "{}(${}::bigint, ${}::text, ${}::text, ${}::bigint, ${}::text)",
            i == 0 ? ", r AS (INSERT INTO rating (feedback_seq, n, metric, touchpoint, value, "
                     "state) SELECT f.seq, v.* FROM f, (VALUES "
                   : ", ",
            next,
            next + 1,
            next + 2,
            next + 3,
            next + 4
        );
    }
    return text + (ratings == 0 ? "" : ") AS v)") + " SELECT seq FROM f";
}

const std::string& insert_whole_kept(std::size_t ratings, bool words) {
    static const auto texts = [] {
        std::array<std::array<std::string, 2>, ratings_at_once + 1> made;
        for (std::size_t n = 0; n < made.size(); ++n) {
            made[n] = {insert_whole(n, false), insert_whole(n, true)};
        }
        return made;
    }();
    return texts.at(ratings).at(words ? 1 : 0);
}

void add_whole(
    db::Tx& tx, Feedback& feedback, std::vector<db::Param> params, std::string_view facts
) {
    const std::size_t count = std::min(ratings_at_once, feedback.ratings.size());
    const std::string words = fold_for_search(feedback.comment);
    params.emplace_back(db::Bytes{facts});
    if (!words.empty()) {
        params.emplace_back(std::string_view(words));
    }
    for (std::size_t n = 0; n < count; ++n) {
        add_params(feedback, n, params);
    }
    tx.query_params(insert_whole_kept(count, !words.empty()), params, [&](const db::Row& row) {
        feedback.seq = row.integer(0);
    });
    for (std::size_t at = count; at < feedback.ratings.size(); at += ratings_at_once) {
        add_ratings(tx, feedback, at);
    }
}

}  // namespace

void add(db::Tx& tx, Feedback& feedback, std::string_view facts) {
    const std::string id = feedback.id.text();
    const std::string customer = feedback.customer_id ? feedback.customer_id->text() : "";
    const std::string tags = list_text(feedback.tags);
    const Reading& reading = reading_of(feedback);
    const std::string said = list_text(reading.said);
    std::vector<db::Param> params{
        std::string_view(id),
        record::name_of_choice(feedback.kind),
        record::name_of_choice(feedback.source),
        std::string_view(feedback.channel),
        or_null(feedback.touchpoint),
        or_null(feedback.location),
        or_null(feedback.brand),
        or_null(customer),
        feedback.occurred_at.us,
        feedback.received_at.us,
        or_null(feedback.comment),
        or_null(feedback.language),
        or_null(feedback.lifecycle),
        or_null(feedback.segment),
        or_null(feedback.attributes),
        or_null(tags),
        instant_or_null(feedback.handled_at),
        or_null(feedback.external_key),
        or_null(feedback.import_id),
        or_null(feedback.survey),
        or_null(feedback.survey_kind),
        or_null(reading.sentiment),
        or_null(said),
        or_null(reading.findings),
        or_null(reading.by)
    };
    if (tx.dialect() == db::Dialect::postgresql) {
        return add_whole(tx, feedback, std::move(params), facts);
    }
    tx.query_params(insert_feedback, params, [&](const db::Row& row) {
        feedback.seq = row.integer(0);
    });
    for (std::size_t at = 0; at < feedback.ratings.size(); at += ratings_at_once) {
        add_ratings(tx, feedback, at);
    }
    log_facts(tx, feedback.seq, facts);
    db::index_text(tx, feedback.seq, feedback.comment);
}

}  // namespace styk::feedback
