#include "text/personal_data.h"

#include <gtest/gtest.h>

namespace styk::text {
namespace {

constexpr std::string_view announcers =
    "[personal.phone]\ntel*, zadzwoń*, call*\n[personal.other]\nzamówieni*, faktur*\n"
    "[personal.passport]\nпаспорт*\n[personal.name]\nnazywam się, my name "
    "is\n[personal.address]\nul, adres*\n";

std::string hidden(std::string_view comment) {
    const auto words = *Words::read(announcers);
    const auto tokens = tokens_of(comment);
    std::vector<Sign> signs;
    words.find(tokens, signs);
    return masked(comment, find_personal_data(comment, tokens, signs, PersonalCues(words)));
}

TEST(PersonalData, what_has_a_form_of_its_own) {
    EXPECT_EQ(hidden("pisz: jan.k+1@poczta.example.pl."), "pisz: [email].");
    EXPECT_EQ(hidden("konto PL61 1090 1014 0000 0712 1981 2874"), "konto [iban]");
    EXPECT_EQ(hidden("konto 61 1090 1014 0000 0712 1981 2874"), "konto [iban]");
    EXPECT_EQ(hidden("karta 4111 1111 1111 1111 nie działa"), "karta [card] nie działa");
    EXPECT_EQ(hidden("PESEL 44051401359"), "PESEL [pesel]");
    EXPECT_EQ(hidden("dowód ABA300000"), "dowód [id_card]");
}

TEST(PersonalData, telephones_of_three_countries) {
    EXPECT_EQ(hidden("501 234 567"), "[phone]");
    EXPECT_EQ(hidden("+48 22 123 45 67!"), "[phone]!");
    EXPECT_EQ(hidden("8 (912) 345-67-89"), "[phone]");
    EXPECT_EQ(hidden("(212) 555-0142"), "[phone]");
    EXPECT_EQ(hidden("zadzwońcie 221234567"), "zadzwońcie [phone]");
}

TEST(PersonalData, numbers_of_other_things_stay) {
    for (const auto* comment :
         {"zamówienie 501234567",
          "12.05.2024 o 14:30",
          "zapłaciłem 1 299,00 zł",
          "99.9999999",
          "faktura 2024/11/000123",
          "100 200 300",
          "ISO 9001 2015"}) {
        EXPECT_EQ(hidden(comment), comment);
    }
}

TEST(PersonalData, an_order_announces_its_number_within_its_part_of_a_sentence) {
    EXPECT_EQ(hidden("zamówienie nr. 501234567"), "zamówienie nr. 501234567");
    EXPECT_EQ(hidden("zamówienie: 501234567"), "zamówienie: 501234567");
    EXPECT_EQ(hidden("Faktura błędna. 501234567"), "Faktura błędna. [phone]");
    EXPECT_EQ(hidden("faktura błędna, 501234567"), "faktura błędna, [phone]");
    EXPECT_EQ(hidden("zamówienie stoi, tel. 2212345"), "zamówienie stoi, tel. [phone]");
}

TEST(PersonalData, an_address_begins_with_a_name_or_a_number) {
    EXPECT_EQ(hidden("na ul. długa kolejka, 5 osób"), "na ul. długa kolejka, 5 osób");
    EXPECT_EQ(hidden("adres: 3 Maja 5"), "adres: [address]");
}

TEST(PersonalData, names_and_addresses_behind_words_that_announce_them) {
    EXPECT_EQ(hidden("Nazywam się Anna Nowak i czekam"), "Nazywam się [name] i czekam");
    EXPECT_EQ(
        hidden("mieszkam przy ul. Długa 5 m. 7, proszę"), "mieszkam przy ul. [address], proszę"
    );
    EXPECT_EQ(hidden("Nazywam się rozczarowana"), "Nazywam się rozczarowana");
}

}  // namespace
}  // namespace styk::text
