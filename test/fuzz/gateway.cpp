// What stands in a short message, put into the request of whoever carries it, and what they answer:
// the text and, after a zero byte, the answer. Whatever is said, the request keeps its form.
#include "survey/gateway.h"

#include <algorithm>
#include <string>

#include "base/query_string.h"
#include "fuzz.h"
#include "json/json.h"

namespace styk {

namespace {

survey::Gateway carrier(const char* type, const char* body) {
    survey::Gateway out;
    out.url = "https://sms.example/send?to={to}&text={text}";
    out.content_type = type;
    out.headers.text = R"({"X-Name": "{name}", "Authorization": "Bearer {secret}"})";
    out.body = body;
    out.success_path = "/messages/0/status";
    out.success_value = "queued";
    return out;
}

bool is_tame(const std::string& line) {
    return std::none_of(line.begin(), line.end(), [](unsigned char c) { return c < ' '; });
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    static const auto as_json =
        carrier("application/json", R"({"to": "{to}", "parts": ["{text}", "{id}"]})");
    static const auto as_form = carrier("application/x-www-form-urlencoded", "to={to}&text={text}");
    const auto [said, answer] = fuzz::parts_of<2>(fuzz::text_of(data, size));
    (void)survey::was_taken(as_json, 200, answer);
    (void)survey::may_be_asked(said);
    const std::string text(said);
    if (!read_query_string("a=" + percent_encode(text))) {
        return 0;  // no UTF-8: no message
    }
    const survey::GatewayValues values{survey::plain_phone(said), text, text, text, text};
    const auto filled = survey::fill(as_json, values);
    const auto body = json::try_parse(filled.body);
    fuzz::need(body && body->at("parts").as_array().size() == 2, "the body keeps its form");
    fuzz::need(
        std::string_view(body->at("parts").at(0).as_string()) == said, "and says what was said"
    );
    fuzz::need(is_tame(filled.url), "an address is one line");
    for (const auto& [name, value] : filled.headers) {
        fuzz::need(is_tame(value), "a header is one line");
    }
    const auto pairs = read_query_string(survey::fill(as_form, values).body);
    fuzz::need(pairs && pairs->size() == 2 && pairs->at(1).second == said, "a form, too");
    return 0;
}

}  // namespace styk
