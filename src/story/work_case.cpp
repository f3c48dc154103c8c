#include "story/work_case.h"

#include <fmt/format.h>

#include "base/text.h"
#include "casework/case_store.h"
#include "casework/message_store.h"
#include "customer/event_store.h"
#include "feedback/feedback_store.h"
#include "story/case_events.h"
#include "story/setup.h"
#include "story/tell_case.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseState;
using casework::Step;

[[noreturn]] void refuse(std::string pointer, std::string message) {
    refuse_if({{std::move(pointer), std::move(message)}});
    std::abort();  // not reached
}

// Ids that a step may need, drawn before the transaction that may run twice.
template <class T>
Id<T> draw(const Intake& intake) {
    return {make_uuid_v7(intake.clock, intake.random)};
}

void check_text(std::string_view text, const char* pointer, bool needed) {
    if (needed && trim(text).empty()) {
        refuse(pointer, "is missing");
    }
    if (count_code_points(text) > casework::longest_case_text) {
        refuse(
            pointer, fmt::format("must have at most {} characters", casework::longest_case_text)
        );
    }
}

template <class T>
std::string text_of(const std::optional<Id<T>>& id) {
    return id ? id->text() : "";
}

}  // namespace

// One case in the transaction that changes it.
struct CaseWork::Change {
    db::Tx& tx;
    Case one;
    std::vector<Step> log{};
    CaseNews news{};
    bool keeps = false;  // nothing of the case differs: only the log grows
};

CaseWork::CaseWork(const Intake& intake, CaseActor actor)
    : intake_(intake),
      actor_(std::move(actor)),
      directory_(intake.catalogue.directory()),
      rulebook_(setup_of(intake.catalogue)->rulebook) {}

Step CaseWork::step(const CaseId& id, std::string kind) const {
    return make_step(intake_.random, intake_.clock, id, std::move(kind), actor_.by);
}

Case CaseWork::write(const CaseId& id, const Do& work) {
    Case out;
    intake_.database.write([&](db::Tx& tx) {
        Change in{.tx = tx, .one = casework::load_case(tx, id)};
        if (!casework::sees(actor_.sight, in.one)) {
            throw Refusal(Code::not_found, "There is no such case.");
        }
        work(in);
        if (!in.keeps) {
            rulebook_->set_clock(in.one);
            put_changed(tx, in.one, in.log, in.news, actor_.by.at);
        } else {
            for (const Step& one : in.log) {
                put_step(tx, one);
            }
        }
        out = std::move(in.one);
    });
    return out;
}

Case CaseWork::acknowledge(const CaseId& id) {
    auto log = step(id, "state");
    return write(id, [&](Change& in) {
        casework::advance(in.one, CaseState::acknowledged, actor_.by.at);
        log.before = "received";
        log.after = "acknowledged";
        in.log = {log};
    });
}

Case CaseWork::assess(const CaseId& id, const Assessment& said) {
    check(said);
    auto state = step(id, "state"), assessed = step(id, "assess");
    return write(id, [&](Change& in) {
        const auto before = in.one.state;
        (void)put(in.one, said);
        if (before < CaseState::assessed) {
            casework::advance(in.one, CaseState::assessed, actor_.by.at);
            state.before = record::name_of_choice(before);
            state.after = "assessed";
            in.log.push_back(state);
        } else if (before == CaseState::closed) {
            throw Refusal(Code::conflict, "This case is closed. Reopen it first.");
        }
        assessed.text = words_of(said);
        in.log.push_back(assessed);
    });
}

Case CaseWork::investigate(const CaseId& id) {
    auto log = step(id, "state");
    return write(id, [&](Change& in) {
        log.before = record::name_of_choice(in.one.state);
        casework::advance(in.one, CaseState::investigated, actor_.by.at);
        log.after = "investigated";
        in.log = {log};
    });
}

Case CaseWork::answered(const CaseId& id, const std::string& text) {
    check_text(text, "/text", false);
    auto log = step(id, "state");
    log.text = text;
    return write(id, [&](Change& in) {
        log.before = record::name_of_choice(in.one.state);
        casework::advance(in.one, CaseState::answered, actor_.by.at);
        log.after = "answered";
        in.log = {log};
        mark_handled(in.tx, in.one);
    });
}

Case CaseWork::note(const CaseId& id, const std::string& text) {
    check_text(text, "/text", true);
    auto log = step(id, "note");
    log.text = text;
    return write(id, [&](Change& in) {
        in.keeps = true;
        in.log = {log};
    });
}

Case CaseWork::hand_over(const CaseId& id, const HandOver& to) {
    if (to.owner_id.has_value() == to.department_id.has_value()) {
        refuse("/owner_id", "give a person or a department, one of them");
    }
    check_text(to.text, "/text", false);
    const auto* user = to.owner_id ? rulebook_->find_user(*to.owner_id) : nullptr;
    const auto* department =
        to.department_id ? directory_->departments.find(*to.department_id) : nullptr;
    if (to.owner_id && user == nullptr) {
        refuse("/owner_id", "there is no such user");
    }
    if (to.department_id && department == nullptr) {
        refuse("/department_id", "there is no such department");
    }
    auto log = step(id, user != nullptr ? "owner" : "department");
    log.text = to.text;
    Case seen =
        intake_.database.read([&](db::Reader& reader) { return casework::load_case(reader, id); });
    const auto set = [&](Case& one) {
        if (user != nullptr) {
            one.owner_id = user->id;
            one.deputy_id = rulebook_->deputy_of(user->id, directory_->zone.day_of(actor_.by.at));
        } else {
            const auto head = rulebook_->head_of(department->id.text());
            one.department_id = department->id;
            one.owner_id = head ? Id<people::User>::parse(*head) : std::nullopt;
            one.deputy_id.reset();
        }
    };
    set(seen);
    CaseNews news;
    CaseTeller(intake_, *directory_, *rulebook_, actor_.by.at)
        .tell(news, seen, "case_handed", actor_.by.author.id);
    return write(id, [&](Change& in) {
        if (!casework::is_open(in.one)) {
            throw Refusal(Code::conflict, "This case is closed. Reopen it first.");
        }
        log.before = user != nullptr ? text_of(in.one.owner_id) : text_of(in.one.department_id);
        set(in.one);
        log.after = user != nullptr ? text_of(in.one.owner_id) : text_of(in.one.department_id);
        in.log = {log};
        in.news = news;
    });
}

Case CaseWork::merge(const CaseId& id, const CaseId& into) {
    if (id == into) {
        refuse("/into", "is the case itself");
    }
    auto gone = step(id, "merge"), kept = step(into, "merge");
    Case stays;
    write(id, [&](Change& in) {
        if (!casework::is_open(in.one)) {
            throw Refusal(Code::conflict, "This case is closed. Reopen it first.");
        }
        auto other = casework::find_case(in.tx, into);
        if (!other || !casework::sees(actor_.sight, *other)) {
            refuse("/into", "there is no such case");
        }
        if (other->merged_into) {
            refuse("/into", "was merged into another case itself");
        }
        if (!casework::is_open(*other)) {
            refuse("/into", "is closed: open it again first");
        }
        gone.after = into.text();
        kept.before = id.text();
        kept.text = in.one.title;
        in.one.merged_into = into;
        in.one.cause_id = other->cause_id;
        in.one.due_at.reset();
        casework::advance(in.one, CaseState::closed, actor_.by.at);
        in.log = {gone};
        casework::move_joined(in.tx, id, into);
        casework::move_messages(in.tx, id, into);
        if (in.one.feedback_id) {
            (void)casework::join(in.tx, into, in.one.feedback_id->text(), actor_.by.at);
        }
        other->risk_at = std::min(other->risk_at, in.one.risk_at);
        put_changed(in.tx, *other, {kept}, {}, actor_.by.at);
        stays = *std::move(other);
    });
    return stays;
}

void CaseWork::fill_outcome(Change& in, const Closing& how) const {
    Problems problems;
    const auto cause = how.cause_id ? Id<casework::Cause>::parse(*how.cause_id) : std::nullopt;
    if (!how.cause_id) {
        problems.push_back({"/cause_id", "is missing: why did it happen?"});
    } else if (!cause || !db::find(in.tx, *cause)) {
        problems.push_back({"/cause_id", "there is no such cause"});
    }
    if (trim(how.lesson).empty()) {
        problems.push_back({"/lesson", "is missing: what is to be done better next time?"});
    } else if (count_code_points(how.lesson) > casework::longest_lesson) {
        problems.push_back(
            {"/lesson", fmt::format("must have at most {} characters", casework::longest_lesson)}
        );
    }
    const auto outcome = record::choice_of<casework::CaseOutcome>(how.outcome.value_or("accepted"));
    if (!outcome) {
        problems.push_back({"/outcome", "must be accepted or kept_open_external"});
    } else if (*outcome == casework::CaseOutcome::kept_open_external &&
               trim(how.external_route.value_or("")).empty()) {
        problems.push_back({"/external_route", "is missing: where else may the customer turn?"});
    }
    refuse_if(std::move(problems));
    in.one.cause_id = cause;
    in.one.lesson = how.lesson;
    in.one.outcome = outcome;
    in.one.external_route = how.external_route;
}

void CaseWork::publish(Change& in, const Closing& how) const {
    if (!how.publish_lesson) {
        return;
    }
    casework::Practice practice;
    practice.id.uuid = Uuid::parse(in.log.front().id).value();  // drawn before, and used once
    practice.text = how.lesson;
    if (!in.one.touchpoint.empty()) {
        practice.touchpoint = in.one.touchpoint;
    }
    practice.cause_id = in.one.cause_id;
    practice.case_id = in.one.id;
    if (actor_.by.author.kind == "user") {
        practice.author_id = Id<people::User>::parse(actor_.by.author.id);
    }
    practice.published_at = actor_.by.at;
    db::add(in.tx, practice, actor_.by);
}

// Pulse and the inbox know a complaint as answered, too.
void CaseWork::mark_handled(db::Tx& tx, const Case& one) const {
    const auto before = one.feedback_id ? feedback::find(tx, *one.feedback_id) : std::nullopt;
    if (before && !before->handled_at) {
        auto after = *before;
        after.handled_at = actor_.by.at;
        feedback::change(tx, *before, after, actor_.by);
    }
}

Case CaseWork::close(const CaseId& id, const Closing& how) {
    auto log = step(id, "state");
    const EventMeans means{intake_.random, intake_.clock, actor_.by.at};
    const auto ids = case_event(means, Case{}, case_closed);  // its id and key, drawn before
    return write(id, [&](Change& in) {
        log.before = record::name_of_choice(in.one.state);
        casework::advance(in.one, CaseState::closed, actor_.by.at);
        fill_outcome(in, how);
        log.after = "closed";
        log.text = how.lesson;
        in.log = {log};
        publish(in, how);
        mark_handled(in.tx, in.one);
        if (in.one.customer_id && rulebook_->settings().ask_after_days > 0) {
            auto event = case_event(means, in.one, case_closed);
            event.id = ids.id;
            event.key = ids.key;
            (void)customer::put(in.tx, event);
            in.one.ask_event = event.key;
        }
    });
}

Case CaseWork::reopen(const CaseId& id, const std::string& text) {
    check_text(text, "/text", true);
    auto log = step(id, "state");
    log.text = text;
    const Case seen =
        intake_.database.read([&](db::Reader& reader) { return casework::load_case(reader, id); });
    CaseNews news;
    CaseTeller(intake_, *directory_, *rulebook_, actor_.by.at)
        .tell(news, seen, "case_reopened", actor_.by.author.id);
    return write(id, [&](Change& in) {
        if (casework::is_open(in.one) || in.one.merged_into) {
            throw Refusal(
                Code::conflict,
                in.one.merged_into ? "This case was merged into another one. Reopen that."
                                   : "This case is open."
            );
        }
        const auto& targets = rulebook_->targets();
        const auto& hours = rulebook_->hours_of(in.one);
        const auto by = [&](const std::optional<std::int64_t>& amount) {
            return amount ? std::optional(hours.after(actor_.by.at, std::chrono::minutes(*amount)))
                          : std::nullopt;
        };
        in.one.state = CaseState::investigated;
        in.one.outcome.reset();
        in.one.closed_at.reset();
        in.one.answered_at.reset();  // the answer did not do; the first one stands in the log
        in.one.answer_by = by(targets.answer_minutes);
        in.one.close_by = by(targets.close_minutes);
        ++in.one.reopened;
        in.one.unread = true;
        log.before = "closed";
        log.after = "investigated";
        in.log = {log};
        in.news = news;
    });
}

Case CaseWork::patch(const CaseId& id, std::int64_t revision, const CasePatch& what) {
    check(what, *rulebook_, *directory_);
    const PatchSteps steps{step(id, "owner"), step(id, "assess"), step(id, "change")};
    return write(id, [&](Change& in) {
        if (in.one.revision != revision) {
            throw Refusal(Code::stale, "Somebody else changed this case meanwhile. Load it again.");
        }
        in.log = put(in.one, what, steps);
    });
}

casework::Finding CaseWork::propose(
    const CaseId& id, const std::string& name, const std::string& text, std::int64_t similar_n
) {
    check_text(text, "/text", true);
    auto log = step(id, "finding");
    casework::Finding finding;
    finding.id = draw<casework::Finding>(intake_);
    finding.text = text;
    finding.similar_n = similar_n;
    casework::Finding out;
    write(id, [&](Change& in) {
        if (in.one.finding_id) {
            throw Refusal(Code::conflict, "This case belongs to a finding already.");
        }
        out = finding;
        out.name = casework::shortened(name.empty() ? in.one.title : name, 190);
        if (!in.one.touchpoint.empty()) {
            out.touchpoint = in.one.touchpoint;
        }
        db::add(in.tx, out, actor_.by);
        in.one.finding_id = out.id;
        log.after = out.id.text();
        log.text = out.name;
        in.log = {log};
    });
    return out;
}

}  // namespace styk::story
