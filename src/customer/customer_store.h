// Customers by key or id, one or very many at a time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "customer/customer.h"
#include "customer/upsert.h"
#include "db/record_store.h"

namespace styk::customer {

[[nodiscard]] std::optional<Customer> find_by_key(db::Reader& reader, std::string_view key);

// By key, or by id when no customer has that key and the text is an id.
[[nodiscard]] std::optional<Customer> find_customer(db::Reader& reader, std::string_view key_or_id);

// Many at once, by what each was asked for with; those that are none are left out.
[[nodiscard]] std::unordered_map<std::string, Customer> find_customers(
    db::Reader& reader, std::span<const std::string> keys_or_ids
);

// The customer of that key, made with nothing but the key when there is none. `fresh` is the id
// such a one gets: it is drawn before the transaction. Concurrent calls with one key agree on one
// customer.
[[nodiscard]] Customer ensure(
    db::Tx& tx, std::string_view key, const Id<Customer>& fresh, const db::Change& by
);

// Each line finds its customer by key; a key that comes twice is changed twice. The rules of the
// shape are the caller's to check before.
[[nodiscard]] Counted upsert(db::Tx& tx, std::span<const Upsert> lines, const db::Change& by);

// Throws Refusal{invalid} when the location is none.
void check_references(db::Reader& reader, const Customer& customer);

// Throws Refusal{conflict} when feedback or events are theirs.
void check_removal(db::Reader& reader, const Customer& customer);

}  // namespace styk::customer
