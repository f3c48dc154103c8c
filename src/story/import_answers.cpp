#include "story/import_answers.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/text.h"
#include "feedback/import_map_json.h"
#include "feedback/written_moment.h"
#include "json/json.h"

namespace styk::story {

namespace {

using feedback::ImportMap;
using feedback::MappedField;

constexpr std::size_t most_answers = 2000;

std::string survey_of(const ImportMap& map) {
    const MappedField* named = map.find("survey");
    return named == nullptr ? "" : named->value;
}

// What tools call the column that says when a response was sent off, empty while it was not; and
// those that hold a moment in any case.
constexpr std::string_view sent_names[] = {
    "submitdate", "date submitted", "submit date", "data wyslania", "дата отправки"
};
constexpr std::string_view finished_names[] = {"finished", "is finished", "completed", "complete"};
constexpr std::string_view moment_names[] = {
    "datestamp",
    "date last action",
    "startdate",
    "date started",
    "start date",
    "data rozpoczecia",
    "data ostatniej aktywnosci",
    "дата начала",
    "дата последнего действия"
};

class AnswerGuesser {
public:
    AnswerGuesser(feedback::Import& import, const survey::Survey& survey)
        : import_(import), survey_(survey), columns_(json::parse(import.columns.text)) {
        Problems none;
        map_ = feedback::read_map(import.kind, json::parse(import.map.text), none);
    }

    void guess(const survey::Definition& definition) {
        const auto names = feedback::column_names(import_);
        const auto places = travel::places_of(definition);
        const auto found = travel::guess_places(definition, places, names);
        map_.ratings.clear();
        map_.attributes.clear();
        map_.fields.erase("comment");
        if (survey_.mode == survey::Mode::anonymous) {
            map_.fields.erase("customer");
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (found[i] != nullptr) {
                answer(names[i], found[i]->column.name);
            }
        }
        map_.fields.insert_or_assign("survey", MappedField{{}, survey_.key, {}, false});
        finished(names);
        feedback::ignore_the_rest(map_, names);
        keep();
    }

private:
    template <std::size_t N>
    static bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
        return std::find(std::begin(names), std::end(names), fold_for_search(name)) !=
               std::end(names);
    }

    void answer(const std::string& column, const std::string& place) {
        std::erase_if(map_.fields, [&](const auto& field) {
            return field.second.column == column && field.first != "key" &&
                   field.first != "occurred_at";
        });
        map_.answers.push_back({column, place, {}});
    }

    void finished(const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            const bool sent = is_one_of(name, sent_names);
            if (map_.find("finished") == nullptr && (sent || is_one_of(name, finished_names))) {
                map_.fields.emplace("finished", MappedField{name, {}, {}, false});
            }
            const MappedField* moment = map_.find("occurred_at");
            if (sent && moment != nullptr && moment->column == name) {
                move_moment(names);
            }
        }
    }

    // The moment of sending is missing where nothing was sent.
    void move_moment(const std::vector<std::string>& names) {
        for (const std::string_view wanted : moment_names) {
            const auto found = std::find_if(names.begin(), names.end(), [&](const auto& name) {
                return fold_for_search(name) == wanted;
            });
            const auto format = found == names.end()
                                    ? std::nullopt
                                    : feedback::guess_moment_format(samples(*found));
            if (format) {
                map_.fields.insert_or_assign(
                    "occurred_at", MappedField{*found, {}, *format, false}
                );
                return;
            }
        }
    }

    [[nodiscard]] std::vector<std::string> samples(const std::string& column) const {
        std::vector<std::string> out;
        for (const auto& one : columns_.get_array()) {
            if (one.at("name").get_string() == column) {
                for (const auto& example : one.at("examples").get_array()) {
                    out.emplace_back(example.get_string());
                }
            }
        }
        return out;
    }

    void keep() {
        import_.map.text = json::write(feedback::to_json(import_.kind, map_));
        for (auto& one : columns_.get_array()) {
            auto& column = one.get_object();
            column["guess"] = feedback::guess_of(
                import_.kind, map_, std::string_view(column.at("name").get_string())
            );
        }
        import_.columns.text = json::write(columns_);
    }

    feedback::Import& import_;
    const survey::Survey& survey_;
    json::Value columns_;
    ImportMap map_;
};

[[noreturn]] void refuse_survey(std::string message) {
    throw Refusal(Code::invalid, message, {{"survey", message}});
}

std::string unpublished(const survey::Survey& survey) {
    return fmt::format(
        "\"{}\" was never published. Publish it first, so that its questions stand.", survey.name
    );
}

Problems check_places(
    const std::vector<travel::Place>& places, const survey::Survey& survey, const ImportMap& map
) {
    Problems problems;
    for (std::size_t i = 0; i < map.answers.size(); ++i) {
        const auto& one = map.answers[i];
        if (travel::find_place(places, one.answer) == nullptr) {
            problems.push_back(
                {fmt::format("/answers/{}/answer", i),
                 fmt::format(
                     "\"{}\": \"{}\" has no question \"{}\".", one.column, survey.name, one.answer
                 )}
            );
        }
    }
    return problems;
}

}  // namespace

std::vector<travel::Place> answer_places(const Intake& intake, const survey::Survey& survey) {
    const auto definition = intake.catalogue.definition(survey.id, survey.version);
    if (definition == nullptr) {
        throw Refusal(Code::conflict, unpublished(survey));
    }
    return travel::places_of(*definition);
}

Problems check_answers_map(
    const Intake& intake, const feedback::Directory& directory, const ImportMap& map
) {
    if (map.answers.empty()) {
        return {};
    }
    if (map.answers.size() > most_answers) {
        return {{"/answers", fmt::format("At most {} columns can be answers.", most_answers)}};
    }
    const auto* survey = directory.surveys.find(survey_of(map));
    if (survey == nullptr) {
        return {{"/survey", "Say which survey the whole file answers."}};
    }
    const auto definition = intake.catalogue.definition(survey->id, survey->version);
    if (definition == nullptr) {
        return {{"/survey", unpublished(*survey)}};
    }
    auto problems = check_places(travel::places_of(*definition), *survey, map);
    if (map.find("occurred_at") == nullptr) {
        problems.push_back({"/occurred_at", "Say which column holds the date of each answer."});
    }
    if (survey->mode == survey::Mode::anonymous && map.find("customer") != nullptr) {
        problems.push_back(
            {"/customer", "This survey is anonymous: leave out who gave the answers."}
        );
    }
    return problems;
}

void guess_answers(const Intake& intake, feedback::Import& import, std::string_view survey) {
    const auto directory = intake.catalogue.directory();
    const auto* found = directory->surveys.find(survey);
    if (found == nullptr) {
        refuse_survey(fmt::format("There is no survey \"{}\".", survey));
    }
    const auto definition = intake.catalogue.definition(found->id, found->version);
    if (definition == nullptr) {
        refuse_survey(unpublished(*found));
    }
    AnswerGuesser(import, *found).guess(*definition);
}

}  // namespace styk::story
