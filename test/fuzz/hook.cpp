// What another program tells: the firm's map of its words, and after a zero byte the message. What
// comes of it is read like anything else that is sent.
#include "customer/customer_json.h"
#include "customer/event_json.h"
#include "feedback/draft.h"
#include "feedback/feedback_json.h"
#include "firm/hook_map.h"
#include "fuzz.h"
#include "json/json.h"
#include "kit_firm.h"
#include "people/roles.h"

namespace styk {

namespace {

void take(const json::Object& filled) {
    const auto& body = filled.at("body").as_object();
    customer::SentEvent event;
    (void)customer::read_event(body, event);
    Problems problems;
    const auto draft = feedback::read_draft(body, problems);
    (void)feedback::check(fuzz::firm(), draft, fuzz::now, problems);
    if (const auto* customer = filled.at("customer").if_object()) {
        fuzz::need(customer->contains("key"), "a customer has a key");
        customer::Upsert line;
        (void)customer::read_upsert(*customer, people::may::set_up, line);
    }
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto [words, sent] = fuzz::parts_of<2>(fuzz::text_of(data, size));
    const auto map = json::try_parse(words);
    const auto message = json::try_parse(sent);
    if (!map || !map->is_object() || !message) {
        return 0;
    }
    if (firm::check_map(map->get_object()).empty() && firm::applies(map->get_object(), *message)) {
        take(firm::fill_map(map->get_object(), *message));
    }
    return 0;
}

}  // namespace styk
