#include "story/promise_pairs.h"

#include <algorithm>
#include <cmath>

#include "feedback/promise_rating_store.h"
#include "stats/difference.h"
#include "story/guard.h"
#include "story/survey_counts.h"

namespace styk::story {

namespace {

// What one person said of one group.
struct Said {
    double expected = 0, lived = 0;
    int times_expected = 0, times_lived = 0;
    std::int64_t feedback_seq = 0;
    bool in_one_feedback = true;

    void add(std::int64_t seq, bool is_lived, int value) {
        in_one_feedback = in_one_feedback && (feedback_seq == 0 || feedback_seq == seq);
        feedback_seq = seq;
        (is_lived ? lived : expected) += value;
        ++(is_lived ? times_lived : times_expected);
    }
};

void close(std::map<PairGroup, Said>& person, std::map<PairGroup, Pairs>& out) {
    for (const auto& [group, said] : person) {
        if (said.times_expected > 0 && said.times_lived > 0) {
            Pairs& pairs = out[group];
            pairs.expected.push_back(said.expected / said.times_expected);
            pairs.lived.push_back(said.lived / said.times_lived);
            pairs.same_feedback += said.in_one_feedback ? 1 : 0;
        }
    }
    person.clear();
}

stats::Summary summary_of(const stats::Histogram& histogram) {
    return {
        static_cast<double>(histogram.n()),
        stats::mean(histogram).value_or(0),
        stats::sample_variance(histogram).value_or(0)
    };
}

void put_paired(GapFigure& out, const Pairs& pairs, const stats::TierLimits& limits) {
    const auto found = stats::paired_gap(pairs.expected, pairs.lived, out.level);
    const auto n = static_cast<double>(found.n);
    out.by = "person";
    out.tier = stats::tier_of(stats::Family::mean, found.n, n, {}, limits);
    out.reason = found.n == 0                    ? stats::reason::no_answers
                 : !stats::shows_value(out.tier) ? stats::reason::too_few
                 : found.interval                ? std::string_view()
                                                 : found.reason;
    if (found.n == 0 || !stats::shows_value(out.tier)) {
        return;
    }
    out.value = found.gap;
    if (found.interval) {
        out.lo = found.interval->lo;
        out.hi = found.interval->hi;
        out.p = found.p;
        out.method = "paired_t";
    }
}

// When hardly anybody said both: everybody who said one against everybody who said the other.
void put_groups(
    GapFigure& out,
    const stats::Histogram& expected,
    const stats::Histogram& lived,
    const stats::TierLimits& limits
) {
    const auto found = stats::mean_difference(summary_of(lived), summary_of(expected), out.level);
    const auto n = std::min(lived.n(), expected.n());
    const auto tier = stats::tier_of(stats::Family::mean, n, static_cast<double>(n), {}, limits);
    if (!stats::shows_value(tier) || !found.value) {
        return;
    }
    out.by = "groups";
    out.method = found.lo ? "welch_t" : "none";
    out.tier = tier;
    out.reason = found.reason;
    out.value = found.value;
    out.lo = found.lo;
    out.hi = found.hi;
    out.p = found.p;
}

void hide(GapFound& found) {
    const stats::Estimate hidden = hidden_estimate({});
    found = {};
    found.gap.tier = stats::Tier::hidden;
    found.gap.reason = stats::reason::hidden;
    found.below = found.met = found.exceeded = found.kept = hidden;
}

}  // namespace

PromiseRatings::PromiseRatings(
    db::Reader& reader,
    const std::string& expected,
    const std::string& lived,
    const feedback::Filter& filter
) {
    std::string person;
    std::size_t persons = 0;
    feedback::each_promise_rating(
        reader,
        expected,
        lived,
        filter,
        [&](const feedback::PromiseRating& one) {
            if (all_.empty() || one.person != person) {
                person = one.person;
                ++persons;
            }
            all_.push_back(
                {persons,
                 one.feedback_seq,
                 code_of(one.touchpoint),
                 code_of(one.segment),
                 one.lived,
                 one.value}
            );
        }
    );
}

std::uint32_t PromiseRatings::code_of(std::string_view name) {
    const auto found = codes_.find(name);
    if (found != codes_.end()) {
        return found->second;
    }
    const auto code = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    codes_.emplace(name, code);
    return code;
}

PairGroup PromiseRatings::group_of(const One& one, PairKeys keys) const {
    const auto name = [&](bool wanted, std::uint32_t code) {
        return wanted && code != 0 ? std::optional(names_[code]) : std::nullopt;
    };
    return {name(keys.touchpoint, one.touchpoint), name(keys.segment, one.segment)};
}

std::map<PairGroup, Pairs> PromiseRatings::pairs(
    const std::vector<std::string>& touchpoints, PairKeys keys
) const {
    const auto concerns = [&](const One& one) {
        return touchpoints.empty() ||
               std::ranges::find(touchpoints, names_[one.touchpoint]) != touchpoints.end();
    };
    std::map<PairGroup, Pairs> out;
    std::map<PairGroup, Said> person;
    std::size_t whose = 0;
    for (const One& one : all_) {
        if (one.person != whose) {
            close(person, out);
            whose = one.person;
        }
        if (concerns(one)) {
            person[group_of(one, keys)].add(one.feedback_seq, one.lived, one.value);
        }
    }
    close(person, out);
    return out;
}

GapFound gap_of(
    const Pairs& pairs,
    const stats::Histogram& expected,
    const stats::Histogram& lived,
    const stats::TierLimits& limits,
    bool hidden
) {
    GapFound out;
    const auto n = static_cast<std::int64_t>(pairs.expected.size());
    if (hidden || (n > 0 && static_cast<std::uint64_t>(n) < limits.anonymous_below)) {
        hide(out);
        return out;
    }
    std::int64_t below = 0, met = 0;
    for (std::size_t i = 0; i < pairs.expected.size(); ++i) {
        below += pairs.lived[i] < pairs.expected[i] ? 1 : 0;
        met += pairs.lived[i] == pairs.expected[i] ? 1 : 0;
    }
    out.below = share_of(below, n, limits);
    out.met = share_of(met, n, limits);
    out.exceeded = share_of(n - below - met, n, limits);
    out.kept = share_of(n - below, n, limits);
    out.gap.pairs = static_cast<std::uint64_t>(n);
    out.gap.same_feedback = pairs.same_feedback;
    put_paired(out.gap, pairs, limits);
    if (!out.gap.value) {
        put_groups(out.gap, expected, lived, limits);
    }
    return out;
}

}  // namespace styk::story
