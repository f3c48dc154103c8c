#include "story/webhook_end_mail.h"

#include <fmt/format.h>

#include "db/record_store.h"
#include "firm/firm_store.h"
#include "firm/mail_settings_store.h"
#include "people/user.h"
#include "story/mail_page.h"

namespace styk::story {

namespace {

struct Words {
    std::string_view title, gone, failing, next, said, open;
};

const Words& words_of(std::string_view language) {
    static const Words en{
        "The connection “{}” was switched off",
        "The other side answered that it is gone for good (410).",
        "Nothing that was sent was taken for three days.",
        "Mend it, switch it on again, and send again what was missed: the list of deliveries has a "
        "button for that.",
        "Last answer",
        "Open the connections"
    };
    static const Words pl{
        "Połączenie „{}” zostało wyłączone",
        "Druga strona odpowiedziała, że już jej nie ma (410).",
        "Przez trzy dni nie przyjęto niczego, co wysłano.",
        "Usuń przyczynę, włącz połączenie i wyślij ponownie to, co przepadło: służy do tego "
        "przycisk na liście wysłanych.",
        "Ostatnia odpowiedź",
        "Otwórz połączenia"
    };
    static const Words ru{
        "Соединение «{}» выключено",
        "Другая сторона ответила, что её больше нет (410).",
        "Три дня не было принято ничего из отправленного.",
        "Устраните причину, включите соединение и отправьте пропущенное снова: для этого есть "
        "кнопка в списке отправленного.",
        "Последний ответ",
        "Открыть соединения"
    };
    return language == "pl" ? pl : language == "ru" ? ru : en;
}

}  // namespace

std::vector<Mail> webhook_end_mails(
    db::Reader& reader, const Clock& clock, Random& random, const WebhookEnded& ended
) {
    std::vector<Mail> out;
    const auto own = firm::load_firm(reader);
    const auto console = firm::load_mail_settings(reader).console_url;
    for (const auto& user : db::list_all<people::User>(reader)) {
        if (!user.active || user.role != people::Role::administrator) {
            continue;
        }
        const std::string language = user.language.value_or(own.language);
        const Words& words = words_of(language);
        MailPage page{
            .language = language,
            .title = fmt::format(fmt::runtime(words.title), ended.name),
            .paragraphs =
                {std::string(ended.gone ? words.gone : words.failing), std::string(words.next)}
        };
        if (ended.said && !ended.said->empty()) {
            page.facts.emplace_back(words.said, *ended.said);
        }
        if (console) {
            page.link_words = words.open;
            page.link = *console + "/setup/webhooks";
        }
        const auto body = lay_out(page);
        Mail mail;
        mail.to = user.email;
        mail.to_name = user.name;
        mail.subject = page.title;
        mail.text = body.text;
        mail.html = body.html;
        mail.id = make_uuid_v7(clock, random);
        out.push_back(std::move(mail));
    }
    return out;
}

}  // namespace styk::story
