// A survey's definition: read, checked, walked through.
#include "fuzz.h"
#include "json/json.h"
#include "survey/answers.h"
#include "survey/check.h"
#include "survey/definition_json.h"
#include "survey/piping.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto value = json::try_parse(fuzz::text_of(data, size));
    if (!value) {
        return 0;
    }
    Problems problems;
    const auto definition = survey::read_definition(*value, "en", problems);
    if (!problems.empty()) {
        return 0;
    }
    survey::Survey survey;
    survey.language = "en";
    survey.languages = survey::languages_of(definition);
    (void)survey::check_before_publishing(survey, definition, {});
    (void)survey::minutes_to_answer(definition);
    const survey::Setting setting{.hidden = {}, .today = 20'000, .seed = 7};
    const auto route = survey::route_of(definition, {}, setting);
    (void)survey::check_route(definition, route, setting);
    for (const auto& text : survey::texts_of(definition)) {
        (void)survey::piped(text.text->in("pl"), definition, {}, {}, "pl");
    }
    return 0;
}

}  // namespace styk
