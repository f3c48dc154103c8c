#include "text/near_duplicates.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "text/features.h"

namespace styk::text {

namespace {

constexpr std::size_t part = 4, least_letters = 12, band_size = hashes / bands;

// The folded words with one blank between them.
std::basic_string<Letter> letters_of(std::string_view comment) {
    const auto tokens = tokens_of(comment);
    std::basic_string<Letter> all;
    for (const auto& token : tokens.items) {
        if (token.kind == Kind::word || token.kind == Kind::number) {
            if (!all.empty()) {
                all += Letter{' '};
            }
            all += tokens.letters(token);
        }
    }
    return all;
}

// In rising order, each once.
std::vector<std::uint32_t> parts_of(const std::basic_string<Letter>& letters) {
    std::vector<std::uint32_t> parts;
    std::uint32_t packed = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        packed = packed << 8U | letters[i];
        if (i + 1 >= part) {
            parts.push_back(packed);
        }
    }
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    return parts;
}

Sketch sketch_of_parts(std::span<const std::uint32_t> parts) {
    Sketch least;
    least.fill(std::numeric_limits<std::uint32_t>::max());
    for (const auto one : parts) {
        for (std::size_t i = 0; i < hashes; i += 2) {
            const auto mixed = mix(one + i * 0x9E3779B97F4A7C15U);
            least[i] = std::min(least[i], static_cast<std::uint32_t>(mixed));
            least[i + 1] = std::min(least[i + 1], static_cast<std::uint32_t>(mixed >> 32U));
        }
    }
    return least;
}

double resemblance(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        common += a[i] == b[j] ? 1U : 0U;
        const bool first = a[i] <= b[j], second = b[j] <= a[i];
        i += first ? 1U : 0U;
        j += second ? 1U : 0U;
    }
    const auto all = a.size() + b.size() - common;
    return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

// The comments seen so far, to be found by a band.
class Seen {
public:
    // The first comment that is like it, or itself.
    std::size_t place(std::string_view comment) {
        const auto self = parts_.size();
        const auto letters = letters_of(comment);
        parts_.push_back(letters.size() < least_letters ? Parts{} : parts_of(letters));
        if (parts_.back().empty()) {
            first_.push_back(self);
            return self;
        }
        const auto keys = bands_of(sketch_of_parts(parts_.back()));
        first_.push_back(nearest(self, keys));
        if (first_.back() == self) {  // who is like another is found through that one
            for (const auto key : keys) {
                by_band_[key].push_back(self);
            }
        }
        return first_.back();
    }

private:
    using Parts = std::vector<std::uint32_t>;

    std::size_t nearest(std::size_t self, std::span<const std::uint64_t> keys) const {
        std::size_t found = self;
        for (const auto key : keys) {
            const auto there = by_band_.find(key);
            if (there == by_band_.end()) {
                continue;
            }
            for (const auto other : there->second) {
                if (other < found && resemblance(parts_[self], parts_[other]) >= alike) {
                    found = other;
                }
            }
        }
        return found;
    }

    std::vector<Parts> parts_;
    std::vector<std::size_t> first_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_band_;
};

}  // namespace

Sketch sketch_of(std::string_view comment) {
    return sketch_of_parts(parts_of(letters_of(comment)));
}

std::array<std::uint64_t, bands> bands_of(const Sketch& sketch) {
    std::array<std::uint64_t, bands> keys{};
    for (std::size_t band = 0; band < bands; ++band) {
        std::uint64_t key = band;
        for (std::size_t i = 0; i < band_size; ++i) {
            key = mix(key ^ sketch[band * band_size + i]);
        }
        keys[band] = key;
    }
    return keys;
}

double resemblance(std::string_view a, std::string_view b) {
    return resemblance(parts_of(letters_of(a)), parts_of(letters_of(b)));
}

std::vector<std::size_t> first_alike(std::span<const std::string_view> comments) {
    Seen seen;
    std::vector<std::size_t> first;
    first.reserve(comments.size());
    for (const auto comment : comments) {
        first.push_back(seen.place(comment));
    }
    return first;
}

}  // namespace styk::text
