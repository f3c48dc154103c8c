#include "stats/value_bytes.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/result.h"
#include "stats/bytes.h"

namespace styk::stats {

namespace {

using Words = std::vector<std::uint64_t>;

constexpr char version = 1;
constexpr std::uint32_t most_activities = 4096;  // a table of 16 million steps

enum Kind : char { values = 'V', customers, survival, scores, steps, triples, ways };

std::uint64_t word(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

double real(std::uint64_t word) {
    return std::bit_cast<double>(word);
}

std::uint64_t word(Day day) {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(day));
}

Day day(std::uint64_t word) {
    return static_cast<Day>(static_cast<std::int64_t>(word));
}

std::string pack(Kind kind, const Words& words) {
    std::string bytes{version, kind};
    for (const std::uint64_t each : words) {
        put(bytes, each);
    }
    return bytes;
}

// Rows of `width` words after `head` words.
std::optional<Words> unpack(
    std::string_view bytes, Kind kind, std::size_t head, std::size_t width
) {
    if (bytes.size() < 2 + 8 * head || bytes[0] != version || bytes[1] != kind ||
        (bytes.size() - 2 - 8 * head) % (8 * width) != 0) {
        return std::nullopt;
    }
    Words words;
    for (std::size_t at = 2; at < bytes.size(); at += 8) {
        words.push_back(get(bytes, at));
    }
    return words;
}

// The objects throw Fault on what cannot be: bytes that say so are no object.
template <class Object, class Read>
std::optional<Object> guarded(Object object, Read read) {
    try {
        return read(object) ? std::optional(std::move(object)) : std::nullopt;
    } catch (const Fault&) {
        return std::nullopt;
    }
}

bool is_activity(std::uint64_t word) {
    return word <= std::numeric_limits<std::uint32_t>::max();
}

std::uint32_t activity(std::uint64_t word) {
    return static_cast<std::uint32_t>(word);
}

}  // namespace

std::string to_bytes(const ValueHistogram& of) {
    Words words;
    for (const auto& [value, count] : of.counts()) {
        words.insert(words.end(), {word(value), count});
    }
    return pack(values, words);
}

std::optional<ValueHistogram> value_histogram_from_bytes(std::string_view bytes) {
    return guarded(ValueHistogram{}, [&](ValueHistogram& of) {
        const auto words = unpack(bytes, values, 0, 2);
        for (std::size_t i = 0; words && i < words->size(); i += 2) {
            of.add(real((*words)[i]), (*words)[i + 1]);
        }
        return words.has_value();
    });
}

std::string to_bytes(std::span<const CustomerSummary> of) {
    Words words;
    for (const CustomerSummary& one : of) {
        words.insert(
            words.end(),
            {one.order_days,
             word(one.first_day),
             word(one.last_day),
             word(one.value),
             word(one.first_day_value)}
        );
    }
    return pack(customers, words);
}

std::optional<std::vector<CustomerSummary>> customers_from_bytes(std::string_view bytes) {
    const auto words = unpack(bytes, customers, 0, 5);
    if (!words) {
        return std::nullopt;
    }
    std::vector<CustomerSummary> of;
    for (std::size_t i = 0; i < words->size(); i += 5) {
        const std::uint64_t* at = words->data() + i;
        of.push_back({at[0], day(at[1]), day(at[2]), real(at[3]), real(at[4])});
        if (!std::isfinite(of.back().value) || !std::isfinite(of.back().first_day_value) ||
            of.back().last_day < of.back().first_day) {
            return std::nullopt;
        }
    }
    return of;
}

std::string to_bytes(const SurvivalTable& of) {
    Words words;
    for (const auto& [time, row] : of.rows()) {
        words.insert(words.end(), {word(time), row.events, row.censored, row.entries});
    }
    return pack(survival, words);
}

std::optional<SurvivalTable> survival_table_from_bytes(std::string_view bytes) {
    return guarded(SurvivalTable{}, [&](SurvivalTable& of) {
        const auto words = unpack(bytes, survival, 0, 4);
        for (std::size_t i = 0; words && i < words->size(); i += 4) {
            const std::uint64_t* at = words->data() + i;
            of.add_row(real(at[0]), {at[1], at[2], at[3]});
        }
        return words.has_value();
    });
}

std::string to_bytes(const ScoreBins& of) {
    Words words;
    for (std::size_t i = 0; i < ScoreBins::bins; ++i) {
        const auto& bin = of.bin(i);
        if (bin != ScoreBins::Bin{}) {
            words.insert(
                words.end(), {i, bin.events, bin.others, word(bin.chance), word(bin.squared_error)}
            );
        }
    }
    return pack(scores, words);
}

std::optional<ScoreBins> score_bins_from_bytes(std::string_view bytes) {
    return guarded(ScoreBins{}, [&](ScoreBins& of) {
        const auto words = unpack(bytes, scores, 0, 5);
        for (std::size_t i = 0; words && i < words->size(); i += 5) {
            const std::uint64_t* at = words->data() + i;
            const ScoreBins::Bin bin{at[1], at[2], real(at[3]), real(at[4])};
            if (!(bin.chance >= 0 && bin.squared_error >= 0) ||
                !std::isfinite(bin.chance + bin.squared_error)) {
                return false;
            }
            of.add_bin(at[0], bin);
        }
        return words.has_value();
    });
}

// The number of activities, then from, to (the end: the number of activities) and count; a start
// is from the end.
std::string to_bytes(const Transitions& of) {
    Words words{of.activities()};
    const auto add = [&](std::uint64_t from, std::uint64_t to, std::uint64_t count) {
        if (count > 0) {
            words.insert(words.end(), {from, to, count});
        }
    };
    for (std::uint32_t from = 0; from < of.activities(); ++from) {
        add(of.end(), from, of.starts(from));
        for (std::uint32_t to = 0; to <= of.end(); ++to) {
            add(from, to, of.count(from, to));
        }
    }
    return pack(steps, words);
}

std::optional<Transitions> transitions_from_bytes(std::string_view bytes) {
    const auto words = unpack(bytes, steps, 1, 3);
    if (!words || words->front() > most_activities) {
        return std::nullopt;
    }
    return guarded(Transitions(activity(words->front())), [&](Transitions& of) {
        for (std::size_t i = 1; i < words->size(); i += 3) {
            const std::uint64_t from = (*words)[i], to = (*words)[i + 1];
            if (!is_activity(from) || !is_activity(to)) {
                return false;
            }
            if (from == of.end()) {
                of.add_start(activity(to), (*words)[i + 2]);
            } else {
                of.add_step(activity(from), activity(to), (*words)[i + 2]);
            }
        }
        return true;
    });
}

std::string to_bytes(const Triples& of) {
    Words words;
    for (const auto& [key, count] : of.counts()) {
        const auto& [a, b, c] = key;
        words.insert(words.end(), {a, b, c, count});
    }
    return pack(triples, words);
}

std::optional<Triples> triples_from_bytes(std::string_view bytes) {
    return guarded(Triples{}, [&](Triples& of) {
        const auto words = unpack(bytes, triples, 0, 4);
        for (std::size_t i = 0; words && i < words->size(); i += 4) {
            const std::uint64_t* at = words->data() + i;
            if (!is_activity(at[0]) || !is_activity(at[1]) || !is_activity(at[2])) {
                return false;
            }
            of.add_triple(activity(at[0]), activity(at[1]), activity(at[2]), at[3]);
        }
        return words.has_value();
    });
}

// Capacity, journeys of no variant, lost; then length, count and activities of each.
std::string to_bytes(const Variants& of) {
    std::uint64_t kept = 0;
    Words words{of.capacity(), 0, of.lost()};
    for (const auto& [path, count] : of.counts()) {
        kept += count;
        words.insert(words.end(), {path.size(), count});
        words.insert(words.end(), path.begin(), path.end());
    }
    words[1] = of.journeys() - kept;
    return pack(ways, words);
}

std::optional<Variants> variants_from_bytes(std::string_view bytes) {
    const auto words = unpack(bytes, ways, 3, 1);
    if (!words || words->front() == 0) {
        return std::nullopt;
    }
    Variants of(words->front());
    of.add_lost((*words)[1], (*words)[2]);
    for (std::size_t at = 3; at < words->size();) {
        if (at + 2 > words->size() || (*words)[at] > words->size() - at - 2) {
            return std::nullopt;
        }
        const std::span<const std::uint64_t> path(words->data() + at + 2, (*words)[at]);
        if (path.empty() || !std::ranges::all_of(path, is_activity)) {
            return std::nullopt;
        }
        std::vector<std::uint32_t> activities(path.size());
        std::ranges::transform(path, activities.begin(), activity);
        of.add(activities, (*words)[at + 1]);
        at += 2 + path.size();
    }
    return of;
}

}  // namespace styk::stats
