// How a case of the demo goes on: all of them the same way, in the firm's working time from the day
// they were opened, as far as the clock has come. So at any hour the queue is what such a firm has
// on its desks: some fresh, some due today, few late; and what lies further back is closed.
#pragma once

#include <string>
#include <vector>

#include "casework/rulebook.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct DemoCase {
    casework::Case one;
    std::vector<casework::Step> log;
    bool publish = false;  // its lesson is for others, too
    std::optional<Instant> wrote_back_at{};
};

// When each state is reached, one after the other; what has no moment is never reached.
struct CaseMoments {
    std::optional<Instant> acknowledged{}, assessed{}, investigated{}, answered{}, closed{};
};

class DemoCaseWay {
public:
    DemoCaseWay(const Intake& intake, const casework::Rulebook& rulebook, Instant now)
        : intake_(intake), rulebook_(rulebook), now_(now) {}

    // Of the nth case: most hear within their deadline, some a while after it.
    [[nodiscard]] CaseMoments usual(const casework::Case& one, std::size_t nth) const;

    // Of a written complaint that was settled then.
    [[nodiscard]] static CaseMoments settled(const casework::Case& one, Instant closed);

    // Goes on until now: states, owner, assessment, and whoever hears of it when it is late.
    void go(DemoCase& made, const CaseMoments& moments) const;

    // A row of the log by its owner; of what nobody does by hand, by the system.
    void note(
        DemoCase& made,
        std::string kind,
        Instant at,
        std::string before,
        std::string after,
        std::string text = {}
    ) const;

private:
    void reach(DemoCase& made, casework::CaseState to, const std::optional<Instant>& moment) const;
    void take(DemoCase& made, Instant at) const;
    void assess(DemoCase& made, Instant at) const;
    void climb(DemoCase& made, Instant until) const;
    [[nodiscard]] const people::User* manager() const;

    const Intake& intake_;
    const casework::Rulebook& rulebook_;
    Instant now_;
};

}  // namespace styk::story
