// Many comments of one language as vectors of what they speak of: words by their stems, and pairs
// of words side by side. Words that hold sentences together or only judge, and terms that stand in
// one comment only, are left out.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/features.h"
#include "text/language.h"

namespace styk::text {

using TermId = std::uint32_t;  // 0..terms of its corpus

struct Weight {
    TermId term = 0;
    float value = 0;
};

using Vector = std::vector<Weight>;  // terms in rising order; its length is 1, or it is empty

[[nodiscard]] double cosine(const Vector& a, const Vector& b);

struct TermOfCorpus {
    Feature feature = 0;         // the same term has the same one in every corpus
    std::string shown;           // as most people write it, in lower case
    std::size_t comments = 0;    // how many have it
    std::vector<TermId> inside;  // of a pair: its words
};

class Corpus {
public:
    // Weights are 1 + ln(times in the comment), by ln((1 + comments) / (1 + comments with it)) + 1.
    Corpus(std::span<const std::string_view> comments, Language language);

    [[nodiscard]] const std::vector<Vector>& vectors() const { return vectors_; }

    [[nodiscard]] const std::vector<TermOfCorpus>& terms() const { return terms_; }

private:
    std::vector<TermOfCorpus> terms_;
    std::vector<Vector> vectors_;  // one a comment
};

// The mean direction of some of its comments.
[[nodiscard]] Vector centre_of(const Corpus& corpus, std::span<const std::size_t> members);

}  // namespace styk::text
