#include "journey/map_edit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <random>

#include "journey/compare_maps.h"
#include "journey/map_json.h"
#include "journey/template.h"
#include "json/json.h"

namespace styk::journey {
namespace {

// 00000000-0000-4000-8000-000000000001 and so on.
std::string uuid(int n) {
    return fmt::format("00000000-0000-4000-8000-{:012}", n);
}

MapDoc two_stages() {
    MapDoc doc;
    doc.stages = {{uuid(1), "Buys", Phase::purchase, {}}, {uuid(2), "Uses", Phase::use, {}}};
    for (const auto& [id, stage, name] :
         {std::tuple(11, 1, "Looks"), std::tuple(12, 1, "Pays"), std::tuple(21, 2, "Opens")}) {
        Step step;
        step.id = uuid(id);
        step.stage_id = uuid(stage);
        step.name = name;
        doc.steps.push_back(step);
    }
    doc.lanes = first_lanes();
    return doc;
}

Known known() {
    Known out;
    out.touchpoints = {"desk"};
    out.channels = {"web", "phone"};
    out.emotions = {"joy"};
    return out;
}

const EditStamp anna{uuid(900), "2026-11-22T10:00:00Z"};

// Edits as a client writes them, ' for ".
std::vector<Edit> edits(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    Problems problems;
    auto out = read_edits(json::parse(text), problems);
    EXPECT_TRUE(problems.empty()) << problems[0].pointer << " " << problems[0].message;
    return out;
}

struct Tried {
    MapDoc doc;
    Applied applied;
};

Tried try_on(MapDoc doc, const std::string& text) {
    const auto firm = known();
    auto applied = apply(doc, edits(text), &firm, &anna);
    return {std::move(doc), std::move(applied)};
}

std::string set_name(int step, const std::string& was, const std::string& value) {
    return fmt::format(
        "[{{'op': 'set', 'path': ['steps', '{}', 'name'], 'was': '{}', 'value': '{}'}}]",
        uuid(step),
        was,
        value
    );
}

// "pointer message" of the first problem.
std::string problem_of(const std::string& text) {
    const auto tried = try_on(two_stages(), text);
    return tried.applied.problems.empty()
               ? ""
               : tried.applied.problems[0].pointer + " " + tried.applied.problems[0].message;
}

Texts names_of_steps(const MapDoc& doc) {
    Texts names;
    for (const Step& step : doc.steps) {
        names.push_back(step.name);
    }
    return names;
}

TEST(an_edit, sets_a_cell_and_knows_its_way_back) {
    const MapDoc before = two_stages();
    auto [doc, applied] = try_on(before, set_name(11, "Looks", "Looks around"));
    ASSERT_TRUE(applied.is_fine());
    EXPECT_EQ(doc.steps[0].name, "Looks around");
    EXPECT_TRUE(apply(doc, invert(applied.edits), nullptr, nullptr).is_fine());
    EXPECT_EQ(doc, before);
}

TEST(an_edit, of_a_cell_that_somebody_else_changed_shows_both_texts) {
    auto [doc, first] = try_on(two_stages(), set_name(11, "Looks", "Looks around"));
    const auto [same, second] = try_on(doc, set_name(11, "Looks", "Searches"));
    ASSERT_EQ(second.conflicts.size(), 1U);
    EXPECT_EQ(second.conflicts[0].yours, "\"Searches\"");
    EXPECT_EQ(second.conflicts[0].theirs, "\"Looks around\"");
    EXPECT_EQ(same, doc);
}

TEST(an_edit, of_another_cell_of_the_same_step_is_no_conflict) {
    auto [doc, first] = try_on(two_stages(), set_name(11, "Looks", "Looks around"));
    const auto [after, second] = try_on(
        doc,
        fmt::format(
            "[{{'op': 'set', 'path': ['steps', '{}', 'minutes'], 'was': null, 'value': 5}}]",
            uuid(11)
        )
    );
    EXPECT_TRUE(second.is_fine());
    EXPECT_EQ(after.steps[0].minutes, 5);
    EXPECT_EQ(after.steps[0].name, "Looks around");
}

TEST(an_edit, to_what_stands_there_already_changes_nothing) {
    const auto tried = try_on(two_stages(), set_name(11, "Something", "Looks"));
    EXPECT_TRUE(tried.applied.is_fine());
    EXPECT_TRUE(tried.applied.edits.empty());
}

TEST(an_edit, of_a_step_that_was_removed_meanwhile_is_a_conflict_and_removing_it_again_is_not) {
    const auto remove = fmt::format("[{{'op': 'remove', 'path': ['steps', '{}']}}]", uuid(11));
    auto [doc, first] = try_on(two_stages(), remove);
    const auto set = try_on(doc, set_name(11, "Looks", "Searches"));
    ASSERT_EQ(set.applied.conflicts.size(), 1U);
    EXPECT_EQ(set.applied.conflicts[0].theirs, "null");
    const auto again = try_on(doc, remove);
    EXPECT_TRUE(again.applied.is_fine());
    EXPECT_TRUE(again.applied.edits.empty());
}

TEST(an_edit, adds_a_step_behind_another_of_its_stage) {
    const auto add = [](const char* after) {
        return fmt::format(
            "[{{'op': 'add', 'path': ['steps'], {} 'value': {{'id': '{}', 'stage_id': '{}', "
            "'name': 'New'}}}}]",
            after,
            uuid(99),
            uuid(1)
        );
    };
    const auto first = try_on(two_stages(), add("'after': null,"));
    EXPECT_EQ(names_of_steps(first.doc), (Texts{"New", "Looks", "Pays", "Opens"}));
    const auto behind = try_on(two_stages(), add(("'after': '" + uuid(11) + "',").c_str()));
    EXPECT_EQ(names_of_steps(behind.doc), (Texts{"Looks", "New", "Pays", "Opens"}));
    const auto last = try_on(two_stages(), add(""));
    EXPECT_EQ(names_of_steps(last.doc), (Texts{"Looks", "Pays", "New", "Opens"}));
    const auto gone = try_on(two_stages(), add(("'after': '" + uuid(77) + "',").c_str()));
    EXPECT_EQ(names_of_steps(gone.doc), names_of_steps(last.doc));
}

TEST(an_edit, moves_steps_between_stages_and_stages_with_their_steps) {
    const auto moved = try_on(
        two_stages(),
        fmt::format(
            "[{{'op': 'move', 'path': ['steps', '{}'], 'stage_id': '{}', 'after': null}}]",
            uuid(11),
            uuid(2)
        )
    );
    EXPECT_EQ(names_of_steps(moved.doc), (Texts{"Pays", "Looks", "Opens"}));
    const auto turned = try_on(
        two_stages(),
        fmt::format("[{{'op': 'move', 'path': ['stages', '{}'], 'after': null}}]", uuid(2))
    );
    EXPECT_EQ(names_of_steps(turned.doc), (Texts{"Opens", "Looks", "Pays"}));
}

TEST(an_edit, removes_a_stage_only_when_it_is_empty) {
    const auto remove = fmt::format("[{{'op': 'remove', 'path': ['stages', '{}']}}]", uuid(2));
    const auto full = try_on(two_stages(), remove);
    ASSERT_EQ(full.applied.conflicts.size(), 1U);
    EXPECT_EQ(full.applied.conflicts[0].theirs, R"({"steps":["Opens"]})");
    const auto with_its_step = try_on(
        two_stages(),
        fmt::format(
            "[{{'op': 'remove', 'path': ['steps', '{}']}}, {{'op': 'remove', 'path': ['stages', "
            "'{}']}}]",
            uuid(21),
            uuid(2)
        )
    );
    EXPECT_TRUE(with_its_step.applied.is_fine());
    EXPECT_EQ(with_its_step.doc.stages.size(), 1U);
}

TEST(an_edit, removes_links_with_their_step_and_brings_both_back) {
    MapDoc before = two_stages();
    before.links = {{uuid(31), uuid(11), uuid(21), LinkKind::shortcut, "quick"}};
    auto [doc, applied] =
        try_on(before, fmt::format("[{{'op': 'remove', 'path': ['steps', '{}']}}]", uuid(11)));
    EXPECT_TRUE(doc.links.empty());
    EXPECT_TRUE(apply(doc, invert(applied.edits), nullptr, nullptr).is_fine());
    EXPECT_EQ(doc, before);
}

TEST(an_edit, signs_ideas_and_marks_and_lets_everybody_vote_once_for_themselves) {
    const auto path = fmt::format("'steps', '{}', 'ideas'", uuid(11));
    const auto idea = fmt::format(
        "[{{'op': 'add', 'path': [{}], 'value': {{'id': '{}', 'text': 'A bell', 'votes': "
        "['x']}}}}]",
        path,
        uuid(50)
    );
    const auto vote = [&](const std::string& who) {
        return fmt::format(
            "[{{'op': 'set', 'path': [{}, '{}', 'votes', '{}'], 'was': false, 'value': true}}]",
            path,
            uuid(50),
            who
        );
    };
    const auto added = try_on(two_stages(), idea);
    ASSERT_TRUE(added.applied.is_fine());
    EXPECT_EQ(added.doc.steps[0].ideas[0].author_id, anna.user_id);
    EXPECT_TRUE(added.doc.steps[0].ideas[0].votes.empty());
    const auto voted = try_on(added.doc, vote(anna.user_id));
    EXPECT_EQ(voted.doc.steps[0].ideas[0].votes, Texts{anna.user_id});
    EXPECT_TRUE(try_on(voted.doc, vote(anna.user_id)).applied.edits.empty());
    EXPECT_EQ(try_on(voted.doc, vote(uuid(901))).applied.problems.size(), 1U);
}

TEST(an_edit, that_is_wrong_names_where) {
    const auto step = [](const char* rest) {
        return fmt::format("[{{'op': 'set', 'path': ['steps', '{}', {}}}]", uuid(11), rest);
    };
    EXPECT_EQ(
        problem_of("[{'op': 'set', 'path': ['colour'], 'was': 1, 'value': 2}]"),
        "/edits/0/path names nothing of a map: colour"
    );
    EXPECT_EQ(
        problem_of(step("'mood'], 'was': 1, 'value': 2")),
        "/edits/0/path names nothing of a map: mood"
    );
    EXPECT_EQ(
        problem_of(step("'stage_id'], 'was': 'a', 'value': 'b'")),
        "/edits/0/path stage_id is changed by a move"
    );
    EXPECT_EQ(
        problem_of(step("'name', 'deeper'], 'was': 'Looks', 'value': 'b'")),
        "/edits/0/path goes deeper than name does"
    );
    EXPECT_EQ(problem_of(step("'name'], 'value': 'b'")), "/edits/0/was is missing");
    EXPECT_EQ(
        problem_of(step("'name'], 'was': 'Looks', 'value': ''")),
        "/edits/0/value must have 1 to 200 characters"
    );
    EXPECT_EQ(
        problem_of(step("'touchpoint'], 'was': null, 'value': 'nowhere'")),
        "/edits/0/value is no touchpoint"
    );
    EXPECT_EQ(
        problem_of(step("'channels'], 'was': [], 'value': ['web', 'pigeon']")),
        "/edits/0/value/1 is no channel"
    );
    EXPECT_EQ(
        problem_of(step("'drawn'], 'was': {'value': null}, 'value': {'value': 3}")),
        "/edits/0/value must be -2 to 2"
    );
    EXPECT_EQ(
        problem_of(step("'effort'], 'was': null, 'value': 'much'")),
        "/edits/0/value must be a whole number"
    );
    EXPECT_EQ(
        problem_of("[{'op': 'remove', 'path': ['steps', 'seven']}]"), "/edits/0/path seven is no id"
    );
    EXPECT_EQ(
        problem_of("[{'op': 'add', 'path': ['lanes'], 'value': {'key': 'mine'}}]").substr(0, 18),
        "/edits/0/value/key"
    );
}

TEST(reading_edits, names_what_is_not_known) {
    Problems problems;
    (void)read_edits(
        json::parse(R"([{"op": "twist", "path": []}, {"path": ["steps"], "colour": 1}, 7])"),
        problems
    );
    Texts pointers;
    for (const auto& one : problems) {
        pointers.push_back(one.pointer);
    }
    EXPECT_EQ(
        pointers,
        (Texts{"/edits/0/op", "/edits/0/path", "/edits/1/colour", "/edits/1/op", "/edits/2"})
    );
}

// ---- many random edits

class Chance {
public:
    explicit Chance(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

    std::string new_id() { return uuid(1000 + ++made_); }

    template <class E>
    const E& one_of(const std::vector<E>& list) {
        return list[below(list.size())];
    }

private:
    std::mt19937 random_;
    int made_ = 0;
};

Edit set_edit(Texts path, const json::Value& was, const json::Value& value) {
    Edit edit{.op = EditOp::set, .path = std::move(path)};
    edit.was = json::write(was);
    edit.value = json::write(value);
    return edit;
}

Edit add_edit(Texts path, const json::Value& value, std::optional<std::string> after) {
    Edit edit{.op = EditOp::add, .path = std::move(path)};
    edit.value = json::write(value);
    edit.after = std::move(after);
    return edit;
}

// What a person who sees `seen` might do next.
Edit random_edit(const MapDoc& seen, Chance& chance, int number) {
    const std::string text = fmt::format("text {}", number);
    const auto some_step = [&]() -> const Step& { return chance.one_of(seen.steps); };
    switch (seen.steps.empty() ? 5 : chance.below(9)) {
        case 0: {
            const Step& step = some_step();
            return set_edit(
                {"steps", step.id, "action"}, json::Value(step.action), json::Value(text)
            );
        }
        case 1: {
            const Step& step = some_step();
            const auto own = step.own.contains("lane_x") ? step.own.at("lane_x") : "";
            return set_edit(
                {"steps", step.id, "own", "lane_x"}, json::Value(own), json::Value(text)
            );
        }
        case 2:
            return add_edit(
                {"steps", some_step().id, "questions"},
                json::Object{{"id", chance.new_id()}, {"text", text}},
                {}
            );
        case 3:
            return {.op = EditOp::remove, .path = {"steps", some_step().id}};
        case 4: {
            Edit move{.op = EditOp::move, .path = {"steps", some_step().id}};
            move.stage_id = chance.one_of(seen.stages).id;
            move.last = true;
            return move;
        }
        case 5:
            return add_edit(
                {"steps"},
                json::Object{
                    {"id", chance.new_id()},
                    {"stage_id", chance.one_of(seen.stages).id},
                    {"name", text}
                },
                {}
            );
        case 6: {
            Edit move{.op = EditOp::move, .path = {"stages", chance.one_of(seen.stages).id}};
            move.last = true;
            return move;
        }
        case 7:
            return add_edit(
                {"links"},
                json::Object{
                    {"id", chance.new_id()}, {"from", some_step().id}, {"to", some_step().id}
                },
                {}
            );
        default:
            return add_edit({"stages"}, json::Object{{"id", chance.new_id()}, {"name", text}}, {});
    }
}

// Two people edit what they saw some edits ago; who hears of a conflict looks again.
class TwoPeople {
public:
    TwoPeople(MapDoc doc, unsigned seed) : now(std::move(doc)), chance_(seed) {}

    void edit(int number) {
        MapDoc& seen = seen_[chance_.below(2)];
        MapDoc after = now;
        auto applied = apply(after, {random_edit(seen, chance_, number)}, nullptr, &anna);
        conflicts += applied.conflicts.size();
        if (applied.is_fine()) {
            now = std::move(after);
            log.push_back(std::move(applied.edits));
        }
        if (!applied.is_fine() || chance_.below(3) == 0) {
            seen = now;
        }
    }

    MapDoc now;
    std::vector<std::vector<Edit>> log;
    std::size_t conflicts = 0;

private:
    Chance chance_;
    MapDoc seen_[2]{now, now};
};

// The edits of one cell are a chain: each knew what the one before had written.
bool are_chains(const std::vector<std::vector<Edit>>& log) {
    std::map<Texts, std::string> last;
    for (const auto& entry : log) {
        for (const Edit& edit : entry) {
            if (edit.op != EditOp::set) {
                continue;
            }
            const auto found = last.find(edit.path);
            if (found != last.end() && found->second != edit.was) {
                return false;
            }
            last[edit.path] = *edit.value;
        }
    }
    return true;
}

TEST(two_people, who_edit_one_map_lose_nothing_and_can_go_all_the_way_back) {
    std::size_t conflicts = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        const MapDoc first = two_stages();
        TwoPeople people(first, seed);
        for (int i = 0; i < 60; ++i) {
            people.edit(i);
        }
        conflicts += people.conflicts;
        EXPECT_TRUE(are_chains(people.log)) << seed;
        EXPECT_TRUE(check(people.now, nullptr).empty()) << seed;
        EXPECT_EQ(read_stored_map(write_map(people.now)), people.now) << seed;
        MapDoc back = people.now;
        for (auto entry = people.log.rbegin(); entry != people.log.rend(); ++entry) {
            ASSERT_TRUE(apply(back, invert(*entry), nullptr, nullptr).is_fine()) << seed;
        }
        EXPECT_EQ(back, first) << seed;
    }
    EXPECT_GT(conflicts, 50U);
}

TEST(the_difference, of_any_two_states_leads_from_one_to_the_other_and_back) {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        TwoPeople people(two_stages(), seed);
        MapDoc middle;
        for (int i = 0; i < 40; ++i) {
            people.edit(i);
            middle = i == 15 ? people.now : middle;
        }
        const auto forth = edits_between(middle, people.now);
        MapDoc doc = middle;
        ASSERT_TRUE(apply(doc, forth, nullptr, nullptr).is_fine()) << seed;
        EXPECT_EQ(doc, people.now) << seed;
        ASSERT_TRUE(apply(doc, invert(forth), nullptr, nullptr).is_fine()) << seed;
        EXPECT_EQ(doc, middle) << seed;
    }
}

TEST(the_difference, moves_only_what_moved) {
    const MapDoc from = two_stages();
    MapDoc to = from;
    std::rotate(to.lanes.begin(), to.lanes.begin() + 1, to.lanes.end());
    const auto difference = edits_between(from, to);
    ASSERT_EQ(difference.size(), 1U);
    EXPECT_EQ(difference[0].path, (Texts{"lanes", "action"}));
    EXPECT_EQ(edits_between(from, from).size(), 0U);
}

// ---- compare and templates

TEST(comparing, shows_what_is_saved_and_what_becomes_of_each_pain) {
    MapDoc as_is = two_stages();
    as_is.steps[0].minutes = 10;
    as_is.steps[1].minutes = 5;
    as_is.steps[1].marks = {{uuid(60), StepMarkKind::pain, StepMarkState::on, "Queues", {}, {}}};
    as_is.steps[2].marks = {{uuid(61), StepMarkKind::pain, StepMarkState::off, "Not so bad", {}, {}}
    };
    int made = 500;
    MapDoc to_be = copy_as_to_be(as_is, [&] { return uuid(++made); });
    EXPECT_TRUE(check(to_be, nullptr).empty());
    EXPECT_EQ(to_be.steps[0].was, Texts{uuid(11)});
    EXPECT_TRUE(to_be.steps[1].marks.empty());
    to_be.steps.erase(to_be.steps.begin());
    to_be.steps[0].minutes = 1;
    const auto none = compare(as_is, to_be, {uuid(21), uuid(11)});
    EXPECT_EQ(none.as_is.minutes - none.to_be.minutes, 14);
    EXPECT_EQ(none.as_is.steps - none.to_be.steps, 1);
    EXPECT_EQ(none.dropped, Texts{uuid(11)});
    ASSERT_EQ(none.pains.size(), 2U);  // people say that the third is none
    EXPECT_EQ(none.pains[0].source, "data");
    EXPECT_EQ(none.pains[1].source, "people");
    EXPECT_TRUE(none.pains[1].removed_by.empty());
    to_be.steps[0].removes = {{uuid(12), "A second desk"}};
    const auto some = compare(as_is, to_be);
    ASSERT_EQ(some.pains.size(), 1U);
    EXPECT_EQ(some.pains[0].removed_by.at(0).note, "A second desk");
}

TEST(the_templates, are_about_a_dozen_steps_in_each_language) {
    int made = 0;
    const auto new_id = [&] { return uuid(++made); };
    const auto all = list_templates("en");
    EXPECT_EQ(all.size(), 8U);
    for (const Template& one : all) {
        std::set<std::string> names;
        for (const char* language : {"en", "pl", "ru"}) {
            const auto filled = fill_template(one.key, language, new_id);
            ASSERT_TRUE(filled) << one.key;
            EXPECT_TRUE(check(filled->doc, nullptr).empty()) << one.key;
            EXPECT_GE(filled->head.steps, 11) << one.key;
            EXPECT_LE(filled->head.steps, 14) << one.key;
            names.insert(filled->doc.steps[1].action);
            for (const Step& step : filled->doc.steps) {
                EXPECT_FALSE(step.action.empty() || step.expectation.empty()) << step.name;
            }
        }
        EXPECT_EQ(names.size(), 3U) << one.key << " says the same in two languages";
    }
    EXPECT_FALSE(fill_template("moon_base", "en", new_id));
}

TEST(an_empty_map, has_a_stage_for_each_phase) {
    int made = 0;
    const auto doc = empty_phases("pl", [&] { return uuid(++made); });
    ASSERT_EQ(doc.stages.size(), 7U);
    EXPECT_EQ(doc.stages[0].phase, Phase::awareness);
    EXPECT_EQ(doc.stages[6].name, "Polecanie");
    EXPECT_TRUE(check(doc, nullptr).empty());
}

}  // namespace
}  // namespace styk::journey
