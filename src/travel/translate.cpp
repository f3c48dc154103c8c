#include "travel/translate.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <vector>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/expression.h"
#include "travel/sign.h"

namespace styk::travel {

namespace {

constexpr int deepest = 30;

enum class Kind { end, name, number, text, sign, open, close, comma };

struct Token {
    Kind kind = Kind::end;
    std::string text;
    bool variable = false;  // ${…}
};

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || static_cast<unsigned char>(c) >= 0x80U;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class Tokens {
public:
    Tokens(std::string_view text, bool dollars) : text_(text), dollars_(dollars) {}

    std::vector<Token> all() {
        std::vector<Token> out;
        do {
            out.push_back(next());
        } while (out.back().kind != Kind::end);
        return out;
    }

private:
    Token next() {
        while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) <= ' ') {
            ++at_;
        }
        if (at_ == text_.size()) {
            return {};
        }
        const char c = text_[at_];
        if (c == '"' || c == '\'') {
            return quoted(c);
        }
        if (dollars_ && text_.substr(at_).starts_with("${")) {
            const auto end = text_.find('}', at_);
            if (end == std::string_view::npos) {
                throw Unreadable{"a name has no end"};
            }
            Token out{Kind::name, std::string(trim(text_.substr(at_ + 2, end - at_ - 2))), true};
            at_ = end + 1;
            return out;
        }
        if (c == '(' || c == ')' || c == ',') {
            ++at_;
            return {
                c == '('   ? Kind::open
                : c == ')' ? Kind::close
                           : Kind::comma,
                std::string(1, c)
            };
        }
        return is_word(c) ? word() : sign();
    }

    Token quoted(char mark) {
        std::string out;
        for (++at_; at_ < text_.size() && text_[at_] != mark; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
                ++at_;
            }
            out += text_[at_];
        }
        if (at_ == text_.size()) {
            throw Unreadable{"a text has no end"};
        }
        ++at_;
        return {Kind::text, std::move(out)};
    }

    // In XPath names hold dashes: count-selected.
    Token word() {
        const auto begin = at_;
        const bool dashes = dollars_ && !is_digit(text_[at_]);
        while (at_ < text_.size() && (is_word(text_[at_]) || (dashes && text_[at_] == '-'))) {
            ++at_;
        }
        std::string out(text_.substr(begin, at_ - begin));
        const bool number =
            is_digit(out[0]) && out.find_first_not_of("0123456789.") == std::string::npos;
        return {number ? Kind::number : Kind::name, std::move(out)};
    }

    Token sign() {
        constexpr std::array all{
            "==", "!=", "<=", ">=", "&&", "||", "<>", "=", "<", ">", "!", "+", "-", "*", "/"
        };
        for (const std::string_view one : all) {
            if (text_.substr(at_).starts_with(one)) {
                at_ += one.size();
                return {Kind::sign, std::string(one)};
            }
        }
        throw Unreadable{fmt::format("'{}' is not known here", text_[at_])};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool dollars_;
};

// A part that was read: as it is written here, and what it is, for comparisons with a meaning of
// their own.
struct Part {
    std::string text;
    std::optional<Named> named{};
    std::optional<std::string> constant{};
    std::string empty_of{};  // "{q} empty": its name
    bool joined = false;     // by a sign: stands in brackets inside another
};

std::string operator_of(const Token& token) {
    constexpr std::array all{Spelling{"==", "="},    Spelling{"=", "="},   Spelling{"eq", "="},
                             Spelling{"!=", "!="},   Spelling{"<>", "!="}, Spelling{"ne", "!="},
                             Spelling{"<", "<"},     Spelling{"lt", "<"},  Spelling{"<=", "<="},
                             Spelling{"le", "<="},   Spelling{">", ">"},   Spelling{"gt", ">"},
                             Spelling{">=", ">="},   Spelling{"ge", ">="}, Spelling{"&&", "and"},
                             Spelling{"and", "and"}, Spelling{"||", "or"}, Spelling{"or", "or"},
                             Spelling{"+", "+"},     Spelling{"-", "-"},   Spelling{"*", "*"},
                             Spelling{"/", "/"},     Spelling{"div", "/"}, Spelling{"mod", "%"}};
    if (token.variable || (token.kind != Kind::sign && token.kind != Kind::name)) {
        return {};
    }
    return sign_here(all, to_lower_ascii(token.text)).value_or("");
}

int strength(std::string_view sign) {
    if (sign == "or") {
        return 1;
    }
    if (sign == "and") {
        return 2;
    }
    if (sign == "+" || sign == "-") {
        return 4;
    }
    return sign == "*" || sign == "/" || sign == "%" ? 5 : 3;
}

class Parser {
public:
    Parser(std::vector<Token> tokens, const Dialect& dialect)
        : tokens_(std::move(tokens)), dialect_(dialect) {}

    std::string read() {
        const Part out = binary(1);
        if (now().kind != Kind::end) {
            throw Unreadable{fmt::format("'{}' stands where nothing may follow", now().text)};
        }
        return condition(out);
    }

private:
    [[nodiscard]] const Token& now() const { return tokens_[at_]; }

    Part binary(int least) {
        Part left = unary();
        for (std::string sign = operator_of(now()); !sign.empty() && strength(sign) >= least;
             sign = operator_of(now())) {
            ++at_;
            const Part right = binary(strength(sign) + 1);
            left = join(left, sign, right);
        }
        return left;
    }

    // A name that stands alone as a condition.
    static std::string condition(const Part& part) {
        if (part.named && !part.named->option.empty()) {
            return fmt::format("{{{}}} contains {}", part.named->name, literal(part.named->option));
        }
        return part.text;
    }

    static std::string inner(const Part& part) {
        return part.joined ? "(" + part.text + ")" : part.text;
    }

    Part join(const Part& left, const std::string& sign, const Part& right) {
        if (sign == "and" || sign == "or") {
            const auto side = [&](const Part& one) {
                const std::string text = condition(one);
                return one.joined && sign == "and" && one.text.find(" or ") != std::string::npos
                           ? "(" + text + ")"
                           : text;
            };
            return {.text = side(left) + " " + sign + " " + side(right), .joined = true};
        }
        if (strength(sign) == 3) {
            return left.constant && right.named ? compare(right, mirrored(sign), left)
                                                : compare(left, sign, right);
        }
        return {.text = inner(left) + " " + sign + " " + inner(right), .joined = true};
    }

    static std::string mirrored(const std::string& sign) {
        std::string out = sign;
        std::replace_if(
            out.begin(),
            out.end(),
            [](char c) { return c == '<' || c == '>'; },
            sign[0] == '<' ? '>' : '<'
        );
        return out;
    }

    // Y and "" of one of several answers say whether it was chosen.
    [[nodiscard]] Part compare(const Part& left, const std::string& sign, const Part& right) const {
        const bool same = sign == "=", other = sign == "!=";
        if (left.named && right.constant && (same || other)) {
            const auto& named = *left.named;
            const std::string& value = *right.constant;
            if (!named.option.empty()) {
                const bool chosen = (value == "Y" || value == "1") == same;
                return {
                    .text = fmt::format(
                        "{{{}}} {} {}",
                        named.name,
                        chosen ? "contains" : "notcontains",
                        literal(named.option)
                    ),
                    .joined = true
                };
            }
            if (value.empty()) {
                return {
                    .text = fmt::format("{{{}}} {}", named.name, same ? "empty" : "notempty"),
                    .joined = true
                };
            }
            if (named.several) {
                return {
                    .text = fmt::format(
                        "{{{}}} {} {}",
                        named.name,
                        same ? "contains" : "notcontains",
                        literal(value)
                    ),
                    .joined = true
                };
            }
        }
        if ((left.named && !left.named->option.empty()) ||
            (right.named && !right.named->option.empty())) {
            throw Unreadable{"compares one of several answers with something else"};
        }
        const std::string to =
            left.named && right.constant ? answer(*left.named, *right.constant) : inner(right);
        return {.text = inner(left) + " " + sign + " " + to, .joined = true};
    }

    [[nodiscard]] std::string answer(const Named& named, const std::string& value) const {
        return literal(dialect_.answer ? dialect_.answer(named, value) : value);
    }

    Part unary() {
        if (++depth_ > deepest) {
            throw Unreadable{"is nested too deep"};
        }
        Part out = unary_inside();
        --depth_;
        return out;
    }

    Part unary_inside() {
        const bool no = now().kind == Kind::sign && now().text == "!";
        const bool minus = now().kind == Kind::sign && now().text == "-";
        if (no || minus) {
            ++at_;
            const Part of = unary();
            return no ? opposite(of)
                      : Part{
                            .text = "-" + inner(of),
                            .constant =
                                of.constant ? std::optional("-" + *of.constant) : std::nullopt
                        };
        }
        return primary();
    }

    static Part opposite(const Part& of) {
        if (!of.empty_of.empty()) {
            return {.text = fmt::format("{{{}}} notempty", of.empty_of), .joined = true};
        }
        return {.text = "!(" + condition(of) + ")"};
    }

    Part primary() {
        const Token token = now();
        ++at_;
        switch (token.kind) {
            case Kind::number:
                return {.text = token.text, .constant = token.text};
            case Kind::text:
                return {.text = literal(token.text), .constant = token.text};
            case Kind::open: {
                Part out = binary(1);
                expect(Kind::close);
                return out;
            }
            case Kind::name:
                return !token.variable && now().kind == Kind::open ? call(token.text) : name(token);
            default:
                throw Unreadable{
                    token.kind == Kind::end
                        ? "ends too early"
                        : fmt::format("'{}' stands in the wrong place", token.text)
                };
        }
    }

    void expect(Kind kind) {
        if (now().kind != kind) {
            throw Unreadable{"a bracket has no end"};
        }
        ++at_;
    }

    [[nodiscard]] Part name(const Token& token) const {
        const auto found =
            dialect_.dollars == token.variable ? dialect_.find(token.text) : std::nullopt;
        if (!found) {
            throw Unreadable{fmt::format("{} is not known here", token.text)};
        }
        return {.text = "{" + found->name + "}", .named = found};
    }

    std::vector<Part> arguments() {
        std::vector<Part> out;
        expect(Kind::open);
        while (now().kind != Kind::close) {
            out.push_back(binary(1));
            if (now().kind != Kind::comma) {
                break;
            }
            ++at_;
        }
        expect(Kind::close);
        return out;
    }

    Part call(const std::string& function) {
        const std::string low = to_lower_ascii(function);
        const auto all = arguments();
        const bool one = all.size() == 1, of_name = !all.empty() && all[0].named.has_value();
        if (low == "is_empty" && one && of_name) {
            if (!all[0].named->option.empty()) {
                return {
                    .text = fmt::format(
                        "{{{}}} notcontains {}", all[0].named->name, literal(all[0].named->option)
                    ),
                    .joined = true
                };
            }
            return {.text = all[0].text + " empty", .empty_of = all[0].named->name, .joined = true};
        }
        if (low == "not" && one) {
            return opposite(all[0]);
        }
        if (low == "selected" && all.size() == 2 && of_name && all[1].constant) {
            const auto& named = *all[0].named;
            return {
                .text = fmt::format(
                    "{} {} {}",
                    all[0].text,
                    named.several ? "contains" : "=",
                    answer(named, *all[1].constant)
                ),
                .joined = true
            };
        }
        if (low == "count-selected" && one && of_name) {
            return {.text = fmt::format("{{{}.length}}", all[0].named->name)};
        }
        if ((low == "today" && all.empty()) || low == "true" || low == "false") {
            return {.text = low == "today" ? "today()" : low};
        }
        throw Unreadable{fmt::format("the function {} has no counterpart here", function)};
    }

    std::vector<Token> tokens_;
    const Dialect& dialect_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

std::string literal(std::string_view text) {
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const bool number = !digits.empty() && digits.size() < 16 && is_digit(digits[0]) &&
                        is_digit(digits.back()) &&
                        digits.find_first_not_of("0123456789.") == std::string_view::npos &&
                        std::count(digits.begin(), digits.end(), '.') < 2 &&
                        (digits[0] != '0' || digits.size() == 1 || digits[1] == '.');
    if (number) {
        return std::string(text);
    }
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return out + "'";
}

Result<std::string> translate(std::string_view text, const Dialect& dialect) {
    try {
        if (text.size() > survey::longest_expression) {
            throw Unreadable{"is too long"};
        }
        std::string out = Parser(Tokens(text, dialect.dollars).all(), dialect).read();
        if (const auto parsed = survey::Expression::parse(out); !parsed) {
            throw Unreadable{parsed.error().message};
        }
        return out;
    } catch (const Unreadable& wrong) {
        return tl::unexpected(Problem{"", wrong.why});
    }
}

}  // namespace styk::travel
