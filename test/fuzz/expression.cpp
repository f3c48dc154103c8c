// The expression language: parsed, and evaluated over answers of every kind.
#include "survey/expression.h"

#include "fuzz.h"

namespace styk {

namespace {

const survey::Map& answers() {
    static const survey::Map all{
        {"nps", 9},
        {"word", "Polska"},
        {"yes", true},
        {"list", survey::List{"a", 2, "c"}},
        {"room", survey::Map{{"comfort", 5}, {"noise", "much"}}},
        {"rows", survey::List{survey::Map{{"a", 1}}, survey::Map{{"a", "2"}}}},
        {"day", "2026-11-21"},
        {"empty", ""},
    };
    return all;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const auto expression = survey::Expression::parse(text);
    if (!expression) {
        return 0;
    }
    (void)expression->variables();
    const survey::Scope scope{.values = &answers(), .further = nullptr, .today = 20'000};
    const bool holds = expression->holds(scope);
    (void)expression->evaluate(scope);
    const auto again = survey::Expression::parse(expression->text());
    fuzz::need(again && again->holds(scope) == holds, "an expression means what its text means");
    return 0;
}

}  // namespace styk
