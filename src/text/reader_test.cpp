#include "text/reader.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "base/result.h"

namespace styk::text {
namespace {

const Reader& reader() {
    static const Reader built_in(built_in_models());
    return built_in;
}

bool shows(const std::vector<Label>& labels, std::string_view key) {
    return std::any_of(labels.begin(), labels.end(), [&](const Label& one) {
        return one.key == key;
    });
}

bool shows(const std::vector<Topic>& topics, std::string_view key) {
    return std::any_of(topics.begin(), topics.end(), [&](const Topic& one) {
        return one.key == key;
    });
}

TEST(Reader, tells_the_language_of_a_few_words) {
    EXPECT_EQ(reader().read("bardzo dobra obsługa").language, "pl");
    EXPECT_EQ(reader().read("bardzo dobra obsluga").language, "pl");
    EXPECT_EQ(reader().read("very good service").language, "en");
    EXPECT_EQ(reader().read("очень хорошо").language, "ru");
}

TEST(Reader, does_not_read_a_language_it_does_not_know) {
    const auto found =
        reader().read("Das ist ein sehr schlechter Service und ich bin wirklich sehr enttäuscht.");
    EXPECT_EQ(found.language, "de");
    EXPECT_FALSE(found.sentiment);
    EXPECT_EQ(found.model, "");
}

TEST(Reader, is_not_deceived_by_a_language_near_to_one_it_knows) {
    constexpr std::pair<const char*, const char*> all[] = {
        {"cs",
         "Personál byl velmi milý, ale na oběd jsme čekali skoro hodinu a polévka byla studená."},
        {"sk",
         "Obsluha bola veľmi milá, ale na obed sme čakali skoro hodinu a polievka bola studená."},
        {"uk",
         "Персонал був дуже привітний, але на обід ми чекали майже годину, а суп був холодний."},
        {"bg", "Персоналът беше много любезен, но чакахме обяда почти час и супата беше студена."},
        {"nl", "Het personeel was heel vriendelijk, maar we wachtten bijna een uur op de lunch."},
    };
    for (const auto& [language, comment] : all) {
        EXPECT_EQ(reader().read(comment).language, language) << comment;
    }
    // Words that another language has as well, all of them known.
    EXPECT_EQ(
        reader()
            .read("Курьер позвонил за полчаса и поднял диван на пятый этаж без лифта.")
            .language,
        "ru"
    );
}

TEST(Reader, finds_personal_data_in_every_language) {
    EXPECT_EQ(
        reader()
            .read("Bitte schreiben Sie mir an hans@example.org, ich warte schon lange.")
            .personal_data.size(),
        1U
    );
}

struct Told {
    const char* comment;
    Tone tone;
};

TEST(Reader, tells_tones_in_three_languages) {
    constexpr Told all[] = {
        {"Rewelacyjna obsługa, polecam!", Tone::positive},
        {"Okropna obsługa, nie polecam.", Tone::negative},
        {"Отличный сервис, рекомендую!", Tone::positive},
        {"Ужасный сервис, деньги не вернули.", Tone::negative},
        {"Excellent service, highly recommended!", Tone::positive},
        {"Terrible service, they never called back.", Tone::negative},
        {"O której otwieracie?", Tone::neutral},
        {"Во сколько вы открываетесь?", Tone::neutral},
        {"What time do you open?", Tone::neutral},
    };
    for (const auto& [comment, tone] : all) {
        const auto found = reader().read(comment);
        ASSERT_TRUE(found.sentiment) << comment;
        EXPECT_EQ(name_of(found.sentiment->label), name_of(tone)) << comment;
    }
}

TEST(Reader, score_and_ordinal_agree_with_each_other) {
    for (const auto* comment :
         {"Świetnie!", "Fatalnie.", "Byłem w oddziale w maju.", "Вкусно, но дорого."}) {
        const auto sentiment = *reader().read(comment).sentiment;
        EXPECT_GE(sentiment.score, -1);
        EXPECT_LE(sentiment.score, 1);
        EXPECT_EQ(sentiment.ordinal >= 4, sentiment.score >= 0.2) << comment;
        EXPECT_EQ(sentiment.ordinal <= 2, sentiment.score < -0.2) << comment;
    }
}

TEST(Reader, both_sides_are_mixed_and_stand_in_clauses_of_their_own) {
    const auto found = reader().read("Jedzenie pyszne, ale obsługa fatalna.");
    ASSERT_EQ(found.clauses.size(), 2U);
    EXPECT_EQ(found.clauses[0].sentiment.label, Tone::positive);
    EXPECT_EQ(found.clauses[1].sentiment.label, Tone::negative);
    EXPECT_EQ(found.sentiment->label, Tone::mixed);
}

TEST(Reader, topics_and_intents_say_which_words_made_them_so) {
    const std::string comment = "Курьер опоздал на три часа, верните деньги!";
    const auto found = reader().read(comment);
    ASSERT_TRUE(shows(found.topics, "delivery"));
    EXPECT_TRUE(shows(found.intents, "complaint"));
    const auto delivery =
        std::find_if(found.topics.begin(), found.topics.end(), [](const Topic& one) {
            return one.key == "delivery";
        });
    ASSERT_FALSE(delivery->because.empty());
    const auto span = delivery->because[0];
    EXPECT_EQ(comment.substr(span.from, span.size()), "Курьер");
}

TEST(Reader, an_emoji_alone_is_read) {
    EXPECT_EQ(reader().read("👍").sentiment->label, Tone::positive);
    EXPECT_EQ(reader().read("👎").sentiment->label, Tone::negative);
}

TEST(Reader, nothing_said_has_no_sentiment) {
    EXPECT_FALSE(reader().read("").sentiment);
    EXPECT_FALSE(reader().read(" \n ").sentiment);
}

struct Hidden {
    const char* comment;
    const char* masked;
};

TEST(Reader, personal_data_is_announced_in_three_languages) {
    constexpr Hidden all[] = {
        {"Call me on 555 0142.", "Call me on [phone]."},
        {"My number is 07700 900123, please ring.", "My number is [phone], please ring."},
        {"My name is Anna Brown and I wait.", "My name is [name] and I wait."},
        {"My order 501234567 never came.", "My order 501234567 never came."},
        {"Proszę o kontakt: 22 123 45 67", "Proszę o kontakt: [phone]"},
        {"Numer telefonu 1234567, czekam.", "Numer telefonu [phone], czekam."},
        {"Nazywam się Jan Kowalski, czekam.", "Nazywam się [name], czekam."},
        {"Zamówienie 501234567 nie dotarło.", "Zamówienie 501234567 nie dotarło."},
        {"Позвоните мне: 123 45 67", "Позвоните мне: [phone]"},
        {"Меня зовут Анна, жду ответа.", "Меня зовут [name], жду ответа."},
        {"Заказ 9123456789 не приехал.", "Заказ 9123456789 не приехал."},
    };
    for (const auto& [comment, wanted] : all) {
        EXPECT_EQ(masked(comment, reader().read(comment).personal_data), wanted);
    }
}

// What a number stands for is no evidence of what is meant.
TEST(Reader, a_telephone_number_is_no_price) {
    for (const std::string asked :
         {"Please call me back on", "Nobody answered, ring me on", "Please phone me:"}) {
        const auto without = reader().read(asked);
        for (const auto* number :
             {"07700 900123", "+44 20 7946 0958", "(212) 555-0142", "555 0142", "5550142"}) {
            const auto comment = asked + ' ' + number;
            const auto found = reader().read(comment);
            EXPECT_EQ(masked(comment, found.personal_data), asked + " [phone]");
            EXPECT_FALSE(shows(found.topics, "price")) << comment;
            EXPECT_EQ(found.topics.size(), without.topics.size()) << comment;
            EXPECT_EQ(found.sentiment, without.sentiment) << comment;
        }
    }
}

TEST(Reader, a_name_or_an_address_of_mail_has_no_mood) {
    const auto plain = reader().read("Write to me at the office.");
    const auto found = reader().read("Write to me at great.love@awful.example the office.");
    EXPECT_EQ(found.sentiment, plain.sentiment);
    const auto named = reader().read("My name is Joy Love.");
    EXPECT_EQ(named.sentiment, reader().read("My name is.").sentiment);
}

TEST(Reader, half_hidden_words_are_found) {
    const std::string comment = "to jest k*rwa skandal";
    const auto found = reader().read(comment);
    ASSERT_EQ(found.profanity.size(), 1U);
    EXPECT_EQ(comment.substr(found.profanity[0].from, found.profanity[0].size()), "k*rwa");
}

TEST(Reader, the_sentiment_alone_is_that_of_the_whole_reading) {
    for (const auto* comment :
         {"Polecam!", "Czekałem dwie godziny, ale warto było.", "Nie działa."}) {
        EXPECT_EQ(
            reader().sentiment(comment, Language::pl),
            reader().read(comment, {Language::pl, true}).sentiment
        );
    }
}

bool stands_between_characters(std::string_view comment, Span span) {
    const auto starts = [&](std::uint32_t at) {
        return at == comment.size() || (static_cast<unsigned char>(comment[at]) & 0xC0U) != 0x80U;
    };
    return span.from <= span.to && span.to <= comment.size() && starts(span.from) &&
           starts(span.to);
}

bool is_personal(const Findings& found, Span span) {
    return std::any_of(
        found.personal_data.begin(),
        found.personal_data.end(),
        [&](const PersonalData& one) { return one.span.from < span.to && span.from < one.span.to; }
    );
}

void check_spans(std::string_view comment, const Findings& found) {
    for (const auto& one : found.because) {
        ASSERT_FALSE(is_personal(found, one.span)) << comment;
    }
    for (const auto& clause : found.clauses) {
        ASSERT_TRUE(stands_between_characters(comment, clause.span)) << comment;
    }
    for (const auto& one : found.personal_data) {
        ASSERT_TRUE(stands_between_characters(comment, one.span)) << comment;
    }
    for (const auto& span : found.profanity) {
        ASSERT_TRUE(stands_between_characters(comment, span)) << comment;
    }
    for (const auto& topic : found.topics) {
        ASSERT_FALSE(topic.because.empty()) << comment << ": " << topic.key;
        for (const auto& span : topic.because) {
            ASSERT_FALSE(is_personal(found, span)) << comment;
            ASSERT_TRUE(stands_between_characters(comment, span)) << comment;
        }
    }
}

constexpr std::string_view pieces[] = {"nie ",     "działa",    " ale", "!!",   "?",   "+48 501",
                                       " 234 567", "k*rwa",     "👍🏽", "ужас", "но ", "great",
                                       "but",      "@x.pl",     ":)",   "...",  "\n",  "“",
                                       "Ł",        "e\xCC\x81", ", ",   "PL61", "(",   "т.д.",
                                       "$h1t",     "1)"};

TEST(Reader, any_text_is_read_and_spans_stand_between_characters) {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string comment;
        for (auto count = random() % 12; count > 0; --count) {
            comment += pieces[random() % std::size(pieces)];
        }
        check_spans(comment, reader().read(comment));
    }
}

TEST(Reader, any_bytes_are_read) {
    std::mt19937 random(2);
    for (int round = 0; round < 2000; ++round) {
        std::string comment;
        for (auto count = random() % 60; count > 0; --count) {
            comment += static_cast<char>(random() % 256);
        }
        const auto found = reader().read(comment);
        for (const auto& clause : found.clauses) {
            ASSERT_LE(clause.span.from, clause.span.to);
            ASSERT_LE(clause.span.to, comment.size());
        }
    }
}

TEST(Reader, a_file_that_is_no_model_is_refused) {
    auto bytes = std::string(built_in_models().front());
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    const std::string_view models[] = {bytes};
    EXPECT_THROW(Reader{models}, Fault);
    const std::string_view short_ones[] = {std::string_view(bytes).substr(0, 40)};
    EXPECT_THROW(Reader{short_ones}, Fault);
}

}  // namespace
}  // namespace styk::text
