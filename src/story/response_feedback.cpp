#include "story/response_feedback.h"

#include <algorithm>

#include "feedback/facts_store.h"
#include "json/json.h"
#include "survey/definition_json.h"
#include "survey/outcome.h"

namespace styk::story {

namespace {

feedback::RatingState state_of(survey::RatedState state) {
    switch (state) {
        case survey::RatedState::given:
            return feedback::RatingState::given;
        case survey::RatedState::missing:
            return feedback::RatingState::missing;
        case survey::RatedState::not_applicable:
            return feedback::RatingState::not_applicable;
    }
    return feedback::RatingState::missing;
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

// Hidden fields are attributes where the firm declared such; else they stay with the response.
std::string attributes_of(const feedback::Directory& directory, const survey::Map& hidden) {
    json::Object out;
    for (const auto& [name, value] : hidden) {
        const bool scalar = value.as<std::string>() != nullptr || value.as<double>() != nullptr ||
                            value.as<bool>() != nullptr;
        if (scalar && directory.attributes.find(name) != nullptr) {
            out[name] = survey::to_json(value);
        }
    }
    return out.empty() ? "" : json::write(out);
}

void add_ratings(
    const feedback::Directory& directory,
    const survey::Definition& definition,
    const survey::Route& route,
    feedback::Draft& draft
) {
    for (const survey::Rated& one : survey::ratings_of(definition, route)) {
        const auto* metric = directory.metrics.find(one.metric);
        const bool on_scale =
            metric != nullptr && (one.state != survey::RatedState::given ||
                                  (one.value >= metric->min && one.value <= metric->max));
        const bool placed =
            one.touchpoint.empty() || directory.touchpoints.find(one.touchpoint) != nullptr;
        if (on_scale && placed && draft.ratings.size() < feedback::most_ratings) {
            draft.ratings.push_back(
                {one.metric,
                 if_any(one.touchpoint),
                 state_of(one.state),
                 one.value,
                 "/answers/" + json::escape_pointer(one.question)}
            );
        }
    }
}

// A comment is cut at a whole character.
std::string shortened(std::string text) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && ++characters > feedback::longest_comment) {
            text.resize(at);
        }
    }
    return text;
}

}  // namespace

feedback::Draft draft_of(
    const feedback::Directory& directory,
    const survey::Survey& survey,
    const survey::Definition& definition,
    const survey::Route& route,
    const survey::Response& response
) {
    feedback::Draft draft;
    const bool employee = survey.kind == survey::Kind::employee;
    draft.kind = employee ? "employee_voice" : "response";
    draft.source = "survey";
    draft.survey = survey.key;
    draft.channel = response.channel;
    const auto known = [](const auto& all, const std::string& key) {
        return all.find(key) == nullptr ? std::nullopt : if_any(key);
    };
    draft.touchpoint = known(directory.touchpoints, response.touchpoint);
    draft.location = known(directory.locations, response.location);
    draft.brand = known(directory.brands, response.brand);
    draft.occurred_at = response.occurred_at;
    draft.comment = if_any(shortened(survey::comment_of(definition, route)));
    draft.language = if_any(response.language);
    draft.attributes = attributes_of(directory, response.hidden);
    add_ratings(directory, definition, route, draft);
    return draft;
}

Prepared prepare_response(
    const Intake& intake, const feedback::Directory& directory, feedback::Draft draft, Instant now
) {
    if (directory.channels.find(draft.channel) == nullptr && !directory.channels.all().empty()) {
        draft.channel = directory.channels.all().front().key;
    }
    Problems problems;
    std::vector<feedback::Feedback> checked;
    checked.push_back(feedback::check(directory, draft, now, problems));
    refuse_if(std::move(problems));
    return std::move(prepare_packed(intake, directory, std::move(checked), {draft.customer}).front()
    );
}

}  // namespace styk::story
