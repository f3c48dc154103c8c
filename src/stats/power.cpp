#include "stats/power.h"

#include <algorithm>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "stats/optimize.h"

namespace styk::stats {

namespace {

namespace math = boost::math;

using Quiet = math::policies::policy<
    math::policies::domain_error<math::policies::ignore_error>,
    math::policies::overflow_error<math::policies::ignore_error>,
    math::policies::evaluation_error<math::policies::ignore_error>,
    math::policies::rounding_error<math::policies::ignore_error>>;

double upper_quantile(double tail) {
    return math::quantile(math::complement(math::normal(), tail));
}

double upper_tail(double z) {
    return math::cdf(math::complement(math::normal(), z));
}

double tail_of(const PowerGoal& goal) {
    return goal.two_sided ? goal.alpha / 2 : goal.alpha;
}

bool makes_sense(const PowerGoal& goal) {
    return goal.alpha > 0 && goal.alpha < goal.power && goal.power < 1;
}

bool is_share(double p) {
    return p >= 0 && p <= 1;
}

// Shares of percents do not cancel to the last bit.
bool is_nothing(double difference) {
    return !(std::abs(difference) > 1e-12);
}

double sum_of_quantiles(const PowerGoal& goal) {
    return upper_quantile(tail_of(goal)) - upper_quantile(goal.power);
}

std::optional<double> if_finite(double n) {
    return std::isfinite(n) ? std::optional(n) : std::nullopt;
}

// The n at which a rising power reaches the goal, between `least` and 16 times the guess.
template <class Power>
std::optional<double> solve(const Power& power, double goal, double least, double guess) {
    if (power(least) >= goal) {
        return least;
    }
    const auto log_n = root_between(
        [&](double at) { return power(std::exp(at)) - goal; },
        std::log(least),
        std::log(std::max(16 * guess, 4 * least))
    );
    return log_n ? std::optional(std::exp(*log_n)) : std::nullopt;
}

double power_of_t(double n, double effect, double tail) {
    const double freedom = 2 * (n - 1);
    const double critical =
        math::quantile(math::complement(math::students_t_distribution<double, Quiet>(freedom), tail)
        );
    const math::non_central_t_distribution<double, Quiet> shifted(
        freedom, std::sqrt(n / 2) * effect
    );
    return math::cdf(math::complement(shifted, critical));
}

}  // namespace

std::optional<double> shares_per_group(double p1, double p2, const PowerGoal& goal) {
    if (!makes_sense(goal) || !is_share(p1) || !is_share(p2) || is_nothing(p1 - p2)) {
        return std::nullopt;
    }
    const double pooled = (p1 + p2) * (1 - (p1 + p2) / 2);
    const double apart = p1 * (1 - p1) + p2 * (1 - p2);
    const double root = upper_quantile(tail_of(goal)) * std::sqrt(pooled) -
                        upper_quantile(goal.power) * std::sqrt(apart);
    return if_finite(std::pow(root / (p1 - p2), 2));
}

std::optional<double> shares_per_group_arcsine(double p1, double p2, const PowerGoal& goal) {
    if (!makes_sense(goal) || !is_share(p1) || !is_share(p2) || is_nothing(p1 - p2)) {
        return std::nullopt;
    }
    const double h = 2 * std::abs(std::asin(std::sqrt(p1)) - std::asin(std::sqrt(p2)));
    const double critical = upper_quantile(tail_of(goal));
    const double one_tail = 2 * std::pow(sum_of_quantiles(goal) / h, 2);
    if (!goal.two_sided) {
        return if_finite(one_tail);
    }
    const auto power = [&](double n) {
        const double shift = h * std::sqrt(n / 2);
        return upper_tail(critical - shift) + upper_tail(critical + shift);
    };
    return solve(power, goal.power, one_tail * 1e-6, one_tail);
}

std::optional<double> means_per_group(double delta, double sd, const PowerGoal& goal) {
    if (!makes_sense(goal) || !(sd > 0) || !(std::abs(delta) > 0)) {
        return std::nullopt;
    }
    const double effect = std::abs(delta) / sd, critical = upper_quantile(tail_of(goal));
    const double normal = 2 * std::pow(sum_of_quantiles(goal) / effect, 2);
    if (!std::isfinite(normal)) {
        return std::nullopt;
    }
    if (normal > 1e5) {  // the t's correction (Guenther 1981); the rest is of the order of 1 / n
        return normal + critical * critical / 4;
    }
    const auto power = [&](double n) { return power_of_t(n, effect, tail_of(goal)); };
    return solve(power, goal.power, 2, normal + 1 + critical * critical);
}

std::optional<double> nets_per_group(
    const NetShares& before, const NetShares& after, const PowerGoal& goal
) {
    for (const auto& shares : {before, after}) {
        const bool fits = is_share(shares.positive) && is_share(shares.negative) &&
                          shares.positive + shares.negative <= 1 + 1e-9;
        if (!fits) {
            return std::nullopt;
        }
    }
    const double difference = after.net() - before.net();
    if (!makes_sense(goal) || is_nothing(difference)) {
        return std::nullopt;
    }
    const double variance = before.unit_variance() + after.unit_variance();
    return if_finite(std::pow(sum_of_quantiles(goal) / difference, 2) * variance);
}

double with_cuped(double n_per_group, double correlation) {
    return n_per_group * (1 - correlation * correlation);
}

std::optional<Plan> plan(double n_per_group, const PlanConditions& conditions) {
    const auto& c = conditions;
    const bool fits = std::abs(c.cuped_correlation) < 1 && c.design_effect > 0 &&
                      c.response_rate > 0 && c.response_rate <= 1 && c.groups > 0;
    const double answers =
        std::ceil(with_cuped(n_per_group, c.cuped_correlation) * c.design_effect - 1e-9);
    const double invitations = c.groups * std::ceil(answers / c.response_rate - 1e-9);
    if (!fits || !(answers > 0) || !(invitations <= 1e15)) {
        return std::nullopt;
    }
    Plan result{
        .answers_per_group = static_cast<std::uint64_t>(answers),
        .invitations = static_cast<std::uint64_t>(invitations),
    };
    if (c.invitations_per_week && *c.invitations_per_week > 0) {
        result.weeks = invitations / *c.invitations_per_week;
    }
    return result;
}

}  // namespace styk::stats
