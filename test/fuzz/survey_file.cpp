// A survey file of another tool. What was read is a definition that this server accepts.
#include "fuzz.h"
#include "json/json.h"
#include "survey/definition_json.h"
#include "travel/bring.h"

using namespace styk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const travel::Asked asked{
        .name = "file",
        .language = "en",
        .format = travel::Format::STYK_FORMAT,
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
