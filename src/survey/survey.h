// A survey: what it is for, whom it hears, whether it is open. What it asks is its definition.
#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"
#include "record/shape.h"

namespace styk::people {
struct User;
}

namespace styk::survey {

BOOST_DEFINE_ENUM_CLASS(
    Kind,
    relationship,       // how the whole relation stands, now and then
    after_contact,      // after one contact
    expectation,        // before the journey begins
    after_cooperation,  // after it ended
    employee,
    audit,     // staff or an auditor look at the firm
    interview  // staff ask and type
)

// What becomes of the link between answer and person. anonymous: there is none.
BOOST_DEFINE_ENUM_CLASS(Mode, identified, confidential, anonymous)

BOOST_DEFINE_ENUM_CLASS(State, draft, live, paused, closed)

struct Survey {
    Id<Survey> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string key, name;
    Kind kind = Kind::relationship;
    Mode mode = Mode::identified;
    State state = State::draft;
    std::optional<std::string> touchpoint{}, location{}, brand{};  // keys
    std::string language = "en";                                   // of texts without a language
    std::vector<std::string> languages{};         // offered; its own is one of them
    std::optional<std::string> decision{};        // what its answers will decide
    std::optional<Id<people::User>> reader_id{};  // who reads them
    std::optional<Instant> opens_at{}, closes_at{};
    std::int64_t version = 0;  // the newest published; 0: none

    friend bool operator==(const Survey&, const Survey&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Survey,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     key,
     name,
     kind,
     mode,
     state,
     touchpoint,
     location,
     brand,
     language,
     languages,
     decision,
     reader_id,
     opens_at,
     closes_at,
     version)
)

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const Survey& survey);

// May the state be left for that one? draft -> live -> paused -> live -> closed -> live.
[[nodiscard]] bool may_become(State from, State to);

// Whether answers of one contact are spoken of, as against the whole relation: such series are
// never mixed. Nothing for kinds that are neither.
[[nodiscard]] std::optional<bool> is_transactional(Kind kind);

}  // namespace styk::survey

namespace styk::record {
template <>
const Shape& shape_of<survey::Survey>();
}  // namespace styk::record
