// What is special about webhooks when somebody sets one up.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "db/record_store.h"
#include "firm/webhook.h"
#include "people/safe.h"
#include "story/webhook_store.h"

namespace styk::story {

[[nodiscard]] Problems problems_of_url(const std::string& url);  // pointer "/url"

// A new secret, sealed; shown once as `fresh_secret`. The one before serves beside it for so long.
void renew_secret(
    firm::Webhook& hook, people::Safe& safe, Random& random, std::optional<Instant> old_until
);

// A key pair, when there is none yet and one is wanted.
void ensure_key_pair(firm::Webhook& hook, people::Safe& safe, Random& random);

// Its line of deliveries follows what it says. Switched off: what waits is given up.
void follow(db::Tx& tx, const firm::Webhook& hook);
void follow(db::Tx& tx, const firm::ChatHook& hook);

// Says something to this one alone, to see whether it hears. `event_id`: a UUID.
void say_test(db::Tx& tx, const std::string& lane_id, const std::string& event_id, Instant now);

}  // namespace styk::story
