#include "story/choose_recipients.h"

#include <algorithm>

#include "json/json.h"
#include "privacy/consent_store.h"
#include "record/convert.h"

namespace styk::story {

namespace {

using survey::Person;
namespace reason = survey::reason;

using Strings = std::vector<std::string>;

bool names(const Strings& values, std::string_view value) {
    return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

std::string text_of(const json::Value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::write(value);
}

bool has_attributes(const std::map<std::string, Strings>& wanted, const std::string& attributes) {
    if (wanted.empty()) {
        return true;
    }
    const auto read = json::try_parse(attributes);
    const auto* object = read ? read->if_object() : nullptr;
    return object != nullptr && std::all_of(wanted.begin(), wanted.end(), [&](const auto& one) {
               const auto* value = object->if_contains(one.first);
               return value != nullptr && names(one.second, text_of(*value));
           });
}

}  // namespace

std::string_view reason_of(survey::SuppressionReason why) {
    switch (why) {
        case survey::SuppressionReason::bounced:
            return reason::bounced;
        case survey::SuppressionReason::staff:
            return reason::blocked;
        case survey::SuppressionReason::unsubscribed:
        case survey::SuppressionReason::complained:
            break;
    }
    return reason::unsubscribed;
}

Drawn draw(const Clock& clock, Random& random) {
    constexpr std::size_t secret = 16;  // bytes
    return {
        make_uuid_v7(clock, random).text(), random_hex(random, secret), random_hex(random, secret)
    };
}

Chooser::Chooser(
    db::Reader& reader,
    const Catalogue& catalogue,
    const survey::Campaign& campaign,
    const survey::Survey& survey,
    Instant now
)
    : catalogue_(catalogue), campaign_(campaign), survey_(survey), now_(now) {
    const auto directory = catalogue.directory();
    Problems none;
    audience_ = survey::read_audience(campaign.audience.text, none);
    when_ = survey::read_event_when(campaign.event_when.text, none);
    waves_ = survey::read_waves(campaign.waves.text, none);
    frequency_ = survey::load_contact_frequency(reader);
    const auto privacy = privacy::load_settings(reader);
    needs_consent_ =
        std::ranges::find(privacy.consent_channels, record::name_of_choice(campaign.channel)) !=
        privacy.consent_channels.end();
    customers_.insert(audience_.customers.begin(), audience_.customers.end());
    for (const std::string& place : audience_.location) {
        for (const std::string& key : directory->places_below(place)) {
            if (const auto* location = directory->locations.find(key)) {
                locations_.insert(location->id.text());
            }
        }
    }
}

bool Chooser::fits(const Person& person) const {
    const bool named =
        customers_.empty() || customers_.contains(person.key) || customers_.contains(person.id);
    const bool there = audience_.location.empty() ||
                       (person.location_id && locations_.contains(*person.location_id));
    return named && there && names(audience_.lifecycle, person.lifecycle) &&
           names(audience_.segment, person.segment.value_or("")) &&
           names(audience_.language, person.language.value_or("")) &&
           has_attributes(audience_.attributes, person.attributes);
}

std::vector<Person> Chooser::in_audience(db::Reader& reader, std::vector<Person> people) const {
    std::erase_if(people, [&](const Person& one) { return !fits(one); });
    if (audience_.event_type.empty() || people.empty()) {
        return people;
    }
    Strings ids;
    for (const Person& one : people) {
        ids.push_back(one.id);
    }
    const auto since = now_ - std::chrono::days(audience_.within_days);
    const auto had = survey::had_event(reader, ids, audience_.event_type, since);
    std::erase_if(people, [&](const Person& one) { return !had.contains(one.id); });
    return people;
}

survey::Recipient Chooser::recipient_of(const Person& person, const Drawn& drawn, Instant due)
    const {
    survey::Recipient out;
    out.id = drawn.id;
    out.stop = drawn.stop;
    out.campaign_id = campaign_.id.text();
    out.customer_id = person.id;
    out.address = address_of(person);
    out.language = language_of(person);
    out.due_at = due;
    out.hold_until = due + std::chrono::days(campaign_.hold_days);
    out.created_at = now_;
    return out;
}

std::string Chooser::language_of(const Person& person) const {
    const auto& offered = survey_.languages;
    const bool speaks =
        person.language &&
        std::find(offered.begin(), offered.end(), *person.language) != offered.end();
    return speaks ? *person.language : survey_.language;
}

std::optional<std::string> Chooser::address_of(const Person& person) const {
    const auto& written =
        campaign_.channel == survey::CampaignChannel::email ? person.email : person.phone;
    std::string plain = written ? survey::plain_address(*written) : "";
    return plain.empty() ? std::nullopt : std::optional(std::move(plain));
}

Instant Chooser::start_of(std::size_t wave) const {
    const Instant start = campaign_.starts_at.value_or(now_);
    return wave < waves_.size() ? std::max(start, waves_[wave].at) : start;
}

Verdict Chooser::verdict(const Person& person, const survey::Obstacles& obstacles) const {
    const auto address = address_of(person);
    if (!address) {
        return {reason::no_address};
    }
    const auto suppressed = obstacles.suppressed.find(*address);
    if (suppressed != obstacles.suppressed.end()) {
        return {reason_of(suppressed->second)};
    }
    const bool dated = campaign_.occasion == survey::Occasion::date;
    if (dated && obstacles.answered.contains(person.id)) {
        return {reason::answered_already};
    }
    if (dated && obstacles.invited.contains(person.id)) {
        return {reason::invited_already};
    }
    // Two customers with one address are one person to whoever opens the mail.
    std::set<Instant, std::greater<>> contacts;
    for (const std::string& who : {person.id, *address}) {
        const auto found = obstacles.contacts.find(who);
        if (found != obstacles.contacts.end()) {
            contacts.insert(found->second.begin(), found->second.end());
        }
    }
    const auto free =
        survey::free_at(frequency_, survey_.kind, {contacts.begin(), contacts.end()}, now_);
    return free ? Verdict{reason::contacted_lately, free} : Verdict{};
}

std::vector<std::string_view> Chooser::refusals(
    db::Reader& reader, const std::vector<Person>& people
) const {
    Strings ids;
    for (const Person& one : people) {
        ids.push_back(one.id);
    }
    const std::string channel(record::name_of_choice(campaign_.channel));
    const auto said = privacy::find_consents(reader, channel, ids);
    std::vector<std::string_view> out;
    for (const Person& one : people) {
        const auto word = said.find(one.id);
        const bool withdrawn =
            word != said.end() && word->second == privacy::ConsentState::withdrawn;
        out.push_back(
            withdrawn                              ? consent_withdrawn
            : needs_consent_ && word == said.end() ? no_consent
                                                   : std::string_view()
        );
    }
    return out;
}

std::vector<Verdict> Chooser::judge(db::Reader& reader, const std::vector<Person>& people, bool own)
    const {
    survey::ObstacleQuery query;
    query.survey_id = survey_.id.text();
    query.now = now_;
    query.answers_since = now_ - answer_stands;
    const auto days = std::max(frequency_.within_days, frequency_.days_between);
    query.contacts_since = now_ - std::chrono::days(days);
    for (const Person& one : people) {
        query.customers.push_back(one.id);
        if (auto address = address_of(one)) {
            query.marks.push_back(catalogue_.mark_of(*address));
            query.addresses.push_back(*std::move(address));
        }
    }
    const auto obstacles = survey::find_obstacles(reader, query);
    auto taken = own || campaign_.occasion == survey::Occasion::event
                     ? std::set<std::string>()
                     : survey::addresses_taken(reader, campaign_.id.text(), query.addresses);
    const auto refused = refusals(reader, people);
    std::vector<Verdict> out;
    for (const Person& one : people) {
        Verdict found = verdict(one, obstacles);
        const auto& own_word = refused[out.size()];
        if (!own_word.empty() && found.reason != reason::no_address) {
            found = {own_word};
        }
        const bool asked = found.reason.empty() || found.free_at;
        const bool dated = !own && campaign_.occasion == survey::Occasion::date;
        if (asked && dated && !taken.insert(*address_of(one)).second) {
            found = {reason::same_address};
        }
        out.push_back(found);
    }
    return out;
}

bool fits(const survey::EventWhen& when, const survey::Occurrence& event) {
    return names(when.touchpoint, event.touchpoint.value_or("")) &&
           names(when.channel, event.channel) && has_attributes(when.attributes, event.attributes);
}

}  // namespace styk::story
