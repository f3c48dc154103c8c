#include "story/write_survey.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "promise/promise_store.h"
#include "survey/definition_json.h"

namespace styk::story {

namespace {

using survey::State;
using survey::Survey;

constexpr std::size_t largest_definition = 400'000;  // bytes of JSON

Problems below(const char* pointer, Problems problems) {
    for (Problem& one : problems) {
        one.pointer = pointer + one.pointer;
    }
    return problems;
}

void append(Problems& to, Problems more) {
    to.insert(to.end(), more.begin(), more.end());
}

// The name as a key that no other survey has: after_stay, after_stay-2.
std::string free_key(db::Reader& reader, const std::string& name) {
    std::string base = to_key(name).substr(0, 50);
    base = base.empty() || !is_key(base) ? "survey" : base;
    std::string key = base;
    for (int n = 2; db::find_by<Survey>(reader, "key", key); ++n) {
        key = fmt::format("{}-{}", base, n);
    }
    return key;
}

void complete_languages(Survey& survey, const survey::Definition& definition) {
    if (survey.languages.empty()) {
        survey.languages = survey::languages_of(definition);
    }
    auto& all = survey.languages;
    all.erase(std::remove(all.begin(), all.end(), survey.language), all.end());
    all.insert(all.begin(), survey.language);
}

std::string checked_text(const json::Value& definition) {
    std::string text = json::write(definition);
    if (text.size() > largest_definition) {
        throw Refusal(
            Code::invalid,
            "This survey is too large.",
            {{"/definition", fmt::format("must have at most {} bytes", largest_definition)}}
        );
    }
    return text;
}

Problems problems_that_stop(const std::vector<Dismissible>& findings) {
    Problems problems;
    for (const Dismissible& one : findings) {
        if (one.finding.level == survey::Level::error) {
            problems.push_back({"/definition" + one.finding.pointer, one.finding.message});
        }
    }
    return problems;
}

CheckedSurvey check_with(
    const survey::Surroundings& firm,
    const Survey& survey,
    const survey::Definition& definition,
    const std::vector<survey::Dismissal>& dismissals
) {
    CheckedSurvey out;
    for (auto& finding : survey::check_before_publishing(survey, definition, firm)) {
        Dismissible& one = out.findings.emplace_back();
        const auto dismissed =
            std::find_if(dismissals.begin(), dismissals.end(), [&](const auto& other) {
                return other.problem == finding.key && other.question == finding.question;
            });
        if (dismissed != dismissals.end() && finding.level == survey::Level::warning) {
            one.dismissed = *dismissed;
        }
        one.finding = std::move(finding);
    }
    out.may_publish = problems_that_stop(out.findings).empty();
    out.minutes = survey::minutes_to_answer(definition);
    out.questions = survey::count_asking(definition);
    return out;
}

}  // namespace

survey::Surroundings surroundings_of(db::Reader& reader, const feedback::Directory& directory) {
    survey::Surroundings out;
    for (const auto& one : directory.metrics.all()) {
        out.metrics.emplace(
            one.key,
            survey::Scale{static_cast<int>(one.min), static_cast<int>(one.max), !one.items.empty()}
        );
    }
    for (const auto& one : directory.touchpoints.all()) {
        out.touchpoints.push_back(one.key);
    }
    auto ties = promise::load_survey_ties(reader);
    out.knows_promises = !ties.promises.empty();
    out.promises = std::move(ties.promises);
    out.not_feasible = std::move(ties.not_feasible);
    return out;
}

survey::Definition read_draft(
    const Survey& survey, const json::Value& definition, Problems& problems
) {
    Problems own;
    auto read = survey::read_definition(definition, survey.language, own);
    append(problems, below("/definition", std::move(own)));
    return read;
}

Survey make_survey(
    const Intake& intake, Survey survey, const json::Value& definition, const db::Change& by
) {
    Problems problems;
    const auto read = read_draft(survey, definition, problems);
    complete_languages(survey, read);
    append(problems, survey::check(survey));
    refuse_if(std::move(problems));
    const std::string text = checked_text(definition);
    const auto directory = intake.catalogue.directory();
    survey.id.uuid = make_uuid_v7(intake.clock, intake.random);
    const bool named = !survey.key.empty();
    intake.database.write([&](db::Tx& tx) {
        survey.key = named ? survey.key : free_key(tx, survey.name);
        check_survey(tx, *directory, survey);
        db::add(tx, survey, by);
        survey::add_draft(tx, survey.id, text, by);
    });
    intake.catalogue.reload();
    return survey;
}

void check_survey(db::Reader& reader, const feedback::Directory& directory, const Survey& survey) {
    Problems problems = survey::check(survey);
    const auto need = [&](const char* pointer, const auto& all, const auto& key) {
        if (key && all.find(*key) == nullptr) {
            problems.push_back({pointer, fmt::format("there is no {} {}", pointer + 1, *key)});
        }
    };
    need("/touchpoint", directory.touchpoints, survey.touchpoint);
    need("/location", directory.locations, survey.location);
    need("/brand", directory.brands, survey.brand);
    if (survey.reader_id && !db::find<people::User>(reader, *survey.reader_id)) {
        problems.push_back({"/reader_id", "there is no such user"});
    }
    refuse_if(std::move(problems));
    const auto before = db::find<Survey>(reader, survey.id);
    const bool differs = before && before->version > 0 &&
                         (before->mode != survey.mode || before->kind != survey.kind);
    if (differs && survey::has_responses(reader, survey.id)) {
        throw Refusal(
            Code::conflict,
            "There are answers already: what they were promised and what they count as stays.",
            {{before->mode != survey.mode ? "/mode" : "/kind", "cannot change any more"}}
        );
    }
}

void check_removal(db::Reader& reader, const Survey& survey) {
    if (survey::has_responses(reader, survey.id)) {
        throw Refusal(Code::conflict, "This survey has answers. Close it instead.");
    }
}

std::int64_t change_definition(
    const Intake& intake,
    const Survey& survey,
    std::int64_t revision,
    const json::Value& definition,
    const db::Change& by
) {
    Problems problems;
    (void)read_draft(survey, definition, problems);
    refuse_if(std::move(problems));
    const std::string text = checked_text(definition);
    intake.database.write([&](db::Tx& tx) {
        survey::change_draft(tx, survey.id, revision, text, by);
    });
    return revision + 1;
}

CheckedSurvey check_draft(const Intake& intake, const Survey& survey) {
    survey::Draft draft;
    survey::Surroundings firm;
    std::vector<survey::Dismissal> dismissals;
    intake.database.read([&](db::Reader& reader) {
        draft = survey::load_draft(reader, survey.id);
        firm = surroundings_of(reader, *intake.catalogue.directory());
        dismissals = survey::list_dismissals(reader, survey.id);
    });
    const auto definition = survey::read_stored_definition(draft.definition, survey.language);
    return check_with(firm, survey, definition, dismissals);
}

survey::Link make_link(const Intake& intake, const Survey& survey, std::string name) {
    survey::Link link;
    link.id.uuid = make_uuid_v7(intake.clock, intake.random);
    link.survey_id = survey.id;
    link.key = random_hex(intake.random, 16);
    link.name = std::move(name);
    return link;
}

PublishedSurvey publish_survey(
    const Intake& intake,
    const Id<Survey>& id,
    std::optional<std::int64_t> revision,
    const db::Change& by
) {
    const auto directory = intake.catalogue.directory();
    PublishedSurvey out;
    survey::Link fresh;
    fresh.id.uuid = make_uuid_v7(intake.clock, intake.random);
    fresh.key = random_hex(intake.random, 16);
    intake.database.write([&](db::Tx& tx) {
        const Survey before = db::load(tx, id);
        const survey::Draft draft = survey::load_draft(tx, id);
        if (revision && *revision != draft.revision) {
            throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
        }
        const auto definition = survey::read_stored_definition(draft.definition, before.language);
        const auto firm = surroundings_of(tx, *directory);
        refuse_if(problems_that_stop(check_with(firm, before, definition, {}).findings));
        out.survey = before;
        out.version = survey::add_version(tx, before, draft, survey::count_asking(definition), by);
        out.survey.version = out.version;
        out.survey.state = State::live;
        db::change(tx, before, out.survey, by);
        const auto known = survey::first_link(tx, id);
        out.link = known.value_or(fresh);
        if (!known) {
            out.link.survey_id = id;
            out.link.name = before.name;
            db::add(tx, out.link, by);
        }
    });
    intake.catalogue.reload();
    return out;
}

Survey change_state(const Intake& intake, const Id<Survey>& id, State to, const db::Change& by) {
    Survey after;
    intake.database.write([&](db::Tx& tx) {
        const Survey before = db::load(tx, id);
        if (before.version == 0 || !survey::may_become(before.state, to)) {
            throw Refusal(
                Code::conflict,
                fmt::format(
                    "A survey that is {} cannot become {}.",
                    record::name_of_choice(before.state),
                    record::name_of_choice(to)
                )
            );
        }
        after = before;
        after.state = to;
        db::change(tx, before, after, by);
    });
    intake.catalogue.reload();
    return after;
}

}  // namespace styk::story
