#include "backup/row_code.h"

#include <bit>

#include "base/checksum.h"

namespace styk::backup {

namespace {

constexpr std::size_t real_bytes = 8;

void put_count(std::string& out, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) {
        out += static_cast<char>((number & 0x7F) | 0x80);
    }
    out += static_cast<char>(number);
}

bool take_count(std::string_view& bytes, std::uint64_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            return true;
        }
    }
    return false;
}

std::uint64_t zigzag(std::int64_t number) {
    return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

std::int64_t unzigzag(std::uint64_t number) {
    return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

void put_text(std::string& out, std::string_view text) {
    put_count(out, text.size());
    out += text;
}

bool take_text(std::string_view& bytes, std::string_view& text) {
    std::uint64_t length = 0;
    if (!take_count(bytes, length) || length > bytes.size()) {
        return false;
    }
    text = bytes.substr(0, length);
    bytes.remove_prefix(length);
    return true;
}

void put_real(std::string& out, double real) {
    const auto bits = std::bit_cast<std::uint64_t>(real);
    for (std::size_t i = 0; i < real_bytes; ++i) {
        out += static_cast<char>(bits >> (8 * i) & 0xFF);
    }
}

bool take_real(std::string_view& bytes, db::Param& value) {
    if (bytes.size() < real_bytes) {
        return false;
    }
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < real_bytes; ++i) {
        bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    bytes.remove_prefix(real_bytes);
    value = std::bit_cast<double>(bits);
    return true;
}

void put_value(std::string& out, const db::Row& row, int place, Kind kind) {
    switch (kind) {
        case Kind::integer:
            return put_count(out, zigzag(row.integer(place)));
        case Kind::real:
            return put_real(out, row.real(place));
        case Kind::text:
            return put_text(out, row.text(place));
        case Kind::bytes:
            return put_text(out, row.bytes(place));
    }
}

bool take_value(std::string_view& bytes, Kind kind, db::Param& value) {
    std::uint64_t count = 0;
    std::string_view text;
    switch (kind) {
        case Kind::integer:
            if (!take_count(bytes, count)) {
                return false;
            }
            value = unzigzag(count);
            return true;
        case Kind::real:
            return take_real(bytes, value);
        case Kind::text:
            if (!take_text(bytes, text)) {
                return false;
            }
            value = text;
            return true;
        case Kind::bytes:
            if (!take_text(bytes, text)) {
                return false;
            }
            value = db::Bytes{text};
            return true;
    }
    return false;
}

}  // namespace

std::uint64_t write_row(const db::Row& row, const Table& table, std::string& out) {
    std::string one;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const int place = static_cast<int>(i);
        const bool null = row.is_null(place);
        one += static_cast<char>(null ? 0 : 1);
        if (!null) {
            put_value(one, row, place, table.columns[i].kind);
        }
    }
    put_text(out, one);
    return checksum(one);
}

bool read_row(std::string_view& bytes, const Table& table, StoredRow& row) {
    std::string_view one;
    if (!take_text(bytes, one)) {
        return false;
    }
    row.values.clear();
    row.sum = checksum(one);
    for (const auto& column : table.columns) {
        db::Param value;
        if (one.empty() || one.front() > 1) {
            return false;
        }
        const bool given = one.front() == 1;
        one.remove_prefix(1);
        if (given && !take_value(one, column.kind, value)) {
            return false;
        }
        row.values.push_back(value);
    }
    return one.empty();
}

}  // namespace styk::backup
