#include "story/patch_case.h"

#include <fmt/format.h>

#include "base/text.h"
#include "record/convert.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseKind;
using casework::CaseRoute;
using casework::Step;

template <class T>
std::string text_of(const std::optional<Id<T>>& id) {
    return id ? id->text() : "";
}

void check_degree(const std::optional<std::int64_t>& degree, const char* name, Problems& problems) {
    if (degree && (*degree < 1 || *degree > 3)) {
        problems.push_back({fmt::format("/{}", name), "must be 1 to 3"});
    }
}

void check_people(const CasePatch& what, const casework::Rulebook& rulebook, Problems& problems) {
    const auto user = [&](const auto& given, const char* pointer) {
        if (given && *given && rulebook.find_user(**given) == nullptr) {
            problems.push_back({pointer, "there is no such user"});
        }
    };
    user(what.owner_id, "/owner_id");
    user(what.deputy_id, "/deputy_id");
}

void check_places(const CasePatch& what, const feedback::Directory& directory, Problems& problems) {
    const auto known = [&](const auto& given, const auto& all, const char* pointer) {
        if (given && *given && all.find(**given) == nullptr) {
            problems.push_back({pointer, "is not known"});
        }
    };
    known(what.department_id, directory.departments, "/department_id");
    known(what.touchpoint, directory.touchpoints, "/touchpoint");
}

void check_words(const CasePatch& what, Problems& problems) {
    if (what.title && (trim(*what.title).empty() ||
                       count_code_points(*what.title) > casework::longest_case_title)) {
        problems.push_back({"/title", "must have 1 to 200 characters"});
    }
    if (what.kind && !record::choice_of<CaseKind>(*what.kind)) {
        problems.push_back({"/kind", "must be complaint or follow_up"});
    }
    if (what.route && !record::choice_of<CaseRoute>(*what.route)) {
        problems.push_back({"/route", "must be fix_now or analysis"});
    }
}

// Sets what was given, also to nothing.
template <class T>
void set_id(std::optional<Id<T>>& member, const std::optional<std::optional<std::string>>& given) {
    if (given) {
        member = *given ? Id<T>::parse(**given) : std::nullopt;
    }
}

}  // namespace

void check(const Assessment& said) {
    Problems problems;
    check_degree(said.severity, "severity", problems);
    check_degree(said.complexity, "complexity", problems);
    check_degree(said.impact, "impact", problems);
    if (count_code_points(said.remedy_sought.value_or("")) > casework::longest_case_text) {
        problems.push_back(
            {"/remedy_sought",
             fmt::format("must have at most {} characters", casework::longest_case_text)}
        );
    }
    refuse_if(std::move(problems));
}

void check(
    const CasePatch& what, const casework::Rulebook& rulebook, const feedback::Directory& directory
) {
    check(what.assessment);
    Problems problems;
    check_people(what, rulebook, problems);
    check_places(what, directory, problems);
    check_words(what, problems);
    refuse_if(std::move(problems));
}

std::string words_of(const Assessment& said) {
    std::string out;
    const auto add = [&](const char* name, const auto& value) {
        if (value) {
            out += fmt::format("{}{}={}", out.empty() ? "" : " ", name, *value);
        }
    };
    add("severity", said.severity);
    add("complexity", said.complexity);
    add("impact", said.impact);
    add("safety", said.safety);
    return out;
}

bool put(Case& one, const Assessment& said) {
    bool differs = false;
    const auto set = [&](auto& member, const auto& value) {
        if (value && member != value) {
            // NOLINTNEXTLINE(bugprone-optional-value-conversion): safety always stands
            member = *value;
            differs = true;
        }
    };
    set(one.severity, said.severity);
    set(one.complexity, said.complexity);
    set(one.impact, said.impact);
    set(one.safety, said.safety);
    set(one.remedy_sought, said.remedy_sought);
    return differs;
}

std::vector<Step> put(Case& one, const CasePatch& what, PatchSteps steps) {
    std::vector<Step> log;
    if (what.owner_id) {
        steps.owner.before = text_of(one.owner_id);
        steps.owner.after = what.owner_id->value_or("");
        log.push_back(steps.owner);
    }
    set_id(one.owner_id, what.owner_id);
    set_id(one.deputy_id, what.deputy_id);
    set_id(one.department_id, what.department_id);
    if (what.touchpoint) {
        one.touchpoint = what.touchpoint->value_or("");
    }
    if (what.title) {
        one.title = *what.title;
    }
    if (what.kind) {
        one.kind = *record::choice_of<CaseKind>(*what.kind);
    }
    if (what.route) {
        steps.changed.before = record::name_of_choice(one.route);
        steps.changed.after = *what.route;
        one.route = *record::choice_of<CaseRoute>(*what.route);
        log.push_back(steps.changed);
    }
    if (put(one, what.assessment)) {
        steps.assessed.text = words_of(what.assessment);
        log.push_back(steps.assessed);
    }
    return log;
}

}  // namespace styk::story
