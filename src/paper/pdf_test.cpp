#include "paper/pdf.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "paper/workbook.h"

namespace styk::paper {
namespace {

Document letter(std::size_t sentences) {
    Document document{.title = "Zażółć gęślą jaźń", .author = "Bursztyn", .made = {1'000'000}};
    document.foot = "Bursztyn";
    document.one_page = true;
    document.blocks.emplace_back(Heading{.text = "Рекомендуют ли нас люди?", .level = 1});
    for (std::size_t i = 0; i < sentences; ++i) {
        document.blocks.emplace_back(Paragraph{
            {{"Na każde 100 osób ", false}, {"58", true}, {" chętnie nas poleci.", false}}
        });
    }
    return document;
}

// What poppler reads in it.
std::string text_of(const std::string& pdf) {
    const auto path = std::filesystem::temp_directory_path() / "styk_pdf_test.pdf";
    std::ofstream(path, std::ios::binary) << pdf;
    FILE* reader = ::popen(("pdftotext -layout " + path.string() + " -").c_str(), "r");
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), reader)) {
        out.append(buffer.data(), n);
    }
    EXPECT_EQ(::pclose(reader), 0);
    std::filesystem::remove(path);
    return out;
}

// "2/3": how poppler reads the foot, with or without its spaces.
std::string last_foot(const std::string& pdf) {
    auto text = text_of(pdf);
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    return text.substr(text.size() - 3);
}

TEST(write_pdf, keeps_polish_and_russian_letters_as_text) {
    const auto text = text_of(write_pdf(letter(1)));
    EXPECT_NE(text.find("Рекомендуют ли нас люди?"), std::string::npos) << text;
    EXPECT_NE(text.find("Na każde 100 osób 58 chętnie nas poleci."), std::string::npos) << text;
}

TEST(write_pdf, gives_the_same_bytes_for_the_same_document) {
    EXPECT_EQ(write_pdf(letter(3)), write_pdf(letter(3)));
}

TEST(write_pdf, takes_smaller_type_to_stay_on_one_page_and_more_pages_when_even_that_is_too_long) {
    auto document = letter(55);
    EXPECT_EQ(last_foot(write_pdf(document)), "1/1");
    document.one_page = false;
    EXPECT_EQ(last_foot(write_pdf(document)), "2/2");
    EXPECT_EQ(last_foot(write_pdf(letter(180))), "4/4");
}

TEST(write_pdf, repeats_the_head_of_a_table_on_each_page) {
    Document document{.title = "t", .author = "", .made = {}};
    Table table{{{"Place"}, {"Value", true}}, {}};
    for (int i = 0; i < 100; ++i) {
        table.rows.push_back({"Gdańsk", std::to_string(i)});
    }
    document.blocks.emplace_back(table);
    const auto text = text_of(write_pdf(document));
    std::size_t heads = 0;
    for (auto at = text.find("Place"); at != std::string::npos; at = text.find("Place", at + 1)) {
        ++heads;
    }
    EXPECT_GT(heads, 1U);
    EXPECT_NE(text.find("99"), std::string::npos);
}

TEST(write_pdf, draws_charts_with_gaps_without_points_and_with_one) {
    Document document{.title = "t", .author = "", .made = {}};
    document.blocks.emplace_back(LineChart{});
    document.blocks.emplace_back(LineChart{{{.tick = "Nov", .value = 0.5}}});
    document.blocks.emplace_back(LineChart{{{.value = 0.5, .lo = 0.4, .hi = 0.6}, {}, {.value = 1}}}
    );
    document.blocks.emplace_back(
        Whiskers{{{.name = "Łódź", .words = "58%", .value = 0.58, .against = 0.6}}}
    );
    document.blocks.emplace_back(Whiskers{});
    document.blocks.emplace_back(Figures{{{"Score", "+41", {"38 to 44", "n 2,318"}}}});
    document.blocks.emplace_back(Figures{});
    const auto text = text_of(write_pdf(document));
    EXPECT_NE(text.find("Łódź"), std::string::npos);
    EXPECT_NE(text.find("+41"), std::string::npos);
}

}  // namespace
}  // namespace styk::paper
