#include "text/words.h"

#include <algorithm>

#include "base/text.h"

namespace styk::text {

namespace {

constexpr std::uint32_t reach_of_negator = 3;

bool is_inside(const Sign& inner, const Sign& outer) {
    return inner.first >= outer.first && inner.last <= outer.last &&
           inner.last - inner.first < outer.last - outer.first;
}

bool overlap(const Sign& a, const Sign& b) {
    return a.first <= b.last && b.first <= a.last;
}

bool parts_clauses(const Tokens& tokens, const Token& token) {
    const auto letter = tokens.plain[token.at];
    return token.kind == Kind::mark && letter != '-' && letter != '"' && letter != '/' &&
           letter != '*';
}

}  // namespace

std::optional<CueId> Words::cue(std::string_view name) const {
    const auto found = std::find(cues_.begin(), cues_.end(), name);
    return found == cues_.end() ? std::nullopt
                                : std::optional(static_cast<CueId>(found - cues_.begin()));
}

CueId Words::open(std::string_view name) {
    if (const auto known = cue(name)) {
        return *known;
    }
    cues_.emplace_back(name);
    roles_.push_back(
        name == "positive" || name == "negative" ? Role::polarity
        : name == "neutral"                      ? Role::neutral
        : name == "negator"                      ? Role::negator
                                                 : Role::plain
    );
    return static_cast<CueId>(cues_.size() - 1);
}

Result<void> Words::add(std::string_view pattern, CueId cue) {
    if (cues_[cue] == "profanity" && pattern.find(' ') == std::string_view::npos) {
        const bool beginning = pattern.ends_with('*');
        const auto tokens = tokens_of(pattern.substr(0, pattern.size() - (beginning ? 1 : 0)));
        swearing_.push_back({tokens.plain, beginning});
    }
    return matcher_.add(pattern, cue);
}

Result<Words> Words::read(std::string_view file) {
    Words words;
    if (auto read = words.also_read(file); !read) {
        return tl::unexpected(read.error());
    }
    return words;
}

Result<void> Words::also_read(std::string_view file) {
    std::optional<CueId> section;
    std::size_t number = 0;
    for (auto line : split(file, '\n')) {
        ++number;
        line = trim(line);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (line.front() == '[' && line.back() == ']') {
            section = open(line.substr(1, line.size() - 2));
            continue;
        }
        for (const auto entry : split(line, ',')) {
            const auto pattern = trim(entry);
            if (pattern.empty()) {
                continue;
            }
            auto added = section ? add(pattern, *section)
                                 : tl::unexpected(Problem{"", "stands under no heading"});
            if (!added) {
                return tl::unexpected(Problem{std::to_string(number), added.error().message});
            }
        }
    }
    return {};
}

// Drops what longer signs take the meaning from.
void Words::settle(std::vector<Sign>& signs) const {
    std::vector<bool> dropped(signs.size());
    const auto is_tone = [&](const Sign& sign) {
        return role(sign) == Role::polarity || role(sign) == Role::neutral;
    };
    std::uint32_t widest = 0;
    for (const auto& sign : signs) {
        widest = std::max(widest, sign.last - sign.first);
    }
    std::size_t near = 0;  // those before it end before this one begins
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const auto size = signs[i].last - signs[i].first;
        while (signs[near].first + widest < signs[i].first) {
            ++near;
        }
        const auto may_meet = [&](std::size_t j) {
            return j < signs.size() && signs[j].first <= signs[i].last;
        };
        for (std::size_t j = near; may_meet(j) && !dropped[i]; ++j) {
            if (i == j || !is_tone(signs[j]) || !overlap(signs[i], signs[j])) {
                continue;
            }
            const auto other = signs[j].last - signs[j].first;
            const bool shorter = size < other || (size == other && j < i);
            dropped[i] = (is_tone(signs[i]) && shorter && !dropped[j]) ||
                         (role(signs[j]) == Role::neutral && is_inside(signs[i], signs[j]));
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (!dropped[i]) {
            signs[kept++] = signs[i];
        }
    }
    signs.resize(kept);
}

// A sign that holds a negator itself has said so already: "nie zawiódł".
void Words::deny(const Tokens& tokens, std::vector<Sign>& signs) const {
    std::vector<bool> negates(tokens.items.size());
    for (const auto& sign : signs) {
        if (role(sign) == Role::negator) {
            negates[sign.last] = true;
        }
    }
    const auto is_denied = [&](const Sign& sign) {
        for (auto token = sign.first; token <= sign.last; ++token) {
            if (negates[token]) {
                return false;
            }
        }
        for (std::uint32_t back = 1; back <= reach_of_negator && back <= sign.first; ++back) {
            const auto token = sign.first - back;
            if (negates[token] || parts_clauses(tokens, tokens.items[token])) {
                return static_cast<bool>(negates[token]);
            }
        }
        return false;
    };
    for (auto& sign : signs) {
        sign.denied = is_denied(sign);
    }
}

void Words::find(const Tokens& tokens, std::vector<Sign>& into) const {
    std::vector<Hit> hits;
    matcher_.find(tokens, hits);
    into.clear();
    for (const auto& hit : hits) {
        into.push_back({hit.cue, hit.first, hit.last});
    }
    settle(into);
    deny(tokens, into);
}

}  // namespace styk::text
