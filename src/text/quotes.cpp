#include "text/quotes.h"

#include <algorithm>

namespace styk::text {

namespace {

constexpr double relevance = 0.5;
constexpr std::size_t enough_terms = 3;

struct Candidate {
    std::size_t place = 0;
    double near = 0;   // to the middle
    double alike = 0;  // to the nearest one chosen
};

// Thin ones only where there are too few others.
std::vector<Candidate> candidates(
    const Corpus& corpus, std::span<const std::size_t> members, std::size_t most
) {
    const auto centre = centre_of(corpus, members);
    std::vector<Candidate> all;
    for (const auto member : members) {
        all.push_back({member, cosine(corpus.vectors()[member], centre)});
    }
    const auto thin = std::stable_partition(all.begin(), all.end(), [&](const Candidate& one) {
        return corpus.vectors()[one.place].size() >= enough_terms;
    });
    if (static_cast<std::size_t>(thin - all.begin()) >= most) {
        all.erase(thin, all.end());
    }
    return all;
}

double worth(const Candidate& one) {
    return relevance * one.near - (1 - relevance) * one.alike;
}

}  // namespace

std::vector<std::size_t> quotes_of(
    const Corpus& corpus, std::span<const std::size_t> members, std::size_t most
) {
    auto left = candidates(corpus, members, most);
    std::vector<std::size_t> chosen;
    while (chosen.size() < most && !left.empty()) {
        const auto best =
            std::max_element(left.begin(), left.end(), [](const Candidate& a, const Candidate& b) {
                return worth(a) < worth(b);
            });
        const auto place = best->place;
        chosen.push_back(place);
        left.erase(best);
        for (auto& one : left) {
            one.alike =
                std::max(one.alike, cosine(corpus.vectors()[one.place], corpus.vectors()[place]));
        }
    }
    return chosen;
}

}  // namespace styk::text
