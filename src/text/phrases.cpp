#include "text/phrases.h"

#include <algorithm>
#include <cmath>

namespace styk::text {

namespace {

constexpr double certain = 1.96;
constexpr std::size_t least_inside = 2;
constexpr double nearly_always = 0.6;  // a word stands in its pair

struct Scored {
    TermId term = 0;
    std::size_t inside = 0;
    double z = 0;
};

std::vector<std::size_t> counts_in(const Corpus& corpus, std::span<const std::size_t> members) {
    std::vector<std::size_t> counts(corpus.terms().size());
    for (const auto member : members) {
        for (const auto& weight : corpus.vectors()[member]) {
            ++counts[weight.term];
        }
    }
    return counts;
}

double log_odds(double with, double of, double prior, double prior_of) {
    return std::log((with + prior) / (of + prior_of - with - prior));
}

// The prior weighs as much as a tenth of all comments, at least ten of them.
double z_of(std::size_t inside, std::size_t members, std::size_t with, std::size_t comments) {
    const auto in = static_cast<double>(inside), all_in = static_cast<double>(members);
    const auto out = static_cast<double>(with - inside);
    const auto all_out = static_cast<double>(comments - members);
    const double prior_of = std::max(10.0, static_cast<double>(comments) / 10);
    const double prior = prior_of * static_cast<double>(with) / static_cast<double>(comments);
    const double more =
        log_odds(in, all_in, prior, prior_of) - log_odds(out, all_out, prior, prior_of);
    return more / std::sqrt(1 / (in + prior) + 1 / (out + prior));
}

std::vector<Scored> scored(const Corpus& corpus, std::span<const std::size_t> members) {
    const auto counts = counts_in(corpus, members);
    std::vector<Scored> found;
    for (TermId term = 0; term < counts.size(); ++term) {
        const auto& known = corpus.terms()[term];
        if (counts[term] < least_inside) {
            continue;
        }
        const auto z = z_of(counts[term], members.size(), known.comments, corpus.vectors().size());
        if (z >= certain) {
            found.push_back({term, counts[term], z});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Scored& a, const Scored& b) {
        return a.z > b.z;
    });
    return found;
}

// A word is told by its pair where it hardly stands without it; else the word is told, not the
// pair.
class Telling {
public:
    Telling(const Corpus& corpus, const std::vector<Scored>& all) : corpus_(corpus), all_(all) {}

    [[nodiscard]] bool is_told_otherwise(const Scored& one) const {
        const auto& inside = corpus_.terms()[one.term].inside;
        if (!inside.empty()) {
            return std::any_of(inside.begin(), inside.end(), [&](TermId word) {
                const auto* known = find(word);
                return known != nullptr && !carries(one, *known);
            });
        }
        return std::any_of(all_.begin(), all_.end(), [&](const Scored& other) {
            const auto& words = corpus_.terms()[other.term].inside;
            return std::find(words.begin(), words.end(), one.term) != words.end() &&
                   carries(other, one);
        });
    }

private:
    [[nodiscard]] static bool carries(const Scored& pair, const Scored& word) {
        return static_cast<double>(pair.inside) >= nearly_always * static_cast<double>(word.inside);
    }

    [[nodiscard]] const Scored* find(TermId term) const {
        const auto found = std::find_if(all_.begin(), all_.end(), [&](const Scored& one) {
            return one.term == term;
        });
        return found == all_.end() ? nullptr : &*found;
    }

    const Corpus& corpus_;
    const std::vector<Scored>& all_;
};

}  // namespace

std::vector<Phrase> telling_phrases(
    const Corpus& corpus, std::span<const std::size_t> members, std::size_t most
) {
    const auto all = scored(corpus, members);
    const Telling telling(corpus, all);
    std::vector<Phrase> phrases;
    for (const auto& one : all) {
        if (phrases.size() == most) {
            break;
        }
        if (!telling.is_told_otherwise(one)) {
            const auto& term = corpus.terms()[one.term];
            phrases.push_back({term.shown, one.inside, term.comments - one.inside, one.z, one.term}
            );
        }
    }
    return phrases;
}

}  // namespace styk::text
