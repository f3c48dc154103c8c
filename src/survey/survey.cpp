#include "survey/survey.h"

#include <algorithm>

#include "people/roles.h"
#include "record/rules.h"

namespace styk {

namespace survey {

Problems check(const Survey& survey) {
    Problems problems;
    const auto& languages = survey.languages;
    const auto language = record::rule::language();
    for (const std::string& one : languages) {
        if (auto wrong = language(record::Value(one))) {
            problems.push_back({"/languages", one + " " + *std::move(wrong)});
        }
    }
    if (languages.size() > 30) {
        problems.push_back({"/languages", "must have at most 30 items"});
    }
    if (std::find(languages.begin(), languages.end(), survey.language) == languages.end()) {
        problems.push_back({"/languages", "must hold the survey's own language"});
    }
    if (survey.opens_at && survey.closes_at && *survey.closes_at <= *survey.opens_at) {
        problems.push_back({"/closes_at", "must be after opens_at"});
    }
    return problems;
}

bool may_become(State from, State to) {
    switch (to) {
        case State::draft:
            return false;
        case State::live:
            return from != State::live;
        case State::paused:
            return from == State::live;
        case State::closed:
            return from == State::live || from == State::paused;
    }
    return false;
}

std::optional<bool> is_transactional(Kind kind) {
    switch (kind) {
        case Kind::relationship:
            return false;
        case Kind::after_contact:
        case Kind::after_cooperation:
            return true;
        default:
            return {};
    }
}

}  // namespace survey

template <>
const record::Shape& record::shape_of<survey::Survey>() {
    using survey::Survey;
    static const Shape shape =
        describe<Survey>("survey", "surveys")
            .field<&Survey::key>(rule::key(), searchable | sortable | filterable | unique | fixed)
            .field<&Survey::name>(rule::length(1, 200), searchable | sortable)
            .field<&Survey::kind>({}, filterable)
            .field<&Survey::mode>({}, filterable)
            .field<&Survey::state>({}, filterable | read_only)
            .field<&Survey::touchpoint>(rule::key(), filterable)
            .field<&Survey::location>(rule::key(), filterable)
            .field<&Survey::brand>(rule::key(), filterable)
            .field<&Survey::language>(rule::language())
            .field<&Survey::languages>()
            .field<&Survey::decision>(rule::prose(0, 2000), searchable)
            .field<&Survey::reader_id>({}, filterable)
            .field<&Survey::opens_at>()
            .field<&Survey::closes_at>()
            .field<&Survey::version>({}, read_only)
            .sorted_by("-created_at")
            .may(people::may::read_feedback, people::may::set_up);
    return shape;
}

}  // namespace styk
