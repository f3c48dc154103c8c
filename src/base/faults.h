// Faults on purpose: of all that can break while a thread works (a statement, a commit, a
// connection, a mail, a request to the outside), the one that a plan names does. Without a plan,
// and nobody but test/fault makes one, it costs a look at a thread's variable.
#pragma once

#include <cstdint>
#include <string>

namespace styk {

// What can break; the letters are what FaultPlan::trace() shows.
enum class Fragile : char {
    connection = 'c',  // to the database
    statement = 's',
    commit = 'k',
    aside = 'a',  // a commit that stays whatever becomes of the work: a word was learnt
    mail = 'm',
    web = 'w'
};

// Counts the steps of one piece of work and breaks one of them. It may pass from thread to thread,
// as long as they take turns.
class FaultPlan {
public:
    // once: step `nth` breaks; onwards: it and all after it; every: each nth; twice: none, but what
    // is written is undone and written once more, as after a serialization failure.
    enum class Kind { once, onwards, every, twice };

    FaultPlan(Kind kind, std::int64_t nth) : kind_(kind), nth_(nth) {}

    // Whether the next step, which is this one, breaks.
    [[nodiscard]] bool breaks(Fragile step);

    [[nodiscard]] bool writes_twice() const { return kind_ == Kind::twice; }

    // The steps so far, a letter each, the broken ones in capitals.
    [[nodiscard]] const std::string& trace() const { return trace_; }

private:
    [[nodiscard]] bool is_hit() const;

    Kind kind_;
    std::int64_t nth_;  // counted from 1; 0: only counts
    std::int64_t steps_ = 0;
    std::string trace_;
};

// The plan of what this thread does while the scope lasts; null: none.
class FaultScope {
public:
    explicit FaultScope(FaultPlan* plan);
    FaultScope(const FaultScope&) = delete;
    FaultScope& operator=(const FaultScope&) = delete;
    ~FaultScope();

    [[nodiscard]] static FaultPlan* current();

private:
    FaultPlan* outer_;
};

// Whether this step of this thread is to break; for those who answer with an outcome.
[[nodiscard]] bool breaks_now(Fragile step);

// Throws a Fault when it is.
void may_break(Fragile step);

}  // namespace styk
