#include "stats/peak_end.h"

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>

#include "stats/ranks.h"

namespace styk::stats {

namespace {

using Eigen::Index;

struct Scored {
    std::vector<JourneyShape> shapes;
    std::vector<double> overall;
    std::size_t long_ones = 0;  // of three touches and more
};

std::optional<double> trend_of(std::span<const Touch> journey, double mean) {
    const auto n = static_cast<double>(journey.size());
    double products = 0, squares = 0, place = (1 - n) / 2;
    for (const Touch& touch : journey) {
        products += place * (touch.score - mean);
        squares += place * place;
        ++place;
    }
    return n >= 2 ? std::optional(products / squares) : std::nullopt;
}

Scored scored_of(std::span<const Touch> touches, const Overall& overall, double grand_mean) {
    Scored scored;
    const auto journeys = by_customer(touches, overall.size());
    for (std::size_t customer = 0; customer < overall.size(); ++customer) {
        const auto shape = journey_shape(journeys[customer], grand_mean);
        if (shape && overall[customer]) {
            scored.shapes.push_back(*shape);
            scored.overall.push_back(*overall[customer]);
            scored.long_ones += journeys[customer].size() >= 3 ? 1 : 0;
        }
    }
    return scored;
}

std::optional<double> correlation(const Scored& scored, double JourneyShape::* part) {
    std::vector<double> values;
    values.reserve(scored.shapes.size());
    for (const JourneyShape& shape : scored.shapes) {
        values.push_back(shape.*part);
    }
    return pearson(values, scored.overall);
}

std::optional<double> trend_correlation(const Scored& scored) {
    std::vector<double> trend, overall;
    for (std::size_t i = 0; i < scored.shapes.size(); ++i) {
        if (scored.shapes[i].trend) {
            trend.push_back(*scored.shapes[i].trend);
            overall.push_back(scored.overall[i]);
        }
    }
    return pearson(trend, overall);
}

ShapeCorrelations correlations_of(const Scored& scored) {
    return {
        correlation(scored, &JourneyShape::mean),
        correlation(scored, &JourneyShape::min),
        correlation(scored, &JourneyShape::max),
        correlation(scored, &JourneyShape::end),
        correlation(scored, &JourneyShape::first),
        trend_correlation(scored),
        correlation(scored, &JourneyShape::peak)
    };
}

Eigen::MatrixXd columns_of(const Scored& scored) {
    Eigen::MatrixXd columns(static_cast<Index>(scored.shapes.size()), 3);
    for (std::size_t i = 0; i < scored.shapes.size(); ++i) {
        const JourneyShape& shape = scored.shapes[i];
        columns.row(static_cast<Index>(i)) << shape.mean, shape.peak, shape.end;
    }
    return columns;
}

void add_models(const Scored& scored, PeakEnd& result) {
    const Eigen::MatrixXd columns = columns_of(scored);
    const Eigen::VectorXd y = Eigen::Map<const Eigen::VectorXd>(
        scored.overall.data(), static_cast<Index>(scored.overall.size())
    );
    const LinearFit mean_only = least_squares(with_intercept(columns.leftCols(1)), y);
    const LinearFit peak_end_only = least_squares(with_intercept(columns.rightCols(2)), y);
    result.fit = least_squares(with_intercept(columns), y);
    result.reason = result.fit.reason;
    result.r2_mean = mean_only.r2;
    result.r2_peak_end = peak_end_only.r2;
    const LinearFit& full = result.fit;
    if (!full.reason.empty() || full.freedom <= 0 || !(full.rss > 1e-24 * full.tss)) {
        return;
    }
    result.f = std::max(0.0, (mean_only.rss - full.rss) / 2 / (full.rss / full.freedom));
    const boost::math::fisher_f distribution(2, full.freedom);
    result.p = boost::math::cdf(boost::math::complement(distribution, *result.f));
}

}  // namespace

std::optional<JourneyShape> journey_shape(std::span<const Touch> journey, double grand_mean) {
    if (journey.empty()) {
        return std::nullopt;
    }
    const double first = journey.front().score;
    JourneyShape shape{0, first, journey.back().score, first, first, first, {}};
    for (const Touch& touch : journey) {
        shape.mean += touch.score / static_cast<double>(journey.size());
        shape.min = std::min(shape.min, touch.score);
        shape.max = std::max(shape.max, touch.score);
        if (std::abs(touch.score - grand_mean) > std::abs(shape.peak - grand_mean)) {
            shape.peak = touch.score;
        }
    }
    shape.trend = trend_of(journey, shape.mean);
    return shape;
}

PeakEnd peak_end(std::span<const Touch> touches, const Overall& overall) {
    PeakEnd result;
    std::vector<double> scores;
    for (const Touch& touch : touches) {
        scores.push_back(touch.score);
    }
    result.grand_mean = summary_of(scores).mean;
    const Scored scored = scored_of(touches, overall, result.grand_mean);
    result.journeys = scored.shapes.size();
    result.enough = scored.long_ones >= 100;
    if (scored.shapes.empty()) {
        result.reason = reason::no_answers;
        return result;
    }
    result.correlations = correlations_of(scored);
    add_models(scored, result);
    return result;
}

}  // namespace styk::stats
