#include "story/demo_cases.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "casework/case_settings_store.h"
#include "casework/case_store.h"
#include "casework/lesson.h"
#include "casework/reply_template.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/case_reaction.h"
#include "story/demo_case_contacts.h"
#include "story/demo_case_words.h"
#include "story/setup.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseState;
using feedback::Feedback;
using std::chrono::days;
using std::chrono::hours;

constexpr days recent{45}, settled_after{9};
constexpr std::size_t detractors_each = 2;  // every second one is answered in person

constexpr const char* languages[] = {"en", "pl", "ru"};

struct DemoRule {
    const char* key;
    DemoWords name;
    const char *filter, *actions, *targets;
    int severity;
    casework::CaseRoute route;
};

constexpr DemoRule demo_rules[] = {
    {"public_risk",
     {"Threatens to go public", "Grozi nagłośnieniem", "Грозит написать в сеть"},
     "intent=public_risk",
     R"([{"kind":"open_case","case_kind":"complaint"},{"kind":"tag","tag":"public_risk"},{"kind":"assign","to":"user","id":"CX_MANAGER"}])",
     R"({"acknowledge_minutes":60,"answer_minutes":240})",
     3,
     casework::CaseRoute::analysis},
    {"broken_now",
     {"Something is broken in the room", "Coś nie działa w pokoju", "В номере что-то сломано"},
     "touchpoint=room&score_max=2&metric=csat",
     R"([{"kind":"open_case"}])",
     R"({"acknowledge_minutes":30,"answer_minutes":120,"close_minutes":480})",
     2,
     casework::CaseRoute::fix_now},
    {"breakfast_now",
     {"Breakfast went wrong", "Śniadanie się nie udało", "Завтрак не удался"},
     "touchpoint=breakfast&score_max=2&metric=csat",
     R"([{"kind":"open_case"}])",
     R"({"acknowledge_minutes":30,"answer_minutes":120,"close_minutes":480})",
     2,
     casework::CaseRoute::fix_now},
    {"check_in_now",
     {"Checked in badly", "Złe zameldowanie", "Плохое заселение"},
     "touchpoint=checks_in&score_max=2&metric=csat",
     R"([{"kind":"open_case"}])",
     R"({"acknowledge_minutes":30,"answer_minutes":120,"close_minutes":480})",
     2,
     casework::CaseRoute::fix_now},
    {"detractor",
     {"Would not recommend us", "Nie poleciłby nas", "Не порекомендует нас"},
     "metric=nps&score_max=6&has_comment=true",
     R"([{"kind":"open_case"}])",
     "{}",
     2,
     casework::CaseRoute::analysis},
};

// Why it happened, as one who was there would say.
std::string_view cause_for(const Feedback& feedback, std::size_t number) {
    const std::string& at = feedback.touchpoint;
    return at == "checks_in"
               ? (feedback.location == "gdansk" ? "check_in_program" : "too_few_staff")
           : at == "checks_out"               ? "billing"
           : at == "room" || at == "wifi"     ? "defect"
           : at == "breakfast" || at == "bar" ? "too_few_staff"
           : at == "parking" || at == "spa"   ? "not_told"
           : number % 3 == 0                  ? "manner"
           : number % 3 == 1                  ? "no_handover"
                                              : "promise_broken";
}

class DemoCases {
public:
    DemoCases(
        const Intake& intake,
        const demo::Year& year,
        const std::vector<Feedback>& stored,
        std::string_view language,
        const db::Change& by
    )
        : intake_(intake), year_(year), stored_(stored), language_(language), by_(by) {}

    void write() {
        intake_.database.write([&](db::Tx& tx) {
            settings(tx);
            causes(tx);
            templates(tx);
            rules(tx);
        });
        intake_.catalogue.reload();
        directory_ = intake_.catalogue.directory();
        rulebook_ = setup_of(intake_.catalogue)->rulebook;
        make_cases();
        call_the_director();
        intake_.database.write([&](db::Tx& tx) {
            findings(tx);
            std::size_t complaints = 0;
            for (const Made& one : made_) {
                complaints += one.one.kind == casework::CaseKind::complaint ? 1 : 0;
                put(tx, one, complaints);
            }
        });
    }

private:
    struct Made {
        Case one;
        std::vector<casework::Step> log;
        std::string lesson;
        bool publish = false;
    };

    template <class T>
    [[nodiscard]] Id<T> fresh() const {
        return {make_uuid_v7(intake_.clock, intake_.random)};
    }

    void settings(db::Tx& tx) {
        const auto before = casework::load_case_settings_to_change(tx);
        auto after = before;
        after.number_prefix = "SP";
        casework::change_case_settings(tx, before, after, fresh<casework::CaseSettings>(), by_);
    }

    void causes(db::Tx& tx) {
        std::int64_t position = 0;
        for (const DemoCause& one : demo_causes) {
            casework::Cause cause;
            cause.id = fresh<casework::Cause>();
            cause.key = one.key;
            cause.name = one.name.in(language_);
            cause.position = ++position;
            if (!one.below.empty()) {
                cause.parent_id = causes_.at(std::string(one.below));
            }
            db::add(tx, cause, by_);
            causes_.emplace(one.key, cause.id);
        }
    }

    void templates(db::Tx& tx) {
        std::int64_t position = 0;
        for (const DemoReply& one : demo_replies) {
            casework::ReplyTemplate reply;
            reply.id = fresh<casework::ReplyTemplate>();
            reply.key = one.key;
            reply.name = one.name.in(language_);
            reply.kind = record::choice_of<casework::TemplateKind>(one.kind).value();
            json::Object texts;
            for (const char* of : languages) {
                texts[of] =
                    json::Object{{"subject", one.subject.in(of)}, {"body", one.body.in(of)}};
            }
            reply.texts.text = json::write(texts);
            reply.position = ++position;
            db::add(tx, reply, by_);
        }
    }

    static std::string with_user(std::string actions, const std::string& id) {
        constexpr std::string_view mark = "CX_MANAGER";
        const auto at = actions.find(mark);
        return at == std::string::npos ? actions : actions.replace(at, mark.size(), id);
    }

    static std::string first_with(db::Tx& tx, people::Role role) {
        const auto users = db::list_all<people::User>(tx);
        const auto found = std::ranges::find(users, role, &people::User::role);
        return found == users.end() ? "" : found->id.text();
    }

    void rules(db::Tx& tx) {
        std::int64_t position = 0;
        for (const DemoRule& one : demo_rules) {
            casework::CaseRule rule;
            rule.id = fresh<casework::CaseRule>();
            rule.key = one.key;
            rule.name = one.name.in(language_);
            rule.filter = one.filter;
            rule.actions.text = with_user(one.actions, first_with(tx, people::Role::cx_manager));
            rule.targets.text = one.targets;
            rule.severity = one.severity;
            rule.route = one.route;
            rule.position = ++position;
            db::add(tx, rule, by_);
        }
    }

    void make_cases() {
        std::size_t detractors = 0;
        for (std::size_t i = 0; i < stored_.size(); ++i) {
            const Feedback& one = stored_[i];
            const bool complaint = one.kind == feedback::Kind::complaint;
            if (!complaint && one.received_at < by_.at - recent) {
                continue;
            }
            const auto judged = judge(*rulebook_, one, std::nullopt);
            const bool said = judged.opens != nullptr && !one.comment.empty();
            if (complaint || (said && ++detractors % detractors_each == 0)) {
                make(one, judged.opens, year_.feedback[i].key == year_.plot.overdue);
            }
        }
    }

    void make(const Feedback& feedback, const casework::ReadyRule* rule, bool overdue) {
        Made out;
        out.one = case_of(intake_, *directory_, *rulebook_, feedback, rule, feedback.received_at);
        log(out, "state", feedback.received_at, "", "received");
        const auto age = by_.at - feedback.received_at;
        if (feedback.handled_at) {
            answer(out, feedback, *feedback.handled_at);
        } else if (overdue) {
            leave_waiting(out, feedback);
        } else if (feedback.kind != feedback::Kind::complaint && age > settled_after) {
            answer(out, feedback, feedback.received_at + hours(20 + 11 * (made_.size() % 9)));
        } else {
            go_part_of_the_way(out, feedback, age);
        }
        rulebook_->set_clock(out.one);
        made_.push_back(std::move(out));
    }

    void log(
        Made& made,
        std::string kind,
        Instant at,
        std::string before,
        std::string after,
        std::string text = {}
    ) const {
        auto step = make_step(
            intake_.random, intake_.clock, made.one.id, std::move(kind), {{"system", "", ""}, at}
        );
        const auto* owner =
            made.one.owner_id ? rulebook_->find_user(made.one.owner_id->text()) : nullptr;
        if (owner != nullptr && after != "received" && step.kind != "escalate") {
            step.by = {"user", owner->id.text(), owner->name};
        }
        step.before = std::move(before);
        step.after = std::move(after);
        step.text = std::move(text);
        made.log.push_back(std::move(step));
        made.one.updated_at = at;
    }

    void advance(Made& made, CaseState to, Instant at) const {
        const std::string before{record::name_of_choice(made.one.state)};
        casework::advance(made.one, to, at);
        log(made, "state", at, before, std::string(record::name_of_choice(to)));
    }

    // Most guests hear within the firm's target, every fifth some time after it.
    std::chrono::microseconds until_answer(
        const Made& made, const Feedback& feedback, std::chrono::microseconds lasting
    ) const {
        if (!made.one.answer_by) {
            return lasting / 2;
        }
        const auto target = *made.one.answer_by - feedback.received_at;
        const auto place = static_cast<std::int64_t>(made_.size() % 5);
        return std::min(place == 0 ? target * 3 / 2 : target * (place + 1) / 6, lasting * 3 / 4);
    }

    // Closed when the guest had an answer; a lesson of every third is published.
    void answer(Made& made, const Feedback& feedback, Instant at) {
        const auto key = cause_for(feedback, made_.size());
        const auto first = until_answer(made, feedback, at - feedback.received_at);
        at = std::min(at, by_.at - hours(1));
        advance(made, CaseState::acknowledged, feedback.received_at + first / 4);
        advance(made, CaseState::assessed, feedback.received_at + first / 2);
        made.one.severity = made.one.severity.value_or(1 + made_.size() % 3);
        advance(made, CaseState::answered, feedback.received_at + first);
        const auto found = std::ranges::find(demo_causes, key, &DemoCause::key);
        made.one.cause_id = causes_.at(std::string(key));
        made.one.lesson = found->lesson.in(language_);
        made.one.outcome = casework::CaseOutcome::accepted;
        advance(made, CaseState::closed, at);
        made.log.back().text = *made.one.lesson;
        made.publish = std::ranges::none_of(made_, [&](const Made& one) {
            return one.publish && one.one.lesson == made.one.lesson;
        });
    }

    // Nobody answered: two levels heard of it.
    void leave_waiting(Made& made, const Feedback& feedback) const {
        advance(made, CaseState::acknowledged, feedback.received_at + hours(3));
        made.one.severity = 3;
        for (int level = 1; level <= 2; ++level) {
            log(made, "escalate", *made.one.due_at + days(level), "", std::to_string(level));
        }
        made.one.escalated = 2;
    }

    void go_part_of_the_way(Made& made, const Feedback& feedback, std::chrono::microseconds age)
        const {
        // The plot's younger complaints wait for an answer still.
        const bool complaint = feedback.kind == feedback::Kind::complaint;
        const auto steps = complaint ? 1 + made_.size() % 2 : made_.size() % 5;
        const auto at = [&](int part) { return feedback.received_at + age * part / 6; };
        if (steps >= 1) {
            advance(made, CaseState::acknowledged, at(1));
        }
        if (steps >= 2) {
            made.one.severity = 1 + static_cast<std::int64_t>(made_.size() % 3);
            advance(made, CaseState::assessed, at(2));
        }
        if (steps >= 3) {
            advance(made, CaseState::investigated, at(3));
        }
        if (steps >= 4) {
            advance(made, CaseState::answered, at(4));
        }
    }

    // Two guests want to speak with whoever leads the house.
    void call_the_director() {
        const auto directors = rulebook_->users_with(people::Role::administrator);
        const DemoWords words{
            "Wants to speak with the director.",
            "Chce rozmawiać z dyrektorem.",
            "Хочет говорить с директором."
        };
        int left = 2;
        for (Made& one : made_) {
            const bool fits = left > 0 && !directors.empty() && casework::is_open(one.one) &&
                              one.one.kind == casework::CaseKind::complaint &&
                              one.one.escalated == 0 && one.one.owner_id;
            if (fits) {
                --left;
                const auto before = one.one.owner_id->text();
                const auto to = directors.front()->id;
                log(one,
                    "owner",
                    one.one.updated_at,
                    before,
                    to.text(),
                    std::string(words.in(language_)));
                one.one.owner_id = to;
            }
        }
    }

    // Two patterns for the review: one for those who decide, one mended where it happens.
    void findings(db::Tx& tx) {
        const DemoWords queue{
            "Check-in in Gdańsk takes too long since the new program",
            "Meldunek w Gdańsku trwa za długo od wdrożenia programu",
            "Заселение в Гданьске слишком долгое с новой программой"
        };
        const DemoWords bill{
            "Minibar on bills although it was not used",
            "Minibar na rachunku, choć nikt z niego nie korzystał",
            "Мини-бар в счёте, хотя им не пользовались"
        };
        finding(tx, queue, "checks_in", casework::FindingRoute::strategic);
        finding(tx, bill, "checks_out", casework::FindingRoute::operational);
    }

    void finding(
        db::Tx& tx,
        const DemoWords& name,
        const std::string& touchpoint,
        casework::FindingRoute route
    ) {
        casework::Finding out;
        out.id = fresh<casework::Finding>();
        out.name = name.in(language_);
        out.text = out.name;
        out.route = route;
        out.touchpoint = touchpoint;
        std::int64_t n = 0;
        for (Made& one : made_) {
            if (one.one.touchpoint == touchpoint && ++n <= 5) {
                one.one.finding_id = out.id;
            }
        }
        out.similar_n = n;
        db::add(tx, out, by_);
    }

    // `complaints`: how many there are so far.
    void put(db::Tx& tx, const Made& made, std::size_t complaints) const {
        Case one = made.one;
        casework::add(tx, one);
        for (const casework::Step& step : made.log) {
            casework::append(tx, step);
        }
        if (one.kind == casework::CaseKind::complaint && one.customer_id) {
            write_demo_contacts(tx, intake_, *directory_, {&one, &made.log, complaints}, by_.at);
        }
        if (made.publish) {
            publish(tx, one);
        }
        if (casework::is_open(one) && one.owner_id) {
            tell(tx, one);
        }
    }

    void publish(db::Tx& tx, const Case& one) const {
        casework::Practice practice;
        practice.id = fresh<casework::Practice>();
        practice.text = *one.lesson;
        if (!one.touchpoint.empty()) {
            practice.touchpoint = one.touchpoint;
        }
        practice.cause_id = one.cause_id;
        practice.case_id = one.id;
        practice.author_id = one.owner_id;
        practice.published_at = *one.closed_at;
        db::add(tx, practice, by_);
    }

    void tell(db::Tx& tx, const Case& one) const {
        casework::Notification told;
        told.id = make_uuid_v7(intake_.clock, intake_.random).text();
        told.user_id = one.owner_id->text();
        told.at = one.opened_at;
        told.kind = one.escalated > 0 ? "case_overdue" : "case_opened";
        told.case_id = one.id.text();
        told.title = one.title;
        told.text = one.words;
        casework::add_notification(tx, told);
    }

    const Intake& intake_;
    const demo::Year& year_;
    const std::vector<Feedback>& stored_;
    std::string_view language_;
    const db::Change& by_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::shared_ptr<const casework::Rulebook> rulebook_;
    std::map<std::string, Id<casework::Cause>> causes_;
    std::vector<Made> made_;
};

}  // namespace

void write_demo_cases(
    const Intake& intake,
    const demo::Year& year,
    const std::vector<Feedback>& stored,
    std::string_view language,
    const db::Change& by
) {
    DemoCases(intake, year, stored, language, by).write();
}

}  // namespace styk::story
