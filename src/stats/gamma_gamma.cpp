#include "stats/gamma_gamma.h"

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <cmath>
#include <vector>

#include "stats/likelihood.h"
#include "stats/log_gamma.h"
#include "stats/ranks.h"

namespace styk::stats {

namespace {

struct Spending {
    std::vector<double> x, mean;
};

Spending spending_of(std::span<const PurchaseHistory> customers) {
    Spending spending;
    for (const PurchaseHistory& customer : customers) {
        if (customer.x > 0 && !(customer.mean_repeat_value <= 0)) {
            spending.x.push_back(customer.x);
            spending.mean.push_back(customer.mean_repeat_value);
        }
    }
    return spending;
}

// Density of the mean value of x orders (note 025, eq. 1a), with its gradient by (p, q, v).
Slope slope_at(const GammaGamma& g, const Spending& spending) {
    using boost::math::digamma;
    Slope slope{0, Eigen::VectorXd::Zero(3)};
    const double log_v = std::log(g.v), lgamma_q = log_gamma(g.q), digamma_q = digamma(g.q);
    for (std::size_t i = 0; i < spending.x.size(); ++i) {
        const double x = spending.x[i], m = spending.mean[i], shape = g.p * x;
        const double log_sum = std::log(g.v + m * x), log_total = std::log(m * x);
        const double psi = digamma(shape + g.q);
        slope.value += log_gamma(shape + g.q) - log_gamma(shape) - lgamma_q + g.q * log_v +
                       shape * log_total - std::log(m) - (shape + g.q) * log_sum;
        slope.gradient[0] += x * (psi - digamma(shape) + log_total - log_sum);
        slope.gradient[1] += psi - digamma_q + log_v - log_sum;
        slope.gradient[2] += g.q / g.v - (shape + g.q) / (g.v + m * x);
    }
    return slope;
}

GammaGamma model_of(const Eigen::VectorXd& logs) {
    return {std::exp(logs[0]), std::exp(logs[1]), std::exp(logs[2])};
}

Eigen::VectorXd logs_of(const GammaGamma& model) {
    return Eigen::Vector3d{std::log(model.p), std::log(model.q), std::log(model.v)};
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value / static_cast<double>(values.size());
    }
    return sum;
}

std::string_view why_not(const Spending& spending) {
    if (spending.x.empty()) {
        return "no_repeats";
    }
    const auto finite = [](double value) { return std::isfinite(value); };
    if (!std::ranges::all_of(spending.x, finite) || !std::ranges::all_of(spending.mean, finite)) {
        return "bad_history";
    }
    const auto [least, most] = std::ranges::minmax(spending.mean);
    return most > least ? "" : "constant";
}

}  // namespace

GammaGammaFit fit_gamma_gamma(std::span<const PurchaseHistory> customers) {
    const Spending spending = spending_of(customers);
    GammaGammaFit fit{why_not(spending)};
    fit.customers = spending.x.size();
    if (!fit.reason.empty()) {
        return fit;
    }
    const auto likelihood = [&](const Eigen::VectorXd& logs) {
        const GammaGamma model = model_of(logs);
        Slope slope = slope_at(model, spending);
        slope.gradient = slope.gradient.cwiseProduct(Eigen::Vector3d{model.p, model.q, model.v});
        return slope;
    };
    const double mean = mean_of(spending.mean);
    const std::vector<Eigen::VectorXd> starts{
        logs_of({2, 3, mean}), logs_of({6, 4, mean / 2}), logs_of({1, 10, 9 * mean})
    };
    const auto peak = climb(likelihood, starts, 50);
    if (!peak) {
        fit.reason = "bad_history";
        return fit;
    }
    fit.model = model_of(peak->at);
    fit.log_likelihood = peak->value;
    fit.converged = peak->converged;
    if (fit.model->q > 1) {
        fit.population_mean = fit.model->p * fit.model->v / (fit.model->q - 1);
    }
    fit.correlation = pearson(spending.x, spending.mean);
    fit.independent = !fit.correlation || std::abs(*fit.correlation) < 0.3;
    return fit;
}

std::optional<double> log_likelihood(
    const GammaGamma& model, std::span<const PurchaseHistory> customers
) {
    const Spending spending = spending_of(customers);
    const bool allowed = model.p > 0 && model.q > 0 && model.v > 0 && why_not(spending).empty();
    const double value = allowed ? slope_at(model, spending).value : INFINITY;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<double> expected_value(const GammaGamma& model, double x, double mean_value) {
    const double weight = model.p * x + model.q - 1;
    const double value = model.p * (model.v + mean_value * x) / weight;
    return weight > 0 && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace styk::stats
