#include "story/hook_call_store.h"

#include "json/json.h"

namespace styk::story {

namespace {

std::string write_problems(const Problems& problems) {
    json::Array out;
    for (const auto& [pointer, message] : problems) {
        out.push_back(json::Object{{"pointer", pointer}, {"message", message}});
    }
    return json::write(json::Value(std::move(out)));
}

Problems read_problems(const std::string& text) {
    Problems out;
    const json::Value read = json::parse(text);
    for (const auto& one : read.as_array()) {
        out.push_back(
            {std::string(one.at("pointer").as_string()), std::string(one.at("message").as_string())}
        );
    }
    return out;
}

}  // namespace

void add_hook_call(db::Tx& tx, const HookCall& call) {
    tx.run(
        "INSERT INTO hook_call (id, hook_id, message, at, outcome, problems, body) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        call.id,
        call.hook_id,
        call.message,
        call.at.us,
        call.outcome,
        write_problems(call.problems),
        call.body
    );
}

bool was_taken(db::Reader& reader, const std::string& hook_id, const std::string& message) {
    return reader
        .find_integer(
            "SELECT 1 FROM hook_call WHERE hook_id = $1 AND message = $2", hook_id, message
        )
        .has_value();
}

HookCounts count_hook_calls(db::Reader& reader, const std::string& hook_id) {
    HookCounts out;
    reader.query(
        "SELECT COUNT(*), MAX(at) FROM hook_call WHERE hook_id = $1",
        [&](const db::Row& row) {
            out.received = row.integer(0);
            if (const auto us = row.maybe_integer(1)) {
                out.last_at = Instant{*us};
            }
        },
        hook_id
    );
    return out;
}

std::vector<HookCall> list_hook_calls(
    db::Reader& reader, const std::string& hook_id, std::optional<std::int64_t> before, int limit
) {
    std::vector<HookCall> out;
    reader.query(
        "SELECT position, id, at, outcome, problems, body FROM hook_call "
        "WHERE hook_id = $1 AND position < $2 ORDER BY position DESC LIMIT $3",
        [&](const db::Row& row) {
            HookCall& call = out.emplace_back();
            call.position = row.integer(0);
            call.id = row.string(1);
            call.hook_id = hook_id;
            call.at = {row.integer(2)};
            call.outcome = row.string(3);
            call.problems = read_problems(row.string(4));
            call.body = row.maybe_string(5);
        },
        hook_id,
        before.value_or(std::int64_t{1} << 62U),
        limit
    );
    return out;
}

}  // namespace styk::story
