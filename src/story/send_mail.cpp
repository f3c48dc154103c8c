#include "story/send_mail.h"

#include <fmt/format.h>

#include "base/text.h"
#include "courier/reply.h"
#include "firm/firm_store.h"
#include "firm/mail_settings_store.h"
#include "json/json.h"
#include "story/mail_page.h"
#include "story/mail_server.h"
#include "story/mail_thread.h"
#include "story/outbox_store.h"

namespace styk::story {

namespace {

using courier::Delivery;
using firm::MailSettings;

constexpr std::chrono::seconds rest{30};
constexpr std::chrono::hours given_up_after{24 * 5};  // as long as mail servers try themselves
constexpr std::chrono::seconds lease_renewed{5};

std::string id_in(const queue::Work& work) {
    return std::string(json::parse(work.payload).at("mail").as_string());
}

struct TestWords {
    std::string subject, paragraph;
};

TestWords test_words(const std::string& language, const std::string& firm) {
    if (language == "pl") {
        return {
            "Styk: wiadomość próbna",
            fmt::format("{} może wysyłać pocztę ze Styku. Nie trzeba nic robić.", firm)
        };
    }
    if (language == "ru") {
        return {
            "Styk: пробное письмо",
            fmt::format("{}: почта из Styk доходит. Ничего делать не нужно.", firm)
        };
    }
    return {"Styk: a test mail", fmt::format("{} can send mail from Styk. Nothing to do.", firm)};
}

}  // namespace

// What a mail needs beside itself.
struct Postman::Ready {
    MailSettings settings;
    std::string firm_name;
    courier::MailServer server;
    std::string trouble{};  // why nothing can be sent although there are settings

    // Whom every mail of the firm comes from.
    [[nodiscard]] courier::Message message() const {
        courier::Message out;
        out.from = {*settings.from_address, settings.from_name.value_or(firm_name)};
        if (settings.reply_to) {
            out.reply_to = courier::Mailbox{*settings.reply_to};
        }
        return out;
    }

    [[nodiscard]] courier::Message message(const PersonalMail& mail) const {
        auto out = message();
        out.from.name = mail.from_name.value_or(out.from.name);
        if (mail.reply_to) {
            out.reply_to = courier::Mailbox{*mail.reply_to};
        }
        out.to = {mail.to, mail.to_name};
        out.subject = mail.subject;
        out.text = mail.text;
        out.html = mail.html;
        out.message_id = mail.id + out.from.address.substr(out.from.address.find('@'));
        out.date = mail.date;
        out.unsubscribe = mail.unsubscribe;
        return out;
    }

    // Where reports about it come back to: "bounces+TAG@firm.example" where there is a mailbox.
    [[nodiscard]] std::string return_path(const PersonalMail& mail) const {
        if (!settings.bounce_address || mail.return_tag.empty()) {
            return *settings.from_address;
        }
        const std::string& address = *settings.bounce_address;
        const auto at = address.find('@');
        return fmt::format("{}+{}{}", address.substr(0, at), mail.return_tag, address.substr(at));
    }

    [[nodiscard]] std::string compose(const OutgoingMail& mail, const MailThread& thread) const {
        auto out = message();
        out.to = {mail.recipient, mail.recipient_name};
        out.subject = mail.subject;
        out.text = mail.text;
        out.html = mail.html;
        out.attachments = mail.attachments;
        out.message_id = mail.message_id;
        out.date = mail.created_at;
        out.unsubscribe = mail.unsubscribe;
        if (thread.reply_to) {
            out.reply_to = courier::Mailbox{*thread.reply_to};
        }
        courier::Conversation conversation{.personal = thread.personal};
        for (const std::string_view id : split(thread.thread, ' ')) {
            if (!id.empty()) {
                conversation.thread.emplace_back(id);
            }
        }
        return courier::compose(out, conversation);
    }
};

Postman::Postman(
    db::Database& database,
    const Clock& clock,
    Random& random,
    const people::Safe& safe,
    std::filesystem::path certificates
)
    : database_(database),
      clock_(clock),
      random_(random),
      safe_(safe),
      certificates_(std::move(certificates)) {}

std::optional<Postman::Ready> Postman::prepare() const {
    Ready ready;
    database_.read([&](db::Reader& reader) {
        ready.settings = firm::load_mail_settings(reader);
        ready.firm_name = firm::load_firm(reader).name;
    });
    const auto& settings = ready.settings;
    if (!firm::can_send(settings)) {
        return {};
    }
    auto found = mail_server_of(settings, safe_, certificates_);
    ready.server = std::move(found.server);
    ready.trouble =
        found.key_fits ? "" : "The password is sealed with another key. Enter it again.";
    return ready;
}

bool Postman::send(const queue::Work& work, const std::function<bool()>& go_on) {
    const std::string id = id_in(work);
    const auto mail = database_.read([&](db::Reader& reader) { return find_mail(reader, id); });
    if (!mail || mail->state != "waiting") {
        return true;
    }
    const auto ready = prepare();
    if (!ready) {
        return true;  // it waits; saving settings puts it into the queue again
    }
    const Instant now = clock_.now();
    if (now < rest_until_) {
        throw Fault("the mail server was away a moment ago");
    }
    database_.write([&](db::Tx& tx) { (void)begin_try(tx, id, now); });
    settle(work, hand_over(*ready, *mail, go_on), mail->created_at);
    return true;
}

Delivery Postman::hand_over(
    const Ready& ready, const OutgoingMail& mail, const std::function<bool()>& go_on
) {
    if (!ready.trouble.empty()) {
        return {.outcome = Delivery::Outcome::no_service, .said = ready.trouble};
    }
    open_line(ready);
    const auto thread =
        database_.read([&](db::Reader& reader) { return load_thread(reader, mail.id); });
    Instant asked = clock_.now();
    bool held = true;
    const auto still_ours = [&] {
        if (clock_.now() - asked >= lease_renewed) {
            asked = clock_.now();
            held = go_on();
        }
        return held;
    };
    return line_->deliver(
        *ready.settings.from_address, mail.recipient, ready.compose(mail, thread), still_ours
    );
}

void Postman::open_line(const Ready& ready) {
    if (!line_ || line_of_ != ready.settings.revision) {
        line_.emplace(ready.server);
        line_of_ = ready.settings.revision;
    }
}

std::optional<Delivery> Postman::deliver(
    const PersonalMail& mail, const std::function<bool()>& go_on
) {
    const auto ready = prepare();
    if (!ready || !ready->trouble.empty() || clock_.now() < rest_until_) {
        return {};
    }
    open_line(*ready);
    const auto message = ready->message(mail);
    auto delivery =
        line_->deliver(ready->return_path(mail), mail.to, courier::compose(message), go_on);
    if (delivery.outcome == Delivery::Outcome::no_service) {
        line_.reset();
        rest_until_ = clock_.now() + rest;
    }
    return delivery;
}

// The narrow window: from the server's "250" to this commit.
void Postman::settle(const queue::Work& work, const Delivery& delivery, Instant posted) {
    using Outcome = Delivery::Outcome;
    const std::string id = id_in(work);
    const Instant now = clock_.now();
    const bool too_old = now - posted > given_up_after;
    const bool failed =
        delivery.outcome == Outcome::refused || (delivery.outcome != Outcome::accepted && too_old);
    database_.write([&](db::Tx& tx) {
        if (delivery.outcome == Outcome::accepted) {
            (void)settle_sent(tx, id, now);
        } else if (failed) {
            (void)settle_failed(tx, id, delivery.said);
        } else {
            (void)note_error(tx, id, delivery.said);
        }
    });
    if (delivery.outcome == Outcome::no_service) {
        line_.reset();
        rest_until_ = now + rest;
    }
    hang_up_if_idle();
    if (delivery.outcome != Outcome::accepted && !failed) {
        // The server's words may name people: they stand with the mail, not in the log.
        throw Fault(
            delivery.outcome == Outcome::later ? "the mail server takes it later"
                                               : "the mail server is not to be had"
        );
    }
}

void Postman::hang_up_if_idle() {
    const Instant now = clock_.now();
    const auto more = database_.read([&](db::Reader& reader) {
        return queue::count_due(reader, send_mail_work, now);
    });
    if (more <= 1) {  // the one that is being settled
        line_.reset();
    }
}

Postman::Ready Postman::need_ready() const {
    auto ready = prepare();
    if (!ready) {
        throw Refusal(
            Code::conflict, "Say first which mail server sends, and whom the mail comes from."
        );
    }
    if (!ready->trouble.empty()) {
        throw Refusal(Code::conflict, ready->trouble, {{"/password", "must be entered again"}});
    }
    ready->server.answer_within = std::chrono::seconds(15);  // somebody is waiting before a screen
    return *std::move(ready);
}

Delivery Postman::try_out(const PersonalMail& mail) const {
    const auto ready = need_ready();
    const auto message = ready.message(mail);
    return courier::Smtp(ready.server)
        .deliver(ready.return_path(mail), mail.to, courier::compose(message));
}

Delivery Postman::try_out(const std::string& to, const std::string& language) const {
    const auto words = test_words(language, need_ready().firm_name);
    const auto body =
        lay_out({.language = language, .title = words.subject, .paragraphs = {words.paragraph}});
    PersonalMail mail;
    mail.id = make_uuid_v7(clock_, random_).text();
    mail.to = to;
    mail.subject = words.subject;
    mail.text = body.text;
    mail.html = body.html;
    mail.date = clock_.now();
    return try_out(mail);
}

}  // namespace styk::story
