// Kano's questionnaire: how would it be with the feature, how without it. Each pair of answers is a
// class by the evaluation table; customer satisfaction coefficients after Berger et al. 1993.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace styk::stats {

// attractive, one-dimensional, must-be, indifferent, reverse, questionable.
inline constexpr std::array kano_letters{'A', 'O', 'M', 'I', 'R', 'Q'};

// [answer to "with it"][answer to "without it"], answers from like, expect, neutral, tolerate to
// dislike: the usual table.
using KanoTable = std::vector<std::vector<char>>;
[[nodiscard]] KanoTable usual_kano_table();

struct Kano {
    std::array<std::uint64_t, 6> counts{};      // in the order of kano_letters
    std::optional<double> better{};             // (A + O) / (A + O + M + I), 0..1
    std::optional<double> worse{};              // -(O + M) / (A + O + M + I), -1..0
    std::optional<char> category{};             // most answers; of equals M, O, A, I, R, Q
    std::optional<double> total_strength{};     // (A + O + M) / all
    std::optional<double> category_strength{};  // share of the category less that of the next;
                                                // below 0.06 it is not settled (Lee & Newcomb 1997)

    [[nodiscard]] std::uint64_t n() const;
    [[nodiscard]] std::uint64_t count(char letter) const;  // 0 for another letter
};

// Answers as places in the table. A place outside it or another letter in it throws Fault.
[[nodiscard]] Kano kano(
    std::span<const std::pair<std::size_t, std::size_t>> answers,
    const KanoTable& table = usual_kano_table()
);
[[nodiscard]] Kano kano(const std::array<std::uint64_t, 6>& counts);

}  // namespace styk::stats
