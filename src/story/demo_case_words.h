// What the demo firm says around its cases, in the three languages: causes, lessons, templates.
#pragma once

#include <array>
#include <string_view>

namespace styk::story {

struct DemoWords {
    std::string_view en, pl, ru;

    [[nodiscard]] std::string_view in(std::string_view language) const {
        return language == "pl" ? pl : language == "ru" ? ru : en;
    }
};

// `below`: the key of the cause it stands under; "": the top. Those without a lesson only hold
// others.
struct DemoCause {
    std::string_view key, below;
    DemoWords name, lesson;
};

inline constexpr std::array demo_causes{
    DemoCause{"people", "", {"People", "Ludzie", "Люди"}, {}},
    DemoCause{
        "too_few_staff",
        "people",
        {"Too few people on duty", "Za mało osób na zmianie", "Мало людей на смене"},
        {"When three coaches arrive, call the second receptionist beforehand, not once the queue "
         "stands.",
         "Gdy przyjeżdżają trzy autokary, drugą osobę na recepcję wzywamy wcześniej, a nie przy "
         "kolejce.",
         "Когда приезжают три автобуса, второго администратора зовём заранее, а не при очереди."}
    },
    DemoCause{
        "manner",
        "people",
        {"Manner", "Sposób obsługi", "Манера общения"},
        {"Say first that we understand, then what we can do; the rules come last.",
         "Najpierw mówimy, że rozumiemy, potem co zrobimy; regulamin na końcu.",
         "Сначала говорим, что понимаем, потом что сделаем; правила в конце."}
    },
    DemoCause{"process", "", {"Process", "Proces", "Процесс"}, {}},
    DemoCause{
        "billing",
        "process",
        {"Wrong bill", "Błędny rachunek", "Ошибка в счёте"},
        {"Nobody is billed for a minibar that housekeeping did not count.",
         "Nikt nie płaci za minibar, którego nie policzyła służba pięter.",
         "Никто не платит за мини-бар, который не пересчитала горничная."}
    },
    DemoCause{
        "no_handover",
        "process",
        {"Not handed over", "Nieprzekazane dalej", "Не передали дальше"},
        {"A wish written in the booking is read aloud at the morning briefing.",
         "Życzenie z rezerwacji czytamy na głos na porannej odprawie.",
         "Пожелание из брони читаем вслух на утренней планёрке."}
    },
    DemoCause{"technology", "", {"Technology", "Technika", "Техника"}, {}},
    DemoCause{
        "check_in_program",
        "technology",
        {"Check-in program", "Program meldunkowy", "Программа заселения"},
        {"Print the registration cards the evening before, so that the program does not hold "
         "guests "
         "up.",
         "Karty meldunkowe drukujemy poprzedniego wieczoru, by program nie zatrzymywał gości.",
         "Карточки печатаем накануне вечером, чтобы программа не задерживала гостей."}
    },
    DemoCause{
        "defect",
        "technology",
        {"Something was broken", "Coś nie działało", "Что-то не работало"},
        {"Offer another room at once; the repair can wait, the guest cannot.",
         "Od razu proponujemy inny pokój; naprawa może poczekać, gość nie.",
         "Сразу предлагаем другой номер; ремонт подождёт, гость нет."}
    },
    DemoCause{"promise", "", {"What we promise", "Co obiecujemy", "Что мы обещаем"}, {}},
    DemoCause{
        "not_told",
        "promise",
        {"Not told beforehand", "Nie uprzedziliśmy", "Не предупредили"},
        {"What costs extra stands in the confirmation, in the first lines.",
         "To, co jest dodatkowo płatne, stoi w potwierdzeniu, w pierwszych wierszach.",
         "То, что оплачивается отдельно, стоит в подтверждении, в первых строках."}
    },
    DemoCause{
        "promise_broken",
        "promise",
        {"Promised otherwise", "Obiecano inaczej", "Обещали другое"},
        {"The website says what we keep on a full Saturday, not on a quiet Tuesday.",
         "Strona mówi o tym, co dotrzymujemy w pełną sobotę, a nie w spokojny wtorek.",
         "На сайте то, что мы выполняем в полную субботу, а не в тихий вторник."}
    },
};

struct DemoReply {
    std::string_view key, kind;
    DemoWords name, subject, body;
};

inline constexpr std::array demo_replies{
    DemoReply{
        "apology",
        "apology",
        {"Apology", "Przeprosiny", "Извинение"},
        {"Your stay with us, {case_number}",
         "Państwa pobyt u nas, {case_number}",
         "Ваше проживание у нас, {case_number}"},
        {"Dear {customer_name},\n\nthank you for telling us. {what_happened} That should not have "
         "happened, and I am sorry.\n\n{remedy}\n\nYou can see how your case goes on here: "
         "{status_link}\n\nYours\n{owner_name}\n{firm}",
         "Dzień dobry, {customer_name},\n\ndziękuję, że nam Państwo o tym powiedzieli. "
         "{what_happened} To nie powinno było się zdarzyć i przepraszam.\n\n{remedy}\n\nJak idzie "
         "sprawa, widać tutaj: {status_link}\n\nZ poważaniem\n{owner_name}\n{firm}",
         "Здравствуйте, {customer_name}!\n\nСпасибо, что рассказали нам. {what_happened} Так не "
         "должно было быть, и я прошу прощения.\n\n{remedy}\n\nКак идёт дело, видно здесь: "
         "{status_link}\n\nС уважением,\n{owner_name}\n{firm}"}
    },
    DemoReply{
        "answer",
        "answer",
        {"Answer", "Odpowiedź", "Ответ"},
        {"To your words about {touchpoint}",
         "Do Państwa słów: {touchpoint}",
         "О ваших словах: {touchpoint}"},
        {"Dear {customer_name},\n\nyou wrote to us on {opened_on}. {what_happened}\n\nThank you: "
         "because of your words we look at this again.\n\nYours\n{owner_name}\n{firm}",
         "Dzień dobry, {customer_name},\n\nnapisali Państwo do nas {opened_on}. "
         "{what_happened}\n\nDziękuję: dzięki tym słowom wracamy do tej sprawy.\n\nZ "
         "poważaniem\n{owner_name}\n{firm}",
         "Здравствуйте, {customer_name}!\n\nВы написали нам {opened_on}. "
         "{what_happened}\n\nСпасибо: "
         "благодаря вашим словам мы смотрим на это заново.\n\nС уважением,\n{owner_name}\n{firm}"}
    },
    DemoReply{
        "refusal",
        "refusal",
        {"Refusal with an alternative", "Odmowa z propozycją", "Отказ с предложением"},
        {"Your request, {case_number}",
         "Państwa prośba, {case_number}",
         "Ваша просьба, {case_number}"},
        {"Dear {customer_name},\n\nI looked into it myself. We cannot do what you ask for, and you "
         "have a right to know why: {reason}\n\nWhat I can offer: {alternative}\n\nIf that does "
         "not do, answer this mail; I read it.\n\nYours\n{owner_name}\n{firm}",
         "Dzień dobry, {customer_name},\n\nsprawdziłem to osobiście. Nie możemy zrobić tego, o co "
         "Państwo proszą, i należy się wyjaśnienie: {reason}\n\nMogę zaproponować: "
         "{alternative}\n\nJeśli to nie wystarczy, proszę odpisać na tę wiadomość; przeczytam "
         "ją.\n\nZ poważaniem\n{owner_name}\n{firm}",
         "Здравствуйте, {customer_name}!\n\nЯ разобрался в этом лично. Мы не можем сделать то, о "
         "чём вы просите, и вы вправе знать почему: {reason}\n\nМогу предложить: "
         "{alternative}\n\nЕсли этого мало, ответьте на это письмо, я прочту.\n\nС "
         "уважением,\n{owner_name}\n{firm}"}
    },
    DemoReply{
        "thanks",
        "thanks",
        {"Thanks", "Podziękowanie", "Благодарность"},
        {"Thank you", "Dziękujemy", "Спасибо"},
        {"Dear {customer_name},\n\nthank you for your words. They reached the people who are "
         "meant.\n\nYours\n{owner_name}\n{firm}",
         "Dzień dobry, {customer_name},\n\ndziękuję za te słowa. Dotarły do osób, których "
         "dotyczą.\n\nZ poważaniem\n{owner_name}\n{firm}",
         "Здравствуйте, {customer_name}!\n\nСпасибо за ваши слова. Они дошли до тех, о ком вы "
         "говорите.\n\nС уважением,\n{owner_name}\n{firm}"}
    },
};

}  // namespace styk::story
