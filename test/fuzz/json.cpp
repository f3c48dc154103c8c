// A JSON document: what was read is the same when it is written and read, and a patch of a document
// with itself changes nothing but what is null.
#include "json/json.h"

#include <string>

#include "fuzz.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto value = json::try_parse(fuzz::text_of(data, size));
    if (!value) {
        fuzz::need(!value.error().message.empty(), "a refusal says why");
        return 0;
    }
    const std::string written = json::write(*value);
    const auto again = json::try_parse(written);
    fuzz::need(again.has_value(), "what was written can be read");
    fuzz::need(json::write(*again) == written, "what was written is read as it was");
    json::Value once = *value;
    json::merge_patch(once, *value);
    json::Value twice = once;
    json::merge_patch(twice, *value);
    fuzz::need(json::write(once) == json::write(twice), "a patch twice is a patch once");
    return 0;
}

}  // namespace styk
