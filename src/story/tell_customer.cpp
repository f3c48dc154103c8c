#include "story/tell_customer.h"

#include <array>
#include <fmt/format.h>

#include "casework/case_settings_store.h"
#include "casework/message_store.h"
#include "customer/customer.h"
#include "db/record_store.h"
#include "firm/firm_store.h"
#include "firm/incoming_mail_store.h"
#include "firm/mail_settings_store.h"
#include "story/mail_page.h"
#include "story/mail_thread.h"
#include "story/post_mail.h"
#include "story/write_customer.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseState;
using casework::Step;

constexpr int most_a_day = 6;  // automatic mails to one address: more would be a loop

struct Words {
    std::string_view language;
    std::string_view thanks_subject, thanks, number, status_subject, status, link, foot, reply;
    std::array<std::string_view, 6> states;  // by CaseState
};

constexpr std::array<Words, 3> all_words{
    {{"en",
      "Thank you – we have your complaint {0}",
      "Thank you for telling us. Feedback is a gift: it shows us what to mend, for you and for "
      "others. Somebody looks at it now, and you will hear from us.",
      "Number",
      "Your complaint {0}: {1}",
      "Where it stands now: {0}.",
      "See where it stands",
      "This message was written by itself because you have an open matter with us.",
      "You can simply answer this mail.",
      {"received", "receipt confirmed", "looked into", "being settled", "answered", "closed"}},
     {"pl",
      "Dziękujemy – reklamacja {0} jest u nas",
      "Dziękujemy za wiadomość. Opinia to prezent: pokazuje, co naprawić. Ktoś się już nią zajmuje "
      "i odezwiemy się.",
      "Numer",
      "Reklamacja {0}: {1}",
      "Stan sprawy: {0}.",
      "Zobacz, co się dzieje ze sprawą",
      "Ta wiadomość powstała samoczynnie, bo jest u nas otwarta sprawa.",
      "Można po prostu odpisać na tę wiadomość.",
      {"przyjęta",
       "przyjęcie potwierdzone",
       "oceniona",
       "wyjaśniana",
       "udzielono odpowiedzi",
       "zamknięta"}},
     {"ru",
      "Спасибо – ваша жалоба {0} у нас",
      "Спасибо, что написали. Отзыв – это подарок: он показывает, что исправить для вас и для "
      "других. Ею уже занимаются, мы вам ответим.",
      "Номер",
      "Ваша жалоба {0}: {1}",
      "Состояние: {0}.",
      "Посмотреть, что с ней происходит",
      "Это письмо составлено автоматически, потому что у вас есть у нас открытое обращение.",
      "Можно просто ответить на это письмо.",
      {"получена", "получение подтверждено", "оценена", "разбирается", "дан ответ", "закрыта"}}}
};

const Words& words_of(std::string_view language) {
    for (const Words& one : all_words) {
        if (one.language == language) {
            return one;
        }
    }
    return all_words.front();
}

bool has_enough(db::Reader& reader, const std::string& address, Instant now) {
    const auto count = reader.find_integer(
        "SELECT COUNT(*) FROM case_message WHERE recipient = $1 AND direction = 'out' AND "
        "automatic = 1 AND at > $2",
        address,
        (now - std::chrono::hours(24)).us
    );
    return count.value_or(0) >= most_a_day;
}

struct Told {
    std::string subject;
    MailPage page;
};

Told say(
    const Case& one,
    const casework::CaseSettings& settings,
    std::string_view language,
    bool first,
    const std::string& console,
    bool may_reply
) {
    const Words& words = words_of(language);
    const std::string number = casework::number_of(settings.number_prefix, one);
    const auto state = words.states.at(static_cast<std::size_t>(one.state));
    Told out;
    out.subject = first ? fmt::format(fmt::runtime(words.thanks_subject), number)
                        : fmt::format(fmt::runtime(words.status_subject), number, state);
    out.page.language = language;
    out.page.title = out.subject;
    out.page.paragraphs.push_back(
        first ? std::string(words.thanks) : fmt::format(fmt::runtime(words.status), state)
    );
    if (may_reply) {
        out.page.paragraphs.emplace_back(words.reply);
    }
    out.page.facts.emplace_back(words.number, number);
    if (!console.empty()) {
        out.page.link_words = words.link;
        out.page.link = console + "/c/" + one.token;
    }
    out.page.foot = words.foot;
    return out;
}

}  // namespace

std::string_view spoken(std::string_view wished, std::string_view firms) {
    const auto known = [](std::string_view one) {
        return one == "pl" || one == "ru" || one == "en";
    };
    return known(wished) ? wished : known(firms) ? firms : "en";
}

std::string_view state_words(CaseState state, std::string_view language) {
    return words_of(language).states.at(static_cast<std::size_t>(state));
}

// An answer speaks for itself.
bool is_told(const Step& step) {
    return step.kind == "state" && (step.after == "received" || step.after == "acknowledged" ||
                                    step.after == "investigated" || step.after == "closed");
}

StatusWords status_words(
    const Case& one, const casework::CaseSettings& settings, std::string_view language, bool first
) {
    const auto told = say(one, settings, language, first, {}, false);
    return {told.subject, lay_out(told.page).text};
}

bool tell_customer(db::Tx& tx, const Case& one, const Step& step, Instant now) {
    const bool first = step.after == "received";
    if (one.kind != casework::CaseKind::complaint || !one.customer_id || !is_told(step)) {
        return false;
    }
    const auto settings = casework::load_case_settings(tx);
    const auto mail_settings = firm::load_mail_settings(tx);
    if (!mail_settings.host || !(first ? settings.thank_customers : settings.status_messages)) {
        return false;
    }
    const auto customer = db::find(tx, *one.customer_id);
    const std::string to = customer ? customer->email.value_or("") : "";
    const auto id = Uuid::parse(step.id);
    if (to.empty() || !id || has_enough(tx, to, now)) {
        return false;
    }
    const auto own = firm::load_firm(tx);
    const auto incoming = firm::load_incoming_mail(tx);
    const auto language = spoken(
        customer->language && !customer->language->empty() ? *customer->language : one.language,
        own.language
    );
    auto console = mail_settings.console_url.value_or("");
    while (console.ends_with('/')) {
        console.pop_back();
    }
    const auto told = say(one, settings, language, first, console, incoming.address.has_value());
    const auto body = lay_out(told.page);
    Mail mail;
    mail.id = *id;
    mail.to = to;
    mail.to_name = customer->name;
    mail.subject = told.subject;
    mail.text = body.text;
    mail.html = body.html;
    MailThread thread;
    thread.reply_to = reply_address(incoming, one);
    thread.thread = thread_of(casework::list_messages(tx, one.id));
    casework::CaseMessage message;
    message.id = mail.id.text();
    message.case_id = one.id;
    message.at = now;
    message.message_id = mail_id_of(tx, message.id);
    message.sender = mail_settings.from_address.value_or("");
    message.sender_name = own.name;
    message.recipient = to;
    message.subject = told.subject;
    message.body = body.text;
    message.automatic = true;
    casework::add_message(tx, message);
    post_mail(tx, mail, now);
    put_thread(tx, message.id, thread);
    return true;
}

}  // namespace styk::story
