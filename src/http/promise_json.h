// Figures of promises and what surveys can ask about them, on the wire.
#pragma once

#include "http/router.h"
#include "json/fwd.h"
#include "promise/items.h"
#include "story/show_promises.h"

namespace styk::http {

[[nodiscard]] json::Object item_json(const promise::Item& item);
[[nodiscard]] json::Object promises_json(
    const std::vector<promise::Promise>& promises,
    const story::PromisesShown& shown,
    std::string_view language,
    Instant as_of
);

// What a step's touchpoint must keep: [{promise_id, promise, text, kept, kept_from, gap}], and how
// what was lived there stands to what was expected: {below, met, exceeded}, null where nobody
// said both.
[[nodiscard]] json::Array step_promises_json(
    const std::vector<promise::Promise>& promises,
    const story::PromisesShown& shown,
    const std::string& touchpoint,
    std::string_view language
);
[[nodiscard]] json::Value step_met_json(
    const story::PromisesShown& shown, const std::string& touchpoint
);

void add_promise_schemas(Router& router);

}  // namespace styk::http
