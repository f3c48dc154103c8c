// Where the score says one thing and the words another: promoters who complain, detractors who
// praise.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "feedback/feedback_store.h"
#include "insight/engine.h"
#include "people/actor.h"

namespace styk::story {

enum class MismatchSide : std::uint8_t { high_score_bad_words, low_score_good_words };

inline constexpr std::array<std::string_view, 2> mismatch_sides{
    "high_score_bad_words", "low_score_good_words"
};

struct Mismatch {
    feedback::Feedback feedback;
    MismatchSide side = MismatchSide::high_score_bad_words;
    int value = 0;
};

struct Mismatches {
    std::vector<Mismatch> items;  // the latest first
    std::optional<std::string> next_cursor;
    std::array<std::uint64_t, 2> found{};  // by side
    std::array<std::uint64_t, 2> rated{};  // such scores with a comment that was read
    std::map<std::string, std::array<std::uint64_t, 2>> weeks;
};

struct MismatchQuestion {
    std::string metric;
    feedback::Filter filter;  // of the inbox, in the viewer's scope
    std::optional<MismatchSide> side{};
    feedback::ListOrder order;
};

// Refusal{invalid} for a metric that calls no score good or bad.
[[nodiscard]] Mismatches show_mismatches(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const MismatchQuestion& question
);

}  // namespace styk::story
