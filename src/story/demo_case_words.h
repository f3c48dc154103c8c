// What the demo firm says around its cases, in the three languages: causes, lessons, answers,
// templates.
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
// others. `answer`: what the guest is told.
struct DemoCause {
    std::string_view key, below;
    DemoWords name, lesson, answer{};
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
         "Когда приезжают три автобуса, второго администратора зовём заранее, а не при очереди."},
        {"There were too few of us on duty that day, and that is our doing. The rota for the busy "
         "hours has been changed.",
         "Tego dnia było nas na zmianie za mało i to nasza wina. Grafik na godziny szczytu jest "
         "już zmieniony.",
         "В тот день нас на смене было мало, и это наша вина. График на часы пик уже изменён."}
    },
    DemoCause{
        "manner",
        "people",
        {"Manner", "Sposób obsługi", "Манера общения"},
        {"Say first that we understand, then what we can do; the rules come last.",
         "Najpierw mówimy, że rozumiemy, potem co zrobimy; regulamin na końcu.",
         "Сначала говорим, что понимаем, потом что сделаем; правила в конце."},
        {"Nobody should be spoken to like that. I have talked it over with those who were there, "
         "and I apologise.",
         "Tak nie powinno się do nikogo mówić. Rozmowa w zespole już się odbyła; przepraszam.",
         "Так нельзя говорить ни с кем. Разговор с командой уже состоялся, прошу прощения."}
    },
    DemoCause{"process", "", {"Process", "Proces", "Процесс"}, {}},
    DemoCause{
        "billing",
        "process",
        {"Wrong bill", "Błędny rachunek", "Ошибка в счёте"},
        {"Nobody is billed for a minibar that housekeeping did not count.",
         "Nikt nie płaci za minibar, którego nie policzyła służba pięter.",
         "Никто не платит за мини-бар, который не пересчитала горничная."},
        {"That sum should never have stood on the bill. It goes back to your card within three "
         "days.",
         "Ta kwota nie powinna była znaleźć się na rachunku. Wróci na kartę w ciągu trzech dni.",
         "Этой суммы в счёте быть не должно. Она вернётся на карту в течение трёх дней."}
    },
    DemoCause{
        "no_handover",
        "process",
        {"Not handed over", "Nieprzekazane dalej", "Не передали дальше"},
        {"A wish written in the booking is read aloud at the morning briefing.",
         "Życzenie z rezerwacji czytamy na głos na porannej odprawie.",
         "Пожелание из брони читаем вслух на утренней планёрке."},
        {"You had told us, and it went no further. From now on such things are read aloud every "
         "morning.",
         "Ta informacja do nas dotarła i nie poszła dalej. Od teraz takie sprawy czytamy na głos "
         "każdego ranka.",
         "Вы нас предупредили, но дальше это не пошло. Теперь такое мы читаем вслух каждое утро."}
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
         "Карточки печатаем накануне вечером, чтобы программа не задерживала гостей."},
        {"The new program was slow, and it cost you your evening. Next time your card is printed "
         "before you arrive.",
         "Nowy program działał wolno i kosztował Państwa wieczór. Następnym razem karta będzie "
         "wydrukowana przed przyjazdem.",
         "Новая программа работала медленно и стоила вам вечера. В следующий раз карточка будет "
         "напечатана до приезда."}
    },
    DemoCause{
        "defect",
        "technology",
        {"Something was broken", "Coś nie działało", "Что-то не работало"},
        {"Offer another room at once; the repair can wait, the guest cannot.",
         "Od razu proponujemy inny pokój; naprawa może poczekać, gość nie.",
         "Сразу предлагаем другой номер; ремонт подождёт, гость нет."},
        {"It was broken, and we did not mend it in time. It works now, and one night is on us when "
         "you come back.",
         "To nie działało, a my nie naprawiliśmy na czas. Teraz działa, a jedna noc następnym "
         "razem jest na nasz koszt.",
         "Это было сломано, и мы не починили вовремя. Теперь всё работает, а одна ночь в следующий "
         "раз за наш счёт."}
    },
    DemoCause{"promise", "", {"What we promise", "Co obiecujemy", "Что мы обещаем"}, {}},
    DemoCause{
        "not_told",
        "promise",
        {"Not told beforehand", "Nie uprzedziliśmy", "Не предупредили"},
        {"What costs extra stands in the confirmation, in the first lines.",
         "To, co jest dodatkowo płatne, stoi w potwierdzeniu, w pierwszych wierszach.",
         "То, что оплачивается отдельно, стоит в подтверждении, в первых строках."},
        {"You should have known that before you came. It now stands in the first lines of every "
         "confirmation.",
         "Należało o tym powiedzieć przed przyjazdem. Teraz stoi to w pierwszych wierszach każdego "
         "potwierdzenia.",
         "Об этом надо было сказать до приезда. Теперь это в первых строках каждого подтверждения."}
    },
    DemoCause{
        "promise_broken",
        "promise",
        {"Promised otherwise", "Obiecano inaczej", "Обещали другое"},
        {"The website says what we keep on a full Saturday, not on a quiet Tuesday.",
         "Strona mówi o tym, co dotrzymujemy w pełną sobotę, a nie w spokojny wtorek.",
         "На сайте то, что мы выполняем в полную субботу, а не в тихий вторник."},
        {"We promised more than we kept. The sentence on the website is being rewritten; thank you "
         "for holding us to it.",
         "Obiecaliśmy więcej, niż dotrzymaliśmy. Zdanie na stronie zmieniamy; dziękuję za "
         "upomnienie się o nie.",
         "Мы пообещали больше, чем сделали. Фразу на сайте переписываем; спасибо, что напомнили."}
    },
};

// `segment`: whom it is for; "": everybody.
struct DemoReply {
    std::string_view key, kind;
    DemoWords name, subject, body;
    std::string_view segment{};
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
        "answer_business",
        "answer",
        {"Answer to a business guest", "Odpowiedź dla gościa biznesowego", "Ответ деловому гостю"},
        {"Your stay and your invoice, {case_number}",
         "Państwa pobyt i faktura, {case_number}",
         "Ваше проживание и счёт, {case_number}"},
        {"Dear {customer_name},\n\nin short: {what_happened}\n\nWhat we do about it: "
         "{remedy}\n\nMy "
         "direct number is at the desk; ask for me by name.\n\nYours\n{owner_name}\n{firm}",
         "Dzień dobry, {customer_name},\n\nkrótko: {what_happened}\n\nCo z tym robimy: "
         "{remedy}\n\nMój numer zna recepcja; proszę pytać o mnie z nazwiska.\n\nZ "
         "poważaniem\n{owner_name}\n{firm}",
         "Здравствуйте, {customer_name}!\n\nКоротко: {what_happened}\n\nЧто мы делаем: "
         "{remedy}\n\nМой номер есть на стойке, спросите меня по имени.\n\nС "
         "уважением,\n{owner_name}\n{firm}"},
        "business"
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
