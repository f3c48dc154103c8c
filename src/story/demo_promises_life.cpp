// What guests and staff did in the year with regard to the demo firm's promises.
#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "demo/chance.h"
#include "firm/working_time.h"
#include "story/demo_promises.h"

namespace styk::story {

namespace {

using demo::Chance;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::uint64_t seed = 20'260'821;
constexpr hours invoices_told{24 * 210};  // so long guests have been asked about invoices
constexpr hours turn{24 * 56};            // since then invoices explain themselves
constexpr std::string_view place = "invoice";

int within_five(double value) {
    return std::clamp(static_cast<int>(std::lround(value)), 1, 5);
}

// Before the turn an invoice raised doubts; after it, it says what each line is for.
void rate_invoice(demo::Feedback& answer, bool clear, Chance& chance) {
    const int expected = within_five(4.2 + 0.6 * chance.normal());
    const int lived = within_five((clear ? 4.3 : 2.6) + 0.8 * chance.normal());
    const int kept = lived >= 4 ? 3 : lived == 3 ? 2 : 1;
    const std::string at(place);
    answer.ratings.push_back({"promise_clear_invoice_expected", at, expected});
    answer.ratings.push_back({"promise_clear_invoice_lived", at, lived});
    answer.ratings.push_back({"promise_clear_invoice_kept", at, kept});
    if (chance.happens(.6)) {
        const int believed = within_five((clear ? 3.9 : 3.6) + 1.0 * chance.normal());
        answer.ratings.push_back({"promise_amber_summer_believed", "", believed});
    }
}

std::optional<demo::Feedback> answer_to(
    const demo::Event& left, const demo::Year& year, Chance& chance
) {
    const Instant at = left.occurred_at + hours(20) + minutes(chance.between(0, 600));
    if (at > year.to || year.to - at > invoices_told || !chance.happens(.09)) {
        return {};
    }
    demo::Feedback answer;
    answer.key = left.key + "-invoice";
    answer.kind = "response";
    answer.source = "form";
    answer.channel = "email";
    answer.touchpoint = place;
    answer.location = left.location;
    answer.brand = "bursztyn";
    answer.customer = left.customer;
    answer.occurred_at = at;
    answer.received_at = at;
    rate_invoice(answer, year.to - at < turn, chance);
    return answer;
}

// Most mails are answered within two hours of work, some late, a few never.
std::optional<demo::Event> answer_to_mail(
    const demo::Event& mail, const firm::WorkingTime& work, Instant now, Chance& chance
) {
    const int minutes_needed =
        chance.happens(.82) ? chance.between(6, 115) : chance.between(125, 600);
    const bool answered = !chance.happens(.04);
    const Instant at = work.after(mail.occurred_at, minutes(minutes_needed));
    if (!answered || at > now) {
        return {};
    }
    demo::Event answer = mail;
    answer.key = mail.key + "-answered";
    answer.type = "mail_answered";
    answer.occurred_at = at;
    answer.duration_s.reset();
    return answer;
}

firm::WorkingTime working_time_of(const demo::Year& year) {
    firm::WorkingHours week;
    week.days.assign(year.firm.working_days.begin(), year.firm.working_days.end());
    week.from = firm::minute_of_day(year.firm.working_from);
    week.to = firm::minute_of_day(year.firm.working_to);
    return {TimeZone(year.firm.time_zone), week};
}

}  // namespace

void live_demo_promises(demo::Year& year) {
    Chance chance(seed);
    const auto work = working_time_of(year);
    std::vector<demo::Event> answers;
    for (const demo::Event& one : year.events) {
        if (one.type == "check_out") {
            if (auto answer = answer_to(one, year, chance)) {
                year.feedback.push_back(*std::move(answer));
            }
        } else if (one.type == "mail") {
            if (auto answer = answer_to_mail(one, work, year.to, chance)) {
                answers.push_back(*std::move(answer));
            }
        }
    }
    year.events.insert(year.events.end(), answers.begin(), answers.end());
    std::ranges::stable_sort(year.events, {}, &demo::Event::occurred_at);
    std::ranges::stable_sort(year.feedback, {}, &demo::Feedback::occurred_at);
}

}  // namespace styk::story
