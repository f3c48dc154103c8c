#include "story/fetch_mail.h"

#include "courier/imap.h"
#include "firm/incoming_mail_store.h"
#include "queue/queue.h"
#include "story/mail_server.h"
#include "story/take_mail.h"

namespace styk::story {

namespace {

constexpr std::size_t longest_mail = 30U << 20U;
constexpr int most_at_once = 200;  // then other work has its turn

class Round {
public:
    Round(const Mailroom& room, firm::MailboxMark mark)
        : intake_(room.intake), mark_(std::move(mark)) {}

    [[nodiscard]] bool take_all(courier::Imap& imap, const std::function<bool()>& go_on) {
        const auto folder = imap.look(mark_.validity, mark_.number);
        if (folder.validity != mark_.validity) {  // counted anew there: known mails are known still
            mark_.validity = folder.validity;
            mark_.number = 0;
        }
        mark_.at = intake_.clock.now();
        mark_.error.reset();
        int taken = 0;
        for (const std::int64_t number : folder.numbers) {
            if (taken >= most_at_once || !go_on()) {
                break;
            }
            mark_.number = number;
            take(imap.fetch(number, longest_mail));
            ++taken;
        }
        if (taken == 0) {
            intake_.database.write([&](db::Tx& tx) { firm::put_mailbox_mark(tx, mark_); });
        }
        return taken == most_at_once;
    }

    void note_error(const std::string& what) {
        mark_.at = intake_.clock.now();
        mark_.error = what;
        intake_.database.write([&](db::Tx& tx) {
            auto mark = firm::load_mailbox_mark(tx);
            mark.at = mark_.at;
            mark.error = mark_.error;
            firm::put_mailbox_mark(tx, mark);
        });
    }

private:
    // What is no mail, or longer than any should be, is passed over: it stays in the mailbox.
    void take(const std::optional<std::string>& raw) {
        const auto pass = [&](db::Tx& tx) { firm::put_mailbox_mark(tx, mark_); };
        try {
            if (raw) {
                (void)take_mail(intake_, *raw, intake_.clock.now(), pass);
                return;
            }
        } catch (const Refusal& refusal) {
            if (refusal.code() == Code::busy) {
                throw;
            }
        }
        intake_.database.write(pass);
    }

    const Intake& intake_;
    firm::MailboxMark mark_;
};

}  // namespace

void ask_fetch_mail(db::Tx& tx, Instant due, Instant now, std::int64_t mine) {
    queue::put_one(tx, fetch_mail_work, due, now, mine);
}

bool fetch_mail(const Mailroom& room, const std::function<bool()>& go_on) {
    firm::IncomingMailSettings settings;
    firm::MailboxMark mark;
    room.intake.database.read([&](db::Reader& reader) {
        settings = firm::load_incoming_mail(reader);
        mark = firm::load_mailbox_mark(reader);
    });
    if (!firm::can_fetch(settings)) {
        return false;
    }
    Round round(room, mark);
    const auto password = room.safe.open(*settings.password_sealed);
    if (!password) {
        round.note_error("The password is sealed with another key. Enter it again.");
        return false;
    }
    try {
        courier::Imap imap(
            {.host = *settings.host,
             .port = static_cast<int>(settings.port),
             .security = security_of(settings.security),
             .user = *settings.user,
             .password = *password,
             .folder = settings.folder,
             .certificates = room.certificates}
        );
        return round.take_all(imap, go_on);
    } catch (const Fault& fault) {
        round.note_error(fault.what());
        return false;
    }
}

}  // namespace styk::story
