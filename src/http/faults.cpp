#include "http/faults.h"

#include <charconv>

namespace styk::http {

FaultPlan read_plan(std::string_view text) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    const auto digits =
        space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    std::int64_t nth = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), nth);
    if (word == "twice") {
        return {FaultPlan::Kind::twice, 0};
    }
    return {word == "onwards" ? FaultPlan::Kind::onwards : FaultPlan::Kind::once, nth};
}

Answer answer_with_faults(const Door& door, const net::Request& request) {
    const auto wanted = request.header("X-Fault");
    if (wanted.empty()) {
        return door.answer(request);
    }
    FaultPlan plan = read_plan(wanted);
    const FaultScope scope(&plan);
    Answer answer = door.answer(request);
    answer.headers.emplace_back("X-Fault-Trace", plan.trace());
    return answer;
}

}  // namespace styk::http
