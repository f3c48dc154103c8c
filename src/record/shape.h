// A record is described once: its Shape gives columns, JSON, validation, lists, OpenAPI and CSV.
//
//   struct Brand { Id<Brand> id; std::int64_t revision = 0; Instant created_at, updated_at;
//   std::string key, name; }; BOOST_DESCRIBE_STRUCT(Brand, (), (id, revision, created_at,
//   updated_at, key, name)) template <> const record::Shape& record::shape_of<Brand>();        //
//   brand.h const Shape shape = describe<Brand>("brand", "brands")             // brand.cpp
//       .field<&Brand::key>(rule::key(), searchable | unique).field<&Brand::name>(rule::length(1,
//       200), searchable);
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "record/convert.h"
#include "record/value.h"

namespace styk::record {

// Who: one bit a role. people/ gives the bits their names; record/ only compares them.
using Roles = std::uint32_t;
inline constexpr Roles everybody = ~Roles{0};

enum Flag : unsigned {
    plain = 0,
    searchable = 1,  // `q` looks into it
    sortable = 2,    // may order a list
    filterable = 4,  // `field=value` narrows a list
    unique = 8,      // a second record with this value is refused (409)
    read_only = 16,  // the server's to set: refused in a body
    hidden = 32,     // never leaves the server
    fixed = 64       // may be set when the record is made, not changed after
};

// Nothing when the value is right, else what is wrong with it: "must have 1 to 200 characters".
using Rule = std::function<std::optional<std::string>(const Value&)>;

struct Field {
    std::string_view name;
    Kind kind = Kind::text;
    bool nullable = false;
    unsigned flags = plain;
    Roles readers = everybody;
    Roles writers = everybody;
    Rule rule;
    std::vector<std::string_view> choices;  // of Kind::choice
    Value (*get)(const void* record) = nullptr;
    bool (*set)(void* record, const Value& value) =
        nullptr;  // false: the value does not fit the type

    [[nodiscard]] bool has(Flag flag) const { return (flags & flag) != 0; }
};

struct Shape {
    std::string_view table;     // "brand": the table, and the kind in the audit trail
    std::string_view path;      // "brands": /api/v1/brands
    std::string default_sort;   // a sortable field, "-" in front for falling
    Roles readers = everybody;  // who may read such records at all
    Roles writers = everybody;  // who may add, change, remove them
    std::vector<Field> fields;  // id, revision, created_at, updated_at come first

    [[nodiscard]] const Field* find(std::string_view name) const;
};

// Specialized beside each record; the one Shape of T.
template <class T>
const Shape& shape_of();

namespace detail {

template <class M>
struct MemberOf;

template <class C, class V>
struct MemberOf<V C::*> {
    using Record = C;
    using Type = V;
};

template <auto Member>
constexpr const char* name_of() {
    using Record = typename MemberOf<decltype(Member)>::Record;
    using All = boost::describe::describe_members<Record, boost::describe::mod_any_access>;
    const char* found = nullptr;
    boost::mp11::mp_for_each<All>([&](auto one) {
        if constexpr (std::is_same_v<std::remove_cv_t<decltype(one.pointer)>, decltype(Member)>) {
            if (one.pointer == Member) {
                found = one.name;
            }
        }
    });
    return found;
}

template <auto Member>
Value get(const void* record) {
    using Record = typename MemberOf<decltype(Member)>::Record;
    return to_value(static_cast<const Record*>(record)->*Member);
}

template <auto Member>
bool set(void* record, const Value& value) {
    using Record = typename MemberOf<decltype(Member)>::Record;
    return from_value(value, static_cast<Record*>(record)->*Member);
}

}  // namespace detail

template <class T>
class Describer {
public:
    Describer(std::string_view table, std::string_view path) {
        shape_.table = table;
        shape_.path = path;
        field<&T::id>({}, read_only | filterable);
        field<&T::revision>({}, read_only);
        field<&T::created_at>({}, read_only | sortable);
        field<&T::updated_at>({}, read_only | sortable);
    }

    template <auto Member>
    Describer& field(
        Rule rule = {}, unsigned flags = plain, Roles writers = everybody, Roles readers = everybody
    ) {
        using V = typename detail::MemberOf<decltype(Member)>::Type;
        constexpr const char* name = detail::name_of<Member>();
        static_assert(name != nullptr, "the member is missing in BOOST_DESCRIBE_STRUCT");
        shape_.fields.push_back(
            {name,
             kind_of<V>(),
             is_optional<V>,
             flags,
             readers,
             writers,
             std::move(rule),
             choices_of<V>(),
             &detail::get<Member>,
             &detail::set<Member>}
        );
        return *this;
    }

    Describer& sorted_by(std::string sort) {
        shape_.default_sort = std::move(sort);
        return *this;
    }

    Describer& may(Roles read, Roles write) {
        shape_.readers = read;
        shape_.writers = write;
        return *this;
    }

    // Ends the chain.
    operator Shape() const {  // NOLINT(google-explicit-constructor)
        return shape_;
    }

private:
    Shape shape_;
};

template <class T>
Describer<T> describe(std::string_view table, std::string_view path) {
    return Describer<T>(table, path);
}

// Every problem of a whole record: each field against its kind and rule. Pointers are "/name".
[[nodiscard]] Problems check(const Shape& shape, const void* record);

}  // namespace styk::record
