#include "feedback/facts_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "db/reader.h"
#include "feedback/dimension.h"
#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

// A fraction in its shortest form: 4.5, not 4.5E0. The same in SQL: Conditions::attribute.
std::string text_of(const json::Value& value) {
    if (value.is_string()) {
        return std::string(value.get_string());
    }
    return value.is_double() ? fmt::format("{}", value.get_double()) : json::write(value);
}

class Packer {
public:
    Packer(Terms& terms, cube::LoggedFacts& facts) : terms_(terms), facts_(facts) {}

    void dimension(Dimension which, std::string_view value) {
        const auto number = static_cast<std::uint16_t>(which);
        add(number, terms_.code_of(dimension_names[number], value));
    }

    // Only declared attributes are counted by; each value as its text.
    void attributes(const Directory& directory, const std::string& text) {
        if (text.empty()) {
            return;
        }
        const auto object = json::try_parse(text);
        if (!object || !object->is_object()) {
            return;
        }
        for (const auto& [key, value] : object->get_object()) {
            const auto* declared = directory.attributes.find(key);
            if (declared != nullptr && declared->key == key && !value.is_null()) {
                attribute(declared->key, text_of(value));
            }
        }
    }

    // What has no place any more among so many is not counted by.
    void said(const std::vector<std::string>& all) {
        for (const std::string& one : all) {
            if (const auto code = terms_.code_of(said_terms, one); code <= cube::max_topics) {
                facts_.topics.push_back(static_cast<std::uint16_t>(code));
            }
        }
        std::sort(facts_.topics.begin(), facts_.topics.end());
    }

    void ratings(const std::vector<Rating>& all) {
        for (const Rating& one : all) {
            facts_.ratings.push_back(
                {static_cast<std::uint16_t>(terms_.code_of(metric_terms, one.metric)),
                 terms_.code_of("touchpoint", one.touchpoint),
                 static_cast<std::uint8_t>(one.value),
                 state_of(one.state)}
            );
        }
    }

private:
    static cube::State state_of(RatingState state) {
        return state == RatingState::given     ? cube::State::given
               : state == RatingState::missing ? cube::State::missing
                                               : cube::State::not_applicable;
    }

    void add(std::uint16_t number, std::uint32_t code) {
        if (code != 0) {
            facts_.dimensions.push_back({number, code});
        }
    }

    void attribute(const std::string& key, const std::string& value) {
        const auto number = first_attribute_dimension + terms_.code_of(attribute_terms, key) - 1;
        add(static_cast<std::uint16_t>(number), terms_.code_of("attribute." + key, value));
    }

    Terms& terms_;
    cube::LoggedFacts& facts_;
};

constexpr std::string_view insert_fact =
    "INSERT INTO fact_log (feedback_seq, facts) VALUES ($1, $2)";
constexpr std::string_view delete_facts = "DELETE FROM fact_log WHERE feedback_seq = $1";
constexpr std::string_view read_sqlite =
    "SELECT 0, position, feedback_seq, facts FROM fact_log WHERE position > $2 ORDER BY position";
constexpr std::string_view read_postgresql =
    "SELECT xid::text::bigint, position, feedback_seq, facts FROM fact_log "
    "WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) "
    "AND (xid, position) > ($1::bigint::text::xid8, $2::bigint) ORDER BY xid, position";

}  // namespace

std::string pack_facts(Terms& terms, const Directory& directory, const Feedback& feedback) {
    cube::LoggedFacts facts;
    facts.occurred_us = feedback.occurred_at.us;
    if (feedback.customer_id) {
        facts.customer = feedback.customer_id->uuid.bytes;
    }
    // Voices of employees look alike, so that one has words is not counted by.
    const bool shows_words = !feedback.comment.empty() && feedback.kind != Kind::employee_voice;
    facts.flags = shows_words ? 1U << flag_has_comment : 0;
    Packer packer(terms, facts);
    packer.dimension(Dimension::channel, feedback.channel);
    packer.dimension(Dimension::source, record::name_of_choice(feedback.source));
    packer.dimension(Dimension::kind, record::name_of_choice(feedback.kind));
    packer.dimension(Dimension::language, feedback.language);
    packer.dimension(Dimension::touchpoint, feedback.touchpoint);
    packer.dimension(Dimension::location, feedback.location);
    packer.dimension(Dimension::brand, feedback.brand);
    packer.dimension(Dimension::lifecycle, feedback.lifecycle);
    packer.dimension(Dimension::segment, feedback.segment);
    packer.dimension(Dimension::survey, feedback.survey);
    packer.dimension(Dimension::survey_kind, feedback.survey_kind);
    if (feedback.reading && shows_words) {
        packer.dimension(Dimension::sentiment, feedback.reading->sentiment);
        packer.said(feedback.reading->said);
    }
    packer.attributes(directory, feedback.attributes);
    packer.ratings(feedback.ratings);
    if (facts.ratings.empty(
        )) {  // so that feedback without a score is counted at its touchpoint, too
        facts.ratings.push_back(
            {0, terms.code_of("touchpoint", feedback.touchpoint), 0, cube::State::missing}
        );
    }
    return cube::encode(facts);
}

void log_facts(db::Tx& tx, std::int64_t feedback_seq, std::string_view facts) {
    tx.run(insert_fact, feedback_seq, db::Bytes{facts});
}

void log_changed_facts(db::Tx& tx, std::int64_t feedback_seq, std::string_view facts) {
    tx.run(delete_facts, feedback_seq);
    log_facts(tx, feedback_seq, facts);
}

void log_removal(db::Tx& tx, std::int64_t feedback_seq) {
    tx.run(delete_facts, feedback_seq);
    tx.run(insert_fact, feedback_seq, std::optional<std::string>());
}

bool is_followed_by_all(db::Reader& reader, const LogPosition& at) {
    constexpr std::string_view oldest_open =
        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
    return reader.dialect() == db::Dialect::sqlite ||
           at.xid < reader.find_integer(oldest_open).value_or(0);
}

void renumber_log_of_another_server(db::Tx& tx) {
    constexpr std::string_view anything_to_come =
        "SELECT COUNT(*) FROM (SELECT 1 FROM fact_log "
        "WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1) AS future";
    constexpr std::string_view put_first = "UPDATE fact_log SET xid = '0' WHERE xid <> '0'";
    if (tx.dialect() == db::Dialect::postgresql && tx.find_integer(anything_to_come) == 1) {
        tx.run(put_first);
    }
}

LogPosition end_of_log(db::Reader& reader) {
    constexpr std::string_view of_sqlite = "SELECT 0, COALESCE(MAX(position), 0) FROM fact_log";
    constexpr std::string_view of_postgresql =
        "SELECT xid::text::bigint, position FROM fact_log "
        "WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) "
        "ORDER BY xid DESC, position DESC LIMIT 1";
    LogPosition end;
    reader.query(
        reader.dialect() == db::Dialect::sqlite ? of_sqlite : of_postgresql,
        [&](const db::Row& row) { end = {row.integer(0), row.integer(1)}; }
    );
    return end;
}

void read_log(
    db::Reader& reader, const LogPosition& from, const std::function<void(const LogRow&)>& visit
) {
    const db::Param params[] = {from.xid, from.position};
    reader.stream_params(
        reader.dialect() == db::Dialect::sqlite ? read_sqlite : read_postgresql,
        params,
        [&](const db::Row& row) {
            visit(
                {{row.integer(0), row.integer(1)},
                 row.integer(2),
                 row.is_null(3) ? std::string_view() : row.bytes(3)}
            );
        }
    );
}

}  // namespace styk::feedback
