#include "story/keep_consents.h"

#include <fmt/format.h>

#include "base/text.h"
#include "survey/response.h"

namespace styk::story {

namespace {

constexpr std::string_view by_survey = "survey", unnamed = "other";

// What stands in the survey need not be a key; the log's purposes are.
std::string purpose_of(const std::string& what_for) {
    const auto key = to_key(what_for).substr(0, 64);
    return is_key(what_for) ? what_for : is_key(key) ? key : std::string(unnamed);
}

privacy::Consent consent_to(const survey::Question& question, bool given) {
    privacy::Consent out;
    out.purpose = purpose_of(question.consent);
    out.state = given ? privacy::ConsentState::given : privacy::ConsentState::withdrawn;
    out.way = by_survey;
    return out;
}

}  // namespace

std::vector<privacy::Consent> consents_of(
    const Intake& intake,
    const survey::Survey& survey,
    const survey::Definition& definition,
    const survey::Route& route,
    const survey::Response& response,
    Instant now
) {
    std::vector<privacy::Consent> out;
    if (survey.mode != survey::Mode::identified) {
        return out;
    }
    const bool own = response.language == definition.language;
    for (const survey::Question& question : definition.questions) {
        const auto* answer = survey::find(route.answers, question.name);
        const auto* ticked = answer == nullptr ? nullptr : answer->as<bool>();
        if (question.type != survey::Type::consent || ticked == nullptr) {
            continue;
        }
        auto& one = out.emplace_back(consent_to(question, *ticked));
        one.id.uuid = make_uuid_v7(intake.clock, intake.random);
        one.wording = question.title.in(own ? "" : response.language);
        one.wording_version = fmt::format("{} {}", survey.key, response.version);
        one.at = now;
    }
    return out;
}

void keep_consents(
    db::Tx& tx,
    std::vector<privacy::Consent> consents,
    const Id<customer::Customer>& customer,
    const Id<survey::Response>& response,
    const db::Change& by
) {
    for (privacy::Consent& one : consents) {
        one.customer_id = customer;
        one.response_id = response;
        db::add(tx, one, by);
    }
}

}  // namespace styk::story
