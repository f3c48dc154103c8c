#include "story/demo_case_way.h"

#include <array>

#include "record/convert.h"
#include "story/keep_case.h"
#include "story/patch_case.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseState;
using std::chrono::microseconds;
using std::chrono::minutes;

// Parts of the deadline after which cases are answered, one after the other: two of six are late.
constexpr std::array<double, 6> answered_after{0.4, 1.4, 0.65, 0.85, 2.2, 0.55};
// Parts of what is left until the deadline for closing.
constexpr std::array<double, 6> closed_after{0.9, 0.5, 0.95, 0.7, 0.6, 0.8};
constexpr double acknowledged_after = 0.7;
// Where nobody is the owner, somebody takes it so long after its deadline: when it has climbed.
constexpr minutes taken_after{540};

microseconds part(microseconds whole, double share) {
    return microseconds(static_cast<std::int64_t>(static_cast<double>(whole.count()) * share));
}

std::string name_of(CaseState state) {
    return std::string(record::name_of_choice(state));
}

// 3 is the worst: of the scale of what the customer rated, else by turns.
std::int64_t severity_of(const Case& one) {
    if (!one.score) {
        return 1 + static_cast<std::int64_t>(one.words.size() % 3);
    }
    const bool wide = one.metric == "nps";
    const std::int64_t low = wide ? 2 : 1, middle = wide ? 4 : 2;
    return *one.score <= low ? 3 : *one.score <= middle ? 2 : 1;
}

}  // namespace

CaseMoments DemoCaseWay::usual(const Case& one, std::size_t nth) const {
    const auto& hours = rulebook_.hours_of(one);
    const auto worked_until = [&](const std::optional<Instant>& by) {
        return by ? hours.between(one.opened_at, *by) : microseconds(0);
    };
    const auto after = [&](microseconds worked) { return hours.after(one.opened_at, worked); };
    const auto until_answer = worked_until(one.answer_by);
    auto first = part(worked_until(one.acknowledge_by), acknowledged_after);
    auto answered = part(until_answer, answered_after.at(nth % answered_after.size()));
    if (!one.owner_id) {
        first = worked_until(one.acknowledge_by) + taken_after;
        answered = std::max(answered, first + until_answer / 2);
    }
    const auto left = worked_until(one.close_by) - until_answer;
    const auto closed = answered + part(left, closed_after.at(nth % closed_after.size()));
    return {
        after(first),
        after(first + (answered - first) / 3),
        after(first + (answered - first) * 2 / 3),
        after(answered),
        after(closed)
    };
}

CaseMoments DemoCaseWay::settled(const Case& one, Instant closed) {
    const auto whole = closed - one.opened_at;
    const auto at = [&](int tenths) { return one.opened_at + whole * tenths / 10; };
    return {one.opened_at + minutes(1), at(3), at(6), at(9), closed};
}

void DemoCaseWay::go(DemoCase& made, const CaseMoments& moments) const {
    reach(made, CaseState::acknowledged, moments.acknowledged);
    reach(made, CaseState::assessed, moments.assessed);
    reach(made, CaseState::investigated, moments.investigated);
    reach(made, CaseState::answered, moments.answered);
    reach(made, CaseState::closed, moments.closed);
    climb(made, now_);
}

void DemoCaseWay::note(
    DemoCase& made,
    std::string kind,
    Instant at,
    std::string before,
    std::string after,
    std::string text
) const {
    auto step = make_step(
        intake_.random, intake_.clock, made.one.id, std::move(kind), {{"system", "", ""}, at}
    );
    const auto* owner =
        made.one.owner_id ? rulebook_.find_user(made.one.owner_id->text()) : nullptr;
    if (owner != nullptr && after != "received" && step.kind != "escalate") {
        step.by = {"user", owner->id.text(), owner->name};
    }
    step.before = std::move(before);
    step.after = std::move(after);
    step.text = std::move(text);
    made.log.push_back(std::move(step));
    made.one.updated_at = at;
}

void DemoCaseWay::reach(DemoCase& made, CaseState to, const std::optional<Instant>& moment) const {
    if (!moment || *moment > now_) {
        return;
    }
    climb(made, *moment);
    if (!made.one.owner_id) {
        take(made, *moment);
    }
    const auto before = name_of(made.one.state);
    casework::advance(made.one, to, *moment);
    note(made, "state", *moment, before, name_of(to));
    if (to == CaseState::assessed) {
        assess(made, *moment);
    }
}

// Nobody's cases are taken by whoever runs the whole.
void DemoCaseWay::take(DemoCase& made, Instant at) const {
    if (const auto* user = manager()) {
        made.one.owner_id = user->id;
        note(made, "owner", at, "", user->id.text());
    }
}

void DemoCaseWay::assess(DemoCase& made, Instant at) const {
    Assessment said;
    said.severity = made.one.severity == 3 ? 3 : severity_of(made.one);
    said.complexity = 1 + static_cast<std::int64_t>(made.one.words.size() % 2);
    said.impact = *said.severity > 1 ? 2 : 1;
    (void)put(made.one, said);
    note(made, "assess", at, "", "", words_of(said));
}

// What escalate_cases would have done each minute.
void DemoCaseWay::climb(DemoCase& made, Instant until) const {
    Case& one = made.one;
    rulebook_.set_clock(one);
    while (casework::is_open(one) && one.escalate_at && *one.escalate_at <= until) {
        const Instant at = *one.escalate_at;
        const auto& level = rulebook_.levels().at(static_cast<std::size_t>(one.escalated));
        const auto* owner = one.owner_id ? rulebook_.find_user(one.owner_id->text()) : nullptr;
        const auto* told =
            level.to == casework::LevelTo::deputy && owner != nullptr ? owner : manager();
        ++one.escalated;
        rulebook_.set_clock(one);
        note(
            made,
            "escalate",
            at,
            std::string(record::name_of_choice(level.to)),
            std::to_string(one.escalated),
            told == nullptr ? "" : told->name
        );
    }
}

const people::User* DemoCaseWay::manager() const {
    const auto managers = rulebook_.users_with(people::Role::cx_manager);
    return managers.empty() ? nullptr : managers.front();
}

}  // namespace styk::story
