#include "story/demo_journeys.h"

#include <algorithm>

#include "demo/journeys.h"
#include "journey/compare_maps.h"
#include "journey/map_store.h"
#include "journey/persona.h"
#include "journey/template.h"
#include "people/user.h"
#include "story/start_journey.h"

namespace styk::story {

namespace {

using journey::MapDoc;
using journey::Step;

constexpr std::size_t most_votes = 5;  // for an idea

template <class E>
E choice(const std::string& name) {
    const auto found = record::choice_of<E>(name);
    if (!found) {
        throw Fault("the demo names an unknown choice: " + name);
    }
    return *found;
}

class Journeys {
public:
    Journeys(const Intake& intake, std::string_view language, const db::Change& by)
        : intake_(intake), language_(language), by_(by) {
        const auto users = intake.database.read(db::list_all<people::User>);
        for (const auto& one : users) {
            people_.push_back(one.id.text());
        }
        std::ranges::sort(people_);
    }

    void write() {
        personas();
        stay();
        matter();
    }

private:
    [[nodiscard]] const std::string& say(const demo::Name& name) const {
        return name.in(language_);
    }

    [[nodiscard]] std::string new_id() const {
        return make_uuid_v7(intake_.clock, intake_.random).text();
    }

    // Ids in their order, as votes are kept.
    [[nodiscard]] std::vector<std::string> first_people(std::size_t n) const {
        return {
            people_.begin(),
            people_.begin() + static_cast<std::ptrdiff_t>(std::min(n, people_.size()))
        };
    }

    [[nodiscard]] std::vector<std::string> say(const std::vector<demo::Name>& names) const {
        std::vector<std::string> out;
        out.reserve(names.size());
        for (const auto& name : names) {
            out.push_back(say(name));
        }
        return out;
    }

    void personas() {
        for (const auto& one : demo::personas()) {
            journey::Persona made;
            made.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
            made.key = one.key;
            made.name = say(one.name);
            made.age = say(one.age);
            made.habits = say(one.habits);
            made.goals = say(one.goals);
            made.quotes = say(one.quotes);
            made.segment = one.segment;
            made.position = static_cast<std::int64_t>(persona_ids_.size()) + 1;
            persona_ids_.push_back(made.id.text());
            intake_.database.write([&](db::Tx& tx) { db::add(tx, made, by_); });
        }
    }

    static Step* step_at(MapDoc& doc, const std::string& touchpoint) {
        const auto found = std::find_if(doc.steps.begin(), doc.steps.end(), [&](const Step& one) {
            return one.touchpoint == touchpoint;
        });
        return found == doc.steps.end() ? nullptr : &*found;
    }

    void draw(Step& step, const demo::DrawnStep& drawn) const {
        step.action = say(drawn.action);
        step.expectation = say(drawn.expectation);
        step.service = say(drawn.service);
        step.drawn.value = drawn.drawn;
        step.emotions = demo::feelings_at(drawn.touchpoint, false);
        step.minutes = drawn.minutes;
        step.effort = drawn.effort;
        for (const auto& one : drawn.questions) {
            step.questions.push_back(
                {new_id(), say(one.text), choice<journey::Answered>(one.answered)}
            );
        }
        for (const auto& one : drawn.obstacles) {
            step.obstacles.push_back({new_id(), say(one)});
        }
        // The first idea of a step is the one that most liked.
        std::size_t votes = most_votes;
        for (const auto& one : drawn.ideas) {
            step.ideas.push_back(
                {new_id(), say(one), people_.front(), to_rfc3339(by_.at), first_people(votes)}
            );
            votes /= 2;
        }
        if (!drawn.mark.empty()) {
            mark(step, choice<journey::StepMarkKind>(drawn.mark), drawn.reason);
        }
    }

    void mark(Step& step, journey::StepMarkKind kind, const demo::Name& reason) const {
        step.marks.push_back(
            {new_id(), kind, journey::StepMarkState::on, say(reason), {}, to_rfc3339(by_.at)}
        );
    }

    void remedy(Step& step, const std::string& pain, const demo::Remedy& better) const {
        step.name = say(better.name);
        step.action = say(better.action);
        step.designed = say(better.designed);
        step.drawn.value = better.drawn;
        step.emotions = demo::feelings_at(better.touchpoint, true);
        step.minutes = better.minutes;
        step.effort = better.effort;
        step.obstacles.clear();
        step.removes = {{pain, say(better.note)}};
        for (auto& one : step.questions) {
            one.answered = journey::Answered::yes;
        }
    }

    // Where people of the journey's way answer each question.
    static void answer_some(MapDoc& doc) {
        std::size_t n = 0;
        for (Step& step : doc.steps) {
            for (auto& one : step.questions) {
                one.answered = static_cast<journey::Answered>(n++ % 3);
            }
        }
    }

    void add(StartedJourney& started, journey::JourneyMap& to_be, const MapDoc& better) {
        to_be.head = started.map.head;
        to_be.head.id = new_id();
        to_be.head.kind = journey::MapKind::to_be;
        to_be.head.position = 1;
        to_be.head.name = std::string(journey::map_name(journey::MapKind::to_be, language_));
        to_be.doc = better;
        intake_.database.write([&](db::Tx& tx) {
            write_journey(tx, started, by_);
            journey::add_map(tx, to_be);
        });
    }

    void stay() {
        JourneyStart start;
        start.journey.name = say(demo::stay_name());
        start.journey.key = "stay";
        start.journey.description = say(demo::stay_description());
        start.journey.persona_ids = persona_ids_;
        start.journey.position = 1;
        start.language = language_;
        start.from_touchpoints = true;
        auto started = prepare_journey(intake_, start, by_);
        // A fortnight after the last look; the second journey waits for one.
        started.journey.reviewed_at = by_.at - std::chrono::days(14);
        for (const auto& one : demo::stay_steps()) {
            if (Step* step = step_at(started.map.doc, one.touchpoint)) {
                draw(*step, one);
            }
        }
        journey::JourneyMap to_be;
        add(started, to_be, better_stay(started.map.doc));
    }

    MapDoc better_stay(const MapDoc& as_is) {
        MapDoc doc = journey::copy_as_to_be(as_is, [&] { return new_id(); });
        for (const auto& one : demo::stay_remedies()) {
            if (Step* step = step_at(doc, one.touchpoint)) {
                remedy(*step, step->was.at(0), one);
            }
        }
        std::erase_if(doc.steps, [](const Step& step) {
            return step.touchpoint == demo::left_out_of_the_stay();
        });
        return doc;
    }

    void matter() {
        JourneyStart start;
        start.journey.name = say(demo::matter_name());
        start.journey.key = "matter";
        start.journey.description = say(demo::matter_description());
        start.journey.position = 2;
        start.template_key = "law_office";
        start.language = language_;
        auto started = prepare_journey(intake_, start, by_);
        started.journey.reviewed_at = by_.at - std::chrono::days(200);
        answer_some(started.map.doc);
        Step& invoice = *hardest(started.map.doc);
        invoice.touchpoint = "invoice";
        invoice.feeling = say(demo::invoice_now());
        invoice.emotions = demo::feelings_at("invoice", false);
        mark(invoice, journey::StepMarkKind::pain, demo::invoice_doubt());
        MapDoc better = journey::copy_as_to_be(started.map.doc, [&] { return new_id(); });
        Step& clear = *step_at(better, "invoice");
        clear.feeling.clear();
        remedy(clear, invoice.id, demo::clear_invoice());
        journey::JourneyMap to_be;
        add(started, to_be, better);
    }

    // The invoice stands in the stage of service, with the heaviest heart.
    static Step* hardest(MapDoc& doc) {
        const auto found = std::find_if(doc.steps.rbegin(), doc.steps.rend(), [](const Step& one) {
            return one.drawn.value == -2 && !one.obstacles.empty();
        });
        if (found == doc.steps.rend()) {
            throw Fault("the template of the law office has no step that hurts");
        }
        return &*found;
    }

    const Intake& intake_;
    std::string language_;
    const db::Change& by_;
    std::vector<std::string> persona_ids_, people_;
};

}  // namespace

void write_demo_journeys(const Intake& intake, std::string_view language, const db::Change& by) {
    Journeys(intake, language, by).write();
}

}  // namespace styk::story
