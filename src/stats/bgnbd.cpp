#include "stats/bgnbd.h"

#include <algorithm>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <cmath>
#include <map>
#include <tuple>

#include "stats/likelihood.h"
#include "stats/log_gamma.h"

namespace styk::stats {

namespace {

auto key_of(const HistoryCount& history) {
    return std::tie(history.x, history.t_x, history.age);
}

bool positive(const BgNbd& model) {
    const auto is = [](double value) { return std::isfinite(value) && value > 0; };
    return is(model.r) && is(model.alpha) && is(model.a) && is(model.b);
}

// What depends on x alone, with its derivatives by r, a and b.
struct OfX {
    double value = 0, r = 0, a = 0, b = 0;
    double leaving = 0;  // log(a / (b + x - 1))
};

OfX of_x(const BgNbd& m, double x) {
    using boost::math::digamma;
    OfX found;
    found.value = log_gamma(m.r + x) - log_gamma(m.r) + log_gamma(m.a + m.b) + log_gamma(m.b + x) -
                  log_gamma(m.b) - log_gamma(m.a + m.b + x);
    const double both = digamma(m.a + m.b) - digamma(m.a + m.b + x);
    found.r = digamma(m.r + x) - digamma(m.r);
    found.a = both;
    found.b = both + digamma(m.b + x) - digamma(m.b);
    found.leaving = x > 0 ? std::log(m.a / (m.b + x - 1)) : 0;
    return found;
}

// Adds one kind of customer to the value and the gradient by (r, alpha, a, b).
void add(Slope& slope, const BgNbd& m, double log_alpha, const OfX& part, const HistoryCount& h) {
    const double n = h.customers, orders = m.r + h.x;
    const double log_age = std::log(m.alpha + h.age);
    double log_sum = -orders * log_age,
           left = 0;  // left: weight of having left after the last order
    double log_t = 0;
    if (h.x > 0) {
        log_t = std::log(m.alpha + h.t_x);
        const double odds = part.leaving + orders * (log_age - log_t);
        left = odds > 0 ? 1 / (1 + std::exp(-odds)) : 1 - 1 / (1 + std::exp(odds));
        log_sum += odds > 0 ? odds + std::log1p(std::exp(-odds)) : std::log1p(std::exp(odds));
    }
    const double stayed = 1 - left;
    slope.value += n * (part.value + m.r * log_alpha + log_sum);
    slope.gradient[0] += n * (part.r + log_alpha - stayed * log_age - left * log_t);
    slope.gradient[1] +=
        n * (m.r / m.alpha - orders * (stayed / (m.alpha + h.age) + left / (m.alpha + h.t_x)));
    slope.gradient[2] += n * (part.a + left / m.a);
    slope.gradient[3] += n * (part.b - (h.x > 0 ? left / (m.b + h.x - 1) : 0));
}

// Customers sorted by x.
Slope slope_at(const BgNbd& model, std::span<const HistoryCount> customers) {
    Slope slope{0, Eigen::VectorXd::Zero(4)};
    const double log_alpha = std::log(model.alpha);
    double x = -1;
    OfX part;
    for (const HistoryCount& history : customers) {
        if (history.x != x) {
            x = history.x;
            part = of_x(model, x);
        }
        add(slope, model, log_alpha, part, history);
    }
    return slope;
}

BgNbd model_of(const Eigen::VectorXd& logs) {
    return {std::exp(logs[0]), std::exp(logs[1]), std::exp(logs[2]), std::exp(logs[3])};
}

Eigen::VectorXd logs_of(const BgNbd& model) {
    return Eigen::Vector4d{
        std::log(model.r), std::log(model.alpha), std::log(model.a), std::log(model.b)
    };
}

bool bad(const HistoryCount& h) {
    const bool order = h.x >= 0 && h.t_x >= 0 && h.t_x <= h.age && h.customers >= 0;
    const bool finite = std::isfinite(h.x) && std::isfinite(h.age) && std::isfinite(h.customers);
    return !order || !finite || h.x != std::floor(h.x) || ((h.x > 0) != (h.t_x > 0));
}

// The middle one of a number per customer.
double weighted_median(const std::map<double, double>& counts) {
    double total = 0, sum = 0;
    for (const auto& [value, count] : counts) {
        total += count;
    }
    for (const auto& [value, count] : counts) {
        sum += count;
        if (2 * sum >= total) {
            return value;
        }
    }
    return 0;
}

double median_age(std::span<const HistoryCount> customers) {
    std::map<double, double> ages;
    for (const HistoryCount& history : customers) {
        ages[history.age] += history.customers;
    }
    return weighted_median(ages);
}

// By log parameters. `customers` must outlive it.
Likelihood likelihood_of(std::span<const HistoryCount> customers) {
    return [customers](const Eigen::VectorXd& logs) {
        const BgNbd model = model_of(logs);
        Slope slope = slope_at(model, customers);
        slope.gradient =
            slope.gradient.cwiseProduct(Eigen::Vector4d{model.r, model.alpha, model.a, model.b});
        return slope;
    };
}

// Three; of many different histories the peak over a few thousand of them, which is close.
std::vector<Eigen::VectorXd> starts_for(std::span<const HistoryCount> sorted) {
    const double age = median_age(sorted) > 0 ? median_age(sorted) : 1;
    std::vector<Eigen::VectorXd> starts{
        logs_of({0.3, age / 10, 0.8, 2.5}), logs_of({1, age, 0.5, 5}), logs_of({3, age / 2, 3, 3})
    };
    constexpr std::size_t few = 5000;
    if (sorted.size() <= 2 * few) {
        return starts;
    }
    std::vector<HistoryCount> thinned;
    thinned.reserve(few);
    for (std::size_t i = 0; i < few; ++i) {
        thinned.push_back(sorted[i * sorted.size() / few]);
    }
    const auto peak = climb(likelihood_of(thinned), starts);
    return peak ? std::vector{peak->at} : starts;
}

bool enough(const BgNbdFit& fit, std::span<const HistoryCount> customers) {
    std::map<double, double> gaps;
    for (const HistoryCount& history : customers) {
        if (history.x > 0) {
            gaps[history.t_x / history.x] += history.customers;
        }
    }
    return fit.customers >= 200 && fit.repeaters >= 100 &&
           median_age(customers) >= 2 * weighted_median(gaps);
}

long double hypergeometric_series(long double a, long double b, long double c, long double z) {
    long double term = 1, sum = 1;
    for (int i = 0; i < 1'000'000; ++i) {
        const auto k = static_cast<long double>(i);
        term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
        sum += term;
        if (std::abs(term) <= 1e-20L * std::abs(sum)) {
            break;
        }
    }
    return sum;
}

// E X(t) = integral over the chance of leaving p ~ Beta(a, b) of (1 - (alpha / (alpha + p t))^r)/p.
// Used where the closed form cancels (a near 1) or its series is long.
double expected_by_integral(const BgNbd& m, double t) {
    boost::math::quadrature::tanh_sinh<double> quadrature;
    const double scale = -std::log(boost::math::beta(m.a, m.b));
    const auto integrand = [&](double at, double end) {  // end: to 1 when above 0, else from 0
        const double p = end < 0 ? -end : at, rest = end > 0 ? end : 1 - at;
        const double bought = -std::expm1(-m.r * std::log1p(p * t / m.alpha)) / p;
        return bought * std::exp(scale + (m.a - 1) * std::log(p) + (m.b - 1) * std::log(rest));
    };
    return quadrature.integrate(integrand, 0.0, 1.0);
}

}  // namespace

std::vector<HistoryCount> collapse(std::span<const PurchaseHistory> histories) {
    std::vector<HistoryCount> each;
    each.reserve(histories.size());
    for (const PurchaseHistory& history : histories) {
        each.push_back({history.x, history.t_x, history.age, 1});
    }
    return merge(each, {});
}

std::vector<HistoryCount> merge(std::span<const HistoryCount> a, std::span<const HistoryCount> b) {
    std::vector<HistoryCount> all(a.begin(), a.end());
    all.insert(all.end(), b.begin(), b.end());
    std::ranges::sort(all, [](const auto& one, const auto& other) {
        return key_of(one) < key_of(other);
    });
    std::size_t kept = 0;
    for (const HistoryCount& history : all) {
        if (kept > 0 && key_of(all[kept - 1]) == key_of(history)) {
            all[kept - 1].customers += history.customers;
        } else {
            all[kept++] = history;
        }
    }
    all.resize(kept);
    return all;
}

std::optional<double> log_likelihood(const BgNbd& model, std::span<const HistoryCount> customers) {
    const double value = positive(model) ? slope_at(model, customers).value : NAN;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

BgNbdFit fit_bg_nbd(std::span<const HistoryCount> customers) {
    const std::vector<HistoryCount> sorted = merge(customers, {});
    BgNbdFit fit;
    for (const HistoryCount& history : sorted) {
        fit.customers += history.customers;
        fit.repeaters += history.x > 0 ? history.customers : 0;
        fit.reason = bad(history) ? "bad_history" : fit.reason;
    }
    if (fit.reason.empty() && fit.repeaters <= 0) {
        fit.reason = fit.customers > 0 ? "no_repeats" : "no_customers";
    }
    if (!fit.reason.empty()) {
        return fit;
    }
    const auto peak = climb(likelihood_of(sorted), starts_for(sorted));
    if (!peak) {
        fit.reason = "bad_history";
        return fit;
    }
    fit.model = model_of(peak->at);
    fit.log_likelihood = peak->value;
    fit.converged = peak->converged;
    fit.heterogeneous = fit.model->a <= 1e3 && fit.model->r <= 1e3;
    fit.enough = enough(fit, sorted);
    return fit;
}

double hypergeometric(double a, double b, double c, double z) {
    if (z > 0.9 && z < 1) {
        const long double factor = std::pow(1 - static_cast<long double>(z), c - a - b);
        return static_cast<double>(factor * hypergeometric_series(c - a, c - b, c, z));
    }
    return static_cast<double>(hypergeometric_series(a, b, c, z));
}

double expected_orders(const BgNbd& m, double t) {
    if (!(t > 0)) {
        return 0;
    }
    const double z = t / (m.alpha + t), c = m.a + m.b - 1;
    if (std::abs(m.a - 1) < 1e-3 || z > 0.9999 || c < 1e-3) {
        return expected_by_integral(m, t);
    }
    const double never = std::exp(-m.r * std::log1p(t / m.alpha));
    return c / (m.a - 1) * (1 - never * hypergeometric(m.r, m.b, c, z));
}

double alive(const BgNbd& m, const PurchaseHistory& h) {
    if (h.x <= 0) {
        return 1;
    }
    const double odds = std::log(m.a / (m.b + h.x - 1)) +
                        (m.r + h.x) * std::log((m.alpha + h.age) / (m.alpha + h.t_x));
    return odds > 0 ? std::exp(-odds) / (1 + std::exp(-odds)) : 1 / (1 + std::exp(odds));
}

// What the history teaches is again a BG/NBD: rate Gamma(r + x, alpha + T), leaving Beta(a, b + x).
double expected_orders(const BgNbd& m, const PurchaseHistory& h, double t) {
    return alive(m, h) * expected_orders(BgNbd{m.r + h.x, m.alpha + h.age, m.a, m.b + h.x}, t);
}

}  // namespace styk::stats
