#include "story/complain.h"

#include "base/text.h"
#include "casework/case_store.h"
#include "casework/rulebook.h"
#include "record/rules.h"
#include "story/keep_case.h"
#include "story/known_customer.h"
#include "story/setup.h"

namespace styk::story {

namespace {

constexpr std::size_t longest_name = 200;

Problems problems_of(const Complaint& complaint) {
    Problems out;
    const auto text = trim(complaint.text);
    if (text.empty()) {
        out.push_back({"/text", "is missing"});
    } else if (text.size() > longest_complaint) {
        out.push_back({"/text", "is too long"});
    }
    if (!complaint.email.empty() && !record::rule::is_email(complaint.email)) {
        out.push_back({"/email", "must be an e-mail address"});
    }
    if (complaint.name.size() > longest_name) {
        out.push_back({"/name", "is too long"});
    }
    if (complaint.remedy.size() > longest_complaint) {
        out.push_back({"/remedy", "is too long"});
    }
    return out;
}

// The page says at once that it arrived, with its number: that acknowledges it.
void complete(
    db::Tx& tx,
    casework::Case& one,
    const Complaint& complaint,
    const casework::Rulebook& rulebook,
    casework::Step seen
) {
    const Instant now = seen.at;
    std::vector<casework::Step> log;
    if (one.state == casework::CaseState::received) {
        casework::advance(one, casework::CaseState::acknowledged, now);
        rulebook.set_clock(one);
        seen.case_id = one.id;
        seen.before = "received";
        seen.after = "acknowledged";
        log.push_back(std::move(seen));
    }
    const auto remedy = trim(complaint.remedy);
    if (!remedy.empty()) {
        one.remedy_sought = std::string(remedy);
    }
    if (!log.empty() || !remedy.empty()) {
        put_changed(tx, one, log, {}, now);
    }
}

}  // namespace

std::string complain(const Intake& intake, const Complaint& complaint, Instant now) {
    refuse_if(problems_of(complaint));
    feedback::Draft draft;
    draft.kind = "complaint";
    draft.source = "form";
    draft.channel = "web";
    draft.comment = std::string(trim(complaint.text));
    const auto directory = intake.catalogue.directory();
    if (complaint.touchpoint && directory->touchpoints.find(*complaint.touchpoint) != nullptr) {
        draft.touchpoint = complaint.touchpoint;
    }
    Told told;
    if (!complaint.email.empty()) {
        auto known = customer_of_address(intake, to_lower_ascii(complaint.email), complaint.name);
        draft.customer = std::move(known.key);
        told = std::move(known.told);
    }
    std::string token;
    const db::Change by{{"system", "", "Styk"}, now};
    const auto rulebook = setup_of(intake.catalogue)->rulebook;
    const auto seen = make_step(intake.random, intake.clock, {}, "state", by);
    const auto finish = [&](db::Tx& tx, const feedback::Feedback& feedback) {
        const auto id = casework::find_case_of(tx, feedback.id.text());
        if (!id) {
            throw Fault("a complaint opened no case");
        }
        auto one = casework::load_case(tx, *id);
        complete(tx, one, complaint, *rulebook, seen);
        token = one.token;
    };
    (void)receive_feedback(intake, draft, by, finish, told);
    return token;
}

}  // namespace styk::story
