#include "story/show_same_customers.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "feedback/customer_rating_store.h"
#include "stats/experiment.h"
#include "stats/moments.h"
#include "stats/paired.h"
#include "story/score_sums.h"

namespace styk::story {

namespace {

constexpr std::size_t least_customers = 10;
constexpr double level = 0.95;

// Mean scores of customers who were rated in both windows, in the same order.
struct Twice {
    std::vector<double> before, after;
};

class Pairing {
public:
    explicit Pairing(const stats::MetricRule& rule) : rule_(rule) {}

    void take(const feedback::CustomerRating& rating) {
        if (rating.customer_id != customer_) {
            close();
            customer_ = rating.customer_id;
        }
        auto& sum = rating.after ? after_ : before_;
        sum.first += score_of(rule_, rating.value) * static_cast<double>(rating.n);
        sum.second += static_cast<double>(rating.n);
    }

    [[nodiscard]] Twice pairs() && {
        close();
        return std::move(out_);
    }

private:
    using Sum = std::pair<double, double>;  // of scores, of ratings

    void close() {
        if (before_.second > 0 && after_.second > 0) {
            out_.before.push_back(before_.first / before_.second);
            out_.after.push_back(after_.first / after_.second);
        }
        before_ = after_ = {};
    }

    const stats::MetricRule& rule_;
    std::string customer_;
    Sum before_{}, after_{};
    Twice out_;
};

stats::Moments moments_of(const Twice& people) {
    auto out = stats::empty_moments(2);
    for (std::size_t i = 0; i < people.before.size(); ++i) {
        const double row[] = {people.after[i], people.before[i]};
        stats::add(out, row);
    }
    return out;
}

void look_at_pairs(SameCustomers& out, const Twice& changed) {
    const auto found = stats::paired_gap(changed.before, changed.after, level);
    out.method = "paired";
    out.reason = found.reason;
    if (found.interval) {
        out.effect = found.gap;
        out.lo = found.interval->lo;
        out.hi = found.interval->hi;
        out.p = found.p;
    }
}

void look_at_arms(SameCustomers& out, const Twice& changed, const Twice& others) {
    const auto found = stats::mean_experiment(moments_of(changed), moments_of(others), level);
    out.method = "cuped";
    if (!found.ancova_effect || !found.ancova_se || !(*found.ancova_se > 0)) {
        out.reason = stats::reason::no_spread;
        return;
    }
    const boost::math::students_t spread(static_cast<double>(out.changed + out.others) - 3);
    const double half = boost::math::quantile(spread, (1 + level) / 2) * *found.ancova_se;
    const double t = std::abs(*found.ancova_effect / *found.ancova_se);
    out.effect = found.ancova_effect;
    out.lo = *out.effect - half;
    out.hi = *out.effect + half;
    out.p = 2 * boost::math::cdf(boost::math::complement(spread, t));
    if (found.plain.lo && found.plain.hi) {
        const double ratio = 2 * half / (*found.plain.hi - *found.plain.lo);
        out.variance_ratio = ratio * ratio;
    }
}

bool is_enough(SameCustomers& out, std::uint64_t n, std::uint64_t least) {
    out.reason = n == 0                ? stats::reason::no_answers
                 : n < least           ? stats::reason::hidden
                 : n < least_customers ? stats::reason::too_few
                                       : std::string_view();
    return out.reason.empty();
}

}  // namespace

SameCustomers show_same_customers(
    db::Reader& reader,
    const feedback::Directory& directory,
    const people::Actor& actor,
    const EffectAsked& asked,
    Instant now
) {
    const auto rule = metric::rule_of(*directory.metrics.find(asked.metric));
    const auto window = effect_window(directory, asked, now);
    const auto& zone = directory.zone;
    const auto twice = [&](const feedback::Filter& filter) {
        Pairing pairing(rule);
        feedback::each_customer_rating(
            reader,
            asked.metric,
            figures_filter({{asked.metric}, {}, filter}, actor, directory),
            zone.start_of(window.from),
            zone.start_of(window.at),
            zone.start_of(window.to),
            [&](const feedback::CustomerRating& rating) { pairing.take(rating); }
        );
        return std::move(pairing).pairs();
    };
    const auto least = limits_for({{asked.metric}, {}, asked.filter}, directory).anonymous_below;
    SameCustomers out;
    const auto changed = twice(asked.filter);
    out.changed = changed.before.size();
    if (!asked.versus) {
        if (is_enough(out, out.changed, least)) {
            look_at_pairs(out, changed);
        }
        return out;
    }
    const auto others = twice(*asked.versus);
    out.others = others.before.size();
    if (is_enough(out, out.changed, least) && is_enough(out, out.others, least)) {
        look_at_arms(out, changed, others);
    }
    return out;
}

}  // namespace styk::story
