#include "stats/effect.h"

#include <algorithm>
#include <cmath>

namespace styk::stats {

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::unknown:
            return "unknown";
        case Verdict::worked:
            return "worked";
        case Verdict::worked_a_little:
            return "worked_a_little";
        case Verdict::no_evidence:
            return "no_evidence";
        case Verdict::harm:
            return "harm";
    }
    return "unknown";
}

Finding finding(std::optional<double> lo, std::optional<double> hi, double worth) {
    if (!lo || !hi || !(*lo <= *hi)) {
        return {};
    }
    if (*hi < 0) {
        return {.verdict = Verdict::harm};
    }
    if (*lo > 0) {
        return {.verdict = *lo >= worth ? Verdict::worked : Verdict::worked_a_little};
    }
    return {.verdict = Verdict::no_evidence, .could_hide = std::max(std::abs(*lo), std::abs(*hi))};
}

}  // namespace styk::stats
