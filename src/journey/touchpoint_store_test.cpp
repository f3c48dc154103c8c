#include "journey/touchpoint_store.h"

#include <gtest/gtest.h>

#include "support/databases.h"
#include "support/fixed.h"

namespace styk::journey {
namespace {

constexpr const char* anna = "018f0000-0000-7000-8000-00000000000a";
constexpr const char* jan = "018f0000-0000-7000-8000-00000000000b";
constexpr const char* sales = "018f0000-0000-7000-8000-00000000000c";

class TouchpointStore : public test::BothDatabases {
protected:
    void SetUp() override {
        database().write([&](db::Tx& tx) {
            add_person(tx, anna, true);
            add_person(tx, jan, false);
            tx.run(
                "INSERT INTO department (id, revision, created_at, updated_at, key, name) "
                "VALUES ($1, 1, 0, 0, 'sales', 'Sales')",
                sales
            );
            tx.run(
                "INSERT INTO channel (id, revision, created_at, updated_at, key, name, position) "
                "VALUES ('c', 1, 0, 0, 'web', 'Website', 1)"
            );
        });
    }

    static void add_person(db::Tx& tx, const char* id, bool active) {
        tx.run(
            "INSERT INTO person (id, revision, created_at, updated_at, email, name, role, theme, "
            "density, active) "
            "VALUES ($1, 1, 0, 0, $1, $1, 'employee', 'system', 'compact', $2)",
            id,
            active
        );
    }

    Touchpoint touchpoint(const char* key) {
        Touchpoint made;
        made.id.uuid = make_uuid_v7(clock_, random_);
        made.key = made.name = key;
        return made;
    }

    // Pointers of what is wrong.
    std::vector<std::string> wrong_with(const Touchpoint& one) {
        std::vector<std::string> pointers;
        try {
            database().read([&](db::Reader& reader) { check_references(reader, one); });
        } catch (const Refusal& refusal) {
            for (const auto& problem : refusal.problems()) {
                pointers.push_back(problem.pointer);
            }
        }
        return pointers;
    }

    test::FixedClock clock_;
    test::CountingRandom random_;
    db::Change by_{{"system", "", "Styk"}, clock_.now()};
};

STYK_ON_BOTH_DATABASES(TouchpointStore);

using Pointers = std::vector<std::string>;

TEST_P(TouchpointStore, a_touchpoint_comes_back_as_it_was_and_is_found_by_key_and_id) {
    Stage stage;
    stage.id.uuid = make_uuid_v7(clock_, random_);
    stage.key = stage.name = "buy";
    Touchpoint made = touchpoint("check_in");
    made.stage_id = stage.id;
    made.description = "At the desk.\nOr online.";
    made.channels = {"web"};
    made.owner_id = Id<people::User>::parse(anna);
    made.external = true;
    made.departments = write_departments(
        {{Id<people::Department>::parse(sales).value(), DepartmentRole::responsible}}
    );
    made.business_areas = {"sales", "service"};
    EXPECT_EQ(wrong_with(made), (Pointers{"/stage_id"}));
    database().write([&](db::Tx& tx) {
        db::add(tx, stage, by_);
        db::add(tx, made, by_);
    });
    EXPECT_EQ(wrong_with(made), Pointers{});
    database().read([&](db::Reader& reader) {
        EXPECT_EQ(db::find(reader, made.id), made);
        EXPECT_THROW(check_removal(reader, stage), Refusal);
    });
}

TEST_P(TouchpointStore, every_wrong_reference_is_named) {
    Touchpoint made = touchpoint("desk");
    made.stage_id = Id<Stage>{made.id.uuid};
    made.channels = {"web", "pigeon"};
    made.owner_id = Id<people::User>::parse(jan);
    made.departments =
        write_departments({{Id<people::Department>{made.id.uuid}, DepartmentRole::informed}});
    EXPECT_EQ(
        wrong_with(made),
        (Pointers{"/stage_id", "/channels/1", "/owner_id", "/departments/0/department_id"})
    );
    made.owner_id = Id<people::User>{made.id.uuid};
    EXPECT_EQ(wrong_with(made)[2], "/owner_id");
}

TEST_P(TouchpointStore, one_with_feedback_or_ratings_stays) {
    const auto stays = [&](const char* key) {
        try {
            database().read([&](db::Reader& reader) { check_removal(reader, touchpoint(key)); });
            return false;
        } catch (const Refusal& refusal) {
            EXPECT_EQ(refusal.code(), Code::conflict);
            return true;
        }
    };
    EXPECT_FALSE(stays("desk"));
    database().write([](db::Tx& tx) {
        tx.run(
            "INSERT INTO feedback (id, revision, kind, source, channel, touchpoint, occurred_at, "
            "received_at) "
            "VALUES ('f', 1, 'note', 'api', 'web', 'desk', 0, 0)"
        );
        tx.run(
            "INSERT INTO rating (feedback_seq, n, metric, touchpoint, value, state) "
            "VALUES (1, 0, 'csat', 'seat', 3, 'given')"
        );
    });
    EXPECT_TRUE(stays("desk"));
    EXPECT_TRUE(stays("seat"));
    EXPECT_FALSE(stays("food"));
}

}  // namespace
}  // namespace styk::journey
