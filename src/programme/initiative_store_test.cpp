#include "programme/initiative_store.h"

#include <gtest/gtest.h>

#include "journey/map_store.h"
#include "programme/origin.h"
#include "support/databases.h"
#include "support/fixed.h"

namespace styk::programme {
namespace {

constexpr const char* anna = "018f0000-0000-7000-8000-00000000000a";
constexpr const char* sales = "018f0000-0000-7000-8000-00000000000c";
constexpr const char* idea = "018f0000-0000-7000-8000-0000000000d1";
constexpr const char* check_in = "018f0000-0000-7000-8000-0000000000e1";
constexpr const char* gone = "018f0000-0000-7000-8000-0000000000ff";

using Pointers = std::vector<std::string>;

Pointers pointers_of(const Refusal& refusal) {
    Pointers out;
    for (const Problem& problem : refusal.problems()) {
        out.push_back(problem.pointer);
    }
    return out;
}

class InitiativeStore : public test::BothDatabases {
protected:
    void SetUp() override {
        journey_.id.uuid = fresh();
        journey_.key = "stay";
        journey_.name = "A stay";
        desk_.id.uuid = fresh();
        desk_.key = desk_.name = "desk";
        finding_.id.uuid = fresh();
        finding_.name = "Too slow";
        finding_.text = "Five guests waited";
        finding_.touchpoint = "desk";
        map_.head.id = fresh().text();
        map_.head.journey_id = journey_.id;
        map_.doc = drawn();
        database().write([&](db::Tx& tx) {
            add_others(tx);
            db::add(tx, journey_, by_);
            db::add(tx, desk_, by_);
            db::add(tx, finding_, by_);
            journey::add_map(tx, map_);
        });
    }

    static void add_others(db::Tx& tx) {
        tx.run(
            "INSERT INTO person (id, revision, created_at, updated_at, email, name, role, theme, "
            "density, active) VALUES ($1, 1, 0, 0, 'a', 'Anna', 'employee', 'system', 'compact', "
            "1)",
            anna
        );
        tx.run(
            "INSERT INTO department (id, revision, created_at, updated_at, key, name) "
            "VALUES ($1, 1, 0, 0, 'sales', 'Sales')",
            sales
        );
    }

    static journey::MapDoc drawn() {
        journey::MapDoc doc;
        doc.stages = {{"s", "Arrives", journey::Phase::use, {}}};
        journey::Step step;
        step.id = check_in;
        step.stage_id = "s";
        step.name = "Checks in";
        step.touchpoint = "desk";
        step.departments = {
            {sales, journey::DepartmentRole::accountable, {}},
            {gone, journey::DepartmentRole::informed, {}}
        };
        step.obstacles = {{"o1", "The program"}, {"o2", "The queue"}};
        step.ideas = {{idea, "The key on the phone", {}, {}, {anna, gone}}};
        doc.steps = {step};
        return doc;
    }

    Uuid fresh() { return make_uuid_v7(clock_, random_); }

    Initiative of_idea() {
        Initiative one;
        one.id.uuid = fresh();
        one.name = "The key on the phone";
        one.map_id = map_.head.id;
        one.step_id = check_in;
        one.idea_id = idea;
        return one;
    }

    Initiative of_cell(const char* lane) {
        Initiative one = of_idea();
        one.idea_id.reset();
        one.lane = lane;
        return one;
    }

    Initiative of_finding() {
        Initiative one;
        one.id.uuid = fresh();
        one.name = "A second desk";
        one.finding_id = finding_.id;
        return one;
    }

    Initiative taken(Initiative one) {
        database().read([&](db::Reader& reader) { take_origin(reader, one); });
        return one;
    }

    Initiative stored(Initiative one) {
        one = taken(std::move(one));
        database().write([&](db::Tx& tx) { db::add(tx, one, by_); });
        return one;
    }

    std::optional<Initiative> found(const Initiative& one) {
        return database().read([&](db::Reader& reader) { return db::find(reader, one.id); });
    }

    OriginNow now_of(const Initiative& one) {
        return database().read([&](db::Reader& reader) { return origin_now(reader, one); });
    }

    // Writes the map as `change` leaves it.
    template <class Change>
    void redraw(const Change& change) {
        auto after = map_;
        change(after.doc);
        ++after.head.revision;
        database().write([&](db::Tx& tx) { journey::change_map(tx, map_, after); });
        map_ = after;
    }

    Pointers wrong_origin_of(const Initiative& one) {
        try {
            (void)taken(one);
            return {};
        } catch (const Refusal& refusal) {
            return pointers_of(refusal);
        }
    }

    Pointers wrong_with(const Initiative& one) {
        try {
            database().read([&](db::Reader& reader) { check_initiative(reader, one); });
            return {};
        } catch (const Refusal& refusal) {
            return pointers_of(refusal);
        }
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"system", "", "Styk"}, clock_.now()};
    journey::Journey journey_;
    journey::Touchpoint desk_;
    casework::Finding finding_;
    journey::JourneyMap map_;
};

STYK_ON_BOTH_DATABASES(InitiativeStore);

TEST_P(InitiativeStore, one_of_an_idea_keeps_its_words_and_votes_and_its_place) {
    const Initiative one = stored(of_idea());
    EXPECT_EQ(one.origin, Origin::idea);
    EXPECT_EQ(one.journey_id, journey_.id);
    EXPECT_EQ(one.lane, "ideas");
    EXPECT_EQ(one.origin_name, "Checks in");
    EXPECT_EQ(one.origin_text, "The key on the phone");
    EXPECT_EQ(one.origin_votes, 2);
    EXPECT_EQ(one.touchpoint_ids, Pointers{desk_.id.text()});
    EXPECT_EQ(one.department_ids, Pointers{sales});
    EXPECT_EQ(found(one), one);
}

TEST_P(InitiativeStore, one_of_a_cell_keeps_what_stood_there_and_those_it_names_itself) {
    Initiative one = of_cell("obstacles");
    one.touchpoint_ids = {gone};
    one.department_ids = {gone};
    one = taken(one);
    EXPECT_EQ(one.origin, Origin::cell);
    EXPECT_EQ(one.origin_text, "The program\nThe queue");
    EXPECT_FALSE(one.origin_votes);
    EXPECT_EQ(one.touchpoint_ids, Pointers{gone});
    EXPECT_EQ(one.department_ids, Pointers{gone});
    EXPECT_EQ(taken(of_cell("departments")).origin_text, "Sales, " + std::string(gone));
    EXPECT_EQ(taken(of_cell("curve")).origin_text, std::nullopt);
    EXPECT_EQ(taken(of_cell("pain")).origin, Origin::pain);
}

TEST_P(InitiativeStore, one_of_a_finding_keeps_its_name_and_words) {
    const Initiative one = stored(of_finding());
    EXPECT_EQ(one.origin, Origin::finding);
    EXPECT_EQ(one.origin_name, "Too slow");
    EXPECT_EQ(one.origin_text, "Five guests waited");
    EXPECT_EQ(one.touchpoint_ids, Pointers{desk_.id.text()});
    EXPECT_TRUE(now_of(one).there);
    database().write([&](db::Tx& tx) {
        leave_finding(tx, finding_.id);
        db::remove(tx, finding_, by_);
    });
    const auto left = found(one).value();
    EXPECT_FALSE(left.finding_id);
    EXPECT_EQ(left.origin, Origin::finding);
    EXPECT_EQ(left.origin_text, "Five guests waited");
    EXPECT_EQ(left.revision, one.revision + 1);
    EXPECT_FALSE(now_of(left).there);
}

TEST_P(InitiativeStore, everything_wrong_with_where_it_comes_from_is_named) {
    Initiative one = of_idea();
    one.idea_id = gone;
    EXPECT_EQ(wrong_origin_of(one), Pointers{"/idea_id"});
    one = of_idea();
    one.lane = "action";
    EXPECT_EQ(wrong_origin_of(one), Pointers{"/lane"});
    one = of_cell("lane_other");
    one.step_id = gone;
    EXPECT_EQ(wrong_origin_of(one), (Pointers{"/step_id", "/lane"}));
    one.map_id = gone;
    EXPECT_EQ(wrong_origin_of(one), Pointers{"/map_id"});
    one.map_id.reset();
    EXPECT_EQ(wrong_origin_of(one), (Pointers{"/step_id", "/lane"}));
    one = of_idea();
    one.idea_id.reset();
    EXPECT_EQ(wrong_origin_of(one), Pointers{"/lane"});
    EXPECT_EQ(wrong_origin_of(Initiative{}), Pointers{});
}

TEST_P(InitiativeStore, every_wrong_reference_is_named) {
    Initiative one;
    one.touchpoint_ids = {desk_.id.text(), desk_.id.text(), gone};
    one.department_ids = {gone};
    one.owner_id = Id<people::User>::parse(gone);
    one.finding_id = Id<casework::Finding>::parse(gone);
    EXPECT_EQ(
        wrong_with(one),
        (Pointers{
            "/touchpoint_ids/1",
            "/touchpoint_ids/2",
            "/department_ids/0",
            "/owner_id",
            "/finding_id"
        })
    );
    one = of_idea();
    one.owner_id = Id<people::User>::parse(anna);
    EXPECT_EQ(wrong_with(taken(one)), Pointers{});
}

TEST_P(InitiativeStore, tells_what_stands_there_now) {
    const Initiative one = stored(of_idea());
    redraw([](journey::MapDoc& doc) {
        doc.steps[0].ideas[0].text = "No key at all";
        doc.steps[0].ideas[0].votes.push_back("third");
    });
    const OriginNow now = now_of(one);
    EXPECT_TRUE(now.there);
    EXPECT_EQ(now.journey, "A stay");
    EXPECT_EQ(now.name, "Checks in");
    EXPECT_EQ(now.text, "No key at all");
    EXPECT_EQ(now.votes, 3);
    EXPECT_EQ(found(one)->origin_text, "The key on the phone");
}

TEST_P(InitiativeStore, stays_when_what_it_came_from_goes) {
    const Initiative one = stored(of_idea());
    redraw([](journey::MapDoc& doc) { doc.steps[0].ideas.clear(); });
    EXPECT_FALSE(now_of(one).there);
    EXPECT_EQ(now_of(one).name, "Checks in");
    redraw([](journey::MapDoc& doc) { doc.steps.clear(); });
    EXPECT_FALSE(now_of(one).there);
    EXPECT_EQ(now_of(one).journey, "A stay");
    database().write([&](db::Tx& tx) { db::remove(tx, journey_, by_); });
    EXPECT_FALSE(now_of(one).there);
    EXPECT_EQ(now_of(one).journey, std::nullopt);
    EXPECT_EQ(found(one), one);
}

TEST_P(InitiativeStore, touchpoints_and_departments_that_go_leave_its_lists) {
    const Initiative one = stored(of_idea());
    const Initiative other = stored(of_finding());
    database().write([&](db::Tx& tx) {
        leave_department(tx, *Id<people::Department>::parse(sales));
    });
    EXPECT_TRUE(found(one)->department_ids.empty());
    EXPECT_EQ(found(one)->revision, 2);
    EXPECT_EQ(found(other)->revision, 1);
    database().write([&](db::Tx& tx) { leave_touchpoint(tx, desk_.id); });
    EXPECT_TRUE(found(one)->touchpoint_ids.empty());
    EXPECT_TRUE(found(other)->touchpoint_ids.empty());
}

}  // namespace
}  // namespace styk::programme
