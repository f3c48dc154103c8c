#include "story/write_customer.h"

#include <algorithm>

#include "base/text.h"
#include "casework/case_store.h"
#include "casework/message_store.h"
#include "casework/rulebook.h"
#include "customer/event_store.h"
#include "firm/incoming_mail_store.h"
#include "firm/mail_settings_store.h"
#include "record/convert.h"
#include "record/rules.h"
#include "story/case_events.h"
#include "story/keep_case.h"
#include "story/mail_thread.h"
#include "story/post_mail.h"
#include "story/setup.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::CaseMessage;
using casework::CaseState;

constexpr std::size_t longest_thread = 20;  // Message-IDs in one header

struct Customer {
    std::string address, name;
};

Customer customer_of(db::Reader& reader, const Case& one) {
    const auto found = one.customer_id ? db::find(reader, *one.customer_id) : std::nullopt;
    return found ? Customer{found->email.value_or(""), found->name} : Customer{};
}

Problems problems_of(const LetterToCustomer& letter, const std::string& to) {
    Problems out;
    if (to.empty()) {
        out.push_back({"/to", "is missing: the customer has no e-mail address"});
    } else if (!record::rule::is_email(to)) {
        out.push_back({"/to", "must be an e-mail address"});
    }
    const auto check = [&](const char* pointer, const std::string& text, std::size_t most) {
        if (trim(text).empty()) {
            out.push_back({pointer, "is missing"});
        } else if (text.size() > most) {
            out.push_back({pointer, "is too long"});
        }
    };
    check("/subject", letter.subject, casework::longest_subject);
    check("/body", letter.body, casework::longest_message);
    return out;
}

// What is written, made before the transaction that may run twice.
struct Letter {
    CaseMessage message;
    Mail mail;
    MailThread thread;
    casework::Step answered, said;
    std::optional<customer::Event> event{};
};

}  // namespace

std::optional<std::string> reply_address(
    const firm::IncomingMailSettings& settings, const Case& one
) {
    if (!settings.address) {
        return {};
    }
    return settings.tagged_addresses ? firm::tagged(*settings.address, "c." + one.token)
                                     : *settings.address;
}

std::string mail_id_of(db::Reader& reader, const std::string& id) {
    const auto from = firm::load_mail_settings(reader).from_address.value_or("styk@styk.invalid");
    return id + from.substr(from.find('@'));
}

std::string thread_of(const std::vector<CaseMessage>& messages) {
    std::string out;
    const auto begin =
        messages.size() > longest_thread ? messages.size() - longest_thread : std::size_t{0};
    for (std::size_t i = begin; i < messages.size(); ++i) {
        const std::string& id = messages[i].message_id;
        if (id.find_first_of(" <>\r\n") == std::string::npos && id.find('@') != std::string::npos) {
            out += (out.empty() ? "" : " ") + id;
        }
    }
    return out;
}

namespace {

CaseMessage message_of(
    db::Reader& reader,
    const Case& one,
    const LetterToCustomer& letter,
    const Mail& mail,
    const db::Change& by
) {
    CaseMessage message;
    message.id = mail.id.text();
    message.case_id = one.id;
    message.at = by.at;
    message.message_id = mail_id_of(reader, message.id);
    message.sender = firm::load_mail_settings(reader).from_address.value_or("");
    message.sender_name = by.author.name;
    message.recipient = mail.to;
    message.subject = letter.subject;
    message.body = letter.body;
    message.ask_after = letter.ask_after;
    message.by_id = by.author.id;
    message.by_name = by.author.name;
    message.state = "queued";
    return message;
}

Letter compose(
    const Intake& intake, const Id<Case>& id, const LetterToCustomer& letter, const db::Change& by
) {
    Letter out;
    intake.database.read([&](db::Reader& reader) {
        const Case one = casework::load_case(reader, id);
        const Customer customer = customer_of(reader, one);
        const std::string to = letter.to.value_or(customer.address);
        refuse_if(problems_of(letter, to));
        Mail& mail = out.mail;
        mail.id = make_uuid_v7(intake.clock, intake.random);
        mail.to = to;
        mail.to_name = to == customer.address ? customer.name : "";
        mail.subject = letter.subject;
        mail.text = letter.body;
        out.thread.personal = true;
        out.thread.reply_to = reply_address(firm::load_incoming_mail(reader), one);
        out.thread.thread = thread_of(casework::list_messages(reader, id));
        out.message = message_of(reader, one, letter, mail, by);
        if (letter.ask_after && one.customer_id) {
            out.event = case_event({intake.random, intake.clock, by.at}, one, case_answered);
        }
    });
    out.answered = make_step(intake.random, intake.clock, id, "state", by);
    out.said = make_step(intake.random, intake.clock, id, "message", by);
    out.said.after = "out";
    out.said.text = letter.subject;
    return out;
}

// The log's rows of it. The first letter is the answer.
std::vector<casework::Step> advance(
    Case& one, const Letter& letter, const casework::Rulebook& rulebook, Instant now
) {
    std::vector<casework::Step> log{letter.said};
    if (one.state < CaseState::answered) {
        auto step = letter.answered;
        step.before = record::name_of_choice(one.state);
        casework::advance(one, CaseState::answered, now);
        step.after = "answered";
        rulebook.set_clock(one);
        log.push_back(step);
    }
    return log;
}

}  // namespace

CaseMessage write_to_customer(
    const Intake& intake, const Id<Case>& id, const LetterToCustomer& letter, const db::Change& by
) {
    const auto rulebook = setup_of(intake.catalogue)->rulebook;
    const Letter out = compose(intake, id, letter, by);
    intake.database.write([&](db::Tx& tx) {
        Case one = casework::load_case(tx, id);
        if (!casework::is_open(one)) {
            throw Refusal(Code::conflict, "This case is closed. Reopen it first.");
        }
        const auto log = advance(one, out, *rulebook, by.at);
        one.unread = false;
        if (auto event = out.event) {
            (void)customer::put(tx, *event);
            one.ask_event = event->key;
        }
        put_changed(tx, one, log, {}, by.at);
        casework::add_message(tx, out.message);
        post_mail(tx, out.mail, by.at);
        put_thread(tx, out.message.id, out.thread);
    });
    return out.message;
}

}  // namespace styk::story
