// The way one respondent takes: which questions are shown, page by page, as the answers decide. The
// server's word; web/respond only foretells it.
//
// One sweep from the first question to the last: whether a question is shown depends on the answers
// before it and on hidden fields, and an answer that is no longer asked for no longer counts. So
// the way is the same however often one went back.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "survey/definition.h"

namespace styk::survey {

// What besides the answers decides.
struct Setting {
    Map hidden;
    Day today = 0;
    std::uint64_t seed = 0;  // of orders of chance: the same for one respondent
};

[[nodiscard]] std::uint64_t seed_of(std::string_view token);

struct Stop {
    std::size_t page = 0;
    std::vector<std::size_t> questions;  // shown, in the order shown; never empty
};

struct Route {
    std::vector<Stop> stops;
    Map answers;  // those of questions on the way
    bool screened_out = false;

    [[nodiscard]] const Stop* stop_at(std::size_t page) const;  // null: the page is not on the way
    [[nodiscard]] const Stop* stop_after(std::size_t page) const;  // null: it is the last
    [[nodiscard]] const Stop* stop_before(std::size_t page) const;
    [[nodiscard]] bool shows(std::size_t question) const;
};

[[nodiscard]] Route route_of(
    const Definition& definition, const Map& answers, const Setting& setting
);

// The choices (or rows) that are offered now, in the order of this respondent.
[[nodiscard]] std::vector<const Choice*> offered(
    const Question& question,
    const std::vector<Choice>& choices,
    Order order,
    const Scope& scope,
    std::uint64_t seed
);

[[nodiscard]] bool is_required(const Question& question, const Scope& scope);

}  // namespace styk::survey
