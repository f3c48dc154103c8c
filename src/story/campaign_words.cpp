#include "story/campaign_words.h"

#include <algorithm>

namespace styk::story {

namespace {

using survey::Purpose;

const BuiltInText& built_in(std::string_view language, Purpose purpose, bool short_message) {
    const auto& all = built_in_texts();
    const auto find = [&](std::string_view wanted) {
        return std::find_if(all.begin(), all.end(), [&](const BuiltInText& one) {
            return one.language == wanted && one.purpose == purpose &&
                   one.short_message == short_message;
        });
    };
    const auto found = find(language.substr(0, 2));
    return found == all.end() ? *find("en") : *found;
}

void fill_empty(std::string& part, std::string_view with) {
    if (part.empty()) {
        part = with;
    }
}

}  // namespace

const std::vector<BuiltInText>& built_in_texts() {
    static const std::vector<BuiltInText> all{
        {"en",
         Purpose::invitation,
         false,
         "How was it? {firm} would like to know",
         "Hello,",
         "please tell us how it was for you: what was good and what we should do better. It takes "
         "about {minutes} min.",
         "Answer"},
        {"en",
         Purpose::reminder,
         false,
         "A short reminder from {firm}",
         "Hello,",
         "a few days ago we asked you how it was. Your answer still counts, and it takes about "
         "{minutes} min. This is only a reminder: nothing happens if you do not answer.",
         "Answer"},
        {"en", Purpose::invitation, true, "", "", "{firm}: how was it? {minutes} min: {link}", ""},
        {"en", Purpose::reminder, true, "", "", "{firm}: your answer still counts: {link}", ""},
        {"pl",
         Purpose::invitation,
         false,
         "Jak było? {firm} prosi o opinię",
         "Dzień dobry,",
         "prosimy o kilka słów: co było dobre, a co powinniśmy poprawić. Ankieta zajmuje około "
         "{minutes} min.",
         "Odpowiedz"},
        {"pl",
         Purpose::reminder,
         false,
         "Krótkie przypomnienie: {firm}",
         "Dzień dobry,",
         "kilka dni temu zapytaliśmy, jak było. Odpowiedź nadal się liczy i zajmuje około "
         "{minutes} min. To tylko przypomnienie: brak odpowiedzi niczego nie zmienia.",
         "Odpowiedz"},
        {"pl", Purpose::invitation, true, "", "", "{firm}: jak było? {minutes} min: {link}", ""},
        {"pl", Purpose::reminder, true, "", "", "{firm}: odpowiedź nadal się liczy: {link}", ""},
        {"ru",
         Purpose::invitation,
         false,
         "Как всё прошло? {firm} просит отзыв",
         "Здравствуйте!",
         "Расскажите, пожалуйста, что было хорошо, а что нам стоит улучшить. Опрос займёт около "
         "{minutes} мин.",
         "Ответить"},
        {"ru",
         Purpose::reminder,
         false,
         "Короткое напоминание: {firm}",
         "Здравствуйте!",
         "Несколько дней назад мы спросили, как всё прошло. Ваш ответ по-прежнему важен и займёт "
         "около {minutes} мин. Это только напоминание: отвечать не обязательно.",
         "Ответить"},
        {"ru",
         Purpose::invitation,
         true,
         "",
         "",
         "{firm}: как всё прошло? {minutes} мин: {link}",
         ""},
        {"ru", Purpose::reminder, true, "", "", "{firm}: ваш ответ по-прежнему важен: {link}", ""}
    };
    return all;
}

survey::MessageText complete(survey::MessageText text, bool short_message) {
    const BuiltInText& words = built_in(text.language, text.purpose, short_message);
    fill_empty(text.subject, words.subject);
    fill_empty(text.greeting, words.greeting);
    fill_empty(text.body, words.body);
    fill_empty(text.button, words.button);
    return text;
}

const FootWords& foot_words(std::string_view language) {
    static const FootWords en{
        "You get this mail because {firm} asks its customers how it does.",
        "You can answer until {day}.",
        "If you want no more surveys:",
        "Send me no surveys"
    };
    static const FootWords pl{
        "Ta wiadomość przyszła, bo {firm} pyta klientów o opinię.",
        "Odpowiedzi przyjmujemy do {day}.",
        "Aby nie dostawać ankiet:",
        "Nie chcę dostawać ankiet"
    };
    static const FootWords ru{
        "Вы получили это письмо, потому что {firm} спрашивает мнение клиентов.",
        "Ответить можно до {day}.",
        "Чтобы больше не получать опросы:",
        "Не присылать опросы"
    };
    return language == "pl" ? pl : language == "ru" ? ru : en;
}

}  // namespace styk::story
