// Area 0: pieces added up, and what a rating histogram gives.
#include <charconv>
#include <cmath>

#include "base/result.h"
#include "reference/reference.h"
#include "stats/histogram.h"
#include "stats/moments.h"
#include "stats/score.h"

namespace styk::reference {

namespace {

namespace js = boost::json;

// One number stands for a list of one.
Eigen::VectorXd vector_of(const js::value& value, Eigen::Index size) {
    Eigen::VectorXd result(size);
    if (size != (value.is_array() ? std::ssize(value.get_array()) : 1)) {
        throw Fault("input pieces: as many numbers as columns are expected");
    }
    for (Eigen::Index i = 0; i < size; ++i) {
        result(i) =
            number_of(value.is_array() ? value.get_array()[static_cast<std::size_t>(i)] : value);
    }
    return result;
}

stats::Moments piece_of(const js::object& piece, Eigen::Index variables) {
    auto result = stats::empty_moments(variables);
    result.n = number_of(piece.at("n"));
    if (result.n == 0) {
        return result;
    }
    result.mean = vector_of(piece.at("mean"), variables);
    const auto& rows = piece.at("m2");
    for (Eigen::Index i = 0; i < variables; ++i) {
        result.m2.row(i) = vector_of(
            rows.is_array() ? rows.get_array().at(static_cast<std::size_t>(i)) : rows, variables
        );
    }
    return result;
}

js::value rows_or_null(const std::optional<Eigen::MatrixXd>& matrix) {
    if (!matrix) {
        return nullptr;
    }
    js::array rows;
    for (const Eigen::VectorXd row : matrix->rowwise()) {
        rows.push_back(to_json(std::span(row.data(), static_cast<std::size_t>(row.size()))));
    }
    return rows;
}

Output merge_cross_products(const Input& input) {
    const auto columns = input.texts("columns");
    stats::Moments all;
    for (const auto& piece : input.json("pieces").as_array()) {
        merge(all, piece_of(piece.as_object(), std::ssize(columns)));
    }
    Output output{{"n", all.n}, {"mean", nullptr}};
    if (all.n > 0) {
        output["mean"] =
            to_json(std::span(all.mean.data(), static_cast<std::size_t>(all.mean.size())));
    }
    output["cov"] = rows_or_null(covariance(all));
    return output;
}

// {"0": 3, ..., "10": 55}, and "missing" and "na" beside the ratings. Counts of a 0..10 scale may
// leave out ratings that nobody gave.
stats::Histogram histogram_in(const js::object& counts) {
    std::map<int, std::uint64_t> ratings;
    stats::Histogram other;
    for (const auto& [key, value] : counts) {
        const auto count = static_cast<std::uint64_t>(number_of(value));
        int rating = 0;
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), rating);
        if (error == std::errc() && end == key.data() + key.size()) {
            ratings[rating] = count;
        } else if (key == "missing") {
            other.missing = count;
        } else if (key == "na" || key == "not_applicable") {
            other.not_applicable = count;
        } else {
            throw Fault("input histogram: a rating is no whole number");
        }
    }
    if (ratings.empty()) {
        return other;
    }
    int min = ratings.begin()->first, max = ratings.rbegin()->first;
    if (min >= 0 && max <= 10 && (min == 0 || max > 7)) {
        min = std::min(min, min == 0 ? 0 : 1);
        max = 10;
    }
    auto result = stats::empty_histogram(min, max);
    for (const auto& [rating, count] : ratings) {
        result.counts[static_cast<std::size_t>(rating - min)] = count;
    }
    merge(result, other);
    return result;
}

// Share of ratings in from..to.
std::optional<double> box(const stats::Histogram& of, int from, int to) {
    stats::MetricRule rule{.kind = stats::Kind::box, .min = of.min, .max = of.max()};
    for (int rating = from; rating <= to; ++rating) {
        rule.positive.push_back(rating);
    }
    return stats::value_of(rule, of);
}

Output from_histogram(const Input& input) {
    const auto h = histogram_in(input.json("histogram").as_object());
    const auto variance = stats::sample_variance(h);
    const bool ten = h.max() == 10;
    stats::MetricRule net = stats::nps_rule();
    net.min = h.min;
    return {
        {"n", h.n()},
        {"mean", number_or_null(stats::mean(h))},
        {"sd", number_or_null(variance ? std::optional(std::sqrt(*variance)) : std::nullopt)},
        {"median", number_or_null(stats::quantile(h, 0.5))},
        {"q25", number_or_null(stats::quantile(h, 0.25))},
        {"q75", number_or_null(stats::quantile(h, 0.75))},
        {"nps_0_10", number_or_null(ten ? stats::value_of(net, h) : std::nullopt)},
        {"top2", number_or_null(box(h, h.max() - 1, h.max()))},
        {"bottom_0_6", number_or_null(ten ? box(h, h.min, 6) : std::nullopt)},
        {"missing", h.missing},
        {"not_applicable", h.not_applicable}
    };
}

}  // namespace

void add_mergeable(Registry& registry) {
    registry["merge_cross_products"] = merge_cross_products;
    registry["from_histogram"] = from_histogram;
}

}  // namespace styk::reference
