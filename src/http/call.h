// One request on its way through a door, and what every door may use.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "db/record_store.h"
#include "json/fwd.h"
#include "net/message.h"
#include "net/query.h"
#include "people/actor.h"

namespace styk::http {

class Keyed;  // once.h

struct Call {
    const net::Request& request;
    net::Query query;
    std::vector<std::string> path_values;  // what stands where the pattern says {…}, in order
    people::Actor actor;
    Instant at;              // when it came; the one "now" of this request
    Keyed* keyed = nullptr;  // where it has an Idempotency-Key

    [[nodiscard]] json::Value body() const;   // Refusal 400, 415
    [[nodiscard]] db::Change change() const;  // by whom and when, for the audit trail

    [[nodiscard]] record::Parameters parameters() const { return query.pairs(); }

    // The id in the path; Refusal 404 when it is none.
    template <class T>
    [[nodiscard]] Id<T> id(std::size_t n = 0) const {
        const auto found = Id<T>::parse(path_values.at(n));
        if (!found) {
            throw Refusal(Code::not_found, "There is nothing here.");
        }
        return *found;
    }

    // The revision that If-Match names: 428 without, 400 when it is none of ours.
    [[nodiscard]] std::int64_t expected_revision() const;
};

using Answer = net::Response;

[[nodiscard]] Answer json_answer(int status, const json::Object& body);
[[nodiscard]] Answer with_etag(Answer answer, std::int64_t revision);
[[nodiscard]] Answer empty_answer(int status = 204);

// Refusal 412 when the record has moved on.
void need_revision(const Call& call, std::int64_t actual);

}  // namespace styk::http
