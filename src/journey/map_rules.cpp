#include "journey/map_rules.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/id.h"
#include "base/text.h"
#include "record/rules.h"

namespace styk::journey {

namespace {

using Set = std::set<std::string, std::less<>>;

// Collects what is wrong with the members of one part.
class Check {
public:
    Check(const Known* known, const std::string& pointer, Problems& problems)
        : known_(known), pointer_(pointer), problems_(problems) {}

    void say(const std::string& member, std::string message) {
        problems_.push_back({pointer_ + "/" + member, std::move(message)});
    }

    void apply(const std::string& member, const record::Rule& rule, const record::Value& value) {
        if (const auto wrong = rule(value)) {
            say(member, *wrong);
        }
    }

    void name(const std::string& member, const std::string& text) {
        static const auto rule = record::rule::length(1, longest_name);
        apply(member, rule, text);
    }

    void prose(const std::string& member, const std::string& text, std::size_t least = 0) {
        static const auto may_be_empty = record::rule::prose(0, longest_text);
        static const auto must_be_there = record::rule::prose(1, longest_text);
        apply(member, least == 0 ? may_be_empty : must_be_there, text);
    }

    void uuid(const std::string& member, const std::string& text) {
        const auto id = Uuid::parse(text);
        if (!id || id->text() != text) {
            say(member, "must be a UUID in lower case");
        }
    }

    void between(
        const std::string& member,
        const std::optional<std::int64_t>& number,
        std::int64_t low,
        std::int64_t high
    ) {
        if (number && (*number < low || *number > high)) {
            say(member, fmt::format("must be {} to {}", low, high));
        }
    }

    void is_one_of(
        const std::string& member, const std::string& key, Set Known::* which, std::string_view what
    ) {
        if (known_ != nullptr && !(known_->*which).contains(key)) {
            say(member, fmt::format("is no {}", what));
        }
    }

    void keys(
        const std::string& member, const Texts& texts, Set Known::* which, std::string_view what
    ) {
        size(member, texts.size());
        for (std::size_t i = 0; i < texts.size(); ++i) {
            is_one_of(fmt::format("{}/{}", member, i), texts[i], which, what);
            if (std::count(texts.begin(), texts.end(), texts[i]) > 1) {
                return say(member, fmt::format("names a {} twice", what));
            }
        }
    }

    void size(const std::string& member, std::size_t n, std::size_t most = most_of_a_kind) {
        if (n > most) {
            say(member, fmt::format("may hold at most {}", most));
        }
    }

    template <class E>
    void parts(const std::string& member, const std::vector<E>& list) {
        size(member, list.size());
        Set ids;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto at = fmt::format("{}/{}", member, i);
            check(list[i], known_, pointer_ + "/" + at, problems_);
            if (!ids.insert(list[i].id).second) {
                say(at + "/id", "is used twice");
            }
        }
    }

private:
    const Known* known_;
    const std::string& pointer_;
    Problems& problems_;
};

void check_departments(Check& on, const Step& step) {
    on.size("departments", step.departments.size());
    for (std::size_t i = 0; i < step.departments.size(); ++i) {
        const StepDepartment& part = step.departments[i];
        const auto at = fmt::format("departments/{}", i);
        on.is_one_of(at + "/department_id", part.department_id, &Known::departments, "department");
        if (part.process) {
            on.name(at + "/process", *part.process);
        }
        if (std::count(step.departments.begin(), step.departments.end(), part) > 1) {
            return on.say("departments", "names a department twice with one role and process");
        }
    }
}

void check_removes(Check& on, const Step& step) {
    on.size("removes", step.removes.size());
    for (std::size_t i = 0; i < step.removes.size(); ++i) {
        const auto at = fmt::format("removes/{}", i);
        on.uuid(at + "/pain", step.removes[i].pain);
        on.prose(at + "/note", step.removes[i].note);
        if (std::count_if(step.removes.begin(), step.removes.end(), [&](const Removal& one) {
                return one.pain == step.removes[i].pain;
            }) > 1) {
            return on.say("removes", "names a pain twice");
        }
    }
    on.size("was", step.was.size(), most_steps);
    for (std::size_t i = 0; i < step.was.size(); ++i) {
        on.uuid(fmt::format("was/{}", i), step.was[i]);
    }
}

void check_own(Check& on, const Step& step) {
    on.size("own", step.own.size(), most_lanes);
    for (const auto& [lane, text] : step.own) {
        const auto at = "own/" + lane;
        if (!is_own_lane(lane)) {
            on.say(at, "is no lane of your own: its key begins with lane_");
        }
        on.prose(at, text);
    }
}

void check_marks(Check& on, const Step& step) {
    on.parts("marks", step.marks);
    for (std::size_t i = 0; i < step.marks.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (step.marks[i].kind == step.marks[j].kind) {
                on.say("marks", "holds two marks of one kind");
            }
        }
    }
}

template <class E>
void check_all(
    const std::vector<E>& list,
    const std::string& name,
    std::size_t most,
    const Known* known,
    Problems& problems
) {
    if (list.size() > most) {
        problems.push_back({"/" + name, fmt::format("may hold at most {}", most)});
    }
    Set ids;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto at = fmt::format("/{}/{}", name, i);
        check(list[i], known, at, problems);
        const std::string* id = nullptr;
        if constexpr (std::is_same_v<E, Lane>) {
            id = &list[i].key;
        } else {
            id = &list[i].id;
        }
        if (!ids.insert(*id).second) {
            problems.push_back({at + "/id", "is used twice"});
        }
    }
}

}  // namespace

bool is_own_lane(const std::string& key) {
    return key.starts_with("lane_") && key.size() > 5 && is_key(key);
}

void check(const MapStage& stage, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", stage.id);
    on.name("name", stage.name);
    if (stage.touchpoint_stage_id) {
        on.is_one_of("touchpoint_stage_id", *stage.touchpoint_stage_id, &Known::stages, "stage");
    }
}

void check(const Step& step, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", step.id);
    on.uuid("stage_id", step.stage_id);
    on.name("name", step.name);
    if (step.touchpoint) {
        on.is_one_of("touchpoint", *step.touchpoint, &Known::touchpoints, "touchpoint");
    }
    on.keys("channels", step.channels, &Known::channels, "channel");
    on.keys("emotions", step.emotions, &Known::emotions, "emotion");
    on.size("processes", step.processes.size());
    for (std::size_t i = 0; i < step.processes.size(); ++i) {
        on.name(fmt::format("processes/{}", i), step.processes[i]);
    }
    on.prose("action", step.action);
    on.prose("expectation", step.expectation);
    on.prose("designed", step.designed);
    on.prose("service", step.service);
    on.prose("feeling", step.feeling);
    on.between("minutes", step.minutes, 0, 10'000'000);
    on.between("effort", step.effort, 1, 7);
    on.between("drawn/value", step.drawn.value, -2, 2);
    on.parts("questions", step.questions);
    on.parts("obstacles", step.obstacles);
    on.parts("evidence", step.evidence);
    on.parts("ideas", step.ideas);
    check_marks(on, step);
    check_departments(on, step);
    check_removes(on, step);
    check_own(on, step);
    if (step.nested_journey_id) {
        on.is_one_of("nested_journey_id", *step.nested_journey_id, &Known::journeys, "journey");
    }
}

void check(const Link& link, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", link.id);
    on.uuid("from", link.from);
    on.uuid("to", link.to);
    if (link.label) {
        on.name("label", *link.label);
    }
}

void check(const Lane& lane, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    const auto& keys = lane_keys();
    if (std::find(keys.begin(), keys.end(), lane.key) == keys.end() && !is_own_lane(lane.key)) {
        on.say("key", fmt::format("must be one of {} or begin with lane_", fmt::join(keys, ", ")));
    }
    if (lane.name) {
        on.name("name", *lane.name);
    }
}

void check(const Question& one, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", one.id);
    on.prose("text", one.text, 1);
}

void check(const Obstacle& one, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", one.id);
    on.prose("text", one.text, 1);
}

void check(const Evidence& one, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", one.id);
    on.prose("text", one.text, 1);
    if (one.link && !one.link->starts_with("https://") && !one.link->starts_with("http://")) {
        on.say("link", "must begin with https:// or http://");
    }
    if (one.link) {
        on.prose("link", *one.link, 1);
    }
}

void check(const MapIdea& one, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", one.id);
    on.prose("text", one.text, 1);
}

void check(const StepMark& one, const Known* known, const std::string& at, Problems& problems) {
    Check on(known, at, problems);
    on.uuid("id", one.id);
    on.prose("reason", one.reason, 1);
}

Problems check(const MapDoc& doc, const Known* known) {
    Problems problems;
    check_all(doc.stages, "stages", most_stages, known, problems);
    check_all(doc.steps, "steps", most_steps, known, problems);
    check_all(doc.links, "links", most_links, known, problems);
    check_all(doc.lanes, "lanes", most_lanes, known, problems);
    for (std::size_t i = 0; i < doc.steps.size(); ++i) {
        if (find_stage(doc, doc.steps[i].stage_id) == nullptr) {
            problems.push_back({fmt::format("/steps/{}/stage_id", i), "is no stage of this map"});
        }
    }
    for (std::size_t i = 0; i < doc.links.size(); ++i) {
        for (const auto& [end, name] :
             {std::pair(&doc.links[i].from, "from"), std::pair(&doc.links[i].to, "to")}) {
            if (find_step(doc, *end) == nullptr) {
                problems.push_back({fmt::format("/links/{}/{}", i, name), "is no step of this map"}
                );
            }
        }
    }
    return problems;
}

}  // namespace styk::journey
