#include "story/edit_map.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <thread>

#include "journey/map_json.h"
#include "journey/talk_store.h"
#include "json/json.h"
#include "paper/workbook.h"
#include "story/draw_journey.h"
#include "story/journey_files.h"
#include "story/journey_watch.h"
#include "story/start_journey.h"
#include "support/databases.h"
#include "support/fixed.h"
#include "support/new_firm.h"

namespace styk::story {
namespace {

class EditingMaps : public test::BothDatabases {
protected:
    void SetUp() override {
        test::found_firm(database(), clock_, random_);
        catalogue_.reload();
        map_ = begin("law_office").map.head.id;
    }

    StartedJourney begin(const char* template_key) {
        JourneyStart start;
        start.journey.name = "A matter";
        start.template_key = template_key;
        start.language = "en";
        auto started = prepare_journey(intake_, start, by("Ada"));
        database().write([&](db::Tx& tx) { write_journey(tx, started, by("Ada")); });
        return started;
    }

    db::Change by(const char* who) { return {{"user", who, who}, clock_.now()}; }

    journey::MapDoc doc() {
        return database().read([&](db::Reader& reader) {
            return journey::load_map(reader, map_).doc;
        });
    }

    MapOutcome set(
        const std::string& step,
        const char* member,
        const std::string& was,
        const std::string& value,
        const char* who = "Ada"
    ) {
        journey::Edit edit{.op = journey::EditOp::set, .path = {"steps", step, member}};
        edit.was = json::write(json::Value(was));
        edit.value = json::write(json::Value(value));
        return edit_map(intake_, map_, {edit}, {}, by(who));
    }

    test::FixedClock clock_;
    SystemRandom random_;
    Catalogue catalogue_{database(), nullptr};
    feedback::Terms terms_{database()};
    Intake intake_{database(), catalogue_, terms_, clock_, random_};
    std::string map_;
};

STYK_ON_BOTH_DATABASES(EditingMaps);

TEST_P(EditingMaps, by_many_at_once_of_different_cells_keeps_every_text) {
    const auto steps = doc().steps;
    std::vector<std::jthread> people;
    for (int who = 0; who < 4; ++who) {
        people.emplace_back([&, who] {
            for (std::size_t i = 0; i < steps.size(); ++i) {
                if (static_cast<int>(i) % 4 == who) {
                    set(steps[i].id, "feeling", "", fmt::format("{} of {}", i, who));
                }
            }
        });
    }
    people.clear();
    const auto after = doc();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_EQ(after.steps[i].feeling, fmt::format("{} of {}", i, i % 4));
    }
    const auto revision = database().read([&](db::Reader& reader) {
        return journey::load_map(reader, map_).head.revision;
    });
    EXPECT_EQ(revision, 1 + static_cast<std::int64_t>(steps.size()));
}

TEST_P(EditingMaps, of_one_cell_at_once_lets_one_through_and_tells_the_other_of_them) {
    const auto step = doc().steps[0].id;
    MapOutcome outcomes[2];
    {
        std::jthread ada([&] { outcomes[0] = set(step, "feeling", "", "glad", "Ada"); });
        std::jthread eve([&] { outcomes[1] = set(step, "feeling", "", "sad", "Eve"); });
    }
    const bool ada_won = outcomes[0].clashes.empty();
    EXPECT_NE(ada_won, outcomes[1].clashes.empty());
    const auto& clash = outcomes[ada_won ? 1 : 0].clashes.at(0);
    EXPECT_EQ(clash.what.theirs, ada_won ? "\"glad\"" : "\"sad\"");
    ASSERT_TRUE(clash.theirs_by);
    EXPECT_EQ(clash.theirs_by->name, ada_won ? "Ada" : "Eve");
    EXPECT_EQ(doc().steps[0].feeling, ada_won ? "glad" : "sad");
}

TEST_P(EditingMaps, can_be_undone_edit_by_edit_back_to_the_beginning) {
    const auto first = doc();
    std::vector<std::string> edits;
    edits.push_back(*set(first.steps[0].id, "name", first.steps[0].name, "New").edit_id);
    edits.push_back(*set(first.steps[0].id, "name", "New", "Newer").edit_id);
    const auto remove = edit_map(
        intake_,
        map_,
        {{.op = journey::EditOp::remove, .path = {"steps", first.steps[3].id}}},
        "not needed",
        by("Eve")
    );
    edits.push_back(*remove.edit_id);
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        EXPECT_TRUE(undo_edit(intake_, map_, *edit, by("Ada")).clashes.empty());
    }
    EXPECT_EQ(doc(), first);
    EXPECT_THROW((void)undo_edit(intake_, map_, edits[0], by("Ada")), Refusal);
    const auto at_two = database().read([&](db::Reader& reader) {
        return journey::doc_at(reader, map_, doc(), 7, 2);
    });
    EXPECT_EQ(at_two.steps[0].name, "New");
}

TEST_P(EditingMaps, is_found_by_words_at_once) {
    const auto step = doc().steps[0];
    set(step.id, "action", step.action, "Waits in the zebra corridor");
    const auto found = [&](const char* q) {
        return database().read([&](db::Reader& reader) {
            return journey::search_steps(reader, q, 10);
        });
    };
    ASSERT_EQ(found("ZEBRA waits").size(), 1U);
    EXPECT_EQ(found("zebra")[0].snippet, "Waits in the zebra corridor");
    EXPECT_TRUE(found("zebra crossing").empty());
    (void)edit_map(
        intake_, map_, {{.op = journey::EditOp::remove, .path = {"steps", step.id}}}, {}, by("Ada")
    );
    EXPECT_TRUE(found("zebra").empty());
}

TEST_P(EditingMaps, is_told_once_to_those_who_listen_in_any_process) {
    std::vector<std::string> told;
    JourneyWatch watch(database(), [&](const std::string& data) { told.push_back(data); });
    const auto step = doc().steps[0];
    const auto outcome = set(step.id, "feeling", "", "glad");
    watch.look();
    watch.look();
    ASSERT_EQ(told.size(), 1U);
    const auto news = json::parse(told[0]);
    EXPECT_EQ(news.at("map").as_string(), map_);
    EXPECT_EQ(news.at("revision").as_int64(), 2);
    EXPECT_EQ(news.at("edit").as_string(), *outcome.edit_id);
    EXPECT_EQ(news.at("by").at("name").as_string(), "Ada");
    clock_.at = clock_.at + std::chrono::minutes(5);
    set(step.id, "feeling", "glad", "very glad");
    watch.look();
    watch.look();
    EXPECT_EQ(told.size(), 2U);
}

TEST_P(EditingMaps, tells_of_people_who_come_or_look_elsewhere_not_of_those_who_stay) {
    const auto step = doc().steps[0].id;
    const auto here = [&](std::optional<std::string> at) {
        bool news = false;
        database().write([&](db::Tx& tx) {
            news =
                journey::note_presence(tx, map_, {"ada", "Ada", std::move(at), {}, clock_.now()});
        });
        return news;
    };
    EXPECT_TRUE(here({}));
    EXPECT_FALSE(here({}));
    EXPECT_TRUE(here(step));
    const auto people = [&] {
        return database().read([&](db::Reader& reader) {
            return journey::list_present(reader, map_, clock_.now()).size();
        });
    };
    EXPECT_EQ(people(), 1U);
    clock_.at = clock_.at + journey::gone_after;
    EXPECT_EQ(people(), 0U);
    EXPECT_TRUE(here(step));
}

// Names, texts and order; ids are made anew.
std::string told(const journey::MapDoc& doc) {
    std::string out;
    for (const auto& stage : doc.stages) {
        out += stage.name + "|";
    }
    for (const auto& step : doc.steps) {
        auto copy = step;
        copy.id = copy.stage_id = "";
        for (auto* ids : {&copy.was}) {
            ids->clear();
        }
        for (auto& one : copy.questions) {
            one.id.clear();
        }
        for (auto& one : copy.obstacles) {
            one.id.clear();
        }
        for (auto& one : copy.evidence) {
            one.id.clear();
        }
        for (auto& one : copy.ideas) {
            one.id.clear();
        }
        for (auto& one : copy.marks) {
            one.id.clear();
        }
        out += json::write(journey::to_json(copy)) + "\n";
    }
    return out;
}

TEST_P(EditingMaps, comes_back_from_files_as_it_went_out) {
    auto map = database().read([&](db::Reader& reader) { return journey::load_map(reader, map_); });
    auto& step = map.doc.steps[1];
    step.evidence = {{"e", "A report, 2026", "https://files.example/a"}};
    step.marks = {
        {"m", journey::StepMarkKind::pain, journey::StepMarkState::on, "Queues: long ones", {}, {}},
        {"n", journey::StepMarkKind::success, journey::StepMarkState::off, "- not so", {}, {}}
    };
    step.external = true;
    step.action = "-5 degrees; \"cold\"\nand wet";
    step.questions[0].answered = journey::Answered::partly;
    map.doc.lanes.push_back({"lane_tools", "Tools", false});
    step.own["lane_tools"] = "A pen";
    map.doc.links.push_back(
        {"l", map.doc.steps[1].id, map.doc.steps[6].id, journey::LinkKind::shortcut, "by phone"}
    );
    journey::Journey journey;
    journey.name = "A matter";
    const auto directory = catalogue_.directory();
    for (const auto& [format, name, language] :
         {std::tuple(MapFormat::csv, "A matter.csv", "ru"),
          std::tuple(MapFormat::xlsx, "A matter.XLSX", "pl"),
          std::tuple(MapFormat::json, "A matter.json", "en")}) {
        const auto bytes = write_map_file(journey, map, *directory, language, format);
        const auto back = read_map_file(intake_, {name, bytes, *format_of_name(name)});
        EXPECT_EQ(back.journey.name, "A matter") << name;
        EXPECT_EQ(told(*back.doc), told(map.doc)) << name;
        EXPECT_EQ(back.doc->lanes, map.doc.lanes) << name;
        ASSERT_EQ(back.doc->links.size(), 1U) << name;
        EXPECT_EQ(back.doc->links[0].to, back.doc->steps[6].id) << name;
        EXPECT_EQ(back.doc->links[0].label, "by phone") << name;
    }
}

std::vector<std::string> pointers_of(
    const Intake& intake, const char* name, const std::string& bytes
) {
    std::vector<std::string> out;
    try {
        (void)read_map_file(intake, {name, bytes, *format_of_name(name)});
    } catch (const Refusal& refusal) {
        for (const auto& one : refusal.problems()) {
            out.push_back(one.pointer);
        }
    }
    return out;
}

TEST_P(EditingMaps, from_a_file_names_row_and_column_of_what_is_wrong) {
    using Pointers = std::vector<std::string>;
    EXPECT_EQ(
        pointers_of(
            intake_,
            "a.csv",
            "Etap;Krok;Minuty;Emocja;Punkt styku\nKupuje;Płaci;dużo;1;\n;;5;3;nigdzie\n"
        ),
        (Pointers{"/rows/2/Minuty", "/rows/3/Punkt styku", "/rows/3/Krok", "/rows/3/Emocja"})
    );
    EXPECT_EQ(pointers_of(intake_, "a.csv", "Colour\nblue\n"), Pointers{"/rows/1"});
    EXPECT_EQ(pointers_of(intake_, "a.csv", "Step\n\xFF\n"), Pointers{""});
    EXPECT_EQ(pointers_of(intake_, "a.xlsx", "no workbook"), Pointers{""});
    paper::Sheet wide{"Wide", {}, {}};
    wide.columns.assign(201, {"Step", 10});
    EXPECT_EQ(
        pointers_of(intake_, "a.xlsx", paper::write_workbook({"Wide", "", {}, {wide}})),
        Pointers{"/rows/1"}
    );
    EXPECT_EQ(pointers_of(intake_, "a.json", "{}"), Pointers{"/format"});
    EXPECT_EQ(
        pointers_of(
            intake_,
            "a.json",
            R"({"format": "styk.journey", "version": 1, "doc": {"stages": [], "steps": [{"colour": 1}]}})"
        ),
        Pointers{"/doc/steps/0/colour"}
    );
    EXPECT_EQ(
        pointers_of(
            intake_,
            "a.json",
            R"({"format": "styk.journey", "doc": {"steps": [{"id": "x", "stage_id": "y", "name": "Z"}]}})"
        ),
        Pointers{"/doc/steps/0/stage_id"}
    );
}

TEST_P(EditingMaps, are_drawn_in_every_kind_and_view) {
    const auto map =
        database().read([&](db::Reader& reader) { return journey::load_map(reader, map_); });
    journey::Journey journey;
    journey.name = "Sprawa / Дело";
    for (const auto view :
         {paper::StripView::table, paper::StripView::curve, paper::StripView::circle}) {
        JourneyPicture asked{.view = view, .language = "ru"};
        asked.measured[map.doc.steps[1].id] = {0.5, 0.2, 0.8, 1204};
        const auto draw = [&](paper::CanvasKind kind) {
            asked.kind = kind;
            return draw_journey(journey, map, *catalogue_.directory(), asked);
        };
        EXPECT_TRUE(draw(paper::CanvasKind::pdf).starts_with("%PDF"));
        EXPECT_TRUE(draw(paper::CanvasKind::png).starts_with("\x89PNG"));
        EXPECT_NE(draw(paper::CanvasKind::svg).find("<svg"), std::string::npos);
    }
    EXPECT_TRUE(
        draw_journey(journey, {}, *catalogue_.directory(), {.language = "en"}).starts_with("%PDF")
    );
}

}  // namespace
}  // namespace styk::story
