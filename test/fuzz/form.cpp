// The answers of a page as a browser's form sends them, by people who have no log-in.
#include "survey/form.h"

#include "fuzz.h"
#include "kit_survey.h"
#include "net/query.h"
#include "survey/outcome.h"

namespace styk {

STYK_FUZZ_TARGET(const std::uint8_t* data, std::size_t size) {
    const auto form = net::Query::parse(fuzz::text_of(data, size));
    if (!form) {
        return 0;
    }
    const auto& definition = fuzz::survey_of_every_kind();
    survey::Map answers;
    survey::AnswerProblems problems;
    for (const auto& question : definition.questions) {
        survey::read_form(question, form->pairs(), answers, problems);
    }
    fuzz::need(
        survey::unknown_answers(definition, answers).empty(), "a form answers what was asked"
    );
    const survey::Setting setting{.hidden = {}, .today = 20'000, .seed = 7};
    const auto route = survey::route_of(definition, answers, setting);
    (void)survey::check_route(definition, route, setting);
    for (const auto& one : survey::ratings_of(definition, route)) {
        fuzz::need(!one.metric.empty(), "a rating is of a metric");
    }
    return 0;
}

}  // namespace styk
