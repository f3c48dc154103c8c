#include "text/matcher.h"

#include <algorithm>

#include "base/text.h"
#include "text/features.h"

namespace styk::text {

namespace {

constexpr std::uint32_t none = UINT32_MAX;
constexpr std::uint32_t widest_gap = 3;

bool is_passed_over(const Tokens& tokens, const Token& token) {
    const auto letter = tokens.plain[token.at];
    return token.kind == Kind::mark && token.length == 1 &&
           (letter == '-' || letter == '"' || letter == '(' || letter == ')' || letter == '/' ||
            letter == '*');
}

bool ends_sentence(const Tokens& tokens, const Token& token) {
    const auto letter = tokens.plain[token.at];
    return token.kind == Kind::mark &&
           (letter == '.' || letter == '!' || letter == '?' || letter == ';' || letter == '\n');
}

std::size_t place_of(std::uint32_t key, std::size_t size) {
    return static_cast<std::size_t>(mix(key)) & (size - 1);
}

}  // namespace

// The atoms of each token, one after another.
struct Matcher::Seen {
    const Tokens& tokens;
    std::vector<std::uint32_t> atoms{};
    std::vector<std::uint32_t> begin{};  // by token, one more than there are

    [[nodiscard]] bool is(std::uint32_t token, const std::vector<std::uint32_t>& wanted) const {
        for (auto i = begin[token]; i < begin[token + 1]; ++i) {
            if (std::find(wanted.begin(), wanted.end(), atoms[i]) != wanted.end()) {
                return true;
            }
        }
        return false;
    }

    // The next token that counts; none at the end.
    [[nodiscard]] std::uint32_t after(std::uint32_t token) const {
        for (++token; token < tokens.items.size(); ++token) {
            if (!is_passed_over(tokens, tokens.items[token])) {
                return token;
            }
        }
        return none;
    }
};

std::uint32_t Matcher::child(std::uint32_t node, Letter letter) const {
    const auto key = (node + 1) << 8U | letter;
    for (auto at = place_of(key, edges_.size()); edges_[at].to != 0;
         at = (at + 1) % edges_.size()) {
        if (edges_[at].from_and_letter == key) {
            return edges_[at].to;
        }
    }
    return 0;
}

void Matcher::grow() {
    std::vector<Edge> wider(edges_.size() * 2);
    for (const auto& edge : edges_) {
        if (edge.to != 0) {
            auto at = place_of(edge.from_and_letter, wider.size());
            while (wider[at].to != 0) {
                at = (at + 1) % wider.size();
            }
            wider[at] = edge;
        }
    }
    edges_ = std::move(wider);
}

std::uint32_t Matcher::atom_of(Letters letters, bool beginning) {
    std::uint32_t node = 0;
    for (const Letter letter : letters) {
        auto next = child(node, letter);
        if (next == 0) {
            if (++edge_count_ * 2 > edges_.size()) {
                grow();
            }
            next = static_cast<std::uint32_t>(nodes_.size());
            nodes_.emplace_back();
            const auto key = (node + 1) << 8U | letter;
            auto at = place_of(key, edges_.size());
            while (edges_[at].to != 0) {
                at = (at + 1) % edges_.size();
            }
            edges_[at] = {key, next};
        }
        node = next;
    }
    auto& atom = beginning ? nodes_[node].beginning : nodes_[node].whole;
    if (atom == 0) {
        atom = ++atoms_;
        beginning_with_.emplace_back();
    }
    return atom;
}

// "kurier*/dostaw*" -> its atoms.
Result<std::vector<std::uint32_t>> Matcher::read_words(std::string_view piece) {
    std::vector<std::uint32_t> atoms;
    const bool emoticon = piece.starts_with(':') || piece.starts_with(';');
    for (auto word : emoticon ? std::vector{piece} : split(piece, '/')) {
        const bool beginning = word.size() > 1 && word.ends_with('*') && !emoticon;
        word.remove_suffix(beginning ? 1 : 0);
        const auto tokens = tokens_of(word);
        if (tokens.items.size() != 1) {
            return tl::unexpected(Problem{"", "\"" + std::string(word) + "\" is not one word"});
        }
        atoms.push_back(atom_of(tokens.letters(tokens.items[0]), beginning));
    }
    return atoms;
}

Result<void> Matcher::add(std::string_view text, CueId cue) {
    Pattern pattern{{}, cue};
    bool gap = false;
    std::string words(text);
    std::replace(words.begin(), words.end(), '-', ' ');
    for (auto piece : split(words, ' ')) {
        if (piece.empty()) {
            continue;
        }
        if (piece == "..") {
            gap = true;
            continue;
        }
        const bool optional = piece.size() > 2 && piece.front() == '(' && piece.back() == ')';
        auto atoms = read_words(optional ? piece.substr(1, piece.size() - 2) : piece);
        if (!atoms) {
            return tl::unexpected(atoms.error());
        }
        pattern.steps.push_back({std::move(*atoms), optional, gap});
        gap = false;
    }
    if (pattern.steps.empty() || gap || pattern.steps.front().after_gap ||
        pattern.steps.front().optional) {
        return tl::unexpected(
            Problem{"", "\"" + std::string(text) + "\" does not begin and end with a word"}
        );
    }
    for (const auto atom : pattern.steps.front().atoms) {
        beginning_with_[atom].push_back(static_cast<std::uint32_t>(patterns_.size()));
    }
    patterns_.push_back(std::move(pattern));
    return {};
}

void Matcher::read_atoms(const Tokens& tokens, Seen& seen) const {
    seen.begin.reserve(tokens.items.size() + 1);
    for (const auto& token : tokens.items) {
        seen.begin.push_back(static_cast<std::uint32_t>(seen.atoms.size()));
        std::uint32_t node = 0;
        bool whole = true;
        for (const Letter letter : tokens.letters(token)) {
            node = child(node, letter);
            if (node == 0) {
                whole = false;
                break;
            }
            if (nodes_[node].beginning != 0) {
                seen.atoms.push_back(nodes_[node].beginning);
            }
        }
        if (whole && nodes_[node].whole != 0) {
            seen.atoms.push_back(nodes_[node].whole);
        }
    }
    seen.begin.push_back(static_cast<std::uint32_t>(seen.atoms.size()));
}

// The last token of the pattern whose steps before `step` end at `token`; none where it ends there.
std::uint32_t Matcher::last_of(
    const Pattern& pattern, std::size_t step, std::uint32_t token, const Seen& seen
) const {
    if (step == pattern.steps.size()) {
        return token;
    }
    const auto& wanted = pattern.steps[step];
    auto next = seen.after(token);
    for (std::uint32_t skipped = 0; next != none; ++skipped, next = seen.after(next)) {
        if (seen.is(next, wanted.atoms)) {
            const auto last = last_of(pattern, step + 1, next, seen);
            if (last != none) {
                return last;
            }
        }
        const bool may_skip = wanted.after_gap && skipped < widest_gap;
        if (!may_skip || ends_sentence(seen.tokens, seen.tokens.items[next])) {
            break;
        }
    }
    return wanted.optional ? last_of(pattern, step + 1, token, seen) : none;
}

void Matcher::find(const Tokens& tokens, std::vector<Hit>& into) const {
    into.clear();
    Seen seen{tokens};
    read_atoms(tokens, seen);
    for (std::uint32_t token = 0; token < tokens.items.size(); ++token) {
        const auto before = static_cast<std::ptrdiff_t>(into.size());
        for (auto i = seen.begin[token]; i < seen.begin[token + 1]; ++i) {
            find_from(token, seen.atoms[i], seen, into);
        }
        std::sort(into.begin() + before, into.end(), [](const Hit& a, const Hit& b) {
            return a.last != b.last ? a.last > b.last : a.cue < b.cue;
        });
        into.erase(std::unique(into.begin() + before, into.end()), into.end());
    }
}

// The patterns that begin with this atom of the token.
void Matcher::find_from(
    std::uint32_t token, std::uint32_t atom, const Seen& seen, std::vector<Hit>& into
) const {
    for (const auto number : beginning_with_[atom]) {
        const auto& pattern = patterns_[number];
        const auto last = last_of(pattern, 1, token, seen);
        if (last != none) {
            into.push_back({pattern.cue, token, last});
        }
    }
}

}  // namespace styk::text
