#include "text/tokens.h"

#include <algorithm>
#include <array>
#include <unicode/uchar.h>

namespace styk::text {

namespace {

constexpr std::size_t longest_word = 64;

struct Twins {
    Letter latin, cyrillic;
};

constexpr Twins twins[] = {  // а с е к м о р т х у
    {'a', 0xE0},
    {'c', 0xF1},
    {'e', 0xE5},
    {'k', 0xEA},
    {'m', 0xEC},
    {'o', 0xEE},
    {'p', 0xF0},
    {'t', 0xF2},
    {'x', 0xF5},
    {'y', 0xF3}
};

bool is_combining(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || c == 0xFE0F || c == 0x200D || c == 0xAD || c == 0x200B;
}

bool is_skin_tone(char32_t c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == U'’' || c == U'ʼ' || c == U'`' || c == U'‘';
}

// The mark that stands for a code point; 0 where it only parts words.
Letter mark_of(char32_t c) {
    constexpr std::string_view own = ".,;:!?-()\"/*\n";
    if (c < 0x80) {
        const bool kept = own.find(static_cast<char>(c)) != std::string_view::npos;
        return kept ? static_cast<Letter>(c) : Letter{0};
    }
    switch (c) {
        case U'–':
        case U'—':
        case U'−':
            return '-';
        case U'„':
        case U'”':
        case U'“':
        case U'«':
        case U'»':
        case U'‟':
            return '"';
        case U'…':
            return '.';
        case 0x2028:
        case 0x2029:
        case 0x85:
            return '\n';
        default:
            return 0;
    }
}

bool is_emoji(char32_t c) {
    return c >= 0x203C && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC);
}

class Reading {
public:
    Reading(std::string_view comment, Tokens& into) : comment_(comment), into_(into) {}

    void run() {
        while (at_ < comment_.size()) {
            const auto c = code_point_at(comment_, at_);
            const auto form = form_of(c.value);
            if (form.letter != 0) {
                word();
            } else if (!emoticon() && !emoji(c) && !mark(c)) {
                at_ += c.bytes;
            }
        }
    }

private:
    Token& begin(Kind kind) {
        Token token;
        token.span.from = token.span.to = static_cast<std::uint32_t>(at_);
        token.at = static_cast<std::uint32_t>(into_.plain.size());
        token.kind = kind;
        token.glued = !into_.items.empty() && into_.items.back().span.to == token.span.from;
        into_.items.push_back(token);
        return into_.items.back();
    }

    void end(Token& token) const {
        token.span.to = static_cast<std::uint32_t>(at_);
        token.length = static_cast<std::uint16_t>(into_.plain.size() - token.at);
    }

    void push(Letter exact) {
        into_.exact += exact;
        into_.plain += plain(exact);
    }

    void pop() {
        into_.exact.pop_back();
        into_.plain.pop_back();
    }

    [[nodiscard]] CodePoint peek(std::size_t at) const {
        return at < comment_.size() ? code_point_at(comment_, at) : CodePoint{0, 0};
    }

    [[nodiscard]] bool letter_follows(std::size_t at) const {
        const auto c = peek(at);
        const auto letter = c.bytes == 0 ? Letter{0} : form_of(c.value).letter;
        return letter != 0 && !is_digit(letter);
    }

    // Adds a letter of a word; a third in a row is dropped, in Cyrillic the second too.
    void add_letter(Token& token, Letter letter, std::size_t& run) {
        const auto size = into_.exact.size();
        run = size > token.at && into_.exact[size - 1] == letter ? run + 1 : 1;
        if (run < 3 || is_digit(letter)) {
            push(letter);
            return;
        }
        if (run == 3 && is_cyrillic(letter)) {
            pop();
        }
        token.stretched = true;
    }

    void word() {
        Token& token = begin(Kind::number);
        std::size_t letters = 0, capitals = 0, run = 0;
        bool first = true;
        while (at_ < comment_.size() && into_.plain.size() - token.at < longest_word) {
            const auto c = code_point_at(comment_, at_);
            const auto form = form_of(c.value);
            if (form.letter == 0) {
                if (is_combining(c.value) && c.bytes > 1) {
                    add_mark(c.value);
                } else if (!is_apostrophe(c.value) || !letter_follows(at_ + c.bytes)) {
                    break;
                }
                at_ += c.bytes;
                continue;
            }
            if (!is_digit(form.letter)) {
                token.kind = Kind::word;
                ++letters;
                capitals += form.upper ? 1U : 0U;
                token.capital = first ? form.upper : token.capital;
            }
            first = false;
            add_letter(token, form.letter, run);
            at_ += c.bytes;
        }
        token.shouted = letters >= 2 && capitals == letters;
        end(token);
        unify_alphabet(token);
    }

    // и and a breve are й; every other mark is only swallowed.
    void add_mark(char32_t c) {
        constexpr Letter i = 0xE8, short_i = 0xE9;
        if (c == 0x306 && !into_.plain.empty() && into_.plain.back() == i) {
            into_.plain.back() = into_.exact.back() = short_i;
        }
    }

    // Letters that look alike are brought to the alphabet that the word is mostly in: "cпасибо".
    void unify_alphabet(const Token& token) {
        const auto exact = Letters(into_.exact).substr(token.at, token.length);
        const auto cyrillic = std::count_if(exact.begin(), exact.end(), is_cyrillic);
        const auto latin = std::count_if(exact.begin(), exact.end(), is_latin);
        if (cyrillic == 0 || latin == 0) {
            return;
        }
        for (std::size_t i = token.at; i < token.at + token.length; ++i) {
            const auto letter = twin_of(into_.exact[i], cyrillic >= latin);
            into_.exact[i] = letter;
            into_.plain[i] = plain(letter);
        }
    }

    static Letter twin_of(Letter letter, bool to_cyrillic) {
        for (const auto& [latin, cyrillic] : twins) {
            if (letter == (to_cyrillic ? latin : cyrillic)) {
                return to_cyrillic ? cyrillic : latin;
            }
        }
        return letter;
    }

    void add_sign(Kind kind, std::string_view sign, std::size_t bytes) {
        Token& token = begin(kind);
        for (const char c : sign) {
            push(static_cast<Letter>(c));
        }
        at_ += bytes;
        end(token);
    }

    bool emoji(CodePoint c) {
        if (!is_emoji(c.value)) {
            return false;
        }
        Token& token = begin(Kind::emoji);
        for (std::size_t i = 0; i < c.bytes; ++i) {
            into_.exact += static_cast<Letter>(comment_[at_ + i]);
            into_.plain += static_cast<Letter>(comment_[at_ + i]);
        }
        at_ += c.bytes;
        for (auto next = peek(at_); next.bytes > 0; next = peek(at_)) {
            const bool joined = next.value == 0x200D;
            if (!joined && next.value != 0xFE0F && !is_skin_tone(next.value)) {
                break;
            }
            at_ += next.bytes;
            if (const auto part = peek(at_); joined && is_emoji(part.value)) {
                at_ += part.bytes;
            }
        }
        end(token);
        return true;
    }

    [[nodiscard]] char byte(std::size_t at) const {
        return at < comment_.size() ? comment_[at] : '\0';
    }

    // How a mouth is written; "" where it is none.
    [[nodiscard]] std::string_view face(char eyes, std::size_t mouth) const {
        switch (byte(mouth)) {
            case ')':
            case ']':
            case '}':
                return eyes == ';' ? ";)" : ":)";
            case '(':
            case '[':
                return ":(";
            case '/':
            case '\\':
            case '|':
                return byte(mouth + 1) == '/' ? "" : ":/";
            case '*':
                return ":*";
            case 'D':
                return letter_follows(mouth + 1) ? "" : ":d";
            case 'P':
            case 'p':
                return letter_follows(mouth + 1) ? "" : ":p";
            default:
                return "";
        }
    }

    bool emoticon() {
        const char first = byte(at_);
        if (first == '<' && byte(at_ + 1) == '3') {
            add_sign(Kind::emoji, "<3", 2);
            return true;
        }
        if (first != ':' && first != ';' && first != '=') {
            return false;
        }
        const auto nose = byte(at_ + 1) == '-' || byte(at_ + 1) == '\'' ? 1U : 0U;
        const auto sign = face(first, at_ + 1 + nose);
        if (sign.empty()) {
            return false;
        }
        const char mouth = byte(at_ + 1 + nose);
        std::size_t bytes = 2 + nose;
        while ((mouth == ')' || mouth == '(') && byte(at_ + bytes) == mouth) {
            ++bytes;
        }
        add_sign(Kind::emoji, sign, bytes);
        return true;
    }

    bool mark(CodePoint c) {
        const Letter own = mark_of(c.value);
        switch (own) {
            case 0:
                return false;
            case '.':
                dots(c);
                break;
            case '!':
            case '?':
                calls();
                break;
            case '(':
            case ')':
                bracket(static_cast<char>(own));
                break;
            default: {
                const char sign = static_cast<char>(own);
                add_sign(Kind::mark, {&sign, 1}, c.bytes);
            }
        }
        return true;
    }

    void dots(CodePoint c) {
        std::size_t bytes = 0, count = 0;
        for (; c.value == '.' || c.value == U'…'; c = peek(at_ + bytes)) {
            count += c.value == '.' ? 1U : 3U;
            bytes += c.bytes;
        }
        add_sign(Kind::mark, count == 1 ? "." : "...", bytes);
    }

    void calls() {
        std::size_t bytes = 0, asked = 0;
        while (byte(at_ + bytes) == '!' || byte(at_ + bytes) == '?') {
            asked += byte(at_ + bytes) == '?' ? 1U : 0U;
            ++bytes;
        }
        const auto called = bytes - asked;
        add_sign(
            Kind::mark,
            asked > 0 && called > 0 ? "?!"
            : asked > 0             ? (asked > 1 ? "??" : "?")
                                    : (called > 1 ? "!!" : "!"),
            bytes
        );
    }

    // A bracket that closes nothing is a smile, unless it ends "1)" or "a)".
    void bracket(char sign) {
        std::size_t run = 1;
        while (byte(at_ + run) == sign) {
            ++run;
        }
        if (sign == '(' && run > 1) {
            add_sign(Kind::emoji, ":(", run);
        } else if (sign == ')' && open_ == 0 && !numbers_an_item()) {
            add_sign(Kind::emoji, ":)", run);
        } else {
            open_ = sign == '(' ? open_ + 1 : std::max(0, open_ - 1);
            add_sign(Kind::mark, {&sign, 1}, 1);
        }
    }

    [[nodiscard]] bool numbers_an_item() const {
        return !into_.items.empty() && into_.items.back().span.to == at_ &&
               (into_.items.back().kind == Kind::number || into_.items.back().length == 1);
    }

    std::string_view comment_;
    Tokens& into_;
    std::size_t at_ = 0;
    int open_ = 0;
};

}  // namespace

void read_tokens(std::string_view comment, Tokens& into) {
    into.items.clear();
    into.plain.clear();
    into.exact.clear();
    Reading(comment, into).run();
}

Tokens tokens_of(std::string_view comment) {
    Tokens tokens;
    read_tokens(comment, tokens);
    return tokens;
}

}  // namespace styk::text
