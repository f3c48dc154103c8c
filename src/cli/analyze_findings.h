// What an analysis found: the same figures for a program and for a person. Include it in .cpp files
// only (JSON is slow to compile).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "stats/difference.h"
#include "stats/score.h"

namespace styk::cli {

struct Findings {
    json::Object figures{};
    std::string text{};
    std::string reason{};  // why the figure asked for is undefined; "" when it is there
};

// Columns of text: the first to the left, the others to the right.
class Grid {
public:
    void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

    [[nodiscard]] std::string text() const;

private:
    std::vector<std::vector<std::string>> rows_;
};

// How numbers of one measure are written: a share of 0.5 as "50.0 %", a net of 0.5 as "+50.0".
struct Unit {
    double factor = 1;
    int digits = 3;
    std::string_view behind{};
    bool sign = false;

    [[nodiscard]] std::string of(std::optional<double> value) const;  // "–" for nothing
    [[nodiscard]] std::string of(std::optional<double> lo, std::optional<double> hi) const;
    [[nodiscard]] Unit signed_one() const;
};

inline constexpr Unit per_cent{.factor = 100, .digits = 1, .behind = " %"};
inline constexpr Unit plain_number{};

[[nodiscard]] std::string p_text(std::optional<double> p);  // "0.031", "<0.001"
[[nodiscard]] std::string level_text(double level);         // "95 % interval"

[[nodiscard]] json::Value number(std::optional<double> value
);  // null for nothing and for not finite
[[nodiscard]] json::Value text_or_null(std::string_view text);
[[nodiscard]] json::Object json_of(const stats::Estimate& estimate);
[[nodiscard]] json::Object json_of(const stats::Difference& difference);

// A reason's key in words: "too_short" -> "there are too few values".
[[nodiscard]] std::string words_of(std::string_view reason);

}  // namespace styk::cli
