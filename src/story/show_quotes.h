// A few comments that stand for many, in their writers' own words: nothing is made up, personal
// data are masked.
#pragma once

#include <string>
#include <vector>

#include "feedback/feedback_store.h"
#include "text/findings.h"

namespace styk::story {

struct Quote {
    feedback::Feedback feedback;
    std::string text;                    // masked; cut at a word, "…" where more follows
    std::vector<text::Span> highlights;  // bytes of `text`
    std::size_t stands_for = 0;          // comments to which none of the other quotes is nearer
};

struct Quotes {
    std::vector<Quote> items;
    std::size_t n = 0;  // comments looked at: the latest ones
};

// `filter` is of the inbox, in the viewer's scope.
[[nodiscard]] Quotes show_quotes(
    db::Database& database, const feedback::Filter& filter, std::size_t count
);

// A comment as others may read it.
struct Shown {
    std::string text;
    std::vector<text::Span> highlights;
};

[[nodiscard]] Shown quote_of(
    const std::string& comment,
    const text::Findings& findings,
    const std::vector<text::Span>& highlights
);

}  // namespace styk::story
