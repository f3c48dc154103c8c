#include "reference/ratings.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/result.h"

namespace styk::reference {

namespace {

std::string_view without_spaces_before(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text;
}

// Reads a number from the beginning of `text`, which moves behind it.
template <class T>
T take_number(std::string_view& text) {
    text = without_spaces_before(text);
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) {
        throw Fault(fmt::format("a number is expected at: {}", text));
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

Range take_range(std::string_view& text) {
    Range range;
    range.from = range.to = take_number<int>(text);
    if (text.starts_with('-') || text.starts_with("..")) {
        text.remove_prefix(text.starts_with('-') ? 1 : 2);
        range.to = take_number<int>(text);
    }
    return range;
}

std::vector<int> ratings_of(Range range) {
    std::vector<int> ratings;
    for (int rating = range.from; rating <= range.to; ++rating) {
        ratings.push_back(rating);
    }
    return ratings;
}

// The range behind a word; nothing when the word is not there.
std::optional<Range> range_behind(std::string_view text, std::string_view word) {
    const auto at = text.find(word);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    text.remove_prefix(at);
    text.remove_prefix(std::min(text.find_first_of("0123456789"), text.size()));
    return take_range(text);
}

}  // namespace

Range range_in(std::string_view text) {
    const Range range = take_range(text);
    if (!without_spaces_before(text).empty() || range.to < range.from) {
        throw Fault(fmt::format("a range is expected, not: {}", text));
    }
    return range;
}

stats::MetricRule net_rule_in(const Input& input, std::string_view scale) {
    const auto [min, max] = range_in(input.text_or("scale", std::string(scale)));
    stats::MetricRule rule{.kind = stats::Kind::net, .min = min, .max = max};
    const std::string words = input.text_or("rule", "");
    rule.positive = ratings_of(range_behind(words, "promoter").value_or(Range{9, max}));
    rule.negative = ratings_of(range_behind(words, "detractor").value_or(Range{min, 6}));
    return rule;
}

std::function<bool(double)> condition_in(std::string_view text) {
    text = without_spaces_before(text);
    const std::size_t length = std::min(text.find_first_of("0123456789.-+ "), text.size());
    const std::string sign(text.substr(0, length));
    text.remove_prefix(length);
    const auto limit = take_number<double>(text);
    const std::map<std::string, std::function<bool(double)>> tests{
        {">=", [=](double x) { return x >= limit; }},
        {">", [=](double x) { return x > limit; }},
        {"<=", [=](double x) { return x <= limit; }},
        {"<", [=](double x) { return x < limit; }},
        {"=", [=](double x) { return x == limit; }},
        {"==", [=](double x) { return x == limit; }}
    };
    const auto found = tests.find(sign);
    if (found == tests.end() || !without_spaces_before(text).empty()) {
        throw Fault(fmt::format("a condition such as >=9 is expected, not: {}{}", sign, text));
    }
    return found->second;
}

Counted count_ratings(const std::vector<double>& values, int min, int max) {
    Counted result{.histogram = stats::empty_histogram(min, max)};
    for (const double value : values) {
        if (std::isnan(value)) {
            ++result.histogram.missing;
        } else if (value != std::floor(value) || value < min || value > max) {
            ++result.invalid;
        } else {
            ++result.histogram.counts[static_cast<std::size_t>(static_cast<int>(value) - min)];
        }
    }
    return result;
}

Codes code(const std::vector<std::string>& texts) {
    Codes codes;
    std::map<std::string, std::size_t> known;
    for (const auto& text : texts) {
        const auto [place, is_new] = known.emplace(text, known.size());
        if (is_new) {
            codes.names.push_back(text);
        }
        codes.of_row.push_back(place->second);
    }
    return codes;
}

stats::Margin margin_in(const boost::json::object& totals, const std::vector<std::string>& levels) {
    stats::Margin margin;
    std::map<std::string, std::size_t> known;
    for (const auto& [level, total] : totals) {
        known.emplace(level, known.size());
        margin.targets.push_back(number_of(total));
    }
    for (const auto& level : levels) {
        const auto found = known.find(level);
        if (found == known.end()) {
            throw Fault(fmt::format("there is no total of level {}", level));
        }
        margin.level_of_row.push_back(found->second);
    }
    return margin;
}

}  // namespace styk::reference
