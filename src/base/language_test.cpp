#include "base/language.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

#include "base/csv.h"
#include "base/result.h"

namespace styk {
namespace {

const Language english("en"), polish("pl"), russian("ru");

TEST(Language, writes_numbers_with_its_own_signs_and_a_real_minus) {
    EXPECT_EQ(english.number(1184), "1,184");
    EXPECT_EQ(polish.number(-1234567.5, 1), "−1\u00a0234\u00a0567,5");
    EXPECT_EQ(russian.number(0.9, 1), "0,9");
    EXPECT_EQ(polish.signed_number(4.26, 1), "+4,3");
    EXPECT_EQ(english.signed_number(-0.2), "0");
}

struct Written {
    std::string language, value, written;
    int decimals;
};

// The table that the console's own numbers are tested by, too.
std::vector<Written> numbers_of_the_console() {
    std::vector<Written> rows;
    CsvReader reader(',', [&](const CsvRow& row) {
        const auto text = [&](std::size_t i) { return std::string(row.cells[i]); };
        if (row.number > 1) {
            rows.push_back({text(0), text(1), text(3), std::stoi(text(2))});
        }
        return true;
    });
    std::ifstream file(STYK_SOURCE "/test/data/numbers.csv");
    reader.feed(std::string(std::istreambuf_iterator<char>(file), {}));
    reader.finish();
    return rows;
}

TEST(Language, writes_numbers_as_the_console_does_alone_and_in_sentences) {
    const auto rows = numbers_of_the_console();
    ASSERT_GT(rows.size(), 20U);
    for (const auto& row : rows) {
        const Language language(row.language);
        const double value = std::stod(row.value);
        EXPECT_EQ(language.number(value, row.decimals), row.written) << row.language;
        if (row.decimals == 0) {
            const PatternValues n{{"n", static_cast<std::int64_t>(value)}};
            EXPECT_EQ(plain(language.sentence("{n}", n)), row.written);
            EXPECT_EQ(plain(language.sentence("{n, plural, one {#} other {#}}", n)), row.written);
        }
    }
}

TEST(Language, writes_each_number_of_nested_plurals_as_its_own) {
    constexpr std::string_view pattern =
        "{n, plural, =0 {none} other {# of {of, plural, other {<b>#</b>}} ({n}, '{#}' {who})}}";
    const PatternValues values{
        {"n", std::int64_t{6324}}, {"of", std::int64_t{12345}}, {"who", std::string("{n} #")}
    };
    EXPECT_EQ(plain(polish.sentence(pattern, values)), "6324 of 12\u00a0345 (6324, {#} {n} #)");
}

TEST(Language, writes_shares_as_people_read_them) {
    EXPECT_EQ(english.percent(0.584), "58%");
    EXPECT_EQ(polish.percent(0.584, 1), "58,4%");
    EXPECT_EQ(russian.percent(0.58), "58\u00a0%");
}

TEST(Language, writes_days_months_and_spans) {
    const Day day = parse_iso_day("2026-11-21").value();
    EXPECT_EQ(english.day(day), "21 November 2026");
    EXPECT_EQ(polish.day(day), "21 listopada 2026");
    EXPECT_EQ(polish.month(day), "listopad 2026");
    EXPECT_EQ(russian.day(day), "21 ноября 2026\u00a0г.");
    EXPECT_EQ(english.days(day - 89, day), "24 August – 21 November 2026");
    EXPECT_EQ(english.short_month(day), "Nov");
}

TEST(Language, joins_names_in_a_list) {
    EXPECT_EQ(english.list({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(polish.list({"a", "b"}), "a i b");
    EXPECT_EQ(russian.list({"a"}), "a");
}

TEST(Language, chooses_the_plural_form) {
    constexpr std::string_view pattern =
        "{n, plural, one {# sprawa} few {# sprawy} many {# spraw} other {# sprawy}}";
    const auto said = [&](std::int64_t n) { return plain(polish.sentence(pattern, {{"n", n}})); };
    EXPECT_EQ(said(1), "1 sprawa");
    EXPECT_EQ(said(2), "2 sprawy");
    EXPECT_EQ(said(5), "5 spraw");
    EXPECT_EQ(said(22), "22 sprawy");
}

TEST(Language, parts_what_is_strong_from_the_rest) {
    const Pieces wanted{{"It is ", false}, {"58%", true}, {" now.", false}};
    EXPECT_EQ(english.sentence("It is <b>{v}</b> now.", {{"v", std::string("58%")}}), wanted);
}

TEST(Language, takes_what_people_wrote_as_text) {
    const std::string name = "{0} <b>'Bar'</b> \uE000x\uE001";
    EXPECT_EQ(
        english.sentence("{name}!", {{"name", name}}), (Pieces{{"{0} <b>'Bar'</b> x!", false}})
    );
}

TEST(Language, does_not_take_any_text_for_a_pattern) {
    EXPECT_THROW((void)english.sentence("{n, plural, one {x}", {{"n", std::int64_t{1}}}), Fault);
}

TEST(Language, speaks_english_where_it_knows_no_better) {
    EXPECT_EQ(Language("eo").code(), "en");
}

}  // namespace
}  // namespace styk
