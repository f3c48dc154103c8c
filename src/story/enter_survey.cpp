// The doors of a survey: part of receive_response.h.
#include <algorithm>

#include "story/receive_response.h"
#include "survey/definition_json.h"
#include "survey/survey_store.h"

namespace styk::story {

namespace {

using survey::State;
using survey::Survey;

std::optional<Shut> shut(const Survey& survey, Instant now) {
    if (survey.state == State::paused) {
        return Shut::paused;
    }
    const bool early = survey.opens_at && now < *survey.opens_at;
    const bool late = survey.closes_at && now >= *survey.closes_at;
    if (survey.state == State::closed || late) {
        return Shut::closed;
    }
    if (survey.state == State::draft) {
        return Shut::unknown;
    }
    return early ? std::optional(Shut::paused) : std::nullopt;
}

// The survey as this process knows it; asked again when another process may have changed it.
const Survey* find_survey(
    const Intake& intake,
    std::shared_ptr<const feedback::Directory>& directory,
    const Id<Survey>& id
) {
    const auto* found = directory->surveys.find(id.text());
    if (found == nullptr && intake.catalogue.refresh()) {
        directory = intake.catalogue.directory();
        found = directory->surveys.find(id.text());
    }
    return found;
}

Entry entry_of(const Intake& intake, const Survey& survey, std::int64_t version) {
    Entry entry;
    entry.survey = survey;
    entry.version = version;
    entry.definition = intake.catalogue.definition(survey.id, version);
    if (!entry.definition) {
        throw Refusal(Code::not_found, "There is no such version of this survey.");
    }
    entry.language = survey.language;
    entry.touchpoint = survey.touchpoint;
    entry.location = survey.location;
    entry.brand = survey.brand;
    return entry;
}

Way open_entry(const Intake& intake, const Id<Survey>& id, Instant now) {
    auto directory = intake.catalogue.directory();
    const Survey* survey = find_survey(intake, directory, id);
    if (survey == nullptr || survey->version == 0) {
        return ShutDoor{};
    }
    if (const auto why = shut(*survey, now)) {
        return ShutDoor{*why};
    }
    return entry_of(intake, *survey, survey->version);
}

template <class T>
void prefer(std::optional<T>& value, const std::optional<T>& better) {
    if (better) {
        value = better;
    }
}

// A door that is shut says so in the language that its link was sent in.
Way speaking(const std::optional<std::string>& language, Way way) {
    if (auto* closed = std::get_if<ShutDoor>(&way)) {
        closed->language = language.value_or("");
    }
    return way;
}

std::optional<Shut> shut(const survey::Invitation& invitation, Instant now) {
    if (invitation.state == survey::InvitationState::answered) {
        return Shut::used;
    }
    const bool over = invitation.state == survey::InvitationState::withdrawn ||
                      (invitation.expires_at && now >= *invitation.expires_at);
    return over ? std::optional(Shut::expired) : std::nullopt;
}

void take_link(Entry& entry, survey::Link link) {
    entry.channel = link.channel;
    prefer(entry.touchpoint, link.touchpoint);
    prefer(entry.location, link.location);
    entry.language = link.language.value_or(entry.language);
    entry.link = std::move(link);
}

// Of an anonymous survey nothing of the invitation but its language goes along with the answer.
void take_invitation(Entry& entry, survey::Invitation invitation) {
    entry.channel = invitation.channel;
    entry.language = invitation.language.value_or(entry.language);
    if (entry.survey.mode != survey::Mode::anonymous) {
        prefer(entry.touchpoint, invitation.touchpoint);
        prefer(entry.location, invitation.location);
        entry.hidden = survey::read_map(invitation.hidden);
        entry.occurred_at = invitation.occurred_at;
        if (invitation.customer_id) {
            entry.customer = invitation.customer_id->text();
        }
    }
    entry.invitation = std::move(invitation);
}

}  // namespace

Way enter_by_link(const Intake& intake, std::string_view key, Instant now) {
    auto link =
        intake.database.read([&](db::Reader& reader) { return survey::find_link(reader, key); });
    if (!link || !link->active) {
        return ShutDoor{link ? Shut::closed : Shut::unknown};
    }
    Way way = speaking(link->language, open_entry(intake, link->survey_id, now));
    if (auto* entry = std::get_if<Entry>(&way)) {
        take_link(*entry, *std::move(link));
    }
    return way;
}

Way enter_by_invitation(const Intake& intake, std::string_view token, Instant now) {
    auto invitation = intake.database.read([&](db::Reader& reader) {
        return survey::find_invitation(reader, token);
    });
    if (!invitation) {
        return ShutDoor{};
    }
    if (const auto why = shut(*invitation, now)) {
        return ShutDoor{*why, invitation->language.value_or("")};
    }
    Way way = speaking(invitation->language, open_entry(intake, invitation->survey_id, now));
    if (auto* entry = std::get_if<Entry>(&way)) {
        take_invitation(*entry, *std::move(invitation));
    }
    return way;
}

Way enter_by_staff(
    const Intake& intake, const Id<Survey>& id, const Interview& interview, Instant now
) {
    Way way = open_entry(intake, id, now);
    if (auto* entry = std::get_if<Entry>(&way)) {
        const auto& channels = intake.catalogue.directory()->channels;
        const bool known = channels.find(interview.channel) != nullptr;
        entry->channel = known ? interview.channel : "interview";
        if (entry->survey.mode != survey::Mode::anonymous) {
            entry->customer = interview.customer;
            entry->interviewer = interview.interviewer;
        }
    }
    return way;
}

Entry enter_by_program(
    const Intake& intake, const Id<Survey>& id, std::optional<std::int64_t> version, Instant now
) {
    auto directory = intake.catalogue.directory();
    const Survey* survey = find_survey(intake, directory, id);
    if (survey == nullptr) {
        throw Refusal(Code::not_found, "There is no such survey.");
    }
    if (survey->version == 0 || shut(*survey, now)) {
        throw Refusal(Code::conflict, "This survey is not open. Publish or resume it first.");
    }
    return entry_of(intake, *survey, version.value_or(survey->version));
}

}  // namespace styk::story
