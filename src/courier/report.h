// What a mail server reports of a mail that was sent (RFC 3464), or what a provider reports that
// its reader complained (RFC 5965).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace styk::courier {

struct Report {
    enum class Kind {
        hard,       // it will never arrive there
        soft,       // it did not arrive, for a reason that may pass
        complaint,  // the reader called it unwanted
        delivered,
        other  // delayed, or no report at all
    };

    Kind kind = Kind::other;
    std::string status;                // "5.1.1" (RFC 3463); empty: not said
    std::string address;               // whom the mail was for
    std::string said;                  // what the other server said
    std::vector<std::string> sent_to;  // addresses that the report itself was sent to
    std::string own_id;                // Message-ID of the report
    std::string reported_id;           // Message-ID of the mail it speaks of; both without brackets
};

// Nothing when the text is no mail at all.
[[nodiscard]] std::optional<Report> read_report(std::string_view mail);

[[nodiscard]] std::string_view name_of(Report::Kind kind);

}  // namespace styk::courier
