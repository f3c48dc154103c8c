// Whom a campaign reaches, and why it does not reach the others. The same judgement serves the dry
// run, the plan and the moment of sending.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/id.h"
#include "story/catalogue.h"
#include "survey/campaign_store.h"
#include "survey/send_moment.h"

namespace styk::story {

// Who answered this survey so lately is not asked again by a campaign with a date.
inline constexpr std::chrono::hours answer_stands{24 * 30};

// Soft bounces are forgotten after this time; so many of them within it suppress the address.
inline constexpr std::chrono::hours soft_bounces_count{24 * 30};
inline constexpr int soft_bounces_suppress = 3;

// Beside those of survey::reason.
inline constexpr std::string_view no_consent = "no_consent",
                                  consent_withdrawn = "consent_withdrawn";

struct Verdict {
    std::string_view reason{};         // survey::reason; empty: may be asked
    std::optional<Instant> free_at{};  // of contacted_lately: when they may
};

// Why somebody whose address is suppressed is not sent to, as survey::reason.
[[nodiscard]] std::string_view reason_of(survey::SuppressionReason why);

// What of a recipient is drawn, before the write that uses it.
struct Drawn {
    std::string id, stop, token;
};

[[nodiscard]] Drawn draw(const Clock& clock, Random& random);

class Chooser {
public:
    // Reads the audience and the frequency rule. What is said of it must outlive the Chooser.
    Chooser(
        db::Reader& reader,
        const Catalogue& catalogue,
        const survey::Campaign& campaign,
        const survey::Survey& survey,
        Instant now
    );

    // Those of them whom the campaign means, drawn by lot or not.
    [[nodiscard]] std::vector<survey::Person> in_audience(
        db::Reader& reader, std::vector<survey::Person> people
    ) const;

    // For each, in order. `own`: they are recipients of this campaign already, whose own open
    // invitations and addresses do not count against them.
    [[nodiscard]] std::vector<Verdict> judge(
        db::Reader& reader, const std::vector<survey::Person>& people, bool own
    ) const;

    // As a recipient who waits for `due`.
    [[nodiscard]] survey::Recipient recipient_of(
        const survey::Person& person, const Drawn& drawn, Instant due
    ) const;

    // The customer's language where the survey speaks it, else the survey's own.
    [[nodiscard]] std::string language_of(const survey::Person& person) const;
    [[nodiscard]] std::optional<std::string> address_of(const survey::Person& person) const;

    [[nodiscard]] std::size_t wave_of(const survey::Person& person) const {
        return survey::wave_of(campaign_, waves_, person.id);
    }

    // When that wave begins; in the past when it is over due.
    [[nodiscard]] Instant start_of(std::size_t wave) const;

    [[nodiscard]] const std::vector<survey::Wave>& waves() const { return waves_; }

    [[nodiscard]] const survey::EventWhen& when() const { return when_; }

private:
    [[nodiscard]] bool fits(const survey::Person& person) const;
    [[nodiscard]] Verdict verdict(const survey::Person& person, const survey::Obstacles& obstacles)
        const;
    // Why their own word keeps them from being asked this way; empty: it does not.
    [[nodiscard]] std::vector<std::string_view> refusals(
        db::Reader& reader, const std::vector<survey::Person>& people
    ) const;

    const Catalogue& catalogue_;
    const survey::Campaign& campaign_;
    const survey::Survey& survey_;
    Instant now_;
    survey::Audience audience_;
    survey::EventWhen when_;
    std::vector<survey::Wave> waves_;
    survey::ContactFrequency frequency_;
    bool needs_consent_ = false;
    std::set<std::string> customers_, locations_;  // keys or ids; ids
};

// Whether an event asks for the survey.
[[nodiscard]] bool fits(const survey::EventWhen& when, const survey::Occurrence& event);

}  // namespace styk::story
