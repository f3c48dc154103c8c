#include "story/recount_facts.h"

#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "queue/queue.h"

namespace styk::story {

namespace {

constexpr int at_once = 500;

// Feedback that was removed meanwhile is passed over: its facts must not come back.
void replace_facts(db::Tx& tx, const feedback::Feedback& feedback, std::string_view facts) {
    if (tx.find_integer("SELECT seq FROM feedback WHERE seq = $1", feedback.seq)) {
        feedback::change_facts(tx, feedback, facts);
    }
}

}  // namespace

void ask_recount(db::Tx& tx, Instant now) {
    queue::put(
        tx, {.kind = recount_work, .due = now, .unique_key = std::string(recount_work)}, now
    );
}

bool recount_facts(const Intake& intake, const std::function<bool()>& go_on) {
    intake.catalogue.reload();
    const auto directory = intake.catalogue.directory();
    std::int64_t seq = 0;
    while (go_on()) {
        const auto some = intake.database.read([&](db::Reader& reader) {
            return feedback::list_after(reader, seq, at_once);
        });
        if (some.empty()) {
            return true;
        }
        std::vector<std::string> packed;
        for (const auto& one : some) {
            packed.push_back(feedback::pack_facts(intake.terms, *directory, one));
        }
        intake.database.write([&](db::Tx& tx) {
            for (std::size_t i = 0; i < some.size(); ++i) {
                replace_facts(tx, some[i], packed[i]);
            }
        });
        seq = some.back().seq;
    }
    return false;
}

}  // namespace styk::story
