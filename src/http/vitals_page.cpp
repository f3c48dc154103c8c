#include "http/vitals_page.h"

#include "http/refuse.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/take_vitals.h"

namespace styk::http {

namespace {

constexpr std::size_t longest_body = 2000;

// {"lcp": 1.9, "cls": 0.02}: as text/plain, so that a browser may send it to another site unasked.
Answer take(House& house, const Call& call) {
    if (call.request.body.size() > longest_body) {
        refuse("", "is longer than any page's measurements");
    }
    const std::string origin(call.request.header("Origin"));
    const auto body = json::try_parse(call.request.body);
    const auto* members = body ? body->if_object() : nullptr;
    if (members == nullptr) {
        refuse("", "must be an object of measurements");
    }
    std::map<insight::Vital, double> values;
    for (const auto& [name, value] : *members) {
        const auto vital = record::choice_of<insight::Vital>(name);
        if (vital && *vital != insight::Vital::none && value.is_number()) {
            values[*vital] = value.to_number<double>();
        }
    }
    if (!story::take_vitals(house.intake(), origin, values, call.at)) {
        throw Refusal(Code::forbidden, "No series takes measurements from this site.");
    }
    return empty_answer();
}

}  // namespace

void add_vitals_page(Router& router, House& house) {
    router.add(
        net::Method::post,
        "/vitals",
        visitors,
        [&house](const Call& call) { return take(house, call); },
        {.summary = "What a page of the firm's own site measured of itself", .html = true}
    );
}

}  // namespace styk::http
