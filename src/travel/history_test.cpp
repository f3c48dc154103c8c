#include "travel/history.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace styk::travel {

namespace {

std::string plain(const std::vector<HistoryTable::Row>& rows) {
    std::string out;
    HistoryTable table([&](std::int64_t number, const HistoryTable::Row& cells) {
        out += fmt::format("{}:{}\n", number, fmt::join(cells, "|"));
    });
    std::int64_t number = 0;
    for (const auto& one : rows) {
        table.row(++number, one);
    }
    table.end();
    return out;
}

}  // namespace

TEST(HistoryTable, OfQualtricsKeepsTheNamesAlone) {
    EXPECT_EQ(
        plain(
            {{"StartDate", "Q1"},
             {"Start Date", "How likely?"},
             {"{\"ImportId\":\"startDate\"}", "{\"ImportId\":\"QID1\"}"},
             {"2026-01-02 10:00:00", "9"}}
        ),
        "3:StartDate|Q1\n4:2026-01-02 10:00:00|9\n"
    );
}

TEST(HistoryTable, OfSurveyMonkeyJoinsQuestionAndColumn) {
    EXPECT_EQ(
        plain(
            {{"Respondent ID", "Start Date", "What?", "", "Why?"},
             {"", "", "Price", "Staff", "Open-Ended Response"},
             {"11", "03/04/2026 01:05:09 PM", "Price", "", "late"}}
        ),
        "2:Respondent ID|Start Date|What? - Price|What? - Staff|Why?\n3:11|2026-03-04 "
        "13:05:09|Price||late\n"
    );
}

TEST(HistoryTable, OfGoogleFormsReadsItsMoments) {
    EXPECT_EQ(
        plain({{"Timestamp", "Score"}, {"2026/01/31 12:20:33 AM GMT+1", "9"}}),
        "1:Timestamp|Score\n2:2026-01-31T00:20:33+01:00|9\n"
    );
}

TEST(HistoryTable, OthersPassAsTheyAre) {
    EXPECT_EQ(
        plain({{"id", "when"}, {"1", "1/2/2026 10:00:00"}}), "1:id|when\n2:1|1/2/2026 10:00:00\n"
    );
    EXPECT_EQ(plain({}), "");
    EXPECT_EQ(plain_moment("yesterday"), "yesterday");
    EXPECT_EQ(plain_moment("12/31/2026 11:59:59 PM"), "2026-12-31 23:59:59");
}

}  // namespace styk::travel
