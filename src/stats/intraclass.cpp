#include "stats/intraclass.h"

#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>

#include "base/result.h"
#include "stats/score.h"

namespace styk::stats {

namespace {

// Mean squares of the two-way table.
struct Squares {
    double n, k;  // subjects, raters
    double between, raters, residual, within;
};

Squares squares_of(const Eigen::MatrixXd& ratings) {
    const auto n = static_cast<double>(ratings.rows()), k = static_cast<double>(ratings.cols());
    const Eigen::MatrixXd x = ratings.array() - ratings.mean();
    const double total = x.squaredNorm();
    const double subjects = k * x.rowwise().mean().squaredNorm();
    const double raters = n * x.colwise().mean().squaredNorm();
    const Eigen::MatrixXd rest =
        (x.colwise() - x.rowwise().mean().eval()).rowwise() - x.colwise().mean().eval();
    return {
        n,
        k,
        subjects / (n - 1),
        raters / (k - 1),
        rest.squaredNorm() / ((n - 1) * (k - 1)),
        std::max(0.0, total - subjects) / (n * (k - 1))
    };
}

double f_quantile(double df1, double df2, double upper_tail) {
    return boost::math::quantile(
        boost::math::complement(boost::math::fisher_f(df1, df2), upper_tail)
    );
}

// (f - 1) / (f + more): one rating with more = k - 1, the mean of k with more = 0.
double from_ratio(double f, double more) {
    return (f - 1) / (f + more);
}

std::optional<Interval> ratio_limits(double f, double df1, double df2, double more, double tail) {
    const double lo = f / f_quantile(df1, df2, tail), hi = f * f_quantile(df2, df1, tail);
    return Interval{from_ratio(lo, more), from_ratio(hi, more)};
}

// Satterthwaite's degrees of freedom, as in Shrout & Fleiss.
std::optional<Interval> limits_of_icc2(const Squares& s, double icc, double tail) {
    const auto [n, k, between, raters, residual, within] = s;
    const double f = raters / residual;
    const double top = k * icc * f + n * (1 + (k - 1) * icc) - k * icc;
    const double bottom =
        (n - 1) * k * k * icc * icc * f * f + std::pow(n * (1 + (k - 1) * icc) - k * icc, 2);
    const double v = (k - 1) * (n - 1) * top * top / bottom;
    if (!(v > 0) || !std::isfinite(v)) {
        return std::nullopt;
    }
    const double up = f_quantile(n - 1, v, tail), down = f_quantile(v, n - 1, tail);
    const double rest = k * raters + (k * n - k - n) * residual;
    return Interval{
        n * (between - up * residual) / (up * rest + n * between),
        n * (down * between - residual) / (rest + n * down * between)
    };
}

std::optional<double> divided(double a, double b) {
    return b > 0 ? std::optional(a / b) : std::nullopt;
}

}  // namespace

IntraclassCorrelations intraclass(const Eigen::MatrixXd& ratings, double level) {
    if (!ratings.allFinite()) {
        throw Fault("stats: a rating is not finite");
    }
    IntraclassCorrelations result;
    if (ratings.rows() < 2 || ratings.cols() < 2) {
        result.reason = reason::too_few;
        return result;
    }
    const Squares s = squares_of(ratings);
    const auto [n, k, between, raters, residual, within] = s;
    if (!(between + within > 0) || !std::isfinite(between + within)) {
        result.reason = reason::no_spread;
        return result;
    }
    const double tail = (1 - level) / 2;
    result.icc1.value = (between - within) / (between + (k - 1) * within);
    result.icc2.value =
        divided(between - residual, between + (k - 1) * residual + k * (raters - residual) / n);
    result.icc3.value = divided(between - residual, between + (k - 1) * residual);
    result.icc1k.value = divided(between - within, between);
    result.icc2k.value = divided(between - residual, between + (raters - residual) / n);
    result.icc3k.value = divided(between - residual, between);
    if (within > 0 && between > 0) {
        const double f = between / within, df = n * (k - 1);
        result.icc1.limits = ratio_limits(f, n - 1, df, k - 1, tail);
        result.icc1k.limits = ratio_limits(f, n - 1, df, 0, tail);
    }
    if (residual > 0 && between > 0) {
        const double f = between / residual, df = (n - 1) * (k - 1);
        result.icc3.limits = ratio_limits(f, n - 1, df, k - 1, tail);
        result.icc3k.limits = ratio_limits(f, n - 1, df, 0, tail);
        result.icc2.limits = limits_of_icc2(s, result.icc2.value.value_or(0), tail);
    }
    if (const auto limits = result.icc2.limits) {
        const auto of_mean = [&](double x) { return x * k / (1 + x * (k - 1)); };
        result.icc2k.limits = Interval{of_mean(limits->lo), of_mean(limits->hi)};
    }
    return result;
}

}  // namespace styk::stats
