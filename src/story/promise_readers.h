// Who has read what a promise means for them: a promise is first a tool within the firm.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/reader.h"
#include "people/actor.h"
#include "promise/promise.h"
#include "stats/score.h"

namespace styk::story {

struct DepartmentReaders {
    std::optional<std::string> department_id{}, name{};  // none: people of no department
    std::int64_t asked = 0, read = 0;
};

struct ReaderOfPromise {
    std::string id, name;
    Instant read_at;
};

struct PromiseReaders {
    std::int64_t asked = 0, read = 0;
    stats::Estimate share{};
    std::vector<DepartmentReaders> departments;
    std::vector<ReaderOfPromise> people;  // who have read, the first ones first
    bool asks_me = false;
    std::optional<Instant> read_by_me{};
    std::vector<std::string> my_parts;  // what it means for the actor
};

// Asked are the active users that a part of the promise is for; everybody when it has no parts.
[[nodiscard]] PromiseReaders promise_readers(
    db::Reader& reader, const promise::Promise& promise, const people::Actor& actor
);

}  // namespace styk::story
