#include "story/webhook_rules.h"

#include "courier/outside.h"
#include "courier/signature.h"

namespace styk::story {

Problems problems_of_url(const std::string& url) {
    const auto wrong = courier::problem_of_url(url);
    return wrong ? Problems{{"/url", *wrong}} : Problems{};
}

void renew_secret(
    firm::Webhook& hook, people::Safe& safe, Random& random, std::optional<Instant> old_until
) {
    hook.fresh_secret = courier::make_signing_secret(random);
    hook.old_secret_sealed = old_until ? hook.secret_sealed : std::nullopt;
    hook.old_secret_until = old_until;
    hook.secret_sealed = safe.seal(hook.fresh_secret);
}

void ensure_key_pair(firm::Webhook& hook, people::Safe& safe, Random& random) {
    if (hook.ed25519 && !hook.seed_sealed) {
        const auto seed = courier::make_seed(random);
        hook.seed_sealed = safe.seal(seed);
        hook.public_key = courier::public_key_text(seed);
    }
}

void follow(db::Tx& tx, const firm::Webhook& hook) {
    put_lane(tx, hook.id.text(), "webhook", hook.events);
    if (!hook.active) {
        close_lane(tx, hook.id.text());
    }
}

void follow(db::Tx& tx, const firm::ChatHook& hook) {
    put_lane(tx, hook.id.text(), "chat_hook", hook.events);
    if (!hook.active) {
        close_lane(tx, hook.id.text());
    }
}

void say_test(db::Tx& tx, const std::string& lane_id, const std::string& event_id, Instant now) {
    add_event(tx, event_id, "webhook.test", event_id, now, "{\"id\":\"" + event_id + "\"}");
    owe_to(tx, event_id, lane_id, now);
    wake_lane(tx, lane_id);
}

}  // namespace styk::story
