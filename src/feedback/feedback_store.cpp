#include "feedback/feedback_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "db/full_text.h"
#include "feedback/correction_store.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_json.h"
#include "feedback/feedback_params_store.h"
#include "feedback/filter_sql_store.h"
#include "feedback/theme_store.h"
#include "json/json.h"
#include "record/convert.h"
#include "survey/response_store.h"

namespace styk::feedback {

namespace {

constexpr std::string_view select_feedback =
    "SELECT f.seq, f.id, f.revision, f.kind, f.source, f.channel, f.touchpoint, f.location, "
    "f.brand, f.customer_id, "
    "f.occurred_at, f.received_at, f.comment, f.language, f.lifecycle, f.segment, f.attributes, "
    "f.tags, f.handled_at, "
    "f.external_key, f.import_id, c.key, c.name, f.survey, f.survey_kind, f.sentiment, f.said, "
    "f.findings, f.read_by FROM feedback f LEFT JOIN customer c ON c.id = f.customer_id";
constexpr std::string_view update_feedback =
    "UPDATE feedback SET revision = revision + 1, tags = $1, handled_at = $2 WHERE id = $3 AND "
    "revision = $4";
constexpr std::string_view update_reading =
    "UPDATE feedback SET sentiment = $1, said = $2, findings = $3, read_by = $4, language = $5 "
    "WHERE seq = $6 AND revision = $7";

Feedback read_row(const db::Row& row) {
    Feedback out;
    out.seq = row.integer(0);
    out.id = Id<Feedback>::parse(row.text(1)).value();
    out.revision = row.integer(2);
    out.kind = record::choice_of<Kind>(row.text(3)).value();
    out.source = record::choice_of<Source>(row.text(4)).value();
    out.channel = row.string(5);
    out.touchpoint = row.string(6);
    out.location = row.string(7);
    out.brand = row.string(8);
    out.customer_id = Id<customer::Customer>::parse(row.text(9));
    out.occurred_at = {row.integer(10)};
    out.received_at = {row.integer(11)};
    out.comment = row.string(12);
    out.language = row.string(13);
    out.lifecycle = row.string(14);
    out.segment = row.string(15);
    out.attributes = row.string(16);
    if (!row.is_null(17) && !record::read_list(row.string(17), out.tags)) {
        throw Fault("feedback.tags holds no list");
    }
    if (!row.is_null(18)) {
        out.handled_at = Instant{row.integer(18)};
    }
    out.external_key = row.string(19);
    out.import_id = row.string(20);
    out.customer_key = row.string(21);
    out.customer_name = row.string(22);
    out.survey = row.string(23);
    out.survey_kind = row.string(24);
    if (!row.is_null(28)) {
        auto& reading = out.reading.emplace();
        reading.sentiment = row.string(25);
        if (!row.is_null(26) && !record::read_list(row.string(26), reading.said)) {
            throw Fault("feedback.said holds no list");
        }
        reading.findings = row.string(27);
        reading.by = row.string(28);
    }
    return out;
}

Rating read_rating(const db::Row& row) {
    return {
        row.string(1),
        row.string(2),
        record::choice_of<RatingState>(row.text(4)).value(),
        static_cast<int>(row.is_null(3) ? 0 : row.integer(3))
    };
}

void read_ratings(db::Reader& reader, std::vector<Feedback>& all) {
    if (all.empty()) {
        return;
    }
    std::string marks;
    std::vector<db::Param> params;
    std::unordered_map<std::int64_t, Feedback*> by_seq;
    for (Feedback& one : all) {
        params.emplace_back(one.seq);
        marks += fmt::format("{}${}", marks.empty() ? "" : ", ", params.size());
        by_seq.emplace(one.seq, &one);
    }
    reader.query_params(
        fmt::format(
            "SELECT feedback_seq, metric, touchpoint, value, state FROM rating "
            "WHERE feedback_seq IN ({}) ORDER BY feedback_seq, n",
            marks
        ),
        params,
        [&](const db::Row& row) { by_seq.at(row.integer(0))->ratings.push_back(read_rating(row)); }
    );
}

void read_corrections(db::Reader& reader, std::vector<Feedback>& all) {
    std::vector<std::int64_t> seqs;
    for (const Feedback& one : all) {
        if (one.reading) {
            seqs.push_back(one.seq);
        }
    }
    auto found = list_corrections(reader, seqs);
    for (Feedback& one : all) {
        if (const auto own = found.find(one.seq); own != found.end()) {
            one.corrections = std::move(own->second);
        }
    }
}

std::vector<Feedback> select(
    db::Reader& reader, const std::string& rest, const std::vector<db::Param>& params
) {
    std::vector<Feedback> found;
    reader.query_params(std::string(select_feedback) + rest, params, [&](const db::Row& row) {
        found.push_back(read_row(row));
    });
    read_ratings(reader, found);
    read_corrections(reader, found);
    return found;
}

}  // namespace

void change(db::Tx& tx, const Feedback& before, Feedback& after, const db::Change& by) {
    const std::string tags = list_text(after.tags);
    if (tx.run(
            update_feedback,
            or_null(tags),
            instant_or_null(after.handled_at),
            before.id.text(),
            before.revision
        ) != 1) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
    after.revision = before.revision + 1;
    db::audit(
        tx,
        by,
        "change",
        "feedback",
        before.id.text(),
        json::write(to_json(before, {.findings = false})),
        json::write(to_json(after, {.findings = false}))
    );
}

void change_facts(db::Tx& tx, const Feedback& feedback, std::string_view facts) {
    log_changed_facts(tx, feedback.seq, facts);
}

bool change_reading(db::Tx& tx, const Feedback& feedback, std::string_view facts) {
    const Reading& reading = reading_of(feedback);
    const std::string said = list_text(reading.said);
    const auto changed = tx.run(
        update_reading,
        or_null(reading.sentiment),
        or_null(said),
        or_null(reading.findings),
        or_null(reading.by),
        or_null(feedback.language),
        feedback.seq,
        feedback.revision
    );
    if (changed == 1) {
        log_changed_facts(tx, feedback.seq, facts);
    }
    return changed == 1;
}

bool change_labels(db::Tx& tx, const Feedback& feedback, std::string_view facts) {
    return change_reading(tx, feedback, facts) &&
           tx.run("UPDATE feedback SET revision = revision + 1 WHERE seq = $1", feedback.seq) == 1;
}

void remove(db::Tx& tx, const Feedback& feedback) {
    if (tx.run("DELETE FROM feedback WHERE seq = $1", feedback.seq) != 1) {
        return;  // someone else removed it first, with everything that belongs to it
    }
    tx.run("DELETE FROM rating WHERE feedback_seq = $1", feedback.seq);
    remove_corrections(tx, feedback.seq);
    forget_quotes(tx, feedback.id.text());
    if (!feedback.survey.empty()) {
        survey::remove_response_of(tx, feedback.id);
    }
    db::forget_text(tx, feedback.seq, feedback.comment);
    log_removal(tx, feedback.seq);
}

std::vector<Feedback> list_unguarded_voices(db::Reader& reader) {
    return select(reader, " WHERE f.kind = 'employee_voice' AND SUBSTR(f.id, 15, 1) <> '4'", {});
}

std::optional<Feedback> find(db::Reader& reader, const Id<Feedback>& id) {
    const std::string text = id.text();
    auto found = select(reader, " WHERE f.id = $1", {std::string_view(text)});
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Feedback> load_many(db::Reader& reader, const std::vector<std::string>& ids) {
    if (ids.empty()) {
        return {};
    }
    std::string marks;
    std::vector<db::Param> params;
    for (const std::string& id : ids) {
        params.emplace_back(std::string_view(id));
        marks += fmt::format("{}${}", marks.empty() ? "" : ", ", params.size());
    }
    return select(reader, fmt::format(" WHERE f.id IN ({})", marks), params);
}

FeedbackPage list(db::Reader& reader, const Filter& filter, const ListOrder& order) {
    Conditions where(reader.dialect());
    where.add(filter);
    if (order.after) {
        const auto at = where.bind(order.after->sort_value);
        const auto seq = where.bind(record::Value(std::int64_t{std::stoll(order.after->id)}));
        where.require(fmt::format(
            "(f.occurred_at, f.seq) {} (${}, ${})", order.oldest_first ? ">" : "<", at, seq
        ));
    }
    const std::string_view way = order.oldest_first ? "ASC" : "DESC";
    FeedbackPage page;
    page.items = select(
        reader,
        fmt::format(
            "{} ORDER BY f.occurred_at {}, f.seq {} LIMIT {}",
            where.text(),
            way,
            way,
            order.limit + 1
        ),
        where.params()
    );
    if (page.items.size() > static_cast<std::size_t>(order.limit)) {
        page.items.pop_back();
        const Feedback& last = page.items.back();
        page.next_cursor = record::write_cursor({last.occurred_at.us, std::to_string(last.seq)});
    }
    return page;
}

std::vector<std::int64_t> list_seqs(db::Reader& reader, const Filter& filter) {
    Conditions where(reader.dialect());
    where.add(filter);
    std::vector<std::int64_t> found;
    reader.stream_params(
        "SELECT f.seq FROM feedback f" + where.text(),
        where.params(),
        [&](const db::Row& row) { found.push_back(row.integer(0)); }
    );
    return found;
}

std::vector<Feedback> list_after(
    db::Reader& reader, std::int64_t seq, int limit, const std::optional<std::string>& import_id
) {
    std::vector<db::Param> params{seq};
    std::string where = " WHERE f.seq > $1";
    if (import_id) {
        params.emplace_back(std::string_view(*import_id));
        where += " AND f.import_id = $2";
    }
    return select(reader, fmt::format("{} ORDER BY f.seq LIMIT {}", where, limit), params);
}

}  // namespace styk::feedback
