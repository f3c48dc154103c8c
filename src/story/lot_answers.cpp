#include "story/lot_answers.h"

#include <algorithm>
#include <array>
#include <bit>

#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "feedback/voice.h"
#include "story/answer_lots.h"
#include "story/beside_answers.h"
#include "story/response_feedback.h"
#include "story/settle_anonymous.h"
#include "story/whole_lots.h"
#include "survey/response_store.h"
#include "survey/route.h"

namespace styk::story {

namespace {

using feedback::Directory;
using feedback::Feedback;
using survey::Definition;
using survey::Response;
using Lot = std::vector<LotAnswer>;

void shuffle(Lot& lot, Random& random) {
    for (std::size_t left = lot.size(); left > 1; --left) {
        std::array<std::uint8_t, 8> bytes{};
        random.fill(bytes);
        std::swap(lot[left - 1], lot[std::bit_cast<std::uint64_t>(bytes) % left]);
    }
}

// Nobody who knew the name of an answer that was sent finds it again.
void look_alike(const Intake& intake, const Directory& directory, Lot& lot) {
    std::vector<Response> all;
    for (LotAnswer& one : lot) {
        all.push_back(std::move(one.response));
    }
    make_alike(all, directory, make_uuid_v4(intake.random).text());
    for (std::size_t i = 0; i < lot.size(); ++i) {
        lot[i].response = std::move(all[i]);
        lot[i].response.id.uuid = make_uuid_v4(intake.random);
        lot[i].response.feedback_id.reset();
    }
}

// Questions that too few of this lot answered: their ratings would be a smaller group in the
// figures. Words stay; nobody counts them.
std::set<std::string> unrated(
    const Directory& directory, const Definition& definition, const Lot& lot
) {
    std::vector<Response> all;
    for (const LotAnswer& one : lot) {
        all.push_back(one.response);
    }
    const auto withheld = withheld_in(all, definition, directory.zone, least_of(directory));
    const auto found = withheld.find(all.front().lot);
    std::set<std::string> names = found == withheld.end() ? std::set<std::string>() : found->second;
    std::erase_if(names, [&](const std::string& name) {
        const auto* question = definition.find(name);
        return question == nullptr || question->is_open();
    });
    return names;
}

// Once the setup no longer knows what a file said beside the answers, they go on without it.
feedback::Draft with_beside(
    const Directory& directory,
    const feedback::Draft& draft,
    const feedback::Draft& beside,
    Instant now
) {
    auto whole = draft;
    add_beside(whole, beside);
    Problems problems;
    (void)feedback::check(directory, whole, now, problems);
    return problems.empty() ? whole : draft;
}

Feedback feedback_of(
    const Intake& intake,
    const Directory& directory,
    const survey::Survey& survey,
    const Definition& definition,
    const LotAnswer& answer,
    const std::set<std::string>& unrated
) {
    const Response& response = answer.response;
    const survey::Setting setting{
        .hidden = response.hidden, .today = directory.zone.day_of(response.started_at), .seed = 0
    };
    auto route = survey::route_of(definition, response.answers, setting);
    for (const std::string& name : unrated) {
        survey::remove(route.answers, name);
    }
    const Instant now = intake.clock.now();
    auto draft = draft_of(directory, survey, definition, route, response);
    if (answer.beside) {
        draft = with_beside(directory, draft, *answer.beside, now);
    }
    auto feedback = prepare_response(intake, directory, std::move(draft), now).feedback;
    feedback.import_id = response.import_id;
    return feedback;
}

// The feedback of all, where all have one.
void add_feedback(
    const Intake& intake,
    const Directory& directory,
    const survey::Survey& survey,
    const Definition& definition,
    Lot& lot
) {
    const auto left_out = unrated(directory, definition, lot);
    std::vector<Feedback> all;
    for (const LotAnswer& one : lot) {
        all.push_back(feedback_of(intake, directory, survey, definition, one, left_out));
        all.back().channel = one.response.channel;
    }
    feedback::make_alike(all, directory, least_of(directory), intake.clock.now());
    for (std::size_t i = 0; i < lot.size(); ++i) {
        lot[i].response.feedback_id = all[i].id;
        lot[i].facts = feedback::pack_facts(intake.terms, directory, all[i]);
        lot[i].feedback.push_back(std::move(all[i]));
    }
}

}  // namespace

std::size_t least_of(const Directory& directory) {
    return static_cast<std::size_t>(std::max(least_together, directory.firm.employees_min));
}

Lot make_lot(
    const Intake& intake, const Directory& directory, const survey::Survey& survey, Lot answers
) {
    const bool in_inbox = answers.front().response.feedback_id.has_value();
    shuffle(answers, intake.random);
    look_alike(intake, directory, answers);
    const Response& first = answers.front().response;
    const auto definition = intake.catalogue.definition(survey.id, first.version);
    if (!in_inbox && definition && first.state == survey::ResponseState::complete) {
        add_feedback(intake, directory, survey, *definition, answers);
    }
    return answers;
}

void write_lot(db::Tx& tx, const Lot& lot) {
    for (const LotAnswer& one : lot) {
        for (Feedback feedback : one.feedback) {
            feedback::add(tx, feedback, one.facts);
        }
        if (!survey::put_response(tx, one.response)) {
            throw Fault("an answer of a lot met itself");
        }
    }
}

}  // namespace styk::story
