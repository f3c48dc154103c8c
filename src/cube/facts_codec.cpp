#include "cube/facts_codec.h"

#include <algorithm>
#include <limits>

namespace styk::cube {

namespace {

constexpr std::uint8_t without_topics = 1, with_topics = 2;  // versions

void put_byte(std::string& out, std::uint8_t byte) {
    out.push_back(static_cast<char>(byte));
}

void put_number(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) {
        put_byte(out, static_cast<std::uint8_t>(value | 0x80));
    }
    put_byte(out, static_cast<std::uint8_t>(value));
}

// Small distances from zero of either sign become small numbers.
std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

// Reads from the front; after the first thing that is wrong everything reads as 0 and ok() stays
// false.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint8_t byte() {
        if (rest_.empty()) {
            fail();
            return 0;
        }
        const auto first = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return first;
    }

    template <class T>
    T number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint64_t next = byte();
            const std::uint64_t bits = next & 0x7F;
            if ((shift > 0 && next == 0) ||
                (shift == 63 && bits > 1)) {  // longer than need be, or too great
                break;
            }
            value |= bits << shift;
            if (next < 0x80) {
                return value <= std::numeric_limits<T>::max() ? static_cast<T>(value) : fail();
            }
        }
        return static_cast<T>(fail());
    }

    // How many things of at least `size` bytes follow: never more than there are bytes for.
    std::size_t count(std::size_t size) {
        const auto value = number<std::uint64_t>();
        return value <= rest_.size() / size ? value : fail();
    }

    [[nodiscard]] bool ok() const { return ok_; }

    [[nodiscard]] bool at_end() const { return ok_ && rest_.empty(); }

    std::uint8_t fail() {
        ok_ = false;
        rest_ = {};
        return 0;
    }

private:
    std::string_view rest_;
    bool ok_ = true;
};

void put_rating(std::string& out, const Rating& rating) {
    put_number(out, rating.metric);
    put_number(out, rating.touchpoint);
    put_byte(out, static_cast<std::uint8_t>(rating.state));
    if (rating.state == State::given) {
        put_byte(out, rating.value);
    }
}

Rating read_rating(Reader& reader) {
    Rating rating;
    rating.metric = reader.number<std::uint16_t>();
    rating.touchpoint = reader.number<std::uint32_t>();
    const std::uint8_t state = reader.byte();
    if (state > static_cast<std::uint8_t>(State::not_applicable)) {
        reader.fail();
        return rating;
    }
    rating.state = static_cast<State>(state);
    if (rating.state == State::given) {
        rating.value = reader.byte();
        if (rating.value > max_score) {
            reader.fail();
        }
    }
    return rating;
}

std::optional<std::array<std::uint8_t, 16>> read_customer(Reader& reader) {
    const std::uint8_t there = reader.byte();
    if (there > 1) {
        reader.fail();
    }
    if (there != 1) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 16> customer{};
    std::ranges::generate(customer, [&] { return reader.byte(); });
    return customer;
}

void read_topics(Reader& reader, std::vector<std::uint16_t>& topics) {
    topics.resize(reader.count(1));
    std::uint16_t last = 0;
    for (auto& topic : topics) {
        topic = reader.number<std::uint16_t>();
        if (topic <= last || topic > max_topics) {
            reader.fail();
        }
        last = topic;
    }
    if (topics.empty()) {
        reader.fail();
    }
}

}  // namespace

std::string encode(const LoggedFacts& facts) {
    std::string out;
    put_byte(out, facts.topics.empty() ? without_topics : with_topics);
    put_number(out, zigzag(facts.occurred_us));
    put_byte(out, facts.flags);
    put_byte(out, facts.customer ? 1 : 0);
    if (facts.customer) {
        out.append(facts.customer->begin(), facts.customer->end());
    }
    put_number(out, facts.dimensions.size());
    for (const auto& [dimension, code] : facts.dimensions) {
        put_number(out, dimension);
        put_number(out, code);
    }
    put_number(out, facts.ratings.size());
    for (const auto& rating : facts.ratings) {
        put_rating(out, rating);
    }
    if (!facts.topics.empty()) {
        put_number(out, facts.topics.size());
        for (const std::uint16_t topic : facts.topics) {
            put_number(out, topic);
        }
    }
    return out;
}

std::optional<LoggedFacts> decode(std::string_view bytes) {
    LoggedFacts facts;
    return decode_into(bytes, facts) ? std::optional(std::move(facts)) : std::nullopt;
}

bool decode_into(std::string_view bytes, LoggedFacts& facts) {
    Reader reader(bytes);
    const std::uint8_t version = reader.byte();
    if (version != without_topics && version != with_topics) {
        return false;
    }
    facts.occurred_us = unzigzag(reader.number<std::uint64_t>());
    facts.flags = reader.byte();
    facts.customer = read_customer(reader);
    facts.dimensions.resize(reader.count(2));
    for (auto& [dimension, code] : facts.dimensions) {
        dimension = reader.number<std::uint16_t>();
        code = reader.number<std::uint32_t>();
    }
    facts.ratings.resize(reader.count(3));
    for (auto& rating : facts.ratings) {
        rating = read_rating(reader);
    }
    facts.topics.clear();
    if (version == with_topics) {
        read_topics(reader, facts.topics);
    }
    return reader.at_end();
}

}  // namespace styk::cube
