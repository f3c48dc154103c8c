// The firm itself: one record a database. Its clock, languages, calendar, thresholds and own words.
#pragma once

#include <boost/describe/class.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "base/instant.h"
#include "record/shape.h"

namespace styk::firm {

struct Firm {
    Id<Firm> id;
    std::int64_t revision = 0;
    Instant created_at, updated_at;

    std::string name;  // empty until the first administrator gives it one
    std::string time_zone = "Europe/Warsaw";
    std::vector<std::string> languages{"en", "pl", "ru"};   // of the console
    std::string language = "en";                            // for whoever has chosen none
    std::string currency = "EUR";                           // ISO 4217
    std::vector<std::int64_t> working_days{1, 2, 3, 4, 5};  // ISO 8601: 1 is Monday
    std::string working_from = "09:00";
    std::string working_to = "17:00";
    std::int64_t customers_min = 1;  // fewer answers than this are not shown
    std::int64_t employees_min = 5;
    record::JsonObject words{};  // {"customer": "guest"}: what the firm calls our words
    bool demo = false;

    friend bool operator==(const Firm&, const Firm&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Firm,
    (),
    (id,
     revision,
     created_at,
     updated_at,
     name,
     time_zone,
     languages,
     language,
     currency,
     working_days,
     working_from,
     working_to,
     customers_min,
     employees_min,
     words,
     demo)
)

// Rules over more than one field; pointers are "/name".
[[nodiscard]] Problems check(const Firm& firm);

// Where this machine stands by its /etc/localtime, or Europe/Warsaw when that says nothing (UTC is
// what containers have).
[[nodiscard]] std::string time_zone_of_system(const std::string& link = "/etc/localtime");

}  // namespace styk::firm

namespace styk::record {
template <>
const Shape& shape_of<firm::Firm>();
}  // namespace styk::record
