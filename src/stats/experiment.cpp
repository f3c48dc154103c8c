#include "stats/experiment.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "base/result.h"
#include "stats/interval.h"

namespace styk::stats {

namespace {

constexpr Eigen::Index y = 0, x = 1;

double chi_squared_p(double statistic) {
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(1), statistic));
}

Summary adjusted_summary(const Moments& arm, double theta, double centre) {
    Summary summary{.n = arm.n};
    if (arm.n > 0) {
        summary.mean = arm.mean[y] - theta * (arm.mean[x] - centre);
    }
    if (arm.n > 1) {
        const double squares =
            arm.m2(y, y) - 2 * theta * arm.m2(x, y) + theta * theta * arm.m2(x, x);
        summary.variance = std::max(squares, 0.0) / (arm.n - 1);
    }
    return summary;
}

std::optional<double> t_of(const Difference& difference, const Summary& a, const Summary& b) {
    const double variance = a.variance / a.n + b.variance / b.n;
    if (!difference.lo || !(variance > 0)) {
        return std::nullopt;
    }
    return *difference.value / std::sqrt(variance);
}

// Of sums within the arms: least squares of y on an arm's mean and x.
void set_ancova(MeanExperiment& result, const Moments& treated, const Moments& control) {
    const Eigen::MatrixXd within = treated.m2 + control.m2;
    const double n = treated.n + control.n, gap = treated.mean[x] - control.mean[x];
    const double theta = within(x, y) / within(x, x);
    result.theta_within = theta;
    result.ancova_effect = treated.mean[y] - control.mean[y] - theta * gap;
    if (n > 3) {
        const double rss = std::max(within(y, y) - theta * within(x, y), 0.0);
        const double unit = 1 / treated.n + 1 / control.n + gap * gap / within(x, x);
        result.ancova_se = std::sqrt(rss / (n - 3) * unit);
    }
}

void set_adjusted(
    MeanExperiment& result, const Moments& treated, const Moments& control, double level
) {
    Moments all = treated;
    merge(all, control);
    if (!varies(all, x)) {
        result.adjusted.reason = reason::no_spread;
        return;
    }
    const double theta = all.m2(x, y) / all.m2(x, x);
    const auto a = adjusted_summary(treated, theta, all.mean[x]),
               b = adjusted_summary(control, theta, all.mean[x]);
    result.theta = theta;
    result.adjusted = mean_difference(a, b, level);
    result.adjusted_t = t_of(result.adjusted, a, b);
    if (result.plain.lo && result.adjusted.lo) {
        const double ratio =
            (*result.adjusted.hi - *result.adjusted.lo) / (*result.plain.hi - *result.plain.lo);
        result.variance_ratio = ratio * ratio;
    }
    Moments within = treated;
    within.m2 += control.m2;
    if (treated.n > 0 && control.n > 0 && varies(within, x)) {
        set_ancova(result, treated, control);
    }
}

bool fits(Share share) {
    return share.k <= share.n;
}

void set_ratio(ShareExperiment& result, Share treated, Share control, double z) {
    const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
    if (control.k == 0) {
        return;
    }
    const double p1 = number(treated.k) / number(treated.n),
                 p0 = number(control.k) / number(control.n), ratio = p1 / p0;
    result.risk_ratio = ratio;
    result.relative_lift = (p1 - p0) / p0;
    if (treated.k > 0) {
        const double half =
            z * std::sqrt((1 - p1) / number(treated.k) + (1 - p0) / number(control.k));
        result.ratio_lo = ratio * std::exp(-half);
        result.ratio_hi = ratio * std::exp(half);
    }
}

}  // namespace

std::optional<SampleRatio> sample_ratio(double n_treated, double n_control, double share) {
    const double n = n_treated + n_control;
    const bool fits =
        n_treated >= 0 && n_control >= 0 && n > 0 && std::isfinite(n) && share > 0 && share < 1;
    if (!fits) {
        return std::nullopt;
    }
    const double off = n_treated - n * share;
    const double statistic = off / (n * share) * off + off / (n * (1 - share)) * off;
    return SampleRatio{.chi_squared = statistic, .p = chi_squared_p(statistic)};
}

RawSums raw_sums(const Moments& arm) {
    if (arm.variables() != 2) {
        return {};
    }
    const auto product = [&](Eigen::Index i, Eigen::Index j) {
        return arm.m2(i, j) + arm.n * arm.mean[i] * arm.mean[j];
    };
    return {
        .n = arm.n,
        .y = arm.n * arm.mean[y],
        .yy = product(y, y),
        .x = arm.n * arm.mean[x],
        .xx = product(x, x),
        .xy = product(x, y),
    };
}

MeanExperiment mean_experiment(const Moments& treated, const Moments& control, double level) {
    MeanExperiment result{.plain = {.level = level}, .adjusted = {.level = level}};
    for (const auto* arm : {&treated, &control}) {
        if (arm->variables() != 2 && arm->n > 0) {
            throw Fault("an experiment needs the moments of outcome and value before");
        }
    }
    if (treated.n <= 0 || control.n <= 0) {
        result.plain.reason = result.adjusted.reason = reason::no_answers;
        return result;
    }
    const auto a = adjusted_summary(treated, 0, 0), b = adjusted_summary(control, 0, 0);
    result.plain = mean_difference(a, b, level);
    result.plain_t = t_of(result.plain, a, b);
    set_adjusted(result, treated, control, level);
    return result;
}

ShareExperiment share_experiment(Share treated, Share control, double level) {
    if (treated.n == 0 || control.n == 0) {
        return {.reason = reason::no_answers};
    }
    if (!fits(treated) || !fits(control)) {
        return {.reason = reason::out_of_scale};
    }
    const double n1 = static_cast<double>(treated.n), n0 = static_cast<double>(control.n),
                 p1 = static_cast<double>(treated.k) / n1, p0 = static_cast<double>(control.k) / n0;
    ShareExperiment result{.difference = p1 - p0};
    const double z = normal_quantile(level),
                 half = z * std::sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0);
    result.lo = p1 - p0 - half;
    result.hi = p1 - p0 + half;
    const double pooled = (p1 * n1 + p0 * n0) / (n1 + n0);
    if (pooled > 0 && pooled < 1) {
        const double statistic =
            (p1 - p0) * (p1 - p0) / (pooled * (1 - pooled) * (1 / n1 + 1 / n0));
        result.chi_squared = statistic;
        result.p = chi_squared_p(statistic);
    }
    set_ratio(result, treated, control, z);
    return result;
}

}  // namespace styk::stats
