#include <fmt/format.h>

#include "courier/smtp_knock.h"
#include "firm/mail_settings_store.h"
#include "story/examine.h"
#include "story/mail_server.h"

namespace styk::story {

namespace {

constexpr std::chrono::minutes queue_may_stand{10};
constexpr std::chrono::hours recent{24 * 7};
constexpr std::chrono::hours mail_may_wait{1};
constexpr std::chrono::seconds mail_may_take{15};

struct Count {
    std::string_view name, what;
    std::string_view sql;  // $1: since when
    std::string_view advice;
};

constexpr Count failures[] = {
    {"mail",
     "mails were refused in the last seven days",
     "SELECT COUNT(*) FROM outgoing_mail WHERE state = 'failed' AND created_at > $1",
     "Setup > Mail shows each with what the other side said, and sends it again."},
    {"webhooks",
     "messages to webhooks and chats were given up in the last seven days",
     "SELECT COUNT(*) FROM webhook_delivery WHERE state = 'given_up' AND created_at > $1",
     "Setup > Webhooks shows each, and sends it again."},
    {"webhooks",
     "webhooks and chats were switched off in the last seven days, as they failed for long",
     "SELECT (SELECT COUNT(*) FROM webhook WHERE disabled_at > $1) + "
     "(SELECT COUNT(*) FROM chat_hook WHERE disabled_at > $1)",
     "Mend the other side, then switch them on under Setup > Webhooks."},
};

// Every text that was sealed, and what it is for.
constexpr std::pair<std::string_view, std::string_view> sealed[] = {
    {"the password of the mail server", "SELECT password_sealed FROM mail_settings"},
    {"the password of the mailbox", "SELECT password_sealed FROM incoming_mail_settings"},
    {"the secret of a gateway", "SELECT secret_sealed FROM gateway"},
    {"the secret of a webhook", "SELECT secret_sealed FROM webhook"},
    {"the address of a chat", "SELECT url_sealed FROM chat_hook"},
    {"the secret of an incoming webhook", "SELECT secret_sealed FROM hook_in"},
};

// A server that does not answer soon is told apart from one that is slow with large mails.
courier::MailServer impatient(courier::MailServer server) {
    server.connect_within = mail_may_take;
    server.answer_within = mail_may_take;
    return server;
}

Check check_waiting(db::Reader& reader, Instant now) {
    const auto stuck = reader.find_integer(
        "SELECT COUNT(*) FROM outgoing_mail WHERE state = 'waiting' AND created_at < $1",
        (now - mail_may_wait).us
    );
    const auto why = reader.find_text(
        "SELECT last_error FROM outgoing_mail WHERE state = 'waiting' AND last_error IS NOT NULL "
        "ORDER BY tried_at DESC LIMIT 1"
    );
    if (stuck.value_or(0) == 0) {
        return {"outbox", Verdict::good, "nothing waits for long"};
    }
    return {
        "outbox",
        Verdict::bad,
        fmt::format("{} mails wait for more than an hour{}", *stuck, why ? ": " + *why : ""),
        "Look at the mail server; Setup > Mail sends a test mail and shows both sides."
    };
}

}  // namespace

Checks examine_queue(db::Database& database, Instant now) {
    return database.read([&](db::Reader& reader) -> Checks {
        const auto late = (now - queue_may_stand).us;
        const auto n = reader.find_integer(
            "SELECT COUNT(*) FROM work WHERE due_at < $1 AND leased_until < $1", late
        );
        const auto failing = reader.find_text(
            "SELECT kind || ': ' || last_error FROM work WHERE last_error IS NOT NULL "
            "ORDER BY due_at LIMIT 1"
        );
        if (n.value_or(0) > 0) {
            const auto oldest =
                reader.find_text("SELECT kind FROM work WHERE due_at < $1 ORDER BY due_at", late);
            return {
                {"queue",
                 Verdict::bad,
                 fmt::format("{} pieces of work stand, first {}", *n, oldest.value_or("?")),
                 "Is a server running? It works the queue; its log says why it cannot."}
            };
        }
        if (failing) {
            return {
                {"queue",
                 Verdict::note,
                 fmt::format("something is tried again: {}", *failing),
                 "It is tried again by itself; the log of the server says more."}
            };
        }
        return {{"queue", Verdict::good, "nothing stands"}};
    });
}

Checks examine_deliveries(db::Database& database, Instant now) {
    return database.read([&](db::Reader& reader) {
        Checks found = {check_waiting(reader, now)};
        for (const auto& [name, what, sql, advice] : failures) {
            const auto n = reader.find_integer(sql, (now - recent).us).value_or(0);
            if (n > 0) {
                found.push_back(
                    {std::string(name),
                     Verdict::note,
                     fmt::format("{} {}", n, what),
                     std::string(advice)}
                );
            }
        }
        return found;
    });
}

namespace {

std::vector<std::string> strings_of(db::Reader& reader, std::string_view sql) {
    std::vector<std::string> out;
    reader.query(sql, [&](const db::Row& row) {
        if (!row.is_null(0)) {
            out.push_back(row.string(0));
        }
    });
    return out;
}

Check shut_secret(std::string_view name) {
    return {
        "secrets",
        Verdict::bad,
        fmt::format("{} cannot be opened with the key that is here", name),
        "Put the right styk.key into the data folder, or set STYK_SECRET_KEY, or enter the secret "
        "again."
    };
}

}  // namespace

Checks examine_secrets(const Patient& patient) {
    int whole = 0;
    Checks found;
    const auto examine = [&](std::string_view name, const std::string& secret) {
        if (patient.safe.open(secret)) {
            ++whole;
        } else {
            found.push_back(shut_secret(name));
        }
    };
    patient.database.read([&](db::Reader& reader) {
        for (const auto& [what, sql] : sealed) {
            for (const std::string& secret : strings_of(reader, sql)) {
                examine(what, secret);
            }
        }
    });
    if (found.empty()) {
        found.push_back({"secrets", Verdict::good, fmt::format("{} sealed, all open", whole)});
    }
    return found;
}

Checks examine_mail(const Patient& patient) {
    const auto settings =
        patient.database.read([](db::Reader& reader) { return firm::load_mail_settings(reader); });
    if (!firm::can_send(settings)) {
        return {
            {"mail server",
             Verdict::note,
             "none is set: no mail goes out",
             "Setup > Mail, when colleagues and customers are to get mail."}
        };
    }
    const auto found = mail_server_of(settings, patient.safe, patient.certificates);
    const auto answer = courier::knock(impatient(found.server), *settings.from_address);
    const std::string where = fmt::format("{}:{}", *settings.host, settings.port);
    if (answer.outcome == courier::Delivery::Outcome::accepted) {
        return {
            {"mail server",
             Verdict::good,
             fmt::format("{} answers{}", where, settings.user ? " and lets us in" : "")}
        };
    }
    return {
        {"mail server",
         Verdict::bad,
         fmt::format("{}: {}", where, answer.said),
         "Mail waits and goes by itself once this works. Setup > Mail shows what both sides say."}
    };
}

}  // namespace styk::story
