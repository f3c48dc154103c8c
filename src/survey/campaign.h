// A campaign: one survey sent to many people, on a date or each time an event asks for it.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/shape.h"
#include "survey/survey.h"

namespace styk::customer {
struct Customer;
}

namespace styk::survey {

struct Gateway;

BOOST_DEFINE_ENUM_CLASS(Occasion, date, event)
BOOST_DEFINE_ENUM_CLASS(CampaignChannel, email, sms, messenger)

// sending: started; whoever is due gets it. finished: nothing more goes out, answers still come.
BOOST_DEFINE_ENUM_CLASS(CampaignState, draft, sending, paused, finished, cancelled)

struct Campaign {
    Id<Campaign> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    Id<Survey> survey_id;
    std::string name;
    Occasion occasion = Occasion::date;
    CampaignChannel channel = CampaignChannel::email;
    std::optional<Id<Gateway>> gateway_id{};
    CampaignState state = CampaignState::draft;
    record::JsonObject audience{};
    std::int64_t share = 100;  // percent of the audience, by lot
    std::optional<std::string> event_type{};
    record::JsonObject event_when{};
    std::int64_t delay_minutes = 0;  // after the event
    record::JsonList texts{};
    bool rating_in_mail = false;
    std::optional<std::string> from_name{}, reply_to{};
    std::optional<Instant> starts_at{};
    record::JsonList waves{};
    std::optional<std::string> quiet_from{}, quiet_to{};  // "21:00", in the firm's time zone
    bool working_days_only = false;
    std::int64_t reminders = 0, remind_after_days = 4;
    std::optional<std::int64_t> expires_after_days{};
    std::int64_t hold_days = 7;                   // how long someone contacted lately waits
    std::optional<std::int64_t> most_per_hour{};  // messages; none: as fast as they are taken
    std::optional<Instant> started_at{}, finished_at{};
};
BOOST_DESCRIBE_STRUCT(
    Campaign,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     survey_id,
     name,
     occasion,
     channel,
     gateway_id,
     state,
     audience,
     share,
     event_type,
     event_when,
     delay_minutes,
     texts,
     rating_in_mail,
     from_name,
     reply_to,
     starts_at,
     waves,
     quiet_from,
     quiet_to,
     working_days_only,
     reminders,
     remind_after_days,
     expires_after_days,
     hold_days,
     most_per_hour,
     started_at,
     finished_at)
)

// The type of event that is none of the firm's: a customer was written down.
inline constexpr std::string_view customer_created = "customer_created";

// What an audience asks of a customer; empty lists ask nothing.
struct Audience {
    std::vector<std::string> lifecycle{}, segment{}, language{}, location{}, customers{};
    std::map<std::string, std::vector<std::string>> attributes{};
    std::string event_type;  // had such an event …
    int within_days = 0;     // … in these days before the start; empty: not asked
};

// What an event must be like to ask for the survey.
struct EventWhen {
    std::vector<std::string> touchpoint{}, channel{};
    std::map<std::string, std::vector<std::string>> attributes{};
};

BOOST_DEFINE_ENUM_CLASS(Purpose, invitation, reminder)

// Words of a message. Empty parts are taken from the built-in ones.
struct MessageText {
    std::string language, segment;  // segment empty: for everyone
    Purpose purpose = Purpose::invitation;
    std::string subject, greeting, body, button;
};

struct Wave {
    Instant at;
    std::int64_t share = 0;  // percent
};

// Each adds what is wrong to `problems`; pointers begin with the field: "/texts/0/body".
[[nodiscard]] Audience read_audience(const std::string& json, Problems& problems);
[[nodiscard]] EventWhen read_event_when(const std::string& json, Problems& problems);
[[nodiscard]] std::vector<MessageText> read_texts(const std::string& json, Problems& problems);
[[nodiscard]] std::vector<Wave> read_waves(const std::string& json, Problems& problems);

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const Campaign& campaign);

// What may no longer change once it has started; pointers are "/name".
[[nodiscard]] Problems check_change(const Campaign& before, const Campaign& after);

// draft -> sending -> paused -> sending; sending, paused -> finished, cancelled.
[[nodiscard]] bool may_become(CampaignState from, CampaignState to);

// The text for this person, or one whose parts are all empty.
[[nodiscard]] MessageText choose_text(
    const std::vector<MessageText>& texts,
    std::string_view language,
    std::string_view segment,
    Purpose purpose
);

// "{name}" -> its value, by `value`; gives the first that is unknown.
using Placeholders = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] std::string fill_in(const std::string& text, const Placeholders& values);
[[nodiscard]] bool is_placeholder(std::string_view name);

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::Campaign>();
}  // namespace styk::record
