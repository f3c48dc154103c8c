// One record of the one inbox: what a customer (or employee) said, by whatever way it came.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "feedback/reading.h"

namespace styk::customer {
struct Customer;
}

namespace styk::feedback {

struct Import;

BOOST_DEFINE_ENUM_CLASS(Kind, response, complaint, review, note, employee_voice)
BOOST_DEFINE_ENUM_CLASS(Source, api, survey, import, staff, mail, form, kiosk)

// given: a value on the metric's scale; missing: asked, not answered; not_applicable: what is rated
// did not happen.
BOOST_DEFINE_ENUM_CLASS(RatingState, given, missing, not_applicable)

struct Rating {
    std::string metric;      // key
    std::string touchpoint;  // key; empty: of the whole
    RatingState state = RatingState::given;
    int value = 0;  // when given

    friend bool operator==(const Rating&, const Rating&) = default;
};

// Names of other records are their keys, which never change. An empty text means there is none.
struct Feedback {
    Id<Feedback> id;
    std::int64_t seq = 0;  // the row; also names its facts in the cube
    std::int64_t revision = 1;
    Kind kind = Kind::response;
    Source source = Source::api;
    std::string channel, touchpoint, location, brand;
    std::optional<Id<customer::Customer>> customer_id;
    Instant occurred_at, received_at;
    std::string comment, language;
    std::string lifecycle, segment;  // of the customer, at that moment
    std::string attributes;          // a JSON object; empty: none
    std::vector<std::string> tags;
    std::optional<Instant> handled_at;  // complaints: when someone answered
    std::string survey, survey_kind;    // the survey it answers; of a response to one
    std::string external_key;           // the record's name where it came from; unique
    std::string import_id;
    std::vector<Rating> ratings;

    // Read along with the record, not part of it.
    std::string customer_key, customer_name;

    std::optional<Reading> reading{};  // of the comment; none: not read (yet)
    std::vector<Correction> corrections{};
};

}  // namespace styk::feedback
