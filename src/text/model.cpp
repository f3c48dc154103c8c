#include "text/model.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/checksum.h"

namespace styk::text {

namespace {

static_assert(std::endian::native == std::endian::little, "files are little-endian");

constexpr std::string_view magic = "STYKTEXT";
constexpr std::uint8_t format = 2;
constexpr std::size_t most_columns = 256, name_size = 2, section_name_size = 4;

class Writer {
public:
    template <class T>
    void put(T value) {
        char bytes[sizeof(T)];
        std::memcpy(bytes, &value, sizeof(T));
        out_.append(bytes, sizeof(T));
    }

    void put_text(std::string_view text) { out_ += text; }

    void put_difference(std::uint32_t value) {
        for (; value >= 0x80; value >>= 7U) {
            out_ += static_cast<char>(value | 0x80U);
        }
        out_ += static_cast<char>(value);
    }

    [[nodiscard]] const std::string& bytes() const { return out_; }

private:
    std::string out_;
};

struct Unreadable {
    const char* why;
};

// Throws Unreadable; caught in read_model.
class Reading {
public:
    explicit Reading(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool done() const { return rest_.empty(); }

    std::string_view take(std::size_t size) {
        if (size > rest_.size()) {
            throw Unreadable{"ends too early"};
        }
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    template <class T>
    T get() {
        T value;
        const auto bytes = take(sizeof(T));
        std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }

    std::uint32_t get_difference() {
        std::uint32_t value = 0;
        for (unsigned shift = 0; shift < 35; shift += 7) {
            const auto byte = get<std::uint8_t>();
            value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        throw Unreadable{"holds a number that is too large"};
    }

private:
    std::string_view rest_;
};

std::string head_bytes(HeadDraft& head) {
    Writer out;
    out.put(static_cast<std::uint16_t>(head.columns.size()));
    for (const auto& column : head.columns) {
        out.put(static_cast<std::uint8_t>(column.name.size()));
        out.put_text(column.name);
        out.put(column.bias);
        out.put(column.slope);
        out.put(column.offset);
        out.put(column.sign);
        out.put(column.threshold);
    }
    for (const float scale : head.scales) {
        out.put(scale);
    }
    std::sort(head.rows.begin(), head.rows.end(), [](const Row& a, const Row& b) {
        return a.key < b.key;
    });
    out.put(static_cast<std::uint32_t>(head.rows.size()));
    Key before = 0;
    for (const auto& row : head.rows) {
        out.put_difference(row.key - before);
        before = row.key;
    }
    for (const auto& row : head.rows) {
        for (const auto value : row.values) {
            out.put(value);
        }
    }
    return out.bytes();
}

std::vector<Column> read_columns(Reading& in) {
    const auto count = in.get<std::uint16_t>();
    if (count == 0 || count > most_columns) {
        throw Unreadable{"has a head without columns"};
    }
    std::vector<Column> columns(count);
    for (auto& column : columns) {
        column.name = in.take(in.get<std::uint8_t>());
        column.bias = in.get<float>();
        column.slope = in.get<float>();
        column.offset = in.get<float>();
        column.sign = in.get<float>();
        column.threshold = in.get<float>();
    }
    return columns;
}

Head read_head(std::string_view bytes) {
    Reading in(bytes);
    Head head;
    head.columns = read_columns(in);
    for (float& scale : head.scales) {
        scale = in.get<float>();
    }
    const std::size_t rows = in.get<std::uint32_t>(), columns = head.columns.size();
    if (rows > bytes.size()) {
        throw Unreadable{"ends too early"};
    }
    std::vector<Key> keys(rows);
    Key before = 0;
    for (auto& key : keys) {
        const auto difference = in.get_difference();
        key = before + difference;
        if (difference == 0 || key < before) {
            throw Unreadable{"holds rows out of order"};
        }
        before = key;
    }
    head.weights = Weights(columns, keys, in.take(rows * columns));
    if (!in.done()) {
        throw Unreadable{"has more bytes than a head needs"};
    }
    return head;
}

std::string hexadecimal(std::uint64_t value) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out(16, '0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[out.size() - 1 - i] = digits[(value >> (4 * i)) & 0xFU];
    }
    return out;
}

Words read_words(std::string_view text) {
    auto words = Words::read(text);
    if (!words) {
        throw Unreadable{"holds words that cannot be read"};
    }
    return std::move(*words);
}

Model read_all(std::string_view bytes) {
    constexpr std::size_t end = sizeof(std::uint64_t);
    if (bytes.size() < magic.size() + end || !bytes.starts_with(magic)) {
        throw Unreadable{"is no text model"};
    }
    const auto sum = Reading(bytes.substr(bytes.size() - end)).get<std::uint64_t>();
    bytes.remove_suffix(end);
    if (checksum(bytes) != sum) {
        throw Unreadable{"is damaged"};
    }
    Reading in(bytes.substr(magic.size()));
    if (in.get<std::uint8_t>() != format || in.get<std::uint32_t>() != features_version) {
        throw Unreadable{"is of another version"};
    }
    Model model;
    model.version = hexadecimal(sum);
    model.name = in.take(name_size);
    while (!in.done()) {
        const auto name = in.take(section_name_size);
        const auto content = in.take(in.get<std::uint32_t>());
        if (name == "word") {
            model.words = read_words(content);
        } else if (name == "tone") {
            model.tone = read_head(content);
        } else if (name == "matt") {
            model.matter = read_head(content);
        }
    }
    return model;
}

}  // namespace

Result<Model> read_model(std::string_view bytes) {
    try {
        return read_all(bytes);
    } catch (const Unreadable& problem) {
        return tl::unexpected(Problem{"", std::string("the file ") + problem.why});
    }
}

std::string write_model(ModelDraft draft) {
    Writer out;
    out.put_text(magic);
    out.put(format);
    out.put(features_version);
    out.put_text(draft.name);
    const auto section = [&](std::string_view name, std::string_view content) {
        out.put_text(name);
        out.put(static_cast<std::uint32_t>(content.size()));
        out.put_text(content);
    };
    section("word", draft.words);
    for (auto* head : {&draft.tone, &draft.matter}) {
        if (!head->columns.empty()) {
            section(head == &draft.tone ? "tone" : "matt", head_bytes(*head));
        }
    }
    out.put(checksum(out.bytes()));
    return out.bytes();
}

}  // namespace styk::text
