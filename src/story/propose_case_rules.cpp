#include "story/propose_case_rules.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace styk::story {

namespace {

struct Words {
    std::string_view en, pl, ru;

    [[nodiscard]] std::string in(std::string_view language) const {
        return std::string(language == "pl" ? pl : language == "ru" ? ru : en);
    }
};

struct Proposal {
    const char *key, *metric;  // "": none is needed
    Words name, why;
    const char *filter, *actions, *targets;  // targets: minutes of working time
    std::int64_t severity;
};

constexpr std::array<Proposal, 3> proposals{
    {{"public_risk",
      "",
      {"Threatens to go public", "Grozi nagłośnieniem", "Грозит написать в сеть"},
      {"Who says that they will write about it elsewhere is answered the same day.",
       "Kto zapowiada, że opisze sprawę gdzie indziej, dostaje odpowiedź tego samego dnia.",
       "Кто обещает рассказать об этом другим, получает ответ в тот же день."},
      "intent=public_risk",
      R"([{"kind":"open_case","case_kind":"complaint"}])",
      R"({"acknowledge_minutes":60,"answer_minutes":240})",
      3},
     {"detractor",
      "nps",
      {"Would not recommend us", "Nie poleciłby nas", "Не порекомендует нас"},
      {"An NPS of 0 to 6 goes to whoever answers for the touchpoint.",
       "NPS od 0 do 6 trafia do osoby odpowiedzialnej za punkt styku.",
       "NPS от 0 до 6 уходит ответственному за точку контакта."},
      "metric=nps&score_max=6",
      R"([{"kind":"open_case"}])",
      "{}",
      2},
     {"very_unhappy",
      "csat",
      {"Very unhappy at a touchpoint",
       "Bardzo niezadowolony w punkcie styku",
       "Очень недоволен в точке контакта"},
      {"A satisfaction of 1 or 2 goes to whoever answers for the touchpoint.",
       "Zadowolenie 1 lub 2 trafia do osoby odpowiedzialnej za punkt styku.",
       "Удовлетворённость 1 или 2 уходит ответственному за точку контакта."},
      "metric=csat&score_max=2",
      R"([{"kind":"open_case"}])",
      "{}",
      2}}
};

casework::CaseRule rule_of(const Proposal& one, std::string_view language, std::int64_t position) {
    casework::CaseRule out;
    out.key = one.key;
    out.name = one.name.in(language);
    out.filter = one.filter;
    out.actions.text = one.actions;
    out.targets.text = one.targets;
    out.severity = one.severity;
    out.position = position;
    return out;
}

}  // namespace

std::vector<ProposedRule> propose_case_rules(
    const feedback::Directory& directory, const std::vector<casework::CaseRule>& known
) {
    const std::string& language = directory.firm.language;
    std::int64_t position = 0;
    for (const auto& one : known) {
        position = std::max(position, one.position);
    }
    std::vector<ProposedRule> out;
    for (const Proposal& one : proposals) {
        const std::string_view metric = one.metric;
        if (!metric.empty() && directory.metrics.find(std::string(metric)) == nullptr) {
            continue;
        }
        auto rule = rule_of(one, language, ++position);
        const bool adopted =
            std::ranges::find(known, rule.key, &casework::CaseRule::key) != known.end();
        out.push_back({std::move(rule), one.why.in(language), adopted});
    }
    return out;
}

}  // namespace styk::story
