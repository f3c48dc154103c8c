#include "story/demo_cases.h"

#include <algorithm>

#include "casework/case_store.h"
#include "record/convert.h"
#include "story/case_reaction.h"
#include "story/demo_asked_guests.h"
#include "story/demo_case_contacts.h"
#include "story/demo_case_letters.h"
#include "story/demo_case_setup.h"
#include "story/demo_case_way.h"
#include "story/demo_case_words.h"
#include "story/demo_findings.h"
#include "story/setup.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseState;
using feedback::Feedback;
using std::chrono::days;
using std::chrono::hours;

constexpr DemoWords asked_when{
    "Thank you for answering. And by when will it be done?",
    "Dziękuję za odpowiedź. A do kiedy to będzie zrobione?",
    "Спасибо за ответ. А к какому сроку это будет сделано?"
};
constexpr DemoWords asked_why{
    "You rated us low and wrote nothing. I would rather ask: what could have gone better?",
    "Ocena jest niska, a słów nie ma. Wolę zapytać: co mogło pójść lepiej?",
    "Оценка низкая, а слов нет. Лучше спрошу: что могло быть лучше?"
};
constexpr days recent{45};  // of what is no complaint, so far back there are cases

// Why it happened, as one who was there would say.
std::string_view cause_for(const Case& one) {
    const std::string& at = one.touchpoint;
    const auto nth =
        one.opened_at.us / 60'000'000 % 3;  // by turns, where the touchpoint does not say
    if (one.kind == casework::CaseKind::complaint && at != "checks_in") {
        return at == "room"                          ? (nth == 0 ? "no_handover" : "defect")
               : at == "checks_out" || at == "books" ? "billing"
                                                     : "no_handover";
    }
    return at == "checks_in"    ? (one.location == "gdansk" ? "check_in_program" : "too_few_staff")
           : at == "checks_out" ? "billing"
           : at == "room" || at == "wifi"     ? "defect"
           : at == "breakfast" || at == "bar" ? "too_few_staff"
           : at == "parking" || at == "spa"   ? "not_told"
           : nth == 0                         ? "manner"
           : nth == 1                         ? "no_handover"
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
            causes_ = write_demo_case_setup(tx, intake_, language_, by_);
        });
        intake_.catalogue.reload();
        directory_ = intake_.catalogue.directory();
        rulebook_ = setup_of(intake_.catalogue)->rulebook;
        make_cases();
        call_the_director();
        hear_back();
        const auto findings = gather_demo_findings(intake_, language_, by_.at, made_);
        intake_.database.write([&](db::Tx& tx) {
            write_demo_findings(tx, findings);
            std::size_t complaints = 0;
            for (const DemoCase& one : made_) {
                complaints += one.one.kind == casework::CaseKind::complaint ? 1 : 0;
                put(tx, one, complaints);
            }
        });
        ask_demo_guests(intake_, findings.front().finding.id, language_, by_.at);
    }

private:
    void make_cases() {
        for (std::size_t i = 0; i < stored_.size(); ++i) {
            const Feedback& one = stored_[i];
            const bool complaint = one.kind == feedback::Kind::complaint;
            if (!complaint && one.received_at < by_.at - recent) {
                continue;
            }
            const auto judged = judge(*rulebook_, one, std::nullopt);
            if (complaint || judged.opens != nullptr) {
                make(one, judged.opens, year_.feedback[i].key == year_.plot.overdue);
            }
        }
    }

    void make(const Feedback& feedback, const casework::ReadyRule* rule, bool overdue) {
        const DemoCaseWay way(intake_, *rulebook_, by_.at);
        DemoCase out;
        out.one = case_of(intake_, *directory_, *rulebook_, feedback, rule, feedback.received_at);
        way.note(out, "state", feedback.received_at, "", "received");
        way.go(out, moments_of(way, out.one, feedback, overdue));
        if (!casework::is_open(out.one)) {
            learn(out);
        }
        made_.push_back(std::move(out));
    }

    [[nodiscard]] CaseMoments moments_of(
        const DemoCaseWay& way, const Case& one, const Feedback& feedback, bool overdue
    ) const {
        if (feedback.handled_at) {
            return DemoCaseWay::settled(one, *feedback.handled_at);
        }
        if (feedback.kind != feedback::Kind::complaint) {
            return way.usual(one, made_.size());
        }
        // The plot's complaints wait for an answer still: nobody has looked into the oldest.
        const Instant told = one.opened_at + std::chrono::minutes(1);
        const auto age = by_.at - one.opened_at;
        return overdue ? CaseMoments{.acknowledged = told}
                       : CaseMoments{.acknowledged = told, .assessed = one.opened_at + age / 2};
    }

    // Closed with its cause and lesson, which is published when nobody has said it before.
    void learn(DemoCase& made) {
        const auto key = cause_for(made.one);
        const auto found = std::ranges::find(demo_causes, key, &DemoCause::key);
        made.one.cause_id = causes_.find(key)->second;
        made.one.lesson = found->lesson.in(language_);
        made.one.outcome = casework::CaseOutcome::accepted;
        made.log.back().text = *made.one.lesson;
        made.publish = std::ranges::none_of(made_, [&](const DemoCase& one) {
            return one.publish && one.one.lesson == made.one.lesson;
        });
    }

    // Two guests want to speak with whoever leads the house.
    void call_the_director() {
        const auto directors = rulebook_->users_with(people::Role::administrator);
        const DemoWords words{
            "Wants to speak with the director.",
            "Chce rozmawiać z dyrektorem.",
            "Хочет говорить с директором."
        };
        const DemoCaseWay way(intake_, *rulebook_, by_.at);
        int left = directors.empty() ? 0 : 2;
        for (DemoCase& one : made_) {
            const bool fits = left > 0 && casework::is_open(one.one) &&
                              one.one.kind == casework::CaseKind::complaint &&
                              one.one.escalated == 0 && one.one.owner_id;
            if (fits) {
                --left;
                const auto to = directors.front()->id;
                const auto said = std::string(words.in(language_));
                way.note(
                    one, "owner", one.one.updated_at, one.one.owner_id->text(), to.text(), said
                );
                one.one.owner_id = to;
            }
        }
    }

    // Who was answered last has written again.
    void hear_back() {
        const auto found =
            std::ranges::find_if(made_.rbegin(), made_.rend(), [&](const auto& each) {
                return each.one.state == CaseState::answered && !each.one.words.empty() &&
                       each.one.customer_id && *each.one.answered_at < by_.at - hours(1);
            });
        if (found != made_.rend()) {
            const Instant answered = *found->one.answered_at;
            found->wrote_back_at = answered + (by_.at - answered) / 2;
            found->one.unread = true;
        }
    }

    // `complaints`: how many there are so far.
    void put(db::Tx& tx, const DemoCase& made, std::size_t complaints) const {
        Case one = made.one;
        casework::add(tx, one);
        for (const casework::Step& step : made.log) {
            casework::append(tx, step);
        }
        if (one.kind == casework::CaseKind::complaint && one.customer_id) {
            write_demo_contacts(tx, intake_, *directory_, {&one, &made.log, complaints}, by_.at);
        }
        if (one.answered_at && one.customer_id) {
            write_demo_letter(
                tx, intake_, *directory_, *rulebook_, {&one, *one.answered_at, answer_to(one)}
            );
        }
        if (made.wrote_back_at) {
            write_demo_reply(tx, intake_, *directory_, {&one, *made.wrote_back_at, asked_when});
        }
        if (made.publish) {
            publish(tx, one);
        }
        if (casework::is_open(one) && one.owner_id) {
            tell(tx, one);
        }
    }

    [[nodiscard]] static DemoWords answer_to(const Case& one) {
        if (one.words.empty()) {
            return asked_why;
        }
        const auto key = cause_for(one);
        return std::ranges::find(demo_causes, key, &DemoCause::key)->answer;
    }

    void publish(db::Tx& tx, const Case& one) const {
        casework::Practice practice;
        practice.id = {make_uuid_v7(intake_.clock, intake_.random)};
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
    DemoCauses causes_;
    std::vector<DemoCase> made_;
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
