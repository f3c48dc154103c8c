#include "cli/analyze_measure.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "base/result.h"
#include "base/text.h"
#include "stats/interval.h"

namespace styk::cli {

namespace {

constexpr int widest_scale = 100;

[[noreturn]] void refuse_scale(const std::string& scale, std::string_view problem) {
    throw Refusal(Code::invalid, fmt::format("--scale {}: {}.", scale, problem));
}

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && at == text.data() + text.size() && !text.empty()
               ? std::optional(value)
               : std::nullopt;
}

std::pair<int, int> parse_scale(const std::string& scale) {
    const auto dash = scale.find('-', 1);
    const auto min = whole(std::string_view(scale).substr(0, dash));
    const auto max =
        dash == std::string::npos ? std::nullopt : whole(std::string_view(scale).substr(dash + 1));
    if (!min || !max) {
        refuse_scale(scale, "a scale is written MIN-MAX, as in 1-5");
    }
    const auto width = std::int64_t{*max} - *min;
    if (width < 1 || width > widest_scale) {
        refuse_scale(scale, "the second number must be above the first, by 100 at most");
    }
    return {*min, *max};
}

std::vector<int> from_to(int first, int last) {
    std::vector<int> out(static_cast<std::size_t>(std::max(0, last - first + 1)));
    std::iota(out.begin(), out.end(), first);
    return out;
}

// The two best ratings count as satisfied, the two worst as dissatisfied, as on 1-5.
stats::MetricRule csat_rule(int min, int max) {
    return {
        .kind = stats::Kind::box,
        .min = min,
        .max = max,
        .positive = from_to(std::max(min + 1, max - 1), max),
        .negative = from_to(min, std::min(max - 2, min + 1))
    };
}

stats::MetricRule mean_rule(int min, int max) {
    return {.kind = stats::Kind::mean, .min = min, .max = max};
}

}  // namespace

Measure::Measure(const MeasureAsked& asked)
    : metric_(asked.metric), column_(asked.column), level_(asked.level) {
    const auto scale = asked.scale.empty() ? std::nullopt : std::optional(parse_scale(asked.scale));
    if (metric_ == "nps" || metric_ == "wr") {
        rule_ = metric_ == "nps" ? stats::nps_rule() : stats::wr_rule();
        if (scale && *scale != std::pair(rule_->min, rule_->max)) {
            refuse_scale(
                asked.scale, fmt::format("{} is of {}-{}", metric_, rule_->min, rule_->max)
            );
        }
    } else if (metric_ == "csat") {
        rule_ = scale ? csat_rule(scale->first, scale->second) : csat_rule(1, 5);
    } else if (metric_ == "ces") {
        rule_ = scale ? mean_rule(scale->first, scale->second) : mean_rule(1, 7);
    } else if (scale) {
        rule_ = mean_rule(scale->first, scale->second);
    }
    title_ = fmt::format("{} of {}", metric_, column_);
    if (rule_) {
        title_ += fmt::format(", scale {}-{}", rule_->min, rule_->max);
    }
    if (metric_ == "csat") {
        title_ += fmt::format(", satisfied: {} and above", rule_->positive.front());
    }
}

Unit Measure::unit() const {
    switch (kind()) {
        case stats::Kind::net:
            return {.factor = 100, .digits = 1, .behind = "", .sign = true};
        case stats::Kind::box:
            return per_cent;
        case stats::Kind::mean:
        case stats::Kind::index:
            break;
    }
    return {.factor = 1, .digits = 2, .behind = "", .sign = false};
}

Numbers Measure::read(const Table& table) const {
    auto values = table.numbers(column_);
    for (std::size_t row = 0; rule_ && row < values.size(); ++row) {
        if (!values[row]) {
            continue;
        }
        const double value = *values[row];
        if (value < rule_->min || value > rule_->max) {
            const auto scale = fmt::format("{}-{}", rule_->min, rule_->max);
            table.refuse(row, column_, fmt::format("{:g} is outside the scale {}", value, scale));
        }
        if (value != std::floor(value)) {
            table.refuse(row, column_, fmt::format("{:g} is no whole rating", value));
        }
    }
    return values;
}

double Measure::score_of(double rating) const {
    if (kind() == stats::Kind::mean) {
        return rating;
    }
    const auto stands_in = [&](const std::vector<int>& ratings) {
        return std::find(ratings.begin(), ratings.end(), static_cast<int>(rating)) != ratings.end();
    };
    const double good = stands_in(rule_->positive) ? 1 : 0;
    return kind() == stats::Kind::box ? good : good - (stands_in(rule_->negative) ? 1 : 0);
}

Sample::Sample(const Measure& measure) : measure_(&measure) {
    if (const auto& rule = measure.rule()) {
        histogram_ = stats::empty_histogram(rule->min, rule->max);
    }
}

void Sample::add(double rating) {
    stats::add(sums_, measure_->score_of(rating));
    if (measure_->rule()) {
        histogram_.counts[static_cast<std::size_t>(static_cast<int>(rating) - histogram_.min)] += 1;
    }
}

void Sample::merge(const Sample& other) {
    stats::merge(sums_, other.sums_);
    stats::merge(histogram_, other.histogram_);
}

stats::NetCounts Sample::counts() const {
    return measure_->rule() ? stats::net_counts(*measure_->rule(), histogram_) : stats::NetCounts{};
}

stats::Estimate Sample::estimate() const {
    return measure_->rule() ? stats::estimate(*measure_->rule(), histogram_, {}, measure_->level())
                            : estimate_of_numbers();
}

namespace {

stats::Summary summary_of(const stats::CellSums& sums) {
    return {sums.n, sums.mean, sums.n > 1 ? sums.m2 / (sums.n - 1) : 0};
}

}  // namespace

stats::Estimate Sample::estimate_of_numbers() const {
    const auto [n, mean, variance] = summary_of(sums_);
    stats::Estimate out;
    out.level = measure_->level();
    out.n = static_cast<std::uint64_t>(n);
    out.n_eff = n;
    out.tier = stats::tier_of(stats::Family::mean, out.n, n, {}, {});
    if (!stats::shows_value(out.tier)) {
        out.reason = n == 0 ? stats::reason::no_answers : stats::reason::too_few;
        return out;
    }
    out.value = out.mean = mean;
    if (variance <= 0) {
        out.reason = stats::reason::no_spread;
        return out;
    }
    if (const auto interval = stats::t_interval(n, mean, variance, out.level)) {
        out.lo = interval->lo;
        out.hi = interval->hi;
        out.method = stats::Method::t;
    }
    return out;
}

stats::Difference Sample::minus(const Sample& other) const {
    return measure_->rule() ? stats::difference(
                                  *measure_->rule(), histogram_, other.histogram_, measure_->level()
                              )
                            : stats::mean_difference(
                                  summary_of(sums_), summary_of(other.sums_), measure_->level()
                              );
}

}  // namespace styk::cli
