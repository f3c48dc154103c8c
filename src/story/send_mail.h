// Sends what the outbox holds, one mail a piece of work.
//
// Never twice, as far as one side alone can see to it: a mail is settled in one short transaction
// right after the server took it. Only a stop between the server's "250" and that commit sends it
// once more after the start, under the same Message-ID, by which readers know it for the same.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "base/clock.h"
#include "courier/smtp.h"
#include "db/database.h"
#include "people/safe.h"
#include "queue/queue.h"
#include "story/outbox_store.h"

namespace styk::story {

// A mail that another story keeps account of.
struct PersonalMail {
    std::string id;  // of the Message-ID: the same mail has the same
    std::string to, to_name, subject, text, html, unsubscribe;
    Instant date;
    std::optional<std::string> from_name{}, reply_to{};  // instead of the firm's
    std::string return_tag{};  // what the address for reports carries, to know the mail by
};

class Postman {
public:
    // `certificates`: authorities to trust beside none (PEM); empty: the system's.
    Postman(
        db::Database& database,
        const Clock& clock,
        Random& random,
        const people::Safe& safe,
        std::filesystem::path certificates
    );

    // The handler of send_mail_work, for one worker at a time. True: the mail is settled, or waits
    // for settings. Throws Fault when it is to be tried later.
    bool send(const queue::Work& work, const std::function<bool()>& go_on);

    // At once, in the thread of the one worker. Nothing when there are no settings, or the server
    // was away a moment ago.
    [[nodiscard]] std::optional<courier::Delivery> deliver(
        const PersonalMail& mail, const std::function<bool()>& go_on
    );

    // The mails of one rush are over.
    void hang_up() { line_.reset(); }

    // A mail somebody waits for before a screen. Throws Refusal{conflict} without settings.
    [[nodiscard]] courier::Delivery try_out(const PersonalMail& mail) const;

    // A test mail, at once and past the outbox, in this language. Throws Refusal{conflict} without
    // settings.
    [[nodiscard]] courier::Delivery try_out(const std::string& to, const std::string& language)
        const;

private:
    struct Ready;

    [[nodiscard]] std::optional<Ready> prepare() const;
    [[nodiscard]] Ready need_ready() const;
    void open_line(const Ready& ready);
    [[nodiscard]] courier::Delivery hand_over(
        const Ready& ready, const OutgoingMail& mail, const std::function<bool()>& go_on
    );
    void settle(const queue::Work& work, const courier::Delivery& delivery, Instant posted);
    void hang_up_if_idle();

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    const people::Safe& safe_;
    std::filesystem::path certificates_;
    std::optional<courier::Smtp> line_;  // kept between the mails of one rush
    std::int64_t line_of_ = 0;           // the revision of the settings it was opened with
    Instant rest_until_;                 // a server that was away is left alone for a while
};

}  // namespace styk::story
