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

double log_odds(const Column& column, float margin, bool seen) {
    return static_cast<double>(column.slope * margin + column.offset + (seen ? column.sign : 0));
}

double probability(double log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

ToneLogOdds tone_log_odds(const Head& head, std::span<const float> margins) {
    ToneLogOdds found{};
    for (std::size_t i = 0; i < tones; ++i) {
        found[i] = log_odds(head.columns[i], margins[i]);
    }
    return found;
}

ToneOdds tone_odds(const ToneLogOdds& log_odds) {
    ToneOdds odds{};
    const double most = *std::max_element(log_odds.begin(), log_odds.end());
    double sum = 0;
    for (std::size_t i = 0; i < tones; ++i) {
        odds[i] = std::exp(log_odds[i] - most);
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
           probability(log_odds(column, whole[mixed])) >= static_cast<double>(column.threshold);
}

}  // namespace styk::text
