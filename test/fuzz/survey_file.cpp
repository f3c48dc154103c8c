// A survey file of the tool that STYK_FUZZ_FORMAT names (nothing: whichever it looks like). What
// was read is a definition that this server accepts.
#include <cstdlib>

#include "fuzz.h"
#include "json/json.h"
#include "record/convert.h"
#include "survey/definition_json.h"
#include "travel/bring.h"

namespace styk {

namespace {

std::optional<travel::Format> asked_format() {
    const char* name = std::getenv("STYK_FUZZ_FORMAT");  // NOLINT(concurrency-mt-unsafe): first
    const auto format = record::choice_of<travel::Format>(name == nullptr ? "" : name);
    fuzz::need(name == nullptr || format.has_value(), "STYK_FUZZ_FORMAT names a format");
    return format;
}

}  // namespace

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    static const travel::Asked asked{
        .name = "file",
        .language = "en",
        .format = asked_format(),
        .metrics = {{"nps", 0, 10}, {"csat", 1, 5}, {"ces", 1, 7}}
    };
    const auto text = fuzz::text_of(data, size);
    (void)travel::recognise(text);
    const auto brought = travel::bring(text, asked);
    if (!brought) {
        return 0;
    }
    const auto value = json::try_parse(brought->definition);
    fuzz::need(value.has_value(), "a survey that was read is JSON");
    Problems problems;
    (void)survey::read_definition(*value, brought->language, problems);
    fuzz::need(problems.empty(), "a survey that was read is a valid definition");
    return 0;
}

}  // namespace styk
