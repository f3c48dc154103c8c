#include "story/demo_case_letters.h"

#include <fmt/format.h>

#include "casework/message_store.h"
#include "casework/reply_template.h"
#include "customer/customer.h"
#include "db/record_store.h"
#include "story/tell_customer.h"

namespace styk::story {

namespace {

constexpr DemoWords subject{
    "Your words to us, {case_number}", "Państwa słowa, {case_number}", "Ваше письмо, {case_number}"
};
constexpr DemoWords body{
    "Dear {customer_name},\n\nthank you for telling us. {said}\n\nYours\n{owner_name}\n{firm}",
    "Dzień dobry, {customer_name},\n\ndziękuję, że nam Państwo o tym powiedzieli. {said}\n\nZ "
    "poważaniem\n{owner_name}\n{firm}",
    "Здравствуйте, {customer_name}!\n\nСпасибо, что рассказали нам. {said}\n\nС "
    "уважением,\n{owner_name}\n{firm}"
};
constexpr std::string_view firm_address = "guests@bursztyn.example";

struct Correspondence {
    customer::Customer guest;
    std::string_view language;
    std::map<std::string, std::string> values;
};

Correspondence correspondence_of(
    db::Reader& reader, const feedback::Directory& directory, const DemoLetter& letter
) {
    const casework::Case& one = *letter.one;
    Correspondence out{.guest = db::load(reader, *one.customer_id), .language = {}, .values = {}};
    out.language = spoken(out.guest.language.value_or(""), directory.firm.language);
    out.values = {
        {"customer_name", out.guest.name},
        {"case_number", casework::number_of("SP", one)},
        {"said", std::string(letter.said.in(out.language))},
        {"firm", directory.firm.name}
    };
    return out;
}

casework::CaseMessage message_at(const Intake& intake, const DemoLetter& letter) {
    casework::CaseMessage out;
    out.id = make_uuid_v7(intake.clock, intake.random).text();
    out.case_id = letter.one->id;
    out.at = letter.at;
    out.message_id = out.id + "@bursztyn.example";
    return out;
}

}  // namespace

void write_demo_letter(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    const casework::Rulebook& rulebook,
    const DemoLetter& letter
) {
    auto with = correspondence_of(tx, directory, letter);
    const auto& owner = letter.one->owner_id;
    const auto* writer = owner ? rulebook.find_user(owner->text()) : nullptr;
    with.values["owner_name"] = writer == nullptr ? "" : writer->name;
    auto message = message_at(intake, letter);
    message.sender = firm_address;
    message.sender_name = directory.firm.name;
    message.recipient = with.guest.email.value_or("");
    message.subject = casework::fill_blanks(subject.in(with.language), with.values).text;
    message.body = casework::fill_blanks(body.in(with.language), with.values).text;
    if (writer != nullptr) {
        message.by_id = writer->id.text();
        message.by_name = writer->name;
    }
    casework::add_message(tx, message);
}

void write_demo_reply(
    db::Tx& tx, const Intake& intake, const feedback::Directory& directory, const DemoLetter& letter
) {
    const auto with = correspondence_of(tx, directory, letter);
    auto message = message_at(intake, letter);
    message.incoming = true;
    message.sender = with.guest.email.value_or("");
    message.sender_name = with.guest.name;
    message.recipient = firm_address;
    message.subject = "Re: " + casework::fill_blanks(subject.in(with.language), with.values).text;
    message.body = with.values.at("said");
    casework::add_message(tx, message);
}

}  // namespace styk::story
