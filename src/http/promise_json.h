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

void add_promise_schemas(Router& router);

}  // namespace styk::http
