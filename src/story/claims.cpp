#include "story/claims.h"

#include <algorithm>

#include "stats/multiplicity.h"

namespace styk::story {

namespace {

bool leaves_out_zero(const stats::Difference& of) {
    return of.lo && of.hi && (*of.lo > 0 || *of.hi < 0);
}

}  // namespace

void Claims::add(const std::optional<double>& p, bool& certain, const stats::Difference* own) {
    certain = false;
    if (p) {
        all_.push_back({*p, own == nullptr || leaves_out_zero(*own), &certain});
    }
}

void Claims::judge(std::size_t pages) {
    std::vector<double> p;
    p.reserve(all_.size());
    for (const Claim& one : all_) {
        p.push_back(one.p);
    }
    const auto adjusted = stats::holm(p);
    for (std::size_t i = 0; i < all_.size(); ++i) {
        *all_[i].certain =
            all_[i].possible && adjusted[i] * static_cast<double>(pages) <= claim_error;
    }
}

}  // namespace styk::story
