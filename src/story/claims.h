// What a page says for certain. A colour may be wrong now and then; a sentence is quoted. So all
// that one page claims is one family: it holds by Holm at claim_error, which bounds the chance that
// anything claimed there is only chance, and never when the own interval of a difference reaches 0.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "stats/difference.h"

namespace styk::story {

inline constexpr double claim_error = 0.05;

class Claims {
public:
    // `certain` is set by judge() and must live until then. A test without a p claims nothing.
    // `own`: the difference that is claimed, where the test is of one.
    void add(const std::optional<double>& p, bool& certain, const stats::Difference* own = nullptr);

    // `pages` such families that are read as one (the panels of a board) share the error evenly
    // (Bonferroni).
    void judge(std::size_t pages = 1);

private:
    struct Claim {
        double p;
        bool possible;
        bool* certain;
    };

    std::vector<Claim> all_;
};

// What `found` claims, as a family of its own. For each kind of finding there is an
// add_claims(Claims&, Found&).
template <class Found>
void judge_claims(Found& found, std::size_t pages = 1) {
    Claims claims;
    add_claims(claims, found);
    claims.judge(pages);
}

}  // namespace styk::story
