#include "base/faults.h"

#include "base/result.h"

namespace styk {

namespace {

thread_local FaultPlan* current_plan = nullptr;

constexpr std::size_t longest_trace = 4000;

char in_capitals(char letter) {
    return static_cast<char>(letter - 'a' + 'A');
}

}  // namespace

bool FaultPlan::is_hit() const {
    switch (kind_) {
        case Kind::once:
            return steps_ == nth_;
        case Kind::onwards:
            return nth_ > 0 && steps_ >= nth_;
        case Kind::every:
            return nth_ > 0 && steps_ % nth_ == 0;
        case Kind::twice:
            break;
    }
    return false;
}

bool FaultPlan::breaks(Fragile step) {
    ++steps_;
    const bool hit = is_hit();
    const char letter = static_cast<char>(step);
    if (trace_.size() < longest_trace) {
        trace_ += hit ? in_capitals(letter) : letter;
    }
    return hit;
}

FaultScope::FaultScope(FaultPlan* plan) : outer_(current_plan) {
    current_plan = plan;
}

FaultScope::~FaultScope() {
    current_plan = outer_;
}

FaultPlan* FaultScope::current() {
    return current_plan;
}

bool breaks_now(Fragile step) {
    return current_plan != nullptr && current_plan->breaks(step);
}

void may_break(Fragile step) {
    if (breaks_now(step)) {
        throw Fault("broken on purpose");
    }
}

}  // namespace styk
