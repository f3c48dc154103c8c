// Many customers at once, each found by its key.
#pragma once

#include <bitset>
#include <cstdint>

#include "customer/customer.h"

namespace styk::customer {

// One line of a bulk. Fields of the shape that are not `given` stay as they are, or take the
// default in a new customer.
struct Upsert {
    Customer customer{};      // with the id that a new one gets
    std::bitset<32> given{};  // by the place of the field in the shape
};

struct Counted {
    std::int64_t added = 0, changed = 0, unchanged = 0;

    friend bool operator==(const Counted&, const Counted&) = default;
};

// Sets the field by its name and marks it as given; the problem when the value breaks its rule.
[[nodiscard]] std::optional<std::string> give(
    Upsert& line, std::string_view field, const record::Value& value
);

// The customer as the line makes them.
[[nodiscard]] Customer with_given(Customer customer, const Upsert& line);

}  // namespace styk::customer
