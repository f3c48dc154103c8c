// A comment as tokens: words, numbers, marks and emoji, each with the bytes it stands on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/alphabet.h"

namespace styk::text {

using Letters = std::basic_string_view<Letter>;

// Bytes [from, to) of the comment. Where the comment is UTF-8, both stand between code points.
struct Span {
    std::uint32_t from = 0, to = 0;

    friend bool operator==(const Span&, const Span&) = default;

    [[nodiscard]] std::uint32_t size() const { return to - from; }
};

enum class Kind : std::uint8_t { word, number, mark, emoji };

struct Token {
    Span span;
    std::uint32_t at = 0;      // of its letters in Tokens::plain and Tokens::exact
    std::uint16_t length = 0;  // letters
    Kind kind = Kind::word;
    bool capital = false;    // begins with a capital letter
    bool shouted = false;    // two letters or more, all of them capital
    bool stretched = false;  // a letter three times or more, kept once or twice: "suuuper"
    bool glued = false;      // nothing stands between it and the token before
};

// Marks are written: . , ; : ! ? - ( ) " / * and
//   "..." two dots or more, "!!" more than one, "?!" both kinds, "??" more than one, "\n" a new
//   line.
// Emoji are their first code point as UTF-8; emoticons are written :) :( :/ :d :p ;) :* <3.
struct Tokens {
    std::vector<Token> items;
    std::basic_string<Letter> plain;  // folded: lower case, no marks on letters
    std::basic_string<Letter> exact;  // the same, with their marks

    [[nodiscard]] Letters letters(const Token& token) const {
        return Letters(plain).substr(token.at, token.length);
    }

    [[nodiscard]] Letters exact_letters(const Token& token) const {
        return Letters(exact).substr(token.at, token.length);
    }
};

// Never fails; bytes that are not UTF-8 part words. A comment is at most 4 GB; a word of more than
// 64 letters becomes several.
void read_tokens(std::string_view comment, Tokens& into);  // what was in `into` is gone
[[nodiscard]] Tokens tokens_of(std::string_view comment);

}  // namespace styk::text
