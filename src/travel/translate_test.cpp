#include "travel/translate.h"

#include <gtest/gtest.h>

namespace styk::travel {

namespace {

// Q1: one answer; M_a: one of several answers; G_x: a row of a table.
std::optional<Named> find(std::string_view name) {
    const auto bare = name.substr(0, name.find('.'));
    if (bare == "Q1") {
        return Named{"Q1"};
    }
    if (bare == "M_a") {
        return Named{"M", "a"};
    }
    if (bare == "several") {
        return Named{"several", "", true};
    }
    return bare == "G_x" ? std::optional(Named{"G.x"}) : std::nullopt;
}

std::string lime(std::string_view text) {
    Dialect dialect;
    dialect.find = find;
    const auto done = translate(text, dialect);
    return done ? *done : "? " + done.error().message;
}

std::string xpath(std::string_view text) {
    Dialect dialect;
    dialect.dollars = true;
    dialect.find = find;
    const auto done = translate(text, dialect);
    return done ? *done : "? " + done.error().message;
}

}  // namespace

TEST(Translate, ComparisonsKeepTheirMeaning) {
    EXPECT_EQ(lime(R"(Q1.NAOK == "A1")"), "{Q1} = 'A1'");
    EXPECT_EQ(lime("Q1 ge 3 and Q1 LT 7"), "{Q1} >= 3 and {Q1} < 7");
    EXPECT_EQ(lime("3 < Q1"), "{Q1} > 3");
    EXPECT_EQ(lime(R"(G_x.value != '')"), "{G.x} notempty");
    EXPECT_EQ(lime(R"((Q1 == 1 or Q1 == 2) and G_x == 3)"), "({Q1} = 1 or {Q1} = 2) and {G.x} = 3");
    EXPECT_EQ(lime("Q1 == -1"), "{Q1} = -1");
    EXPECT_EQ(lime("Q1 + 2 * 3 > 7"), "({Q1} + (2 * 3)) > 7");
}

TEST(Translate, OneOfSeveralAnswersIsContained) {
    EXPECT_EQ(lime(R"(M_a.NAOK == "Y")"), "{M} contains 'a'");
    EXPECT_EQ(lime(R"(M_a == "")"), "{M} notcontains 'a'");
    EXPECT_EQ(lime("is_empty(M_a)"), "{M} notcontains 'a'");
    EXPECT_EQ(lime("M_a > 3"), "? compares one of several answers with something else");
    EXPECT_EQ(
        xpath("selected(${several}, 'x') and ${Q1} != 'it\\'s'"),
        "{several} contains 'x' and {Q1} != 'it\\'s'"
    );
    EXPECT_EQ(xpath("count-selected(${several}) > 1"), "{several.length} > 1");
}

TEST(Translate, WhatHasNoCounterpartIsRefusedWhole) {
    EXPECT_EQ(lime("Q9 == 1"), "? Q9 is not known here");
    EXPECT_EQ(
        lime("Q1 == 1 and regexMatch('/a/', Q1)"),
        "? the function regexMatch has no counterpart here"
    );
    EXPECT_EQ(lime("(Q1 == 1"), "? a bracket has no end");
    EXPECT_EQ(lime("Q1 == 'x"), "? a text has no end");
    EXPECT_EQ(lime("Q1 =="), "? ends too early");
    EXPECT_EQ(lime("Q1 Q1"), "? 'Q1' stands where nothing may follow");
    EXPECT_EQ(lime(std::string(200, '(') + "Q1" + std::string(200, ')')), "? is nested too deep");
    EXPECT_EQ(xpath("Q1 = 1"), "? Q1 is not known here");
}

}  // namespace styk::travel
