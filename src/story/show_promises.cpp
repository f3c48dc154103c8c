#include "story/show_promises.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "story/guard.h"
#include "story/hide_cells.h"
#include "story/show_tally.h"
#include "story/survey_counts.h"

namespace styk::story {

namespace {

using promise::Promise;
using Metrics = std::pair<std::string, std::string>;  // expected, lived

// A metric made for this promise alone speaks of it wherever it is answered.
bool is_its_own(const Promise& promise, const std::string& metric) {
    return metric.starts_with("promise_" + promise.key + "_");
}

std::vector<std::string> keys_of(const Promise& promise, const feedback::Directory& directory) {
    std::vector<std::string> keys;
    for (const auto& id : promise.touchpoint_ids) {
        if (const auto* touchpoint = directory.touchpoints.find(id)) {
            keys.push_back(touchpoint->key);
        }
    }
    return keys;
}

stats::MetricRule rule_as(const metric::Metric& metric, stats::Kind kind) {
    auto rule = metric::rule_of(metric);
    rule.kind = kind;
    return rule;
}

std::vector<insight::GroupBy> groupings(PairKeys by) {
    std::vector<insight::GroupBy> out;
    if (by.touchpoint) {
        out.emplace_back("touchpoint");
    }
    if (by.segment) {
        out.emplace_back("segment");
    }
    return out;
}

// One metric counted by group, each with what may be shown of it.
struct Scored {
    stats::Histogram histogram{};
    stats::Estimate estimate{};
};

using Scores = std::map<PairGroup, Scored>;

// What belongs to a touchpoint is added up over promises.
struct PlaceSum {
    std::vector<std::size_t> promises;
    std::int64_t n = 0, kept = 0;  // by answers, else by pairs
    std::int64_t pairs = 0, below = 0, met = 0;
    bool hidden = false;
};

class Shower {
public:
    Shower(
        db::Database& database,
        const insight::Engine& engine,
        const feedback::Directory& directory,
        const people::Actor& actor,
        const PromisesAsked& asked
    )
        : database_(database),
          engine_(engine),
          directory_(directory),
          actor_(actor),
          asked_(asked),
          limits_(limits_for({{}, {}, asked.filter}, directory)) {}

    PromisesShown show() {
        for (std::size_t i = 0; i < asked_.promises.size(); ++i) {
            rows_of(i);
            places_of(i);
            believed_of(i);
        }
        add_places();
        sort();
        return std::move(out_);
    }

private:
    [[nodiscard]] insight::Question question(
        const Promise& promise, const std::string& metric, const std::vector<insight::GroupBy>& by
    ) const {
        insight::Question out{{metric}, by, asked_.filter};
        if (!is_its_own(promise, metric) && !promise.touchpoint_ids.empty()) {
            out.filter.clauses.push_back(
                {.criterion = feedback::Criterion::touchpoint,
                 .attribute = {},
                 .values = keys_of(promise, directory_)}
            );
        }
        return out;
    }

    [[nodiscard]] Scores scores(
        const Promise& promise, const std::optional<std::string>& key, stats::Kind kind, PairKeys by
    ) const {
        const auto* metric = key ? directory_.metrics.find(*key) : nullptr;
        Scores out;
        if (metric == nullptr) {
            return out;
        }
        const auto rule = rule_as(*metric, kind);
        const auto tally =
            show_tally(engine_, directory_, actor_, question(promise, metric->key, groupings(by)));
        const auto put = [&](const PairGroup& group, const TallyRow& row) {
            const auto estimate = stats::estimate(rule, row.histogram, limits_);
            const bool hidden = row.estimate.tier == stats::Tier::hidden;
            out[group] = {row.histogram, hidden ? hidden_estimate(estimate) : estimate};
        };
        if (!by.touchpoint && !by.segment) {
            put({}, tally.totals.front());
            return out;
        }
        for (const auto& row : tally.rows) {
            std::size_t at = 0;
            PairGroup group;
            group.first = by.touchpoint ? row.keys[at++] : std::nullopt;
            group.second = by.segment ? row.keys[at] : std::nullopt;
            put(group, row);
        }
        return out;
    }

    const PromiseRatings* ratings(const Promise& promise) {
        if (!promise.expectation_metric || !promise.experience_metric) {
            return nullptr;
        }
        const Metrics metrics{*promise.expectation_metric, *promise.experience_metric};
        auto found = ratings_.find(metrics);
        if (found == ratings_.end()) {
            const auto filter = figures_filter({{}, {}, asked_.filter}, actor_, directory_);
            auto read = database_.read([&](db::Reader& reader) {
                return PromiseRatings(reader, metrics.first, metrics.second, filter);
            });
            found = ratings_.emplace(metrics, std::move(read)).first;
        }
        return &found->second;
    }

    [[nodiscard]] std::map<PairGroup, Pairs> pairs_of(const Promise& promise, PairKeys by) {
        const auto* all = ratings(promise);
        if (all == nullptr) {
            return {};
        }
        const bool own = is_its_own(promise, *promise.expectation_metric);
        return all->pairs(own ? std::vector<std::string>() : keys_of(promise, directory_), by);
    }

    // Groups of pairs that would give others away.
    [[nodiscard]] std::set<PairGroup> hidden_groups(const std::map<PairGroup, Pairs>& pairs) const {
        std::vector<CellKeys> keys;
        std::vector<std::uint64_t> n;
        for (const auto& [group, one] : pairs) {
            keys.push_back({group.first, group.second});
            n.push_back(one.expected.size());
        }
        const auto hidden = rows_to_hide(keys, n, limits_.anonymous_below);
        std::set<PairGroup> out;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (hidden[i]) {
                out.emplace(keys[i][0], keys[i][1]);
            }
        }
        return out;
    }

    static const Scored& at(const Scores& scores, const PairGroup& group) {
        static const Scored none = [] {
            Scored made;
            made.estimate.reason = stats::reason::no_answers;
            return made;
        }();
        const auto found = scores.find(group);
        return found == scores.end() ? none : found->second;
    }

    void rows_of(std::size_t index) {
        const Promise& promise = asked_.promises[index];
        const auto by = asked_.by;
        const auto expected = scores(promise, promise.expectation_metric, stats::Kind::mean, by);
        const auto lived = scores(promise, promise.experience_metric, stats::Kind::mean, by);
        const auto kept = scores(promise, promise.kept_metric, stats::Kind::box, by);
        const auto pairs = pairs_of(promise, by);
        const auto hidden = hidden_groups(pairs);
        std::set<PairGroup> groups;
        for (const auto* scored : {&expected, &lived, &kept}) {
            for (const auto& [group, one] : *scored) {
                groups.insert(group);
            }
        }
        if (by.touchpoint &&
            !by.segment) {  // where it must be kept, even if nobody spoke of it yet
            for (const auto& key : keys_of(promise, directory_)) {
                groups.emplace(key, std::nullopt);
            }
        }
        if (groups.empty()) {
            groups.insert(PairGroup{});
        }
        for (const PairGroup& group : groups) {
            PromiseRow row{index, group.first, group.second};
            const Scored& first = at(expected, group);
            const Scored& second = at(lived, group);
            const bool hides = hidden.contains(group) ||
                               first.estimate.tier == stats::Tier::hidden ||
                               second.estimate.tier == stats::Tier::hidden;
            const auto own = pairs.find(group);
            row.found = gap_of(
                own == pairs.end() ? Pairs{} : own->second,
                first.histogram,
                second.histogram,
                limits_,
                hides
            );
            row.expected = first.estimate;
            row.lived = second.estimate;
            put_kept(row, promise, at(kept, group).estimate);
            out_.rows.push_back(std::move(row));
        }
    }

    static void put_kept(PromiseRow& row, const Promise& promise, const stats::Estimate& answers) {
        if (promise.kept_metric) {
            row.kept = answers;
            row.kept_from = "answers";
        } else if (promise.expectation_metric) {
            row.kept = row.found.kept;
            row.kept_from = "pairs";
        } else {
            row.kept.reason = "no_metric";
        }
    }

    void places_of(std::size_t index) {
        const Promise& promise = asked_.promises[index];
        const PairKeys by{.touchpoint = true, .segment = false};
        const auto kept = scores(promise, promise.kept_metric, stats::Kind::box, by);
        for (const auto& key : keys_of(promise, directory_)) {
            places_[key].promises.push_back(index);
        }
        for (const auto& [group, scored] : kept) {
            if (group.first) {
                PlaceSum& place = places_[*group.first];
                const auto counts = scored.estimate.counts;
                place.hidden |= scored.estimate.tier == stats::Tier::hidden;
                place.n += static_cast<std::int64_t>(counts.n());
                place.kept += static_cast<std::int64_t>(counts.positive);
            }
        }
        add_pairs(promise, pairs_of(promise, by));
    }

    void add_pairs(const Promise& promise, const std::map<PairGroup, Pairs>& pairs) {
        const auto hidden = hidden_groups(pairs);
        for (const auto& [group, one] : pairs) {
            if (!group.first) {
                continue;
            }
            PlaceSum& place = places_[*group.first];
            place.hidden |= hidden.contains(group);
            std::int64_t below = 0, met = 0;
            for (std::size_t i = 0; i < one.expected.size(); ++i) {
                below += one.lived[i] < one.expected[i] ? 1 : 0;
                met += one.lived[i] == one.expected[i] ? 1 : 0;
            }
            const auto n = static_cast<std::int64_t>(one.expected.size());
            place.pairs += n;
            place.below += below;
            place.met += met;
            if (!promise.kept_metric) {
                place.n += n;
                place.kept += n - below;
            }
        }
    }

    void add_places() {
        for (const auto& [touchpoint, sum] : places_) {
            const auto share = [&, hidden = sum.hidden](std::int64_t part, std::int64_t whole) {
                const auto found = share_of(part, whole, limits_);
                return hidden ? hidden_estimate(found) : found;
            };
            out_.touchpoints.push_back(
                {touchpoint,
                 sum.promises,
                 share(sum.kept, sum.n),
                 share(sum.below, sum.pairs),
                 share(sum.met, sum.pairs),
                 share(sum.pairs - sum.below - sum.met, sum.pairs)}
            );
        }
    }

    void believed_of(std::size_t index) {
        const Promise& promise = asked_.promises[index];
        const auto* metric =
            promise.believed_metric ? directory_.metrics.find(*promise.believed_metric) : nullptr;
        if (metric == nullptr) {
            return;
        }
        const auto rule = rule_as(*metric, stats::Kind::box);
        const auto tally =
            show_tally(engine_, directory_, actor_, question(promise, metric->key, {"week"}));
        const auto share = [&](const TallyRow& row) {
            const auto estimate = stats::estimate(rule, row.histogram, limits_);
            return row.estimate.tier == stats::Tier::hidden ? hidden_estimate(estimate) : estimate;
        };
        Believed out{index, share(tally.totals.front()), {}};
        for (const auto& row : tally.rows) {
            out.trend.push_back({row.keys.front().value_or(""), share(row)});
        }
        out_.believed.push_back(std::move(out));
    }

    void sort() {
        const auto worse = [](const std::optional<double>& a, const std::optional<double>& b) {
            return a && b ? *a < *b : a.has_value() && !b;
        };
        std::ranges::stable_sort(out_.rows, [&](const PromiseRow& a, const PromiseRow& b) {
            return worse(a.found.gap.value, b.found.gap.value);
        });
        std::ranges::stable_sort(
            out_.touchpoints,
            [&](const PromisePlace& a, const PromisePlace& b) {
                return worse(a.kept.value, b.kept.value);
            }
        );
        const auto lowest = std::ranges::find_if(out_.touchpoints, [](const PromisePlace& one) {
            return one.kept.value && stats::ranks(one.kept.tier);
        });
        if (lowest != out_.touchpoints.end()) {
            out_.lowest = lowest->touchpoint;
        }
    }

    db::Database& database_;
    const insight::Engine& engine_;
    const feedback::Directory& directory_;
    const people::Actor& actor_;
    const PromisesAsked& asked_;
    stats::TierLimits limits_;
    std::map<Metrics, PromiseRatings> ratings_;
    std::map<std::string, PlaceSum> places_;
    PromisesShown out_;
};

}  // namespace

PromisesShown show_promises(
    db::Database& database,
    const insight::Engine& engine,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const PromisesAsked& asked
) {
    return Shower(database, engine, directory, actor, asked).show();
}

}  // namespace styk::story
