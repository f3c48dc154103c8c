#include "http/case_page_words.h"

#include <algorithm>

namespace styk::http {

namespace {

constexpr CasePageWords english{
    .language = "en",
    .own_name = "English",
    .title = "Your complaint {}",
    .thanks = "Thank you for telling us. Feedback is a gift: it shows us what to mend.",
    .keep = "Keep the address of this page: here you see what happens, and can write to us.",
    .state_now = "Where it stands",
    .way = "What happened so far",
    .conversation = "What we wrote to each other",
    .said = "You wrote",
    .reply = "Write to us about it",
    .send = "Send",
    .sent = "Sent. Somebody will read it and answer.",
    .reply_missing = "Please write something first.",
    .closed_hint = "It is closed. If you write, we open it again.",
    .complain_title = "Tell us what went wrong",
    .complain_text =
        "We look into every complaint, and you can see on a page of your own what happens with it.",
    .what = "What happened?",
    .remedy = "What would put it right?",
    .name = "Your name",
    .email = "Your e-mail",
    .email_hint = "So that we can answer you.",
    .optional = "optional",
    .submit = "Send",
    .what_missing = "Please write what happened.",
    .too_long = "This is too long. Please shorten it.",
    .email_wrong = "This is no e-mail address.",
    .too_many =
        "Very much came from your network within an hour. Please send it again in a while; "
        "nothing you wrote is lost.",
    .languages = "Language"
};

constexpr CasePageWords polish{
    .language = "pl",
    .own_name = "Polski",
    .title = "Reklamacja {}",
    .thanks = "Dziękujemy za wiadomość. Opinia to prezent: pokazuje, co naprawić.",
    .keep =
        "Warto zachować adres tej strony: widać na niej, co dzieje się ze sprawą, i można do "
        "nas napisać.",
    .state_now = "Stan sprawy",
    .way = "Przebieg sprawy",
    .conversation = "Korespondencja",
    .said = "Wiadomość do nas",
    .reply = "Napisz do nas w tej sprawie",
    .send = "Wyślij",
    .sent = "Wysłano. Przeczytamy i odpowiemy.",
    .reply_missing = "Wiadomość jest pusta. Wystarczy kilka słów.",
    .closed_hint = "Sprawa jest zamknięta. Nowa wiadomość otworzy ją ponownie.",
    .complain_title = "Co poszło nie tak?",
    .complain_text =
        "Zajmujemy się każdą reklamacją. Po wysłaniu otworzy się strona, na której "
        "widać, co się z nią dzieje.",
    .what = "Co się stało?",
    .remedy = "Co by to naprawiło?",
    .name = "Imię i nazwisko",
    .email = "E-mail",
    .email_hint = "Tylko po to, żebyśmy mogli odpowiedzieć.",
    .optional = "nieobowiązkowe",
    .submit = "Wyślij",
    .what_missing = "Brakuje opisu: co się stało?",
    .too_long = "Tekst jest za długi. Trzeba go skrócić.",
    .email_wrong = "To nie jest adres e-mail.",
    .too_many =
        "W ciągu godziny z tej sieci przyszło bardzo dużo wiadomości. Nic z formularza nie "
        "zginęło; prosimy wysłać go ponownie za jakiś czas.",
    .languages = "Język"
};

constexpr CasePageWords russian{
    .language = "ru",
    .own_name = "Русский",
    .title = "Ваша жалоба {}",
    .thanks = "Спасибо, что рассказали. Отзыв — это подарок: он показывает, что исправить.",
    .keep = "Сохраните адрес этой страницы: здесь видно, что происходит, и можно нам написать.",
    .state_now = "Состояние",
    .way = "Что уже сделано",
    .conversation = "Наша переписка",
    .said = "Вы написали",
    .reply = "Написать нам об этом",
    .send = "Отправить",
    .sent = "Отправлено. Мы прочитаем и ответим.",
    .reply_missing = "Сначала напишите что-нибудь.",
    .closed_hint = "Обращение закрыто. Если вы напишете, мы откроем его снова.",
    .complain_title = "Расскажите, что пошло не так",
    .complain_text =
        "Мы разбираем каждую жалобу, а на своей странице вы увидите, что с ней происходит.",
    .what = "Что случилось?",
    .remedy = "Что исправило бы положение?",
    .name = "Ваше имя",
    .email = "Ваша почта",
    .email_hint = "Чтобы мы могли ответить.",
    .optional = "необязательно",
    .submit = "Отправить",
    .what_missing = "Напишите, что случилось.",
    .too_long = "Слишком длинно. Сократите, пожалуйста.",
    .email_wrong = "Это не адрес электронной почты.",
    .too_many =
        "За час из вашей сети пришло очень много. Отправьте, пожалуйста, чуть позже: всё "
        "написанное сохранилось в форме.",
    .languages = "Язык"
};

constexpr std::array<CasePageWords, 3> all_words{english, polish, russian};

}  // namespace

const std::array<CasePageWords, 3>& all_case_page_words() {
    return all_words;
}

const CasePageWords& case_page_words(std::string_view language) {
    const auto* const found = std::ranges::find(all_words, language, &CasePageWords::language);
    return found == all_words.end() ? all_words.front() : *found;
}

}  // namespace styk::http
