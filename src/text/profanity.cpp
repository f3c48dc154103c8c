#include "text/profanity.h"

#include <algorithm>

namespace styk::text {

namespace {

constexpr Letter any_letter = '*';
constexpr std::size_t fewest_letters = 4, fewest_spaced = 4;

// What a sign stands for where letters are hidden; 0: it hides nothing.
Letter hidden(char c) {
    switch (c) {
        case '@':
        case '4':
            return 'a';
        case '$':
        case '5':
            return 's';
        case '0':
            return 'o';
        case '1':
        case '!':
        case '|':
            return 'i';
        case '3':
            return 'e';
        case '*':
        case '#':
            return any_letter;
        default:
            return 0;
    }
}

Letter as_cyrillic(Letter letter) {
    switch (letter) {
        case 'a':
            return 0xE0;
        case 'o':
            return 0xEE;
        case 'e':
            return 0xE5;
        case 's':
            return 0xF1;
        case 'i':
            return 0xE8;
        default:
            return letter;
    }
}

bool begins_like(Letters word, Letters stem) {
    return word.size() >= stem.size() &&
           std::equal(stem.begin(), stem.end(), word.begin(), [](Letter wanted, Letter seen) {
               return seen == any_letter || seen == wanted;
           });
}

// At least half of a hidden word's stem is there to see.
bool is_swearing(Letters word, const std::vector<Stem>& stems) {
    return std::any_of(stems.begin(), stems.end(), [&](const Stem& stem) {
        const auto unseen = std::count(
            word.begin(),
            word.begin() + static_cast<std::ptrdiff_t>(std::min(word.size(), stem.letters.size())),
            any_letter
        );
        return (stem.beginning || stem.letters.size() == word.size()) &&
               begins_like(word, stem.letters) &&
               static_cast<std::size_t>(unseen) * 2 <= stem.letters.size();
    });
}

class Search {
public:
    Search(std::string_view comment, const Tokens& tokens, const Words& words)
        : comment_(comment), tokens_(tokens), words_(words) {}

    void add_signs(std::span<const Sign> signs) {
        const auto cue = words_.cue("profanity");
        for (const auto& sign : signs) {
            if (sign.cue == cue) {
                found_.push_back(
                    {tokens_.items[sign.first].span.from, tokens_.items[sign.last].span.to}
                );
            }
        }
    }

    // Runs of signs and letters without a space, letters hidden among them.
    void add_hidden() {
        std::size_t from = 0;
        while (from < comment_.size()) {
            auto to = from;
            std::basic_string<Letter> word;
            bool hides = false, letters = false;
            while (to < comment_.size()) {
                const auto c = code_point_at(comment_, to);
                const auto form = form_of(c.value);
                const auto sign = c.bytes == 1 ? hidden(comment_[to]) : Letter{0};
                if (form.letter == 0 && sign == 0) {
                    break;
                }
                hides = hides || sign != 0;
                letters = letters || sign == 0;
                word += sign != 0 ? sign : plain(form.letter);
                to += c.bytes;
            }
            if (hides && letters && word.size() >= fewest_letters) {
                add_if_swearing(word, from, to);
            }
            from = to == from ? from + code_point_at(comment_, from).bytes : to;
        }
    }

    // Single letters one after another.
    void add_spaced() {
        const auto& items = tokens_.items;
        for (std::size_t first = 0; first < items.size();) {
            auto end = first;
            std::basic_string<Letter> word;
            while (end < items.size() && items[end].kind == Kind::word && items[end].length == 1) {
                word += tokens_.letters(items[end]);
                ++end;
            }
            if (end - first >= fewest_spaced && is_swearing(word, words_.swearing())) {
                found_.push_back({items[first].span.from, items[end - 1].span.to});
            }
            first = std::max(end, first + 1);
        }
    }

    std::vector<Span> in_order() {
        std::sort(found_.begin(), found_.end(), [](const Span& a, const Span& b) {
            return a.from != b.from ? a.from < b.from : a.to > b.to;
        });
        std::vector<Span> apart;
        for (const auto& span : found_) {
            if (apart.empty() || span.from >= apart.back().to) {
                apart.push_back(span);
            }
        }
        return apart;
    }

private:
    void add_if_swearing(std::basic_string<Letter> word, std::size_t from, std::size_t to) {
        if (std::any_of(word.begin(), word.end(), is_cyrillic)) {
            std::transform(word.begin(), word.end(), word.begin(), as_cyrillic);
        }
        if (is_swearing(word, words_.swearing())) {
            found_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
        }
    }

    std::string_view comment_;
    const Tokens& tokens_;
    const Words& words_;
    std::vector<Span> found_;
};

}  // namespace

std::vector<Span> find_profanity(
    std::string_view comment, const Tokens& tokens, std::span<const Sign> signs, const Words& words
) {
    Search search(comment, tokens, words);
    search.add_signs(signs);
    if (comment.find_first_of("*@$#!|01345") != std::string_view::npos) {
        search.add_hidden();
    }
    search.add_spaced();
    return search.in_order();
}

}  // namespace styk::text
