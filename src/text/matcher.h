// Finds many patterns in a comment at once.
//
// A pattern is a row of words:
//   kurier            this word            kurier*          words that begin so
//   a/b*              either               (bardzo)         may be missing
//   ..                up to three words of the same sentence
// Words are folded (lower case, no marks on letters), so "Łódź" and "lodz" are one pattern. Between
// two words of a pattern dashes, quotes and brackets do not count: "wi-fi" is "wi fi".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/tokens.h"

namespace styk::text {

using CueId = std::uint16_t;

// Tokens [first, last] show the cue.
struct Hit {
    CueId cue = 0;
    std::uint32_t first = 0, last = 0;

    friend bool operator==(const Hit&, const Hit&) = default;

    [[nodiscard]] std::uint32_t size() const { return last - first + 1; }
};

class Matcher {
public:
    // A Problem when `pattern` cannot be read; its message says why.
    [[nodiscard]] Result<void> add(std::string_view pattern, CueId cue);

    // In the order of their first token, longer ones first. The same cue may be hit more than once.
    void find(const Tokens& tokens, std::vector<Hit>& into) const;

private:
    struct Step {
        std::vector<std::uint32_t> atoms;  // any of them
        bool optional = false;
        bool after_gap = false;
    };

    struct Pattern {
        std::vector<Step> steps;
        CueId cue = 0;
    };

    // What a word can be for patterns: the ends of a walk through a tree of letters.
    struct Node {
        std::uint32_t whole = 0, beginning = 0;  // atoms; 0: none
    };

    struct Seen;

    [[nodiscard]] Result<std::vector<std::uint32_t>> read_words(std::string_view piece);
    [[nodiscard]] std::uint32_t atom_of(Letters letters, bool beginning);
    void read_atoms(const Tokens& tokens, Seen& seen) const;
    void find_from(
        std::uint32_t token, std::uint32_t atom, const Seen& seen, std::vector<Hit>& into
    ) const;
    [[nodiscard]] std::uint32_t child(std::uint32_t node, Letter letter) const;
    void grow();
    [[nodiscard]] std::uint32_t last_of(
        const Pattern& pattern, std::size_t step, std::uint32_t token, const Seen& seen
    ) const;

    struct Edge {
        std::uint32_t from_and_letter = 0, to = 0;  // 0: free
    };

    std::vector<Node> nodes_{Node{}};
    std::vector<Edge> edges_ = std::vector<Edge>(256);  // open addressing, a power of two
    std::size_t edge_count_ = 0;
    std::uint32_t atoms_ = 0;
    std::vector<Pattern> patterns_;
    std::vector<std::vector<std::uint32_t>> beginning_with_{1};  // atom -> patterns
};

}  // namespace styk::text
