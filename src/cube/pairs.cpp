#include "cube/pairs.h"

#include <numeric>

#include "cube/scanner.h"

namespace styk::cube {

namespace {

// By slot: whether it is an answer, and what it is worth.
struct Worth {
    std::array<std::uint8_t, 256> n{};
    std::array<std::int32_t, 256> points{};

    explicit Worth(std::span<const std::int32_t> of_scores) {
        std::fill(n.begin() + first_score_slot, n.end(), std::uint8_t{1});
        const auto some = std::min<std::size_t>(of_scores.size(), max_score + 1);
        std::copy_n(of_scores.begin(), some, points.begin() + first_score_slot);
    }
};

void add(Tallied& into, const Worth& worth, std::uint8_t slot) {
    into.n += worth.n[slot];
    into.points += worth.points[slot];
}

// A cell for each possible key.
class DensePairs {
public:
    using Key = std::uint64_t;
    static constexpr bool counts_groups = false;
    static constexpr std::uint64_t max_cells = std::uint64_t{4} << 20;

    DensePairs(std::uint64_t rows, const Worth& worth) : worth_(&worth), cells_(rows) {}

    void tally(
        const Key* keys, const std::uint8_t* slots, const std::uint8_t* mask, std::size_t n
    ) {
        for (std::size_t i = 0; i < n; ++i) {
            if (mask == nullptr || mask[i] != 0) {
                add(cells_[keys[i]], *worth_, slots[i]);
            }
        }
    }

    void settle() {}

    void merge(const DensePairs& other) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            cells_[i].n += other.cells_[i].n;
            cells_[i].points += other.cells_[i].points;
        }
    }

    void visit(const std::function<void(std::uint64_t, const Tallied&)>& take) const {
        for (std::size_t key = 0; key < cells_.size(); ++key) {
            if (cells_[key].n > 0) {
                take(key, cells_[key]);
            }
        }
    }

private:
    const Worth* worth_;
    std::vector<Tallied> cells_;
};

// The keys met. Open addressing, at most half full; a key is kept plus one, 0 is a free place.
class HashPairs {
public:
    using Key = std::uint64_t;
    static constexpr bool counts_groups = false;

    explicit HashPairs(const Worth& worth) : worth_(&worth), places_(1024) {}

    void tally(
        const Key* keys, const std::uint8_t* slots, const std::uint8_t* mask, std::size_t n
    ) {
        for (std::size_t i = 0; i < n; ++i) {
            if (mask == nullptr || mask[i] != 0) {
                add(at(keys[i]), *worth_, slots[i]);
            }
        }
    }

    void settle() {}

    void merge(const HashPairs& other) {
        for (const auto& [key, tallied] : other.places_) {
            if (key != 0) {
                auto& into = at(key - 1);
                into.n += tallied.n;
                into.points += tallied.points;
            }
        }
    }

    void visit(const std::function<void(std::uint64_t, const Tallied&)>& take) {
        std::erase_if(places_, [](const Place& place) {
            return place.key == 0 || place.of.n == 0;
        });
        std::ranges::sort(places_, {}, &Place::key);
        for (const auto& [key, tallied] : places_) {
            take(key - 1, tallied);
        }
    }

private:
    struct Place {
        Key key = 0;
        Tallied of{};
    };

    [[nodiscard]] Place& place_of(Key stored) {
        const std::size_t mask = places_.size() - 1;
        const std::uint64_t mixed = stored * 0x9E37'79B9'7F4A'7C15U;
        std::size_t i = (mixed ^ (mixed >> 32U)) & mask;
        while (places_[i].key != 0 && places_[i].key != stored) {
            i = (i + 1) & mask;
        }
        return places_[i];
    }

    Tallied& at(Key key) {
        Place* place = &place_of(key + 1);
        if (place->key == 0) {
            if (++used_ * 2 > places_.size()) {
                grow();
                place = &place_of(key + 1);
            }
            place->key = key + 1;
        }
        return place->of;
    }

    void grow() {
        std::vector<Place> old(places_.size() * 2);
        old.swap(places_);
        for (const Place& place : old) {
            if (place.key != 0) {
                place_of(place.key) = place;
            }
        }
    }

    const Worth* worth_;
    std::vector<Place> places_;
    std::size_t used_ = 0;
};

}  // namespace

void count_pairs(
    const Plan& plan,
    std::span<const std::int32_t> points,
    int threads,
    const std::function<void(std::uint64_t, const Tallied&)>& visit
) {
    const Worth worth(points);
    if (plan.rows <= DensePairs::max_cells) {
        count_into(plan, threads, 1, [&] { return DensePairs(plan.rows, worth); }).visit(visit);
    } else {
        count_into(plan, threads, 1, [&] { return HashPairs(worth); }).visit(visit);
    }
}

}  // namespace styk::cube
