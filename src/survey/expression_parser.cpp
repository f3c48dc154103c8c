// Recursive descent over the grammar of docs/surveys.md, from the loosest operator to the tightest:
// or, and, comparisons, + -, * / %, ^, contains and its like, then ! and what stands alone. All of
// them group to the left, as in SurveyJS.
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <span>

#include "base/text.h"
#include "survey/coercion.h"
#include "survey/expression.h"
#include "survey/expression_functions.h"

namespace styk::survey {

namespace {

struct Sign {
    std::string_view text;
    Operator op;
};

// Longer signs before those they begin with.
constexpr std::array or_signs{Sign{"||", Operator::or_}, Sign{"or", Operator::or_}};
constexpr std::array and_signs{Sign{"&&", Operator::and_}, Sign{"and", Operator::and_}};
constexpr std::array comparison_signs{
    Sign{"<=", Operator::less_or_equal},
    Sign{"=<", Operator::less_or_equal},
    Sign{"lessorequal", Operator::less_or_equal},
    Sign{">=", Operator::greater_or_equal},
    Sign{"=>", Operator::greater_or_equal},
    Sign{"greaterorequal", Operator::greater_or_equal},
    Sign{"<>", Operator::not_equal},
    Sign{"==", Operator::equal},
    Sign{"=", Operator::equal},
    Sign{"equals", Operator::equal},
    Sign{"equal", Operator::equal},
    Sign{"!=", Operator::not_equal},
    Sign{"notequals", Operator::not_equal},
    Sign{"notequal", Operator::not_equal},
    Sign{"<", Operator::less},
    Sign{"less", Operator::less},
    Sign{">", Operator::greater},
    Sign{"greater", Operator::greater}
};
constexpr std::array sum_signs{Sign{"+", Operator::plus}, Sign{"-", Operator::minus}};
constexpr std::array product_signs{
    Sign{"*", Operator::times}, Sign{"/", Operator::divided}, Sign{"%", Operator::modulo}
};
constexpr std::array power_signs{Sign{"^", Operator::power}, Sign{"power", Operator::power}};
constexpr std::array member_signs{
    Sign{"*=", Operator::contains},
    Sign{"contains", Operator::contains},
    Sign{"contain", Operator::contains},
    Sign{"notcontains", Operator::not_contains},
    Sign{"notcontain", Operator::not_contains},
    Sign{"anyof", Operator::any_of},
    Sign{"allof", Operator::all_of},
    Sign{"noneof", Operator::none_of}
};
constexpr std::array not_signs{Sign{"!", Operator::negate}, Sign{"negate", Operator::negate}};
constexpr std::array emptiness_signs{
    Sign{"empty", Operator::empty}, Sign{"notempty", Operator::not_empty}
};

const std::array<std::span<const Sign>, 7> levels{
    or_signs, and_signs, comparison_signs, sum_signs, product_signs, power_signs, member_signs
};

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Stop {
    std::size_t at;
    std::string why;
};

NodePtr constant(Value value) {
    auto node = std::make_shared<Node>();
    node->value = std::move(value);
    return node;
}

NodePtr operation(Node::Kind kind, Operator op, std::vector<NodePtr> parts) {
    auto node = std::make_shared<Node>();
    node->kind = kind;
    node->op = op;
    node->parts = std::move(parts);
    return node;
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    NodePtr parse() {
        NodePtr root = expression();
        blanks();
        if (at_ < text_.size()) {
            stop("here an operator such as \"and\" or \"=\" is expected");
        }
        return root;
    }

private:
    [[noreturn]] void stop(std::string why) const { throw Stop{at_, std::move(why)}; }

    [[nodiscard]] bool over() const { return at_ >= text_.size(); }

    [[nodiscard]] char here() const { return over() ? '\0' : text_[at_]; }

    void blanks() {
        while (!over() && (here() == ' ' || here() == '\t' || here() == '\n' || here() == '\r')) {
            ++at_;
        }
    }

    // A sign made of letters ends where the word ends.
    [[nodiscard]] bool stands_here(std::string_view sign) const {
        if (to_lower_ascii(text_.substr(at_, sign.size())) != sign) {
            return false;
        }
        const std::size_t after = at_ + sign.size();
        const bool word = is_letter(sign.back());
        return !word || after >= text_.size() ||
               (!is_letter(text_[after]) && !is_digit(text_[after]));
    }

    std::optional<Operator> take(std::span<const Sign> signs) {
        const std::size_t before = at_;
        blanks();
        for (const Sign& sign : signs) {
            if (stands_here(sign.text)) {
                at_ += sign.text.size();
                return sign.op;
            }
        }
        at_ = before;
        return {};
    }

    void need(char c) {
        blanks();
        if (here() != c) {
            stop(fmt::format("here \"{}\" is missing", c));
        }
        ++at_;
    }

    NodePtr expression() {
        if (++depth_ > deepest_expression) {
            stop("too many brackets within brackets");
        }
        NodePtr node = level(0);
        --depth_;
        return node;
    }

    NodePtr level(std::size_t number) {
        if (number == levels.size()) {
            return factor();
        }
        NodePtr left = level(number + 1);
        while (const auto op = take(levels.at(number))) {
            left = operation(Node::Kind::binary, *op, {left, level(number + 1)});
        }
        return left;
    }

    NodePtr factor() {
        blanks();
        if (here() == '(') {
            ++at_;
            NodePtr inside = expression();
            need(')');
            return inside;
        }
        if (here() == '[') {
            ++at_;
            return members(Node::Kind::list, "", ']');
        }
        if (const auto op = take(not_signs)) {
            if (++depth_ > deepest_expression) {
                stop("too many \"!\" in a row");
            }
            const NodePtr inside = factor();
            --depth_;
            return operation(Node::Kind::unary, *op, {inside});
        }
        return is_letter(here()) ? word() : maybe_empty(atom());
    }

    NodePtr members(Node::Kind kind, std::string name, char end) {
        auto node = std::make_shared<Node>();
        node->kind = kind;
        node->name = std::move(name);
        blanks();
        if (here() != end) {
            node->parts.push_back(expression());
            blanks();
            while (here() == ',') {
                ++at_;
                node->parts.push_back(expression());
                blanks();
            }
        }
        need(end);
        return node;
    }

    NodePtr word() {
        const std::size_t first = at_;
        while (is_letter(here()) || is_digit(here())) {
            ++at_;
        }
        const std::string name(text_.substr(first, at_ - first));
        if (here() == '(') {
            if (!is_function(name)) {
                at_ = first;
                stop(fmt::format("there is no function {}", name));
            }
            ++at_;
            return members(Node::Kind::call, name, ')');
        }
        if (name == "null" || name == "undefined") {
            return maybe_empty(constant({}));
        }
        return maybe_empty(constant(read_answer(name)));
    }

    NodePtr maybe_empty(NodePtr atom) {
        if (const auto op = take(emptiness_signs)) {
            return operation(Node::Kind::unary, *op, {std::move(atom)});
        }
        return atom;
    }

    NodePtr atom() {
        switch (here()) {
            case '{':
                return variable();
            case '\'':
            case '"':
                return text();
            default:
                return number();
        }
    }

    NodePtr variable() {
        const std::size_t end = text_.find_first_of("{}", at_ + 1);
        if (end == std::string_view::npos || text_[end] != '}' || end == at_ + 1) {
            stop("a name in braces is expected, such as {nps}");
        }
        auto node = std::make_shared<Node>();
        node->kind = Node::Kind::variable;
        node->name = text_.substr(at_ + 1, end - at_ - 1);
        if (node->name.size() > 1 && node->name[0] == '#') {
            node->as_it_is = true;
            node->name.erase(0, 1);
        }
        at_ = end + 1;
        return node;
    }

    // A quote of either kind inside stands behind a backslash.
    NodePtr text() {
        const std::size_t first = at_;
        const char quote = text_[at_++];
        std::string out;
        while (!over() && here() != '\'' && here() != '"') {
            const bool escaped = here() == '\\' && at_ + 1 < text_.size() &&
                                 (text_[at_ + 1] == '\'' || text_[at_ + 1] == '"');
            at_ += escaped ? 1 : 0;
            out += text_[at_++];
        }
        if (here() != quote) {
            at_ = over() ? first : at_;
            stop("this text has no end; a quote inside needs a backslash before it");
        }
        ++at_;
        return constant(std::move(out));
    }

    NodePtr number() {
        std::size_t end = at_ + (here() == '-' ? 1 : 0);
        if (text_.substr(end, 2) == "0x" && end == at_) {
            return hexadecimal();
        }
        const std::size_t first = end;
        while (end < text_.size() && is_digit(text_[end])) {
            ++end;
        }
        const bool fraction =
            end > first && end + 1 < text_.size() && text_[end] == '.' && is_digit(text_[end + 1]);
        const bool leading_zero = end > first + 1 && text_[first] == '0' && !fraction;
        if (end == first || leading_zero) {
            stop("here a question in braces, a number or a text in quotes is expected");
        }
        if (fraction) {
            for (++end; end < text_.size() && is_digit(text_[end]);) {
                ++end;
            }
        }
        double value = 0;
        std::from_chars(text_.data() + at_, text_.data() + end, value);
        at_ = end;
        return constant(value);
    }

    NodePtr hexadecimal() {
        const std::size_t first = at_ + 2;
        std::size_t end = first;
        while (end < text_.size() && is_digit(text_[end])) {
            ++end;
        }
        const Value value = read_answer(text_.substr(at_, end - at_));
        if (end == first || value.as<double>() == nullptr) {
            stop("here digits are missing");
        }
        at_ = end;
        return constant(value);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

Result<Expression> Expression::parse(std::string_view text) {
    Expression out;
    out.text_ = text;
    if (trim(text).empty()) {
        return out;
    }
    if (text.size() > longest_expression || !is_utf8(text)) {
        return tl::unexpected(Problem{"0", "is longer than 4000 bytes, or not readable"});
    }
    try {
        out.root_ = Parser(text).parse();
    } catch (const Stop& stop) {
        return tl::unexpected(Problem{std::to_string(stop.at), stop.why});
    }
    return out;
}

}  // namespace styk::survey
