// Is a journey remembered by its strongest moment and its end, beyond its mean (Kahneman et al.
// 1993)? overall = b0 + b1 mean + b2 peak + b3 end by least squares; F test of peak and end over
// the mean.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stats/least_squares.h"
#include "stats/touches.h"

namespace styk::stats {

// Of one journey's scores in order.
struct JourneyShape {
    double mean = 0;
    double peak = 0;  // score furthest from the mean of all touches; the first such on ties
    double end = 0, first = 0, min = 0, max = 0;
    std::optional<double> trend{};  // least-squares slope by place 1, 2, 3..; needs two touches
};

// Nothing without a touch.
[[nodiscard]] std::optional<JourneyShape> journey_shape(
    std::span<const Touch> journey, double grand_mean
);

// Correlations of parts of the shape with the overall score; nothing when one does not vary.
struct ShapeCorrelations {
    std::optional<double> mean{}, min{}, max{}, end{}, first{}, trend{}, peak{};
};

// reason: no_answers, or that of the regression (collinear: e.g. all journeys of one touch, where
// mean, peak and end are the same); then the fit and the test are not filled.
struct PeakEnd {
    std::string_view reason{};
    std::size_t journeys = 0;  // scored as a whole and with a touch
    bool enough = false;       // at least 100 journeys of three touches and more
    double grand_mean = 0;     // of all touches
    LinearFit fit{};           // intercept, mean, peak, end
    std::optional<double> r2_mean{}, r2_peak_end{};  // of the smaller models
    std::optional<double> f{}, p{};                  // 2 and fit.freedom degrees of freedom
    ShapeCorrelations correlations{};
};

// Throws Fault when a touch names a customer out of range or a score is not finite.
[[nodiscard]] PeakEnd peak_end(std::span<const Touch> touches, const Overall& overall);

}  // namespace styk::stats
