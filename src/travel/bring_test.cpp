#include "travel/bring.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

#include "json/json.h"
#include "survey/definition_json.h"

namespace styk::travel {

namespace {

const std::filesystem::path folder = STYK_SOURCE "/test/data/surveys";

std::string sample(const std::string& name) {
    std::ifstream in(folder / name, std::ios::binary);
    EXPECT_TRUE(in) << name;
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::vector<KnownMetric> metrics{
    {"nps", 0, 10}, {"wr", 1, 10}, {"csat", 1, 5}, {"ces", 1, 7}
};

Result<Brought> bring_text(std::string_view bytes, std::string_view name = "file.json") {
    return bring(
        bytes, {.name = std::string(name), .language = "en", .format = {}, .metrics = metrics}
    );
}

struct Read {
    Brought brought;
    survey::Definition definition;

    [[nodiscard]] const survey::Question& question(std::string_view name) const {
        const auto* found = definition.find(name);
        EXPECT_NE(found, nullptr) << name;
        static const survey::Question none;
        return found == nullptr ? none : *found;
    }

    // "changed condition_dropped", of the line that the file calls so.
    [[nodiscard]] std::string line(std::string_view where) const {
        for (const Line& one : brought.report) {
            if (one.where == where) {
                std::string out = one.outcome == Outcome::kept      ? "kept"
                                  : one.outcome == Outcome::changed ? "changed"
                                                                    : "dropped";
                for (const Reason& reason : one.reasons) {
                    out += " " + reason.key;
                }
                return out;
            }
        }
        return "nothing";
    }

    [[nodiscard]] bool says(std::string_view key) const {
        return std::any_of(brought.report.begin(), brought.report.end(), [&](const Line& one) {
            return std::any_of(one.reasons.begin(), one.reasons.end(), [&](const Reason& reason) {
                return reason.key == key;
            });
        });
    }
};

Read read(const std::string& file) {
    const auto brought = bring_text(sample(file), file);
    EXPECT_TRUE(brought) << file << ": " << (brought ? "" : brought.error().message);
    if (!brought) {
        return {};
    }
    Problems problems;
    auto definition =
        survey::read_definition(json::parse(brought->definition), brought->language, problems);
    EXPECT_TRUE(problems.empty()) << problems[0].pointer << problems[0].message;
    return {*brought, std::move(definition)};
}

std::string shown_if(const survey::Question& one) {
    std::string out;
    for (const auto& each : one.visible_if) {
        out += (out.empty() ? "" : " & ") + each.text();
    }
    return out;
}

}  // namespace

TEST(SurveyJs, KeepsWhatIsAlikeAndSaysWhatIsNot) {
    const Read file = read("stay.surveyjs.json");
    EXPECT_EQ(file.brought.format, Format::surveyjs);
    EXPECT_EQ(file.brought.languages, (std::vector<std::string>{"en", "pl"}));
    EXPECT_EQ(file.question("score").metric, "nps");
    EXPECT_EQ(file.question("score").title.in("pl"), "Czy nas polecasz?");
    EXPECT_EQ(shown_if(file.question("why")), "{score} < 7");
    EXPECT_EQ(file.question("topics").type, survey::Type::multiple);
    EXPECT_EQ(file.line("topics"), "changed nearest_kind");
    EXPECT_EQ(file.line("sign"), "dropped no_such_kind");
    EXPECT_EQ(file.line("trips"), "dropped no_such_kind");
    EXPECT_EQ(file.line("land"), "dropped choices_elsewhere");
    EXPECT_EQ(file.line("double_talk"), "changed condition_names_dropped");
    EXPECT_EQ(file.line("age"), "changed validation_dropped default_dropped");
    EXPECT_EQ(file.question("age").least, 18);
    EXPECT_EQ(file.question("picture").type, survey::Type::multiple);
    EXPECT_EQ(file.definition.triggers.size(), 1U);
    EXPECT_TRUE(file.says("triggers_dropped"));
    EXPECT_TRUE(file.says("calculations_dropped"));
}

TEST(LimeSurvey, StructureBecomesPagesScalesAndConditions) {
    const Read file = read("shop.lss");
    EXPECT_EQ(file.brought.format, Format::lss);
    EXPECT_EQ(file.brought.title, "Shop visit");
    ASSERT_EQ(file.definition.pages.size(), 2U);
    EXPECT_EQ(file.definition.pages[0].title.in("pl"), "Wizyta");
    EXPECT_EQ(file.definition.pages[1].visible_if.text(), "{Visit} = 'true'");
    EXPECT_FALSE(file.definition.back);
    EXPECT_EQ(file.question("Visit").title.in(""), "Did you visit our shop?");
    const auto& score = file.question("NPS");
    EXPECT_EQ(score.type, survey::Type::rating);
    EXPECT_EQ(score.low, 0);
    EXPECT_EQ(score.high, 10);
    EXPECT_EQ(score.metric, "nps");
    EXPECT_EQ(score.low_title.in(""), "not at all");
    EXPECT_EQ(shown_if(file.question("Why")), "{NPS} <= 6");
    EXPECT_EQ(file.question("Why").title.in(""), "You said {NPS}, . Why?");
    EXPECT_EQ(file.line("Why"), "changed piping_dropped");
    EXPECT_EQ(file.question("Topics").choices[0].title.in("pl"), "Cena");
    EXPECT_TRUE(file.question("Topics").other);
    EXPECT_EQ(shown_if(file.question("Grid")), "{Topics} contains 'price' and {Why} notempty");
    EXPECT_EQ(file.line("Photo"), "dropped no_such_kind");
    EXPECT_EQ(file.line("Sum"), "changed condition_dropped");
    EXPECT_EQ(shown_if(file.question("Old")), "{Visit} = 'true'");
    EXPECT_EQ(file.line("Old"), "changed validation_dropped");
    EXPECT_TRUE(file.says("quotas_dropped"));
}

TEST(LimeSurvey, TabSeparatedLanguagesComeTogether) {
    const Read file = read("service.limesurvey.txt");
    EXPECT_EQ(file.brought.format, Format::limesurvey_tsv);
    EXPECT_EQ(file.brought.language, "pl");
    EXPECT_EQ(file.brought.languages, (std::vector<std::string>{"pl", "en"}));
    ASSERT_EQ(file.definition.pages.size(), 1U);
    const auto& ease = file.question("ease");
    EXPECT_EQ(ease.metric, "ces");
    EXPECT_TRUE(ease.required);
    EXPECT_EQ(ease.high_title.in("en"), "Easy");
    EXPECT_EQ(shown_if(file.question("how")), "{ease} <= 3");
    EXPECT_EQ(file.question("how").choices.size(), 2U);
    EXPECT_EQ(shown_if(file.question("day")), "{how} contains 'phone' or {how} contains 'post'");
    EXPECT_EQ(file.question("day").input, survey::Input::date);
    EXPECT_EQ(file.brought.kind, survey::Kind::after_contact);
}

TEST(Qualtrics, FlowBlocksAndLogicAreFollowed) {
    const Read file = read("support.qsf");
    EXPECT_EQ(file.brought.format, Format::qsf);
    ASSERT_EQ(file.definition.pages.size(), 3U);
    EXPECT_EQ(file.definition.pages[2].visible_if.text(), "({Q1} < 7)");
    EXPECT_EQ(file.question("Q1").metric, "nps");
    EXPECT_TRUE(file.question("Q1").required);
    EXPECT_EQ(file.question("Q1").title.in("pl"), "Czy nas polecisz?");
    EXPECT_EQ(file.question("Q2").title.in(""), "You gave {Q1}. Why?");
    EXPECT_EQ(shown_if(file.question("Q2")), "({Q3} contains 'staff' and {agent} notempty)");
    EXPECT_EQ(file.question("Q3").choices.at(0).key, "staff");
    EXPECT_TRUE(file.question("Q3").other);
    EXPECT_EQ(file.question("Q3").choices.at(1).title.in("pl"), "Cena");
    EXPECT_EQ(file.question("Q4").rows.size(), 2U);
    EXPECT_EQ(file.line("Q5"), "dropped no_such_kind");
    EXPECT_EQ(file.line("Q6"), "dropped in_no_block");
    EXPECT_EQ(file.definition.hidden, (std::vector<std::string>{"agent"}));
    EXPECT_TRUE(file.says("quotas_dropped"));
}

TEST(Typeform, JumpsBecomeTriggersOfPagesOfTheirOwn) {
    const Read file = read("course.typeform.json");
    EXPECT_EQ(file.brought.format, Format::typeform);
    EXPECT_EQ(file.brought.language, "pl");
    EXPECT_EQ(file.question("nps").metric, "nps");
    EXPECT_EQ(file.question("nps").title.in(""), "Na ile polecasz kurs {group}?");
    EXPECT_EQ(file.definition.pages.size(), 5U);
    ASSERT_EQ(file.definition.triggers.size(), 3U);
    EXPECT_TRUE(file.definition.triggers[0].completes);
    EXPECT_EQ(file.definition.triggers[1].go_to, "co_poprawic");
    EXPECT_EQ(file.definition.triggers[1].page, 1U);
    EXPECT_EQ(file.definition.triggers[2].go_to, "stars");
    EXPECT_TRUE(file.question("co_poprawic").other);
    EXPECT_EQ(file.question("stars").style, survey::RateStyle::stars);
    EXPECT_EQ(file.line("calendar"), "dropped no_such_kind");
    EXPECT_TRUE(file.says("jump_backwards"));
    EXPECT_TRUE(file.says("jump_dropped"));
}

TEST(Formbricks, BlocksArePagesAndRecallsArePiped) {
    const Read file = read("product.formbricks.json");
    EXPECT_EQ(file.brought.format, Format::formbricks);
    EXPECT_EQ(file.brought.languages, (std::vector<std::string>{"en", "de"}));
    EXPECT_EQ(file.definition.pages.size(), 3U);
    EXPECT_EQ(file.question("nps").metric, "nps");
    EXPECT_EQ(file.question("ease").metric, "ces");
    EXPECT_EQ(file.question("why").title.in(""), "You said {nps}. Why?");
    EXPECT_TRUE(file.question("kind").other);
    ASSERT_EQ(file.definition.triggers.size(), 2U);
    EXPECT_EQ(file.definition.triggers[0].go_to, "who");
    EXPECT_TRUE(file.definition.triggers[1].completes);
    EXPECT_EQ(file.question("who").parts.size(), 2U);
    EXPECT_EQ(file.line("upload"), "dropped no_such_kind");
}

TEST(XlsForm, GroupsArePagesAndRelevanceIsKept) {
    const Read file = read("visit.xlsform.xlsx");
    EXPECT_EQ(file.brought.format, Format::xlsform);
    EXPECT_EQ(file.brought.title, "Field visit");
    EXPECT_EQ(file.brought.languages, (std::vector<std::string>{"en", "pl"}));
    EXPECT_EQ(file.question("been").choices[1].title.in("pl"), "Nie");
    EXPECT_EQ(file.question("nps").metric, "nps");
    EXPECT_EQ(shown_if(file.question("nps")), "{been} = 'yes'");
    EXPECT_EQ(file.definition.pages[1].visible_if.text(), "{nps} < 7 and {been} = 'yes'");
    EXPECT_EQ(shown_if(file.question("why")), "{what} contains 'price' or !({nps} > 3)");
    EXPECT_EQ(file.question("why").title.in(""), "Why {nps}?");
    EXPECT_EQ(file.line("age"), "changed condition_dropped validation_dropped");
    EXPECT_EQ(file.line("place"), "dropped no_such_kind");
    EXPECT_EQ(file.line("bye"), "changed piping_dropped");
}

TEST(Bring, RefusesWithAReasonWhatItCannotRead) {
    const auto why = [](std::string_view bytes) {
        const auto got = bring_text(bytes);
        return got ? "was read" : got.error().pointer + " " + got.error().message;
    };
    EXPECT_EQ(why(""), "/file is empty");
    EXPECT_EQ(why("hello"), "/format is none that can be read here; see docs/surveys.md");
    EXPECT_TRUE(why("{\"pages\": [").starts_with("/file is broken JSON"));
    EXPECT_TRUE(why("{\"pages\": []}").find("no question") != std::string::npos);
    EXPECT_TRUE(
        why("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>").find("entities") != std::string::npos
    );
    EXPECT_EQ(why("<document>\xde</document>"), "/file is not in UTF-8");
    EXPECT_TRUE(why("<document><row></document>").starts_with("/file is broken XML"));
    EXPECT_TRUE(why("<html></html>").find("not the structure") != std::string::npos);
    EXPECT_TRUE(why("PK\x03\x04 nothing").find("workbook") != std::string::npos);
    EXPECT_TRUE(why(std::string(longest_survey_file + 1, ' ')).find("larger") != std::string::npos);
    std::string deep = "{\"pages\": ";
    for (int i = 0; i < 100; ++i) {
        deep += "[";
    }
    EXPECT_TRUE(why(deep).starts_with("/file is broken JSON"));
}

// Mutants of every sample: none may crash, hang, or give what this server would not accept.
TEST(Bring, MutatedFilesAreReadOrRefused) {
    std::mt19937 random(20261122);  // fixed: a failure can be looked at
    int whole = 0, refused = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string original = sample(entry.path().filename().string());
        for (int i = 0; i < 150; ++i) {
            std::string bytes = original;
            const auto times = 1 + random() % 8;
            for (unsigned n = 0; n < times && !bytes.empty(); ++n) {
                const std::size_t at = random() % bytes.size();
                switch (random() % 4) {
                    case 0:
                        bytes[at] = static_cast<char>(random() % 256);
                        break;
                    case 1:
                        bytes.erase(at, 1 + random() % 40);
                        break;
                    case 2:
                        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 60));
                        break;
                    default:
                        bytes.insert(at, std::string(1, "{}[]\"<>,:0"[random() % 10]));
                }
            }
            const auto got = bring_text(bytes);
            got ? ++whole : ++refused;
            if (got) {
                Problems problems;
                (void
                )survey::read_definition(json::parse(got->definition), got->language, problems);
                EXPECT_TRUE(problems.empty()) << entry.path() << " mutant " << i;
            } else {
                EXPECT_FALSE(got.error().message.empty());
            }
        }
    }
    EXPECT_GT(whole, 50);
    EXPECT_GT(refused, 50);
}

}  // namespace styk::travel
