#include "stats/careless.h"

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "base/result.h"
#include "stats/moments.h"
#include "stats/quantile.h"
#include "stats/ranks.h"

namespace styk::stats {

namespace {

using Row = std::vector<std::optional<double>>;

std::size_t longest_run(const Row& row) {
    std::size_t longest = 0, run = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool goes_on = i > 0 && row[i] && row[i - 1] == row[i];
        run = goes_on ? run + 1 : (row[i] ? 1 : 0);
        longest = std::max(longest, run);
    }
    return longest;
}

std::vector<double> given(std::span<const std::optional<double>> values) {
    std::vector<double> result;
    for (const auto& value : values) {
        if (value) {
            result.push_back(*value);
        }
    }
    return result;
}

// Whitens deviations: distance^2 = |L^-1 (x - mean)|^2 on the scale of standard deviations.
class Distances {
public:
    explicit Distances(std::span<const Row> answers) {
        for (const auto& row : answers) {
            if (const auto values = given(row); values.size() == row.size() && !row.empty()) {
                add(moments_, values);
            }
        }
        const auto r = correlation(moments_);
        if (!r) {
            return;
        }
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(*r, Eigen::EigenvaluesOnly);
        if (eigen.eigenvalues()(0) > 1e-10) {
            factor_ = r->llt();
            scale_ = *standard_deviations(moments_);
        }
    }

    [[nodiscard]] std::optional<double> of(const Row& row) const {
        const auto values = given(row);
        if (scale_.size() == 0 || values.size() != row.size()) {
            return std::nullopt;
        }
        const Eigen::Map<const Eigen::VectorXd> x(values.data(), scale_.size());
        const Eigen::VectorXd z = (x - moments_.mean).cwiseQuotient(scale_);
        return factor_.matrixL().solve(z).squaredNorm();
    }

private:
    Moments moments_{};
    Eigen::LLT<Eigen::MatrixXd> factor_{};
    Eigen::VectorXd scale_{};
};

}  // namespace

Careless careless(
    std::span<const Row> answers,
    std::span<const std::optional<double>> seconds,
    const CarelessRules& rules
) {
    if (!seconds.empty() && seconds.size() != answers.size()) {
        throw Fault("stats: as many seconds as people are needed");
    }
    Careless result;
    const std::size_t items = answers.empty() ? 0 : answers[0].size();
    for (const auto& row : answers) {
        if (row.size() != items) {
            throw Fault("stats: people have different numbers of items");
        }
    }
    if (const auto median = quantile(given(seconds), 0.5)) {
        result.seconds_limit = rules.fast * *median;
    }
    if (items == 0) {
        result.people.resize(answers.size());
        return result;
    }
    const Distances distances(answers);
    const double limit = boost::math::quantile(boost::math::complement(
        boost::math::chi_squared(static_cast<double>(items)), 1 - rules.outlier
    ));
    const double long_run = rules.same * static_cast<double>(items) - 1e-9;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        CarelessSigns person{.longest_run = longest_run(answers[i])};
        if (const auto values = given(answers[i]); values.size() > 1) {
            person.spread = std::sqrt(summary_of(values).variance);
        }
        person.distance = distances.of(answers[i]);
        person.speeder = !seconds.empty() && seconds[i] && *seconds[i] < *result.seconds_limit;
        person.straight_liner = static_cast<double>(person.longest_run) >= long_run;
        person.outlier = person.distance && *person.distance > limit;
        result.people.push_back(person);
    }
    return result;
}

}  // namespace styk::stats
