#include "customer/customer_store.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>

#include "base/text.h"
#include "json/json.h"
#include "record/wire.h"

namespace styk::customer {

namespace {

using Known = std::unordered_map<std::string, Customer>;

// So many keys are looked up by one statement; a shorter batch leaves the last places null.
constexpr std::size_t batch_size = 100;

const record::Shape& shape() {
    return record::shape_of<Customer>();
}

// One key alone is asked for by each response that comes in, so it has a statement of its own.
std::size_t places_for(std::size_t keys) {
    return keys == 1 ? 1 : batch_size;
}

std::string select_by_keys(std::size_t places, std::string_view end) {
    std::string sql = db::erased::select_all(shape()) + " WHERE key IN (";
    for (std::size_t i = 1; i <= places; ++i) {
        sql += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    }
    return sql.append(end);
}

const std::string& select_to_look(std::size_t places) {
    static const std::string one = select_by_keys(1, ")"), many = select_by_keys(batch_size, ")");
    return places == 1 ? one : many;
}

// Otherwise another transaction could change the row between our look and our change.
const std::string& select_to_change(db::Dialect dialect, std::size_t places) {
    static const std::string one = select_by_keys(1, ") FOR UPDATE"),
                             many = select_by_keys(batch_size, ") FOR UPDATE");
    return dialect == db::Dialect::sqlite ? select_to_look(places) : places == 1 ? one : many;
}

using Lines = std::span<const Upsert* const>;

void read_known(
    db::Reader& reader, const std::string& sql, const std::vector<db::Param>& keys, Known& known
) {
    reader.query_params(sql, keys, [&](const db::Row& row) {
        Customer customer;
        db::erased::read_row(shape(), row, &customer);
        known.emplace(customer.key, std::move(customer));
    });
}

Known load_known(db::Reader& reader, Lines lines) {
    std::vector<db::Param> keys(places_for(lines.size()));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        keys[i] = std::string_view(lines[i]->customer.key);
    }
    Known known;
    read_known(reader, select_to_change(reader.dialect(), keys.size()), keys, known);
    return known;
}

// As db/record_store folds it: what `q` looks into.
std::string search_text(const Customer& customer) {
    return fold_for_search(
        fmt::format("{} {} {}", customer.key, customer.name, customer.email.value_or(""))
    );
}

constexpr std::string_view insert_customer =
    "INSERT INTO customer (id, revision, created_at, updated_at, key, kind, name, language, email, "
    "phone, "
    "lifecycle, segment, location_id, attributes, search) "
    "VALUES ($1, 1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (key) DO "
    "NOTHING";

std::optional<std::string> location_of(const Customer& customer) {
    return customer.location_id ? std::optional(customer.location_id->text()) : std::nullopt;
}

// False: someone else has added a customer of that key.
bool add_if_new(db::Tx& tx, Customer& customer, const db::Change& by) {
    customer.revision = 1;
    customer.created_at = customer.updated_at = by.at;
    const std::string id = customer.id.text();
    const auto added = tx.run(
        insert_customer,
        id,
        by.at.us,
        customer.key,
        record::name_of_choice(customer.kind),
        customer.name,
        customer.language,
        customer.email,
        customer.phone,
        record::name_of_choice(customer.lifecycle),
        customer.segment,
        location_of(customer),
        customer.attributes.text,
        search_text(customer)
    );
    if (added == 1) {
        db::audit(
            tx, by, "add", "customer", id, "", json::write(record::to_json(shape(), &customer))
        );
    }
    return added == 1;
}

// Not db::change: setting a column with a foreign key gives each statement a journal of its own on
// SQLite, whose cost grows with the transaction. So the place is set apart, and only when it moves.
constexpr std::string_view update_customer =
    "UPDATE customer SET revision = $2, updated_at = $3, kind = $4, name = $5, language = $6, "
    "email = $7, "
    "phone = $8, lifecycle = $9, segment = $10, attributes = $11, search = $12 WHERE id = $1";

void change_known(db::Tx& tx, const Customer& before, Customer& after, const db::Change& by) {
    after.revision = before.revision + 1;
    after.updated_at = by.at;
    const std::string id = after.id.text();
    tx.run(
        update_customer,
        id,
        after.revision,
        after.updated_at.us,
        record::name_of_choice(after.kind),
        after.name,
        after.language,
        after.email,
        after.phone,
        record::name_of_choice(after.lifecycle),
        after.segment,
        after.attributes.text,
        search_text(after)
    );
    if (after.location_id != before.location_id) {
        tx.run("UPDATE customer SET location_id = $2 WHERE id = $1", id, location_of(after));
    }
    const auto wire = [](const Customer& one) {
        return json::write(record::to_json(shape(), &one));
    };
    db::audit(tx, by, "change", "customer", id, wire(before), wire(after));
}

void upsert_one(
    db::Tx& tx, const Upsert& line, Known& known, const db::Change& by, Counted& counted
) {
    auto at = known.find(line.customer.key);
    if (at == known.end()) {
        Customer fresh = line.customer;
        if (add_if_new(tx, fresh, by)) {
            ++counted.added;
            known.emplace(fresh.key, std::move(fresh));
            return;
        }
        const Upsert* const again[] = {&line};
        known.merge(load_known(tx, again));  // added by another transaction since we looked
        at = known.find(line.customer.key);
    }
    Customer after = with_given(at->second, line);
    if (after == at->second) {
        ++counted.unchanged;
        return;
    }
    change_known(tx, at->second, after, by);
    at->second = std::move(after);
    ++counted.changed;
}

// In one order for all, so that two bulks at once wait for each other and never both ways; lines of
// one key keep theirs.
std::vector<const Upsert*> by_key(std::span<const Upsert> lines) {
    std::vector<const Upsert*> sorted;
    sorted.reserve(lines.size());
    for (const Upsert& line : lines) {
        sorted.push_back(&line);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const Upsert* one, const Upsert* other) {
        return one->customer.key < other->customer.key;
    });
    return sorted;
}

}  // namespace

std::optional<Customer> find_by_key(db::Reader& reader, std::string_view key) {
    return db::find_by<Customer>(reader, "key", std::string(key));
}

std::optional<Customer> find_customer(db::Reader& reader, std::string_view key_or_id) {
    auto found = find_by_key(reader, key_or_id);
    if (const auto id = Id<Customer>::parse(key_or_id); !found && id) {
        found = db::find(reader, *id);
    }
    return found;
}

std::unordered_map<std::string, Customer> find_customers(
    db::Reader& reader, std::span<const std::string> keys_or_ids
) {
    Known known;
    for (std::size_t at = 0; at < keys_or_ids.size(); at += batch_size) {
        const std::size_t some = std::min(batch_size, keys_or_ids.size() - at);
        std::vector<db::Param> keys(places_for(some));
        for (std::size_t i = 0; i < some; ++i) {
            keys[i] = std::string_view(keys_or_ids[at + i]);
        }
        read_known(reader, select_to_look(keys.size()), keys, known);
    }
    for (const std::string& one : keys_or_ids) {
        const auto id = known.contains(one) ? std::nullopt : Id<Customer>::parse(one);
        auto found = id ? db::find(reader, *id) : std::nullopt;
        if (found) {
            known.emplace(one, *std::move(found));
        }
    }
    return known;
}

Customer ensure(db::Tx& tx, std::string_view key, const Id<Customer>& fresh, const db::Change& by) {
    if (auto found = find_by_key(tx, key)) {
        return *std::move(found);
    }
    Customer customer;
    customer.id = fresh;
    customer.key = key;
    return add_if_new(tx, customer, by) ? customer : find_by_key(tx, key).value();
}

Counted upsert(db::Tx& tx, std::span<const Upsert> lines, const db::Change& by) {
    const auto sorted = by_key(lines);
    Counted counted;
    for (std::size_t at = 0; at < sorted.size(); at += batch_size) {
        const auto batch = Lines(sorted).subspan(at, std::min(batch_size, sorted.size() - at));
        Known known = load_known(tx, batch);
        for (const Upsert* line : batch) {
            upsert_one(tx, *line, known, by, counted);
        }
    }
    return counted;
}

void check_references(db::Reader& reader, const Customer& customer) {
    if (customer.location_id && !db::find(reader, *customer.location_id)) {
        refuse_if({{"/location_id", "is no location"}});
    }
}

void check_removal(db::Reader& reader, const Customer& customer) {
    const std::string id = customer.id.text();
    const char* used =
        reader.find_integer("SELECT 1 FROM feedback WHERE customer_id = $1 LIMIT 1", id)
            ? "feedback"
        : reader.find_integer("SELECT 1 FROM event WHERE customer_id = $1 LIMIT 1", id) ? "events"
                                                                                        : nullptr;
    if (used != nullptr) {
        throw Refusal(
            Code::conflict,
            fmt::format("This customer cannot be removed: there are {} of theirs.", used)
        );
    }
}

}  // namespace styk::customer
