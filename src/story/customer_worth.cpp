#include "story/customer_worth.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "customer/customer_store.h"
#include "customer/order_store.h"
#include "json/json.h"

namespace styk::story {

namespace {

constexpr std::chrono::days worth_of_a_year{365};

// A file brings numbers as texts.
std::optional<double> number_of(std::string_view text) {
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

std::optional<double> number_in(std::string_view attributes, const std::string& name) {
    const auto object = json::try_parse(std::string(attributes));
    const auto* value =
        object && object->is_object() ? object->get_object().if_contains(name) : nullptr;
    if (value == nullptr) {
        return {};
    }
    return value->is_string()   ? number_of(std::string_view(value->get_string()))
           : value->is_number() ? std::optional(value->to_number<double>())
                                : std::nullopt;
}

}  // namespace

std::optional<double> worth_of(
    db::Reader& reader,
    const Id<customer::Customer>& customer,
    const std::string& name,
    Instant now,
    const customer::Upsert* told
) {
    std::map<std::string, double, std::less<>> orders;
    customer::each_order_event(
        reader,
        customer,
        now - worth_of_a_year,
        [&](std::string_view order, std::string_view attributes) {
            if (const auto value = number_in(attributes, name)) {
                const auto [known, is_new] = orders.emplace(order, *value);
                known->second = std::max(known->second, *value);
            }
        }
    );
    if (orders.empty()) {
        auto found = db::find(reader, customer);
        if (told != nullptr) {
            found = customer::with_given(found.value_or(customer::Customer()), *told);
        }
        return found ? number_in(found->attributes.text, name) : std::nullopt;
    }
    double sum = 0;
    for (const auto& [order, value] : orders) {
        sum += value;
    }
    return sum;
}

}  // namespace styk::story
