// What may be said about the effect of a change. Words, not figures: never "no effect", since an
// interval around 0 says only how large an effect could still hide in it.
#pragma once

#include <optional>
#include <string_view>

namespace styk::stats {

// worked: the whole interval is above 0 and at or above the smallest effect worth acting on.
// worked_a_little: above 0, but perhaps too small to matter.   harm: the whole interval is below 0.
// no_evidence: 0 is inside; up to `could_hide` may be there.   unknown: no interval.
enum class Verdict { unknown, worked, worked_a_little, no_evidence, harm };

[[nodiscard]] std::string_view name(Verdict verdict);

struct Finding {
    Verdict verdict = Verdict::unknown;
    std::optional<double> could_hide{};  // of no_evidence: the limit further from 0, without sign
};

// `worth` >= 0 in the unit of the effect. For a metric where less is better give -hi, -lo.
[[nodiscard]] Finding finding(std::optional<double> lo, std::optional<double> hi, double worth = 0);

// Beside the keys of score.h and reasons.h. no_contrast: a group, a period or a cell has no
// rows, so nothing is compared.   wrong_setting: alpha, level, a lag or a time of change makes no
// sense.
namespace reason {
inline constexpr std::string_view no_contrast = "no_contrast";
inline constexpr std::string_view wrong_setting = "wrong_setting";
}  // namespace reason

}  // namespace styk::stats
