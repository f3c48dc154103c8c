#include "story/campaign_words.h"

#include <algorithm>
#include <array>

#include "base/result.h"

namespace styk::story {

namespace {

using survey::Kind;
using survey::Purpose;

// What an invitation to a survey of that kind says.
struct Ask {
    std::string_view language;
    Kind kind;
    std::string_view subject, body, short_body;
};

constexpr std::array asks{std::to_array<Ask>({
    {"en",
     Kind::relationship,
     "How are we doing? {firm} would like to know",
     "please tell us what we do well and what we should do better. It takes about {minutes} min.",
     "{firm}: how are we doing? {minutes} min: {link}"},
    {"en",
     Kind::after_contact,
     "How was it? {firm} would like to know",
     "please tell us how it was for you: what was good and what we should do better. It takes "
     "about {minutes} min.",
     "{firm}: how was it? {minutes} min: {link}"},
    {"en",
     Kind::expectation,
     "What do you expect? {firm} would like to know",
     "please tell us what matters to you, so that we can keep to it. It takes about {minutes} min.",
     "{firm}: what do you expect of us? {minutes} min: {link}"},
    {"en",
     Kind::after_cooperation,
     "Looking back: how was it with {firm}?",
     "our work together is done. Please tell us what was good and what you missed. It takes about "
     "{minutes} min.",
     "{firm}: how was it to work with us? {minutes} min: {link}"},
    {"en",
     Kind::employee,
     "How is it to work at {firm}?",
     "please tell us what goes well at work and what should change. It takes about {minutes} min.",
     "{firm}: how is it to work here? {minutes} min: {link}"},
    {"en",
     Kind::audit,
     "{firm}: a few questions",
     "please answer a few questions. It takes about {minutes} min.",
     "{firm}: a few questions. {minutes} min: {link}"},
    {"en",
     Kind::interview,
     "{firm}: a few questions",
     "please answer a few questions. It takes about {minutes} min.",
     "{firm}: a few questions. {minutes} min: {link}"},
    {"pl",
     Kind::relationship,
     "Jak nam idzie? {firm} prosi o opinię",
     "prosimy o kilka słów o nas: co robimy dobrze, a co powinniśmy poprawić. Ankieta zajmuje "
     "około {minutes} min.",
     "{firm}: jak nam idzie? {minutes} min: {link}"},
    {"pl",
     Kind::after_contact,
     "Jak było? {firm} prosi o opinię",
     "prosimy o kilka słów: co było dobre, a co powinniśmy poprawić. Ankieta zajmuje około "
     "{minutes} min.",
     "{firm}: jak było? {minutes} min: {link}"},
    {"pl",
     Kind::expectation,
     "{firm}: czego Państwo od nas oczekują?",
     "prosimy o kilka słów o tym, co jest dla Państwa ważne, żebyśmy mogli o to zadbać. Ankieta "
     "zajmuje około {minutes} min.",
     "{firm}: czego Państwo od nas oczekują? {minutes} min: {link}"},
    {"pl",
     Kind::after_cooperation,
     "{firm}: jak przebiegła nasza współpraca?",
     "nasza współpraca dobiegła końca. Prosimy o kilka słów: co było dobre, a czego zabrakło. "
     "Ankieta zajmuje około {minutes} min.",
     "{firm}: jak przebiegła współpraca? {minutes} min: {link}"},
    {"pl",
     Kind::employee,
     "{firm}: jak się u nas pracuje?",
     "prosimy o kilka słów o pracy: co działa dobrze, a co trzeba zmienić. Ankieta zajmuje około "
     "{minutes} min.",
     "{firm}: jak się u nas pracuje? {minutes} min: {link}"},
    {"pl",
     Kind::audit,
     "{firm}: kilka pytań",
     "prosimy o odpowiedź na kilka pytań. Ankieta zajmuje około {minutes} min.",
     "{firm}: kilka pytań. {minutes} min: {link}"},
    {"pl",
     Kind::interview,
     "{firm}: kilka pytań",
     "prosimy o odpowiedź na kilka pytań. Ankieta zajmuje około {minutes} min.",
     "{firm}: kilka pytań. {minutes} min: {link}"},
    {"ru",
     Kind::relationship,
     "Что вы о нас думаете? {firm} просит отзыв",
     "Расскажите, пожалуйста, что мы делаем хорошо, а что нам стоит улучшить. Опрос займёт около "
     "{minutes} мин.",
     "{firm}: что вы о нас думаете? {minutes} мин: {link}"},
    {"ru",
     Kind::after_contact,
     "Как всё прошло? {firm} просит отзыв",
     "Расскажите, пожалуйста, что было хорошо, а что нам стоит улучшить. Опрос займёт около "
     "{minutes} мин.",
     "{firm}: как всё прошло? {minutes} мин: {link}"},
    {"ru",
     Kind::expectation,
     "{firm}: чего вы от нас ждёте?",
     "Расскажите, пожалуйста, что для вас важно, чтобы мы могли об этом позаботиться. Опрос займёт "
     "около {minutes} мин.",
     "{firm}: чего вы от нас ждёте? {minutes} мин: {link}"},
    {"ru",
     Kind::after_cooperation,
     "{firm}: как прошла наша совместная работа?",
     "Наша совместная работа завершена. Расскажите, пожалуйста, что было хорошо, а чего не "
     "хватило. Опрос займёт около {minutes} мин.",
     "{firm}: как прошла совместная работа? {minutes} мин: {link}"},
    {"ru",
     Kind::employee,
     "{firm}: как вам у нас работается?",
     "Расскажите, пожалуйста, о работе: что идёт хорошо, а что стоит изменить. Опрос займёт около "
     "{minutes} мин.",
     "{firm}: как вам у нас работается? {minutes} мин: {link}"},
    {"ru",
     Kind::audit,
     "{firm}: несколько вопросов",
     "Ответьте, пожалуйста, на несколько вопросов. Опрос займёт около {minutes} мин.",
     "{firm}: несколько вопросов. {minutes} мин: {link}"},
    {"ru",
     Kind::interview,
     "{firm}: несколько вопросов",
     "Ответьте, пожалуйста, на несколько вопросов. Опрос займёт около {minutes} мин.",
     "{firm}: несколько вопросов. {minutes} мин: {link}"},
})};

// What every message in that language says.
struct Manner {
    std::string_view language, greeting, button, subject_again, body_again, short_again;
};

constexpr std::array manners{std::to_array<Manner>({
    {"en",
     "Hello,",
     "Answer",
     "A short reminder from {firm}",
     "a few days ago we sent you a few questions. Your answer still counts, and it takes about "
     "{minutes} min. This is only a reminder: nothing happens if you do not answer.",
     "{firm}: your answer still counts: {link}"},
    {"pl",
     "Dzień dobry,",
     "Odpowiedz",
     "Krótkie przypomnienie: {firm}",
     "kilka dni temu przesłaliśmy kilka pytań. Odpowiedź nadal się liczy i zajmuje około {minutes} "
     "min. To tylko przypomnienie: brak odpowiedzi niczego nie zmienia.",
     "{firm}: odpowiedź nadal się liczy: {link}"},
    {"ru",
     "Здравствуйте!",
     "Ответить",
     "Короткое напоминание: {firm}",
     "Несколько дней назад мы прислали вам несколько вопросов. Ваш ответ по-прежнему важен и "
     "займёт около {minutes} мин. Это только напоминание: отвечать не обязательно.",
     "{firm}: ваш ответ по-прежнему важен: {link}"},
})};

const Manner& manner_of(std::string_view language) {
    const auto found = std::ranges::find(manners, language.substr(0, 2), &Manner::language);
    return found == manners.end() ? manners.front() : *found;
}

const Ask& ask_of(std::string_view language, Kind kind) {
    const auto found = std::ranges::find_if(asks, [&](const Ask& one) {
        return one.language == language && one.kind == kind;
    });
    if (found == asks.end()) {
        throw Fault("a kind of survey has no words for its invitation");
    }
    return *found;
}

BuiltInText built_in(const Manner& manner, Kind kind, Purpose purpose, bool short_message) {
    const Ask& ask = ask_of(manner.language, kind);
    const bool first = purpose == Purpose::invitation;
    BuiltInText out{manner.language, purpose, short_message, "", "", "", ""};
    if (short_message) {
        out.body = first ? ask.short_body : manner.short_again;
        return out;
    }
    out.subject = first ? ask.subject : manner.subject_again;
    out.greeting = manner.greeting;
    out.body = first ? ask.body : manner.body_again;
    out.button = manner.button;
    return out;
}

void fill_empty(std::string& part, std::string_view with) {
    if (part.empty()) {
        part = with;
    }
}

}  // namespace

std::vector<BuiltInText> built_in_texts(Kind kind) {
    std::vector<BuiltInText> all;
    for (const Manner& manner : manners) {
        for (const bool short_message : {false, true}) {
            for (const Purpose purpose : {Purpose::invitation, Purpose::reminder}) {
                all.push_back(built_in(manner, kind, purpose, short_message));
            }
        }
    }
    return all;
}

survey::MessageText complete(survey::MessageText text, Kind kind, bool short_message) {
    const auto words = built_in(manner_of(text.language), kind, text.purpose, short_message);
    fill_empty(text.subject, words.subject);
    fill_empty(text.greeting, words.greeting);
    fill_empty(text.body, words.body);
    fill_empty(text.button, words.button);
    return text;
}

const FootWords& foot_words(std::string_view language, Kind kind) {
    static const FootWords en{
        "You get this mail because {firm} asks its [[customers]] how it does.",
        "You can answer until {day}.",
        "If you want no more surveys:",
        "Send me no surveys"
    };
    static const FootWords pl{
        "Ta wiadomość przyszła, bo {firm} pyta [[klientów:A]] o opinię.",
        "Odpowiedzi przyjmujemy do {day}.",
        "Aby nie dostawać ankiet:",
        "Nie chcę dostawać ankiet"
    };
    static const FootWords ru{
        "Вы получили это письмо, потому что {firm} спрашивает мнение [[клиентов]].",
        "Ответить можно до {day}.",
        "Чтобы больше не получать опросы:",
        "Не присылать опросы"
    };
    static const auto of_staff = [](FootWords words, std::string_view why) {
        words.why = why;
        return words;
    };
    static const FootWords staff_en =
        of_staff(en, "You get this mail because {firm} asks those who work there what they think.");
    static const FootWords staff_pl =
        of_staff(pl, "Ta wiadomość przyszła, bo {firm} pyta pracowników o zdanie.");
    static const FootWords staff_ru =
        of_staff(ru, "Вы получили это письмо, потому что {firm} спрашивает мнение сотрудников.");
    const bool staff = kind == Kind::employee;
    if (language == "pl") {
        return staff ? staff_pl : pl;
    }
    return language == "ru" ? (staff ? staff_ru : ru) : (staff ? staff_en : en);
}

}  // namespace styk::story
