#include "story/demo_case_contacts.h"

#include <array>
#include <fmt/format.h>

#include "casework/case_settings_store.h"
#include "casework/message_store.h"
#include "customer/event_store.h"
#include "db/record_store.h"
#include "story/tell_customer.h"

namespace styk::story {

namespace {

using casework::Case;
using casework::Step;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr days told_for{84};
// How often those who complained one after the other called: before, and since they are told.
constexpr std::array<int, 8> calls_before{2, 1, 1, 0, 2, 1, 3, 1};
constexpr std::array<int, 8> calls_since{0, 1, 0, 0, 1, 0, 0, 1};

void call(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    const DemoComplaint& complaint,
    int nth,
    Instant now
) {
    const Case& one = *complaint.one;
    const Day day = directory.zone.day_of(one.opened_at) + 1 + 3 * nth;
    customer::Event event;
    event.id.uuid = make_uuid_v7(intake.clock, intake.random);
    event.key = fmt::format("complaint-call-{}-{}", complaint.number, nth);
    event.type = "contact_answered";
    event.customer_id = one.customer_id;
    event.touchpoint = "books";
    event.channel = complaint.number % 4 == 0 ? "chat" : "phone";
    event.occurred_at = event.received_at =
        directory.zone.start_of(day) + hours(9 + complaint.number % 9) + minutes(17 * nth);
    event.duration_s = 20 + 13 * static_cast<double>(complaint.number % 5);
    if (event.occurred_at < now) {
        (void)customer::put(tx, event);
    }
}

// As tell_customer writes it; nothing leaves the house.
void tell(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    Case one,
    const Step& step
) {
    const auto customer = db::find(tx, *one.customer_id);
    one.state = record::choice_of<casework::CaseState>(step.after).value();
    const auto words = status_words(
        one,
        casework::load_case_settings(tx),
        spoken(customer ? customer->language.value_or("") : "", directory.firm.language),
        step.after == "received"
    );
    casework::CaseMessage message;
    message.id = make_uuid_v7(intake.clock, intake.random).text();
    message.case_id = one.id;
    message.at = step.at;
    message.message_id = message.id + "@bursztyn.example";
    message.sender_name = directory.firm.name;
    message.recipient = customer ? customer->email.value_or("") : "";
    message.subject = words.subject;
    message.body = words.text;
    message.automatic = true;
    casework::add_message(tx, message);
}

}  // namespace

void write_demo_contacts(
    db::Tx& tx,
    const Intake& intake,
    const feedback::Directory& directory,
    const DemoComplaint& complaint,
    Instant now
) {
    const Instant told_from = now - told_for;
    const auto& usual = complaint.one->opened_at < told_from ? calls_before : calls_since;
    for (int nth = 0; nth < usual.at(complaint.number % usual.size()); ++nth) {
        call(tx, intake, directory, complaint, nth, now);
    }
    for (const Step& step : *complaint.log) {
        if (complaint.one->opened_at >= told_from && is_told(step)) {
            tell(tx, intake, directory, *complaint.one, step);
        }
    }
}

}  // namespace styk::story
