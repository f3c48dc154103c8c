// What somebody sends as the answers to a survey.
#include "survey/answers.h"

#include "kit_survey.h"
#include "survey/outcome.h"
#include "survey/piping.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto value = json::try_parse(fuzz::text_of(data, size));
    if (!value || !value->is_object()) {
        return 0;
    }
    const auto& definition = fuzz::survey_of_every_kind();
    const auto answers = survey::read_map(json::write(*value));
    const survey::Setting setting{.hidden = {}, .today = 20'000, .seed = 7};
    const auto route = survey::route_of(definition, answers, setting);
    (void)survey::unknown_answers(definition, answers);
    (void)survey::check_route(definition, route, setting);
    (void)survey::ratings_of(definition, route);
    (void)survey::comment_of(definition, route);
    (void)survey::piped("{nps} {topics} {rate} {who}", definition, answers, {}, "en");
    const auto text = survey::write_map(route.answers);
    fuzz::need(
        survey::write_map(survey::read_map(text)) == text, "answers are kept as they were given"
    );
    return 0;
}

}  // namespace styk
