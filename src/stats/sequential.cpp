#include "stats/sequential.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/result.h"
#include "stats/group_sequential.h"
#include "stats/interval.h"
#include "stats/random.h"

namespace styk::stats {

namespace {

bool makes_sense(const Mixture& mixture) {
    return mixture.tau2 > 0 && std::isfinite(mixture.tau2) && mixture.alpha > 0 &&
           mixture.alpha < 1;
}

// Of the sum of squares of `freedom` standard normals: Marsaglia & Tsang 2000, few by hand.
double chi_squared(double freedom, Generator& random) {
    double sum = 0;
    for (; freedom > 0 && freedom < 8; --freedom) {
        const double z = random.normal();
        sum += z * z;
    }
    if (freedom <= 0) {
        return sum;
    }
    const double d = freedom / 2 - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double z = random.normal(), root = 1 + c * z, v = root * root * root;
        if (v > 0 && std::log(random.uniform()) < z * z / 2 + d * (1 - v + std::log(v))) {
            return sum + 2 * d * v;
        }
    }
}

// `more` standard normal answers come in at once: their mean and sum of squares about it.
void add_answers(Summary& arm, double& squares, double more, Generator& random) {
    const double mean = random.normal() / std::sqrt(more), within = chi_squared(more - 1, random);
    const double n = arm.n + more, step = mean - arm.mean;
    squares += within + step * step * arm.n * more / n;
    arm.mean += step * more / n;
    arm.n = n;
    arm.variance = squares / (n - 1);
}

struct Limits {
    std::vector<double> n{}, mixture{};  // per look; z with the variance known
    double naive = 0;
};

struct Alarms {
    bool mixture = false, naive = false;              // with the estimated variance
    bool mixture_known = false, naive_known = false;  // with the true one
};

Alarms one_experiment(const Limits& limits, const Mixture& mixture, Generator& random) {
    Alarms alarms;
    Summary treated, control;
    double treated_squares = 0, control_squares = 0;
    for (std::size_t k = 0; k < limits.n.size(); ++k) {
        const double more = limits.n[k] - control.n;
        add_answers(treated, treated_squares, more, random);
        add_answers(control, control_squares, more, random);
        const double apart = std::abs(treated.mean - control.mean), known = 2 / control.n;
        const double variance = (treated.variance + control.variance) / control.n;
        const double z = apart / std::sqrt(variance), z_known = apart / std::sqrt(known);
        alarms.naive |= z >= limits.naive;
        alarms.naive_known |= z_known >= limits.naive;
        alarms.mixture |= z >= sequential_limit(mixture, variance);
        alarms.mixture_known |= z_known >= limits.mixture[k];
    }
    return alarms;
}

std::optional<Limits> limits_of(const PeekingSetting& setting) {
    const bool fits = setting.looks > 0 && setting.looks <= 500 && setting.simulations > 0 &&
                      makes_sense(setting.mixture) && setting.n_per_group_max <= 1e12 &&
                      setting.n_per_group_max >= 2.0 * setting.looks;
    if (!fits) {
        return std::nullopt;
    }
    Limits limits{.naive = normal_quantile(1 - setting.mixture.alpha)};
    for (int k = 1; k <= setting.looks; ++k) {
        limits.n.push_back(std::floor(k * setting.n_per_group_max / setting.looks));
        limits.mixture.push_back(sequential_limit(setting.mixture, 2 / limits.n.back()));
    }
    return limits;
}

double log_likelihood_ratio(double effect, double variance, double tau2) {
    return -std::log1p(tau2 / variance) / 2 +
           tau2 / (variance + tau2) * (effect / variance) * effect / 2;
}

}  // namespace

double sequential_limit(const Mixture& mixture, double variance) {
    return std::sqrt(
        (1 + variance / mixture.tau2) *
        (std::log1p(mixture.tau2 / variance) - 2 * std::log(mixture.alpha))
    );
}

SequentialTest::SequentialTest(Mixture mixture) : mixture_(mixture) {
    if (!makes_sense(mixture)) {
        throw Fault("a sequential test needs a positive tau2 and an alpha between 0 and 1");
    }
}

SequentialLook SequentialTest::look(const Summary& treated, const Summary& control) {
    SequentialLook result{.p = std::exp(log_p_)};
    if (treated.n < 1 || control.n < 1) {
        return result;
    }
    const double effect = treated.mean - control.mean;
    result.effect = effect;
    result.enough = treated.n >= 50 && control.n >= 50;
    const double variance = treated.variance / treated.n + control.variance / control.n;
    if (treated.n < 2 || control.n < 2 || !(variance > 0) || !std::isfinite(variance)) {
        return result;
    }
    const double log_ratio = log_likelihood_ratio(effect, variance, mixture_.tau2);
    const double half = sequential_limit(mixture_, variance) * std::sqrt(variance);
    log_p_ = std::min(log_p_, -log_ratio);
    result.variance = variance;
    result.log_likelihood_ratio = log_ratio;
    result.p = std::exp(log_p_);
    result.lo = effect - half;
    result.hi = effect + half;
    return result;
}

std::optional<PeekingAlarms> peeking_alarms(const PeekingSetting& setting) {
    const auto limits = limits_of(setting);
    if (!limits) {
        return std::nullopt;
    }
    Generator random(setting.seed);
    double mixture = 0, naive = 0;  // more alarms with the estimated variance than with the true
    for (std::uint64_t i = 0; i < setting.simulations; ++i) {
        const auto alarms = one_experiment(*limits, setting.mixture, random);
        mixture += alarms.mixture - alarms.mixture_known;
        naive += alarms.naive - alarms.naive_known;
    }
    const auto simulations = static_cast<double>(setting.simulations);
    const auto probability = [&](const std::vector<double>& limit, double more) {
        const double exact = *crossing_probability(limits->n, limit);
        return std::clamp(exact + more / simulations, 0.0, 1.0);
    };
    const std::vector<double> naive_limits(limits->n.size(), limits->naive);
    return PeekingAlarms{
        .mixture = probability(limits->mixture, mixture),
        .naive = probability(naive_limits, naive),
    };
}

}  // namespace styk::stats
