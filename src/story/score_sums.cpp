#include "story/score_sums.h"

#include <algorithm>

namespace styk::story {

namespace {

bool is_in(const std::vector<int>& set, int rating) {
    return std::find(set.begin(), set.end(), rating) != set.end();
}

}  // namespace

double score_of(const stats::MetricRule& rule, int rating) {
    switch (rule.kind) {
        case stats::Kind::net:
            return is_in(rule.positive, rating) ? 1 : is_in(rule.negative, rating) ? -1 : 0;
        case stats::Kind::box:
            return is_in(rule.positive, rating) ? 1 : 0;
        case stats::Kind::index:
            return 100.0 * (rating - rule.min) / std::max(1, rule.max - rule.min);
        case stats::Kind::mean:
            break;
    }
    return rating;
}

stats::CellSums score_sums(const stats::MetricRule& rule, const stats::Histogram& histogram) {
    stats::CellSums sums;
    for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        const auto n = static_cast<double>(histogram.counts[i]);
        const double value = score_of(rule, histogram.min + static_cast<int>(i));
        if (n > 0) {
            stats::merge(sums, {n, value, 0});
        }
    }
    return sums;
}

stats::Summary score_summary(const stats::MetricRule& rule, const stats::Histogram& histogram) {
    const auto sums = score_sums(rule, histogram);
    return {sums.n, sums.mean, sums.n > 1 ? sums.m2 / (sums.n - 1) : 0};
}

}  // namespace styk::story
