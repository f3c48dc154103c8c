#include "cli/analyze_findings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "base/text.h"

namespace styk::cli {

namespace {

constexpr std::string_view nothing = "–";

using Words = std::pair<std::string_view, std::string_view>;

constexpr std::array reasons{
    Words{"no_answers", "there are no answers"},
    Words{"too_few", "there are too few answers"},
    Words{"too_few_rows", "there are too few rows"},
    Words{"no_spread", "nothing varies"},
    Words{"constant", "nothing varies"},
    Words{"no_interval", "one answer has no spread"},
    Words{"too_short", "there are too few values"},
    Words{"not_finite", "a value is too large to reckon with"},
    Words{"collinear", "one column is a sum of others"},
    Words{"not_converged", "the search found no answer"},
    Words{"no_contrast", "a group or a period has no rows"},
    Words{"gaps", "a period has no answers"},
    Words{"no_drivers", "there are no drivers"},
    Words{"too_many_drivers", "there are too many drivers"},
    Words{"no_customers", "there are no customers"},
    Words{"one_customer", "there is one customer only"},
    Words{"zero_total", "the values add up to 0"},
    Words{"negative_value", "a customer's total is below 0"},
    Words{"no_model", "the drivers explain nothing"},
};

std::string padded(std::string_view text, std::size_t width, bool left) {
    const auto used = count_code_points(text);
    const std::string space(width - std::min(width, used), ' ');
    return left ? std::string(text) + space : space + std::string(text);
}

}  // namespace

std::string Grid::text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], count_code_points(row[i]));
        }
    }
    std::string out;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += "  " + padded(row[i], widths[i], i == 0);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string Unit::of(std::optional<double> value) const {
    if (!value || !std::isfinite(*value)) {
        return std::string(nothing);
    }
    const double shown = *value * factor;
    const bool large = std::abs(shown) >= 1e9;
    const auto digits_text = large  ? fmt::format("{:.6g}", shown)
                             : sign ? fmt::format("{:+.{}f}", shown, digits)
                                    : fmt::format("{:.{}f}", shown, digits);
    return digits_text + std::string(behind);
}

std::string Unit::of(std::optional<double> lo, std::optional<double> hi) const {
    return lo && hi ? of(lo) + " to " + of(hi) : std::string(nothing);
}

Unit Unit::signed_one() const {
    Unit out = *this;
    out.sign = true;
    out.behind = {};  // a difference of per cents is points
    return out;
}

std::string p_text(std::optional<double> p) {
    return !p ? std::string(nothing) : *p < 0.001 ? "<0.001" : fmt::format("{:.3f}", *p);
}

std::string level_text(double level) {
    return fmt::format("{:g} % interval", level * 100);
}

json::Value number(std::optional<double> value) {
    return value && std::isfinite(*value) ? json::Value(*value) : json::Value(nullptr);
}

json::Value text_or_null(std::string_view text) {
    return text.empty() ? json::Value(nullptr) : json::Value(text);
}

json::Object json_of(const stats::Estimate& estimate) {
    return {
        {"n", estimate.n},
        {"value", number(estimate.value)},
        {"lo", number(estimate.lo)},
        {"hi", number(estimate.hi)},
        {"level", estimate.level},
        {"method", stats::name(estimate.method)},
        {"tier", stats::name(estimate.tier)},
        {"reason", text_or_null(estimate.reason)}
    };
}

json::Object json_of(const stats::Difference& difference) {
    return {
        {"value", number(difference.value)},
        {"lo", number(difference.lo)},
        {"hi", number(difference.hi)},
        {"p", number(difference.p)},
        {"test", stats::name(difference.test)},
        {"reason", text_or_null(difference.reason)}
    };
}

std::string words_of(std::string_view reason) {
    const auto* found = std::find_if(reasons.begin(), reasons.end(), [&](const Words& one) {
        return one.first == reason;
    });
    return std::string(found == reasons.end() ? reason : found->second);
}

}  // namespace styk::cli
