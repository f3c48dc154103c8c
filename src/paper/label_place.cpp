#include "paper/label_place.h"

#include <algorithm>
#include <cstddef>

namespace styk::paper {

namespace {

constexpr double gap = 2, step = 8;

bool meet(const Area& a, const Area& b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

}  // namespace

Area place_along(
    double level, double wide, double high, const Area& plot, const std::vector<Area>& taken
) {
    Area best{plot.left + gap, level - high - gap, plot.left + gap + wide, level - gap};
    auto least = static_cast<std::ptrdiff_t>(taken.size()) + 1;
    for (double left = plot.left + gap; left + wide <= plot.right; left += step) {
        for (const double top : {level - high - gap, level + gap}) {
            const Area words{left, top, left + wide, top + high};
            if (words.top < plot.top || words.bottom > plot.bottom) {
                continue;
            }
            const auto met = std::count_if(taken.begin(), taken.end(), [&](const Area& one) {
                return meet(words, one);
            });
            if (met < least) {
                least = met;
                best = words;
            }
        }
        if (least == 0) {
            break;
        }
    }
    return best;
}

}  // namespace styk::paper
