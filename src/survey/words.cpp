#include "survey/words.h"

#include <algorithm>
#include <array>

namespace styk::survey {

namespace {

struct Said {
    std::string_view en, pl, ru;

    [[nodiscard]] std::string_view in(std::string_view language) const {
        return language == "pl" ? pl : language == "ru" ? ru : en;
    }
};

struct WordRow {
    Word word;
    Said said;
};

constexpr std::array words{
    WordRow{Word::next, {"Next", "Dalej", "Далее"}},
    WordRow{Word::back, {"Back", "Wstecz", "Назад"}},
    WordRow{Word::send, {"Send", "Wyślij", "Отправить"}},
    WordRow{Word::progress, {"Page {0} of {1}", "Strona {0} z {1}", "Страница {0} из {1}"}},
    WordRow{Word::language, {"Language", "Język", "Язык"}},
    WordRow{Word::optional, {"if you like", "jeśli chcesz", "по желанию"}},
    WordRow{Word::choose, {"Choose", "Wybierz", "Выберите"}},
    WordRow{Word::other, {"Something else", "Coś innego", "Другое"}},
    WordRow{Word::none, {"None of these", "Żadne z nich", "Ничего из этого"}},
    WordRow{Word::yes, {"Yes", "Tak", "Да"}},
    WordRow{Word::no, {"No", "Nie", "Нет"}},
    WordRow{Word::skip_row, {"no answer", "bez odpowiedzi", "без ответа"}},
    WordRow{
        Word::importance, {"How much it matters", "Jak bardzo to ważne", "Насколько это важно"}
    },
    WordRow{Word::performance, {"How it went", "Jak było", "Как это было"}},
    WordRow{Word::best, {"Best", "Najlepsze", "Лучшее"}},
    WordRow{Word::worst, {"Worst", "Najgorsze", "Худшее"}},
    WordRow{
        Word::rank_hint,
        {"Give each a place from 1 (first) to {0}.",
         "Każdej pozycji nadaj miejsce od 1 (pierwsze) do {0}.",
         "Дайте каждому пункту место от 1 (первое) до {0}."}
    },
    WordRow{Word::place, {"Place", "Miejsce", "Место"}},
    WordRow{Word::of_scale, {"{0} of {1}", "{0} z {1}", "{0} из {1}"}},
    WordRow{
        Word::problems_title,
        {"Something is missing here", "Tu czegoś brakuje", "Здесь чего-то не хватает"}
    },
    WordRow{
        Word::new_questions,
        {"Your answer leads to one more question.",
         "Do tej odpowiedzi mamy jeszcze pytanie.",
         "К этому ответу есть ещё вопрос."}
    },
    WordRow{Word::thanks_title, {"Thank you", "Dziękujemy", "Спасибо"}},
    WordRow{
        Word::thanks,
        {"Your answers have arrived. People read them.",
         "Odpowiedzi dotarły. Czytają je ludzie.",
         "Ответы получены. Их читают люди."}
    },
    WordRow{Word::screened_title, {"Thank you", "Dziękujemy", "Спасибо"}},
    WordRow{
        Word::screened,
        {"These questions are meant for others this time.",
         "Tym razem pytamy o to kogo innego.",
         "На этот раз вопросы не к вам."}
    },
    WordRow{Word::over_quota_title, {"Thank you", "Dziękujemy", "Спасибо"}},
    WordRow{
        Word::over_quota,
        {"We already have as many answers as we need.",
         "Mamy już tyle odpowiedzi, ile potrzeba.",
         "У нас уже достаточно ответов."}
    },
    WordRow{
        Word::receipt,
        {"Keep this code if you may want to delete your answers later.",
         "Zachowaj ten kod, jeśli kiedyś zechcesz usunąć swoje odpowiedzi.",
         "Сохраните этот код, если позже захотите удалить ответы."}
    },
    WordRow{
        Word::receipt_title, {"Delete my answers", "Usuń moje odpowiedzi", "Удалить мои ответы"}
    },
    WordRow{
        Word::receipt_field,
        {"The code from the last page", "Kod z ostatniej strony", "Код с последней страницы"}
    },
    WordRow{Word::receipt_button, {"Delete", "Usuń", "Удалить"}},
    WordRow{
        Word::receipt_done,
        {"Your answers are deleted.", "Odpowiedzi zostały usunięte.", "Ответы удалены."}
    },
    WordRow{
        Word::receipt_wrong,
        {"There are no answers with this code. Look whether it is complete.",
         "Nie ma odpowiedzi z takim kodem. Sprawdź, czy jest cały.",
         "Ответов с таким кодом нет. Проверьте, введён ли он полностью."}
    },
    WordRow{
        Word::receipt_warning,
        {"What is deleted cannot be brought back.",
         "Usuniętych odpowiedzi nie da się przywrócić.",
         "Удалённое нельзя вернуть."}
    },
    WordRow{
        Word::closed_title, {"This survey is over", "Ta ankieta się skończyła", "Опрос завершён"}
    },
    WordRow{
        Word::closed,
        {"Thank you for wanting to answer.",
         "Dziękujemy za chęć odpowiedzi.",
         "Спасибо, что хотели ответить."}
    },
    WordRow{
        Word::paused_title,
        {"This survey is resting", "Ankieta ma teraz przerwę", "Опрос приостановлен"}
    },
    WordRow{
        Word::paused,
        {"Please come back later: what you answered so far is kept.",
         "Prosimy wrócić później: dotychczasowe odpowiedzi są zapisane.",
         "Вернитесь, пожалуйста, позже: уже данные ответы сохранены."}
    },
    WordRow{
        Word::used_title,
        {"We already have your answers", "Odpowiedzi już do nas dotarły", "Ваши ответы уже у нас"}
    },
    WordRow{
        Word::used,
        {"This link can be used once. Thank you.",
         "Tego linku można użyć jeden raz. Dziękujemy.",
         "Эту ссылку можно использовать один раз. Спасибо."}
    },
    WordRow{
        Word::expired_title,
        {"This link is no longer valid", "Ten link już nie działa", "Ссылка больше не действует"}
    },
    WordRow{
        Word::expired,
        {"The time to answer is over.", "Czas na odpowiedź minął.", "Время для ответа истекло."}
    },
    WordRow{
        Word::unknown_title, {"There is no survey here", "Tu nie ma ankiety", "Здесь нет опроса"}
    },
    WordRow{
        Word::unknown,
        {"Look whether the address is complete.",
         "Sprawdź, czy adres jest cały.",
         "Проверьте, полностью ли скопирован адрес."}
    },
    WordRow{
        Word::empty_title, {"Nothing is asked yet", "Nie ma jeszcze pytań", "Вопросов пока нет"}
    },
    WordRow{
        Word::identified,
        {"Your answers are stored with your name, so that we can answer you.",
         "Odpowiedzi zapisujemy z nazwiskiem, żeby móc odpowiedzieć.",
         "Ответы хранятся вместе с именем, чтобы мы могли ответить."}
    },
    WordRow{
        Word::confidential,
        {"Whoever reads your answers does not see your name.",
         "Kto czyta odpowiedzi, nie widzi nazwiska.",
         "Читающий ответы не видит имени."}
    },
    WordRow{
        Word::anonymous,
        {"Your answers are anonymous: nothing links them to you.",
         "Odpowiedzi są anonimowe: nic nie łączy ich z osobą.",
         "Ответы анонимны: ничто не связывает их с вами."}
    },
    WordRow{
        Word::preview,
        {"Preview: nothing is stored.",
         "Podgląd: nic nie jest zapisywane.",
         "Просмотр: ничего не сохраняется."}
    },
    WordRow{Word::saved, {"Saved", "Zapisano", "Сохранено"}},
    WordRow{
        Word::not_saved,
        {"Not saved yet: there is no connection.",
         "Jeszcze nie zapisano: brak połączenia.",
         "Ещё не сохранено: нет связи."}
    },
    WordRow{
        Word::characters_left,
        {"Characters left: {0}", "Pozostało znaków: {0}", "Осталось знаков: {0}"}
    }
};

struct WrongRow {
    Wrong wrong;
    Said said;
};

constexpr std::array wrongs{
    WrongRow{
        Wrong::required,
        {"This question needs an answer.",
         "To pytanie wymaga odpowiedzi.",
         "На этот вопрос нужен ответ."}
    },
    WrongRow{
        Wrong::not_offered,
        {"Choose one of the answers given.",
         "Wybierz jedną z podanych odpowiedzi.",
         "Выберите один из вариантов."}
    },
    WrongRow{Wrong::not_a_number, {"Enter a number.", "Wpisz liczbę.", "Введите число."}},
    WrongRow{
        Wrong::not_whole,
        {"Enter a whole number.", "Wpisz liczbę całkowitą.", "Введите целое число."}
    },
    WrongRow{
        Wrong::below,
        {"The least possible is {0}.",
         "Najmniejsza możliwa wartość to {0}.",
         "Наименьшее возможное значение: {0}."}
    },
    WrongRow{
        Wrong::above,
        {"The most possible is {0}.",
         "Największa możliwa wartość to {0}.",
         "Наибольшее возможное значение: {0}."}
    },
    WrongRow{
        Wrong::not_a_day,
        {"Enter a day, such as 2026-11-21.",
         "Wpisz dzień, na przykład 2026-11-21.",
         "Введите день, например 2026-11-21."}
    },
    WrongRow{
        Wrong::before,
        {"The earliest possible day is {0}.",
         "Najwcześniejszy możliwy dzień to {0}.",
         "Самый ранний возможный день: {0}."}
    },
    WrongRow{
        Wrong::after,
        {"The latest possible day is {0}.",
         "Najpóźniejszy możliwy dzień to {0}.",
         "Самый поздний возможный день: {0}."}
    },
    WrongRow{
        Wrong::not_an_email,
        {"Enter an e-mail address, such as anna@example.com.",
         "Wpisz adres e-mail, na przykład anna@example.com.",
         "Введите адрес, например anna@example.com."}
    },
    WrongRow{
        Wrong::not_a_link,
        {"Enter an address that begins with https://.",
         "Wpisz adres zaczynający się od https://.",
         "Введите адрес, который начинается с https://."}
    },
    WrongRow{
        Wrong::too_long,
        {"This is too long: at most {0} characters.",
         "Za długie: najwyżej {0} znaków.",
         "Слишком длинно: не больше {0} знаков."}
    },
    WrongRow{
        Wrong::too_few,
        {"Choose at least {0}.", "Wybierz co najmniej {0}.", "Выберите не меньше {0}."}
    },
    WrongRow{
        Wrong::too_many, {"Choose at most {0}.", "Wybierz najwyżej {0}.", "Выберите не больше {0}."}
    },
    WrongRow{
        Wrong::row_missing,
        {"Answer this line too.", "Odpowiedz także w tym wierszu.", "Ответьте и в этой строке."}
    },
    WrongRow{
        Wrong::own_words_missing,
        {"Say in a few words what you mean by \"something else\".",
         "Napisz w kilku słowach, co innego.",
         "Напишите в нескольких словах, что именно."}
    },
    WrongRow{
        Wrong::place_twice,
        {"Each place can be given once.",
         "Każde miejsce można nadać raz.",
         "Каждое место можно дать только один раз."}
    },
    WrongRow{
        Wrong::places_missing,
        {"Give every line a place.", "Nadaj miejsce każdej pozycji.", "Дайте место каждому пункту."}
    },
    WrongRow{
        Wrong::same,
        {"The best and the worst cannot be the same.",
         "Najlepsze i najgorsze nie może być tym samym.",
         "Лучшее и худшее не могут совпадать."}
    },
    WrongRow{
        Wrong::incomplete,
        {"Choose both the best and the worst.",
         "Wybierz i najlepsze, i najgorsze.",
         "Выберите и лучшее, и худшее."}
    },
    WrongRow{
        Wrong::other_kind,
        {"This is not an answer to this question.",
         "To nie jest odpowiedź na to pytanie.",
         "Это не ответ на этот вопрос."}
    }
};

std::string filled(std::string_view text, std::string_view first, std::string_view second) {
    std::string out(text);
    for (const auto& [mark, value] : {std::pair("{0}", first), std::pair("{1}", second)}) {
        const auto at = out.find(mark);
        if (at != std::string::npos) {
            out.replace(at, 3, value);
        }
    }
    return out;
}

}  // namespace

std::string word(
    Word which, std::string_view language, std::string_view first, std::string_view second
) {
    const auto* row = std::find_if(words.begin(), words.end(), [&](const auto& one) {
        return one.word == which;
    });
    return filled(row->said.in(language), first, second);
}

bool is_page_language(std::string_view language) {
    return language == "en" || language == "pl" || language == "ru";
}

std::string say(const AnswerProblem& problem, std::string_view language) {
    const auto* row = std::find_if(wrongs.begin(), wrongs.end(), [&](const auto& one) {
        return one.wrong == problem.wrong;
    });
    return filled(row->said.in(language), problem.limit, {});
}

}  // namespace styk::survey
