#include "stats/kano.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "base/result.h"

namespace styk::stats {

namespace {

std::size_t place_of(char letter) {
    const auto found = std::ranges::find(kano_letters, letter);
    if (found == kano_letters.end()) {
        throw Fault("stats: a letter that Kano's table does not know");
    }
    return static_cast<std::size_t>(found - kano_letters.begin());
}

double as_number(std::uint64_t count) {
    return static_cast<double>(count);
}

// Letters by number of answers; of equals that which is missed most stands first.
char strongest(const Kano& of, char except) {
    char best = 0;
    for (const char letter : std::string_view("MOAIRQ")) {
        if (letter != except && (best == 0 || of.count(letter) > of.count(best))) {
            best = letter;
        }
    }
    return best;
}

}  // namespace

KanoTable usual_kano_table() {
    return {
        {'Q', 'A', 'A', 'A', 'O'},
        {'R', 'I', 'I', 'I', 'M'},
        {'R', 'I', 'I', 'I', 'M'},
        {'R', 'I', 'I', 'I', 'M'},
        {'R', 'R', 'R', 'R', 'Q'}
    };
}

std::uint64_t Kano::n() const {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t Kano::count(char letter) const {
    const auto found = std::ranges::find(kano_letters, letter);
    return found == kano_letters.end()
               ? 0
               : counts[static_cast<std::size_t>(found - kano_letters.begin())];
}

Kano kano(std::span<const std::pair<std::size_t, std::size_t>> answers, const KanoTable& table) {
    std::array<std::uint64_t, 6> counts{};
    for (const auto& [with, without] : answers) {
        if (with >= table.size() || without >= table[with].size()) {
            throw Fault("stats: an answer outside Kano's table");
        }
        ++counts[place_of(table[with][without])];
    }
    return kano(counts);
}

Kano kano(const std::array<std::uint64_t, 6>& counts) {
    Kano result{.counts = counts};
    const double a = as_number(result.count('A')), o = as_number(result.count('O')),
                 m = as_number(result.count('M')), i = as_number(result.count('I'));
    const double all = as_number(result.n());
    if (a + o + m + i > 0) {
        result.better = (a + o) / (a + o + m + i);
        result.worse = (o + m) > 0 ? -(o + m) / (a + o + m + i) : 0;
    }
    if (all > 0) {
        const char first = strongest(result, 0), second = strongest(result, first);
        result.category = first;
        result.total_strength = (a + o + m) / all;
        result.category_strength = as_number(result.count(first) - result.count(second)) / all;
    }
    return result;
}

}  // namespace styk::stats
