#include "story/dossier_words.h"

namespace styk::story {

namespace {

using privacy::Chapter;

std::size_t place_of(std::string_view language) {
    return language == "pl" ? 1 : language == "ru" ? 2 : 0;
}

constexpr DossierWords all_words[] = {
    {"What we store about you",
     "Made on",
     "records",
     "Where others' texts name you",
     "Pieces of texts that belong to others or to the firm.",
     "table",
     "column",
     "text"},
    {"Co o Tobie przechowujemy",
     "Przygotowano",
     "zapisów",
     "Gdzie wymieniają Cię cudze teksty",
     "Fragmenty tekstów, które należą do innych osób lub do firmy.",
     "tabela",
     "kolumna",
     "tekst"},
    {"Что мы храним о вас",
     "Составлено",
     "записей",
     "Где вас упоминают чужие тексты",
     "Отрывки текстов, которые принадлежат другим людям или компании.",
     "таблица",
     "столбец",
     "текст"},
};

struct ChapterWords {
    Chapter chapter;
    std::string_view title[3], tells[3];
};

constexpr ChapterWords chapters[] = {
    {Chapter::profile,
     {"Profile", "Profil", "Профиль"},
     {"Who you are to us: name, addresses, attributes.",
      "Imię i nazwisko, adresy, cechy.",
      "Кто вы для нас: имя, адреса, признаки."}},
    {Chapter::consents,
     {"Consents", "Zgody", "Согласия"},
     {"What you agreed to or took back, when and how.",
      "Zgody udzielone i wycofane: kiedy i jak.",
      "На что вы согласились или что отозвали, когда и как."}},
    {Chapter::events,
     {"Events", "Zdarzenia", "События"},
     {"What happened between you and us, by day and place.",
      "Co wydarzyło się w kontaktach z nami: kiedy i gdzie.",
      "Что происходило между вами и нами: когда и где."}},
    {Chapter::feedback,
     {"Feedback", "Opinie", "Отзывы"},
     {"What you told us, your ratings, and what was read in your words.",
      "Przekazane nam słowa i oceny oraz to, co z nich odczytano.",
      "Что вы нам сказали, ваши оценки и что прочитано в ваших словах."}},
    {Chapter::answers,
     {"Survey answers", "Odpowiedzi w ankietach", "Ответы на опросы"},
     {"Every answer to every question, as you gave it.",
      "Każda odpowiedź na każde pytanie, w podanym brzmieniu.",
      "Каждый ответ на каждый вопрос, как вы его дали."}},
    {Chapter::cases,
     {"Cases", "Sprawy", "Обращения"},
     {"What we did about it: steps, messages, decisions.",
      "Co z tym zrobiliśmy: kroki, wiadomości, decyzje.",
      "Что мы с этим сделали: шаги, сообщения, решения."}},
    {Chapter::invitations,
     {"Invitations", "Zaproszenia", "Приглашения"},
     {"Surveys we asked you to fill, and what became of them.",
      "Ankiety, o które prosiliśmy, i co się z nimi stało.",
      "Опросы, о которых мы просили, и что с ними стало."}},
    {Chapter::mails,
     {"Mail", "Poczta", "Почта"},
     {"Mail to and from your addresses, and addresses we no longer write to.",
      "Poczta na podane adresy i z nich oraz adresy, na które już nie piszemy.",
      "Письма на ваши адреса и с них, и адреса, на которые мы больше не пишем."}},
    {Chapter::programs,
     {"Other programs", "Inne programy", "Другие программы"},
     {"What other programs of the firm were told.",
      "Co przekazano innym programom firmy.",
      "Что передано другим программам компании."}},
    {Chapter::account,
     {"Account", "Konto", "Учётная запись"},
     {"Your log-ins, settings and what you have read.",
      "Logowania, ustawienia i to, co zostało przeczytane.",
      "Ваши входы, настройки и что вы прочитали."}},
    {Chapter::work,
     {"Work", "Praca", "Работа"},
     {"What you wrote, decided or own here.",
      "Co ta osoba tu napisała, o czym zdecydowała i za co odpowiada.",
      "Что вы здесь написали, решили или за что отвечаете."}},
    {Chapter::trail,
     {"Trail of changes", "Ślad zmian", "Журнал изменений"},
     {"Who changed records about you, and when.",
      "Kto i kiedy zmieniał zapisy o tej osobie.",
      "Кто и когда менял записи о вас."}},
};

const ChapterWords& words_of(Chapter chapter) {
    for (const auto& one : chapters) {
        if (one.chapter == chapter) {
            return one;
        }
    }
    return chapters[0];
}

}  // namespace

const DossierWords& dossier_words(std::string_view language) {
    return all_words[place_of(language)];
}

std::string_view chapter_title(Chapter chapter, std::string_view language) {
    return words_of(chapter).title[place_of(language)];
}

std::string_view chapter_tells(Chapter chapter, std::string_view language) {
    return words_of(chapter).tells[place_of(language)];
}

}  // namespace styk::story
