#include "story/find_unused.h"

#include <algorithm>
#include <map>

#include "base/query_string.h"
#include "db/record_store.h"
#include "insight/alert.h"
#include "insight/board.h"
#include "insight/indicator.h"
#include "survey/definition.h"
#include "survey/definition_json.h"
#include "survey/look_store.h"
#include "survey/lot.h"
#include "survey/response_store.h"

namespace styk::story {

namespace {

using survey::Question;
using survey::Survey;

using UsesOfMetric = std::map<std::string, std::vector<Use>>;

void add_panels(const insight::Board& board, UsesOfMetric& out) {
    for (const insight::Panel& panel : insight::panels_of(board)) {
        const auto words = read_query_string(panel.query);
        if (!words) {
            continue;
        }
        for (const auto& [name, value] : *words) {
            if (name == "metric" || name == "outcome" || name == "driver") {
                out[value.substr(0, value.find('@'))].push_back({"board", board.name});
            }
        }
    }
}

UsesOfMetric read_uses(db::Reader& reader) {
    UsesOfMetric out;
    for (const auto& one : db::list_all<insight::Alert>(reader)) {
        if (one.active) {
            out[one.metric].push_back({"alert", one.name});
        }
    }
    for (const auto& one : db::list_all<insight::Indicator>(reader)) {
        out[one.metric].push_back({"indicator", one.name});
    }
    for (const auto& one : db::list_all<insight::Board>(reader)) {
        add_panels(one, out);
    }
    return out;
}

std::map<std::string, std::int64_t> count_answers(
    db::Reader& reader, const Survey& survey, Instant since
) {
    std::map<std::string, std::int64_t> out;
    survey::ResponseFilter filter;
    filter.from = since;
    filter.in_lots = survey::goes_in_lots(survey);
    survey::read_responses(reader, survey.id, filter, [&](const survey::Response& response) {
        for (const auto& [name, value] : response.answers) {
            ++out[name];
        }
    });
    return out;
}

std::optional<Instant> newest_look(
    const survey::Looks& looks, const std::string& survey, const std::string& question
) {
    std::optional<Instant> out;
    for (const std::string& of : {std::string(), question}) {
        const auto found = looks.find({survey, of});
        if (found != looks.end() && (!out || *out < found->second)) {
            out = found->second;
        }
    }
    return out;
}

class Finder {
public:
    Finder(db::Reader& reader, std::string_view language, Instant now)
        : reader_(reader),
          language_(language),
          since_(now - std::chrono::hours(24 * use_days)),
          looks_(survey::list_looks(reader)),
          uses_(read_uses(reader)) {}

    void add(
        const Survey& survey,
        const survey::Definition& definition,
        std::vector<CollectedQuestion>& out
    ) {
        const auto counts = count_answers(reader_, survey, since_);
        for (const Question& question : definition.questions) {
            const auto answered = counts.find(question.name);
            if (answered == counts.end() || !question.consent.empty()) {
                continue;  // consent is asked to be kept, not to be counted
            }
            CollectedQuestion one;
            one.survey_id = survey.id.text();
            one.survey = survey.name;
            one.name = question.name;
            one.title = question.title.in(language_);
            one.type = survey::wire_type(question.type);
            one.answered = answered->second;
            one.looked_at = newest_look(looks_, one.survey_id, question.name);
            const auto used = uses_.find(question.metric);
            if (!question.metric.empty() && used != uses_.end()) {
                one.uses = used->second;
            }
            out.push_back(std::move(one));
        }
    }

private:
    db::Reader& reader_;
    std::string language_;
    Instant since_;
    survey::Looks looks_;
    UsesOfMetric uses_;
};

}  // namespace

std::vector<CollectedQuestion> find_collected(
    const Intake& intake, std::string_view language, Instant now
) {
    const auto directory = intake.catalogue.directory();
    std::vector<std::pair<Survey, std::shared_ptr<const survey::Definition>>> published;
    for (const Survey& one : directory->surveys.all()) {
        if (auto definition = intake.catalogue.definition(one.id, one.version)) {
            published.emplace_back(one, std::move(definition));
        }
    }
    std::vector<CollectedQuestion> out;
    intake.database.read([&](db::Reader& reader) {
        Finder finder(reader, language, now);
        for (const auto& [survey, definition] : published) {
            finder.add(survey, *definition, out);
        }
    });
    std::ranges::stable_sort(out, [&](const auto& a, const auto& b) {
        return std::pair(a.used(now), -a.answered) < std::pair(b.used(now), -b.answered);
    });
    return out;
}

}  // namespace styk::story
