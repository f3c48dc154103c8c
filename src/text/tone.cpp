#include "text/tone.h"

#include <algorithm>
#include <cmath>

namespace styk::text {

namespace {

constexpr std::size_t negative = 0, neutral = 1, positive = 2, mixed = 3;  // columns
constexpr double clearly = 0.5;  // what a clause is to be taken as one side of a mixed comment
constexpr std::array steps = {-0.6, -0.2, 0.2, 0.6};  // of the score, between ordinals

int ordinal_of(double score) {
    return 1 +
           static_cast<int>(std::upper_bound(steps.begin(), steps.end(), score) - steps.begin());
}

}  // namespace

std::string_view name_of(Tone tone) {
    constexpr std::string_view names[] = {"negative", "neutral", "positive", "mixed"};
    return names[static_cast<std::size_t>(tone)];
}

double probability(const Column& column, float margin, bool seen) {
    const float odds = column.slope * margin + column.offset + (seen ? column.sign : 0);
    return 1 / (1 + std::exp(-static_cast<double>(odds)));
}

ToneOdds tone_odds(const Head& head, std::span<const float> margins) {
    ToneOdds odds{};
    double sum = 0;
    for (std::size_t i = 0; i < tones; ++i) {
        const auto& column = head.columns[i];
        odds[i] = std::exp(static_cast<double>(column.slope * margins[i] + column.offset));
        sum += odds[i];
    }
    for (double& one : odds) {
        one /= sum;
    }
    return odds;
}

Sentiment sentiment_of(const ToneOdds& odds) {
    const auto best = std::max_element(odds.begin(), odds.end()) - odds.begin();
    const double score = odds[positive] - odds[negative];
    return {static_cast<Tone>(best), score, ordinal_of(score)};
}

bool is_mixed(const Head& head, std::span<const ToneOdds> parts, std::span<const float> whole) {
    double good = 0, bad = 0;
    for (const auto& odds : parts) {
        good = std::max(good, odds[positive]);
        bad = std::max(bad, odds[negative]);
    }
    const auto& column = head.columns[mixed];
    return good >= clearly && bad >= clearly &&
           probability(column, whole[mixed]) >= static_cast<double>(column.threshold);
}

}  // namespace styk::text
