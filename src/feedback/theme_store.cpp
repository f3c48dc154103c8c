#include "feedback/theme_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "json/json.h"
#include "record/convert.h"

namespace styk::feedback {

namespace {

constexpr std::string_view columns =
    "SELECT id, language, state, topic, words, centre, n, quotes, trend, created_at, updated_at "
    "FROM theme";

Theme read_row(const db::Row& row) {
    Theme out;
    out.id = row.string(0);
    out.language = row.string(1);
    out.state = row.string(2);
    out.topic = row.string(3);
    if (!record::read_list(row.string(4), out.words)) {
        throw Fault("theme.words holds no list");
    }
    out.centre = row.string(5);
    out.n = row.integer(6);
    out.quotes = row.string(7);
    out.trend = row.string(8);
    out.created_at = {row.integer(9)};
    out.updated_at = {row.integer(10)};
    return out;
}

bool quotes_feedback(const json::Value& quote, const std::string& feedback_id) {
    return quote.at("feedback_id").as_string() == feedback_id;
}

bool groups_feedback(const json::Value& group, const std::string& feedback_id) {
    const auto& ids = group.at("feedback_ids").as_array();
    return std::find(ids.begin(), ids.end(), json::Value(feedback_id)) != ids.end();
}

// The list without the elements of which `is_of` holds.
template <class IsOf>
std::string without(const std::string& list, const std::string& feedback_id, const IsOf& is_of) {
    const json::Value all = json::parse(list);
    json::Array kept;
    for (const auto& one : all.as_array()) {
        if (!is_of(one, feedback_id)) {
            kept.push_back(one);
        }
    }
    return json::write(json::Value(std::move(kept)));
}

}  // namespace

std::vector<Theme> list_themes(db::Reader& reader, const std::string& state) {
    std::vector<Theme> found;
    reader.query(
        fmt::format("{} WHERE $1 = '' OR state = $1 ORDER BY n DESC, id", columns),
        [&](const db::Row& row) { found.push_back(read_row(row)); },
        state
    );
    return found;
}

std::optional<Theme> find_theme(db::Reader& reader, const std::string& id) {
    std::optional<Theme> found;
    reader.query(
        fmt::format("{} WHERE id = $1", columns),
        [&](const db::Row& row) { found = read_row(row); },
        id
    );
    return found;
}

void put_theme(db::Tx& tx, const Theme& theme) {
    tx.run(
        "INSERT INTO theme (id, language, state, topic, words, centre, n, quotes, trend, "
        "created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
        "ON CONFLICT (id) DO UPDATE SET state = excluded.state, topic = excluded.topic, "
        "words = excluded.words, centre = excluded.centre, n = excluded.n, "
        "quotes = excluded.quotes, trend = excluded.trend, updated_at = excluded.updated_at",
        theme.id,
        theme.language,
        theme.state,
        theme.topic.empty() ? db::Param() : db::Param(std::string_view(theme.topic)),
        record::write_list(theme.words),
        theme.centre,
        theme.n,
        theme.quotes,
        theme.trend,
        theme.created_at.us,
        theme.updated_at.us
    );
}

void remove_theme(db::Tx& tx, const std::string& id) {
    tx.run("DELETE FROM theme WHERE id = $1", id);
}

void forget_quotes(db::Tx& tx, const std::string& feedback_id) {
    const std::string naming = "%" + feedback_id + "%";
    std::vector<std::pair<std::string, std::string>> quoting;
    tx.query(
        "SELECT id, quotes FROM theme WHERE quotes LIKE $1",
        [&](const db::Row& row) { quoting.emplace_back(row.string(0), row.string(1)); },
        naming
    );
    for (const auto& [id, quotes] : quoting) {
        tx.run(
            "UPDATE theme SET quotes = $1 WHERE id = $2",
            without(quotes, feedback_id, quotes_feedback),
            id
        );
    }
    std::vector<std::string> grouping;
    tx.query(
        "SELECT duplicates FROM theme_run WHERE duplicates LIKE $1",
        [&](const db::Row& row) { grouping.push_back(row.string(0)); },
        naming
    );
    for (const auto& groups : grouping) {
        tx.run(
            "UPDATE theme_run SET duplicates = $1", without(groups, feedback_id, groups_feedback)
        );
    }
}

ThemeRun load_theme_run(db::Reader& reader) {
    ThemeRun out;
    reader.query(
        "SELECT made_at, unmatched, read, duplicates, phrases FROM theme_run WHERE id = 1",
        [&](const db::Row& row) {
            if (!row.is_null(0)) {
                out.made_at = Instant{row.integer(0)};
            }
            out.unmatched = row.integer(1);
            out.read = row.integer(2);
            out.duplicates = row.string(3);
            out.phrases = row.string(4);
        }
    );
    return out;
}

void put_theme_run(db::Tx& tx, const ThemeRun& run) {
    tx.run(
        "INSERT INTO theme_run (id, made_at, unmatched, read, duplicates, phrases) "
        "VALUES (1, $1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET "
        "made_at = excluded.made_at, unmatched = excluded.unmatched, read = excluded.read, "
        "duplicates = excluded.duplicates, phrases = excluded.phrases",
        run.made_at ? db::Param(run.made_at->us) : db::Param(),
        run.unmatched,
        run.read,
        run.duplicates,
        run.phrases
    );
}

}  // namespace styk::feedback
