#include "paper/workbook.h"

#include <gtest/gtest.h>
#include <limits>

namespace styk::paper {
namespace {

Workbook one_sheet(std::vector<std::vector<Cell>> rows) {
    return {"Title", "Bursztyn", {1'000'000}, {{"Trend", {{"Name"}, {"Value"}}, std::move(rows)}}};
}

TEST(write_workbook, gives_the_same_bytes_for_the_same_sheets) {
    const auto make = [] { return write_workbook(one_sheet({{std::string("a"), NumberCell{1}}})); };
    EXPECT_EQ(make(), make());
    EXPECT_TRUE(make().starts_with("PK"));
}

TEST(write_workbook, leaves_out_what_is_no_number) {
    const auto with = [](Cell cell) { return write_workbook(one_sheet({{std::move(cell)}})); };
    const auto empty = with({});
    EXPECT_EQ(with(NumberCell{std::numeric_limits<double>::quiet_NaN()}), empty);
    EXPECT_EQ(with(NumberCell{std::numeric_limits<double>::infinity()}), empty);
    EXPECT_NE(with(NumberCell{0}), empty);
}

TEST(write_workbook, bears_a_text_longer_than_a_cell) {
    EXPECT_NO_THROW((void)write_workbook(one_sheet({{std::string(50'000, 'x')}})));
}

TEST(sheet_name, is_what_the_format_allows) {
    EXPECT_EQ(sheet_name("Trend: week [1/2]", {}), "Trend  week  1 2");
    EXPECT_EQ(sheet_name("'quoted'", {}), "quoted");
    EXPECT_EQ(sheet_name("", {}), "-");
    EXPECT_EQ(sheet_name(std::string(40, 'a'), {}), std::string(31, 'a'));
    EXPECT_EQ(
        sheet_name("Удовлетворённость по точкам контакта", {}), "Удовлетворённость по точкам кон"
    );
}

TEST(sheet_name, differs_from_the_others) {
    EXPECT_EQ(sheet_name("Trend", {"trend"}), "Trend 2");
    EXPECT_EQ(
        sheet_name(std::string(40, 'a'), {std::string(31, 'A')}), std::string(29, 'a') + " 2"
    );
}

}  // namespace
}  // namespace styk::paper
