// The only SQL about themes: what comments speak of that no topic names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "db/database.h"

namespace styk::feedback {

struct Theme {
    std::string id, language;
    std::string state = "suggested";  // confirmed: a topic was made of it; dismissed
    std::string topic;                // the key of that topic
    std::vector<std::string> words;   // that tell it
    std::string centre = "[]";        // JSON: its strongest words as numbers
    std::int64_t n = 0;               // comments
    std::string quotes = "[]";        // JSON: [{"feedback_id", "quote"}], masked
    std::string trend = "{}";         // JSON: {"weeks": [{"key", "n"}], "without_touchpoint": n}
    Instant created_at, updated_at;
};

// All of them, or those of one state; the largest first.
[[nodiscard]] std::vector<Theme> list_themes(db::Reader& reader, const std::string& state = {});
[[nodiscard]] std::optional<Theme> find_theme(db::Reader& reader, const std::string& id);

// Adds it, or changes the one of this id.
void put_theme(db::Tx& tx, const Theme& theme);
void remove_theme(db::Tx& tx, const std::string& id);

// Takes the words of this feedback out of every theme, and the groups of near-duplicates it is one
// of.
void forget_quotes(db::Tx& tx, const std::string& feedback_id);

// What was found besides, the last time.
struct ThemeRun {
    std::optional<Instant> made_at;
    std::int64_t unmatched = 0, read = 0;           // comments looked at: without a topic, and all
    std::string duplicates = "[]", phrases = "[]";  // JSON
};

[[nodiscard]] ThemeRun load_theme_run(db::Reader& reader);
void put_theme_run(db::Tx& tx, const ThemeRun& run);

}  // namespace styk::feedback
