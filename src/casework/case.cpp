#include "casework/case.h"

#include <fmt/format.h>

#include "base/result.h"
#include "base/text.h"
#include "record/convert.h"

namespace styk::casework {

namespace {

[[noreturn]] void refuse_step(const Case& one, CaseState to) {
    throw Refusal(
        Code::conflict,
        one.state == CaseState::closed ? std::string("This case is closed. Reopen it first.")
                                       : fmt::format(
                                             "This case is {} already and cannot become {}.",
                                             record::name_of_choice(one.state),
                                             record::name_of_choice(to)
                                         )
    );
}

void set_if_none(std::optional<Instant>& moment, Instant at) {
    if (!moment) {
        moment = at;
    }
}

bool begins_letter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

std::string number_of(std::string_view prefix, const Case& one) {
    return prefix.empty() ? std::to_string(one.seq) : fmt::format("{}-{}", prefix, one.seq);
}

std::string_view next_duty(const Case& one) {
    if (!is_open(one)) {
        return {};
    }
    return !one.acknowledged_at ? "acknowledge" : !one.answered_at ? "answer" : "close";
}

// A new deadline begins below the first level of escalation.
void set_due(Case& one) {
    const auto duty = next_duty(one);
    const auto due = duty.empty()            ? std::nullopt
                     : duty == "acknowledge" ? one.acknowledge_by
                     : duty == "answer"      ? one.answer_by
                                             : one.close_by;
    if (due != one.due_at) {
        one.due_at = due;
        one.escalated = 0;
    }
}

void advance(Case& one, CaseState to, Instant at) {
    if (!is_open(one) || one.state >= to) {
        refuse_step(one, to);
    }
    one.state = to;
    set_if_none(one.acknowledged_at, at);
    if (to >= CaseState::answered) {
        set_if_none(one.answered_at, at);
        one.unread = false;
    }
    if (to == CaseState::closed) {
        one.closed_at = at;
        one.escalate_at.reset();
    }
    set_due(one);
}

std::string shortened(std::string_view text, std::size_t most) {
    std::string out;
    std::size_t letters = 0;
    for (const char c : trim(text)) {
        if (begins_letter(c) && ++letters > most) {
            out = std::string(trim(out)) + "…";
            return out;
        }
        const bool blank = c == '\n' || c == '\r' || c == '\t';
        if (!blank || !out.ends_with(' ')) {
            out += blank ? ' ' : c;
        }
    }
    return out;
}

}  // namespace styk::casework
