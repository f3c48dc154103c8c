#include "story/open_case.h"

#include <fmt/format.h>

#include "base/text.h"
#include "casework/case_store.h"
#include "customer/customer_store.h"
#include "feedback/feedback_store.h"
#include "record/convert.h"
#include "record/rules.h"
#include "story/audit_note.h"
#include "story/case_reaction.h"
#include "story/case_sight.h"
#include "story/scope.h"
#include "story/setup.h"
#include "story/tell_case.h"

namespace styk::story {

namespace {

using casework::Case;
using feedback::Feedback;

bool is_blank(const std::optional<std::string>& text) {
    return !text || trim(*text).empty();
}

Problems check(const NewCase& wanted, const feedback::Directory& directory) {
    Problems problems;
    const auto say = [&](const char* pointer, const char* message) {
        problems.push_back({pointer, message});
    };
    if (!record::choice_of<casework::CaseKind>(wanted.kind)) {
        say("/kind", "must be complaint or follow_up");
    }
    if (wanted.route && !record::choice_of<casework::CaseRoute>(*wanted.route)) {
        say("/route", "must be fix_now or analysis");
    }
    if (!wanted.feedback_id && is_blank(wanted.text)) {
        say("/text", "is missing: what did the customer say?");
    }
    if (wanted.feedback_id && wanted.text) {
        say("/text", "belongs to a case without feedback of its own");
    }
    if (wanted.text && count_code_points(*wanted.text) > casework::longest_case_text) {
        say("/text", "must have at most 10000 characters");
    }
    if (wanted.severity && (*wanted.severity < 1 || *wanted.severity > 3)) {
        say("/severity", "must be 1 to 3");
    }
    if (wanted.customer_email && !record::rule::is_email(*wanted.customer_email)) {
        say("/customer_email", "must be an e-mail address");
    }
    if (wanted.touchpoint && directory.touchpoints.find(*wanted.touchpoint) == nullptr) {
        say("/touchpoint", "there is no such touchpoint");
    }
    return problems;
}

// Who is new is known by the address, or by nothing but the name.
std::optional<std::string> customer_key(const NewCase& wanted, Random& random) {
    if (!is_blank(wanted.customer)) {
        return wanted.customer;
    }
    if (wanted.customer_email) {
        return to_lower_ascii(*wanted.customer_email);
    }
    return is_blank(wanted.customer_name) ? std::nullopt
                                          : std::optional("case-" + random_hex(random, 8));
}

feedback::Draft draft_of(const NewCase& wanted, Random& random) {
    feedback::Draft draft;
    draft.kind = wanted.kind == "complaint" ? "complaint" : "note";
    draft.source = "staff";
    draft.channel = wanted.channel.value_or("other");
    draft.touchpoint = wanted.touchpoint;
    draft.location = wanted.location;
    draft.customer = customer_key(wanted, random);
    draft.occurred_at = wanted.occurred_at;
    draft.comment = wanted.text;
    return draft;
}

// Name and address of somebody new; who is known keeps theirs.
void name_customer(
    db::Tx& tx, const Feedback& feedback, const NewCase& wanted, const db::Change& by
) {
    const auto before = feedback.customer_id ? db::find(tx, *feedback.customer_id) : std::nullopt;
    if (!before) {
        return;
    }
    auto after = *before;
    if (after.name.empty() && !is_blank(wanted.customer_name)) {
        after.name = *wanted.customer_name;
    }
    if (!after.email && wanted.customer_email) {
        after.email = wanted.customer_email;
    }
    if (!(after == *before)) {
        db::change(tx, *before, after, by);
    }
}

class Opening {
public:
    Opening(
        const Intake& intake,
        const NewCase& wanted,
        const people::Actor& actor,
        const db::Change& by
    )
        : intake_(intake),
          wanted_(wanted),
          actor_(actor),
          by_(by),
          directory_(intake.catalogue.directory()),
          rulebook_(setup_of(intake.catalogue)->rulebook) {}

    Id<Case> of_feedback() {
        const auto id = Id<Feedback>::parse(*wanted_.feedback_id);
        const auto found = intake_.database.read([&](db::Reader& reader) {
            return id ? feedback::find(reader, *id) : std::nullopt;
        });
        if (!found || !is_in_scope(*found, actor_, *directory_)) {
            refuse_if({{"/feedback_id", "there is no such feedback"}});
        }
        return of_feedback(*found);
    }

    // What was said comes in as any feedback. A complaint has its case with it; a note whose case
    // no rule opened has it in the same transaction.
    Id<Case> of_words() {
        const auto draft = draft_of(wanted_, intake_.random);
        std::vector<Feedback> checked;
        checked.push_back(check_words(draft));
        auto prepared = prepare_packed(intake_, *directory_, std::move(checked), {draft.customer});
        const auto reactions = react_to(intake_, *directory_, prepared, by_.at);
        const auto own = begin(prepared[0].feedback);
        Id<Case> out;
        intake_.database.write([&](db::Tx& tx) {
            story::write(tx, intake_, *directory_, prepared, by_);
            const Feedback& fresh = prepared[0].feedback;
            name_customer(tx, fresh, wanted_, by_);
            write_reactions(tx, reactions, prepared);
            audit_note(tx, fresh, by_);
            const auto opened = casework::find_case_of(tx, fresh.id.text());
            if (opened) {
                complete(tx, *opened);
            } else {
                put(tx, own, fresh.customer_id);
            }
            out = opened.value_or(own.one.id);
        });
        return out;
    }

private:
    // A case that no rule opened, before the transaction.
    struct Begun {
        Case one;
        std::vector<casework::Step> log;
        CaseNews news;
        std::optional<Receipt> receipt;
    };

    Begun begin(const Feedback& feedback) {
        const Case one = make(feedback);
        return {one, log_of(one), news_of(one), receipt_of(intake_, *rulebook_, one, by_.at)};
    }

    static void put(
        db::Tx& tx, const Begun& begun, const std::optional<Id<customer::Customer>>& of
    ) {
        Case fresh = begun.one;  // the work may run twice
        fresh.customer_id = of;
        put_opened(tx, fresh, begun.log, begun.news, begun.receipt);
    }

    Id<Case> of_feedback(const Feedback& found) {
        const auto begun = begin(found);
        intake_.database.write([&](db::Tx& tx) {
            if (casework::find_case_of(tx, found.id.text())) {
                throw Refusal(Code::conflict, "This feedback has a case already.");
            }
            put(tx, begun, found.customer_id);
        });
        return begun.one.id;
    }

    // Another process may have added what is named.
    Feedback check_words(const feedback::Draft& draft) {
        Problems problems;
        auto checked = feedback::check(*directory_, draft, by_.at, problems);
        if (!problems.empty() && intake_.catalogue.refresh()) {
            problems.clear();
            directory_ = intake_.catalogue.directory();
            checked = feedback::check(*directory_, draft, by_.at, problems);
        }
        refuse_if(std::move(problems));
        return checked;
    }

    Case make(const Feedback& feedback) {
        Case one = case_of(intake_, *directory_, *rulebook_, feedback, nullptr, by_.at);
        say(one);
        return one;
    }

    void say(Case& one) const {
        one.kind = record::choice_of<casework::CaseKind>(wanted_.kind).value();
        if (wanted_.route) {
            one.route = record::choice_of<casework::CaseRoute>(*wanted_.route).value();
        }
        one.severity = wanted_.severity ? wanted_.severity : one.severity;
        one.remedy_sought = wanted_.remedy_sought ? wanted_.remedy_sought : one.remedy_sought;
    }

    void complete(db::Tx& tx, const Id<Case>& id) const {
        Case one = casework::load_case(tx, id);
        const auto kind = one.kind;
        say(one);
        if (one.kind != kind && kind == casework::CaseKind::complaint) {
            one.kind = kind;  // it joined a complaint
        }
        put_changed(tx, one, {}, {}, by_.at);
    }

    [[nodiscard]] std::vector<casework::Step> log_of(const Case& one) const {
        auto received = make_step(intake_.random, intake_.clock, one.id, "state", by_);
        received.after = "received";
        return {received};
    }

    CaseNews news_of(const Case& one) {
        CaseNews news;
        CaseTeller(intake_, *directory_, *rulebook_, by_.at)
            .tell(news, one, one.owner_id ? "case_opened" : "case_unassigned", by_.author.id);
        return news;
    }

    const Intake& intake_;
    const NewCase& wanted_;
    const people::Actor& actor_;
    const db::Change& by_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
};

}  // namespace

Id<Case> open_case(
    const Intake& intake, const NewCase& wanted, const people::Actor& actor, const db::Change& by
) {
    refuse_if(check(wanted, *intake.catalogue.directory()));
    Opening opening(intake, wanted, actor, by);
    return wanted.feedback_id ? opening.of_feedback() : opening.of_words();
}

}  // namespace styk::story
