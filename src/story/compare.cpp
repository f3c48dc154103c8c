#include "story/compare.h"

#include <algorithm>
#include <map>

#include "stats/multiplicity.h"

namespace styk::story {

namespace {

using Keys = std::vector<std::optional<std::string>>;

struct Asked {
    std::string metric;
    stats::MetricRule rule;
    stats::TierLimits limits;
};

void hide(Side& side) {
    side.estimate = hidden_estimate(side.estimate);
}

Side side_of(const Asked& asked, stats::Histogram histogram) {
    const auto estimate = stats::estimate(asked.rule, histogram, asked.limits);
    return {std::move(histogram), estimate};
}

Comparison pair(const Asked& asked, Keys keys, stats::Histogram one, stats::Histogram other) {
    Comparison out;
    out.keys = std::move(keys);
    out.one = side_of(asked, std::move(one));
    out.other = side_of(asked, std::move(other));
    return out;
}

void test(const Asked& asked, Comparison& pair) {
    if (!stats::ranks(pair.one.estimate.tier) || !stats::ranks(pair.other.estimate.tier)) {
        pair.reason = stats::reason::too_few;
        return;
    }
    pair.difference = stats::difference(asked.rule, pair.one.histogram, pair.other.histogram);
    pair.reason = pair.difference.p ? "" : pair.difference.reason;
}

void test_all(const Asked& asked, Comparisons& all) {
    for (Comparison& one : all.rows) {
        test(asked, one);
    }
}

// All tests of one screen are one family (Benjamini & Hochberg).
void judge(Comparisons& all) {
    std::vector<double> p;
    std::vector<Comparison*> tested;
    for (Comparison& one : all.rows) {
        if (one.difference.p) {
            p.push_back(*one.difference.p);
            tested.push_back(&one);
        }
    }
    const auto adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->p_adjusted = adjusted[i];
        tested[i]->stands = adjusted[i] <= false_discovery_rate;
        all.stands += tested[i]->stands ? 1 : 0;
    }
    all.of = tested.size();
    judge_claims(all);
}

Asked asked_of(const feedback::Directory& directory, const insight::Question& question) {
    const auto& metric = *directory.metrics.find(question.metrics.front());
    return {metric.key, metric::rule_of(metric), limits_for(question, directory)};
}

using Cells = std::map<Keys, stats::Histogram>;

Cells cells_of(const insight::Count& count) {
    Cells cells;
    for (const auto& row : count.rows) {
        cells.emplace(row.keys, row.histogram);
    }
    return cells;
}

// The groups of these rows that stay hidden.
std::map<Keys, bool> hidden_in(
    const Guard& guard,
    const Asked& asked,
    const std::vector<insight::GroupBy>& by,
    const insight::Count& count
) {
    const auto hidden = guard.hides(asked.metric, by, count.rows);
    std::map<Keys, bool> out;
    for (std::size_t i = 0; i < count.rows.size(); ++i) {
        out.emplace(count.rows[i].keys, hidden[i]);
    }
    return out;
}

void hide_sides(Comparisons& all, Side Comparison::* side, const std::map<Keys, bool>& hidden) {
    for (Comparison& one : all.rows) {
        const auto found = hidden.find(one.keys);
        if (found != hidden.end() && found->second) {
            hide(one.*side);
        }
    }
}

stats::Histogram without(stats::Histogram all, const stats::Histogram& part) {
    for (std::size_t i = 0; i < all.counts.size(); ++i) {
        all.counts[i] -= part.counts[i];
    }
    all.missing -= part.missing;
    all.not_applicable -= part.not_applicable;
    return all;
}

// The rest beside a hidden group is the whole less that group.
void hide_rests(Comparisons& all) {
    for (Comparison& one : all.rows) {
        if (one.one.estimate.tier == stats::Tier::hidden && one.other.estimate.n > 0) {
            hide(one.other);
        }
    }
}

}  // namespace

void add_claims(Claims& claims, Comparisons& all) {
    for (Comparison& one : all.rows) {
        claims.add(one.difference.p, one.certain, &one.difference);
    }
}

std::size_t count_certain(const Comparisons& all) {
    return static_cast<std::size_t>(std::ranges::count_if(all.rows, &Comparison::certain));
}

Comparisons compare_periods(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& question,
    Instant before_from,
    Instant from,
    Instant to
) {
    const Asked asked = asked_of(directory, question);
    auto narrowed = question;
    narrowed.filter.from = before_from;
    narrowed.filter.to = to;
    auto left_out = keep_one_kind(engine, directory, actor, narrowed);
    const Guard guard(engine, directory, actor, narrowed);
    const auto now = guard.within(from, to), then = guard.within(before_from, from);
    const auto counted = engine.count(directory, asked.metric, question.by, now.filter());
    const auto earlier_count = engine.count(directory, asked.metric, question.by, then.filter());
    auto after = cells_of(counted);
    auto before = cells_of(earlier_count);
    const auto nothing = stats::empty_histogram(asked.rule.min, asked.rule.max);
    for (const auto& [keys, histogram] : before) {
        after.try_emplace(keys, nothing);
    }
    Comparisons out{asked.metric, {}, 0, 0, std::move(left_out)};
    for (auto& [keys, histogram] : after) {
        const auto earlier = before.find(keys);
        out.rows.push_back(
            pair(asked, keys, histogram, earlier == before.end() ? nothing : earlier->second)
        );
    }
    hide_sides(out, &Comparison::one, hidden_in(now, asked, question.by, counted));
    hide_sides(out, &Comparison::other, hidden_in(then, asked, question.by, earlier_count));
    test_all(asked, out);
    judge(out);
    return out;
}

Comparisons compare_groups(
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const insight::Question& question
) {
    const Asked asked = asked_of(directory, question);
    auto narrowed = question;
    auto left_out = keep_one_kind(engine, directory, actor, narrowed);
    const Guard guard(engine, directory, actor, narrowed);
    const auto counted = engine.count(directory, asked.metric, question.by, guard.filter());
    const auto cells = cells_of(counted);
    const bool by_rows = question.by.size() > 1;
    const auto row_of = [&](const Keys& keys) { return by_rows ? keys.front() : std::nullopt; };
    std::map<std::optional<std::string>, stats::Histogram> rows;
    for (const auto& [keys, histogram] : cells) {
        const auto place =
            rows.try_emplace(row_of(keys), stats::empty_histogram(asked.rule.min, asked.rule.max));
        stats::merge(place.first->second, histogram);
    }
    Comparisons out{asked.metric, {}, 0, 0, std::move(left_out)};
    for (const auto& [keys, histogram] : cells) {
        out.rows.push_back(pair(asked, keys, histogram, without(rows.at(row_of(keys)), histogram)));
    }
    hide_sides(out, &Comparison::one, hidden_in(guard, asked, question.by, counted));
    hide_rests(out);
    test_all(asked, out);
    judge(out);
    return out;
}

}  // namespace styk::story
