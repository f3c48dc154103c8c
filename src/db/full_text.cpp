#include "db/full_text.h"

#include <fmt/format.h>

#include "base/text.h"

namespace styk::db {

namespace {

void put_words(Tx& tx, std::int64_t seq, std::string_view words) {
    tx.run(
        tx.dialect() == Dialect::sqlite
            ? "INSERT INTO feedback_search (rowid, words) VALUES ($1, $2)"
            : "INSERT INTO feedback_search (seq, words) VALUES ($1, to_tsvector('simple', $2))",
        seq,
        words
    );
}

}  // namespace

void index_text(Tx& tx, std::int64_t seq, std::string_view text) {
    std::string words = fold_for_search(text);
    if (!words.empty()) {
        tx.at_end([seq, words = std::move(words)](Tx& later) { put_words(later, seq, words); });
    }
}

void index_text_now(Tx& tx, std::int64_t seq, std::string_view text) {
    const std::string words = fold_for_search(text);
    if (!words.empty()) {
        put_words(tx, seq, words);
    }
}

void forget_text(Tx& tx, std::int64_t seq, std::string_view text) {
    const std::string words = fold_for_search(text);
    if (words.empty()) {
        return;
    }
    if (tx.dialect() == Dialect::sqlite) {
        tx.run(
            "INSERT INTO feedback_search (feedback_search, rowid, words) VALUES ('delete', $1, $2)",
            seq,
            words
        );
    } else {
        tx.run("DELETE FROM feedback_search WHERE seq = $1", seq);
    }
}

std::string to_match(Dialect dialect, std::string_view typed) {
    const std::string folded = fold_for_search(typed);
    if (folded.empty()) {
        return {};
    }
    std::string match;
    for (const std::string_view word : split(folded, ' ')) {
        if (dialect == Dialect::sqlite) {
            match += fmt::format("{}\"{}\"", match.empty() ? "" : " ", word);
        } else {
            match += fmt::format("{}'{}'", match.empty() ? "" : " & ", word);
        }
    }
    return match + (dialect == Dialect::sqlite ? "*" : ":*");
}

std::string match_condition(Dialect dialect, std::string_view column, int number) {
    if (dialect == Dialect::sqlite) {
        return fmt::format(
            "{} IN (SELECT rowid FROM feedback_search WHERE feedback_search MATCH ${})",
            column,
            number
        );
    }
    return fmt::format(
        "{} IN (SELECT seq FROM feedback_search WHERE words @@ to_tsquery('simple', ${}))",
        column,
        number
    );
}

}  // namespace styk::db
