#include "travel/sav.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <limits>
#include <unordered_set>

#include "survey/coercion.h"
#include "travel/answer_files.h"

namespace styk::travel {

namespace {

static_assert(std::endian::native == std::endian::little, "the file is written as memory stands");

constexpr std::size_t chunk = 255, effective_chunk = 252;  // of very long texts
constexpr double bias = 100;
constexpr std::int64_t gregorian_s = 12'219'379'200;  // from 14 October 1582 to 1 January 1970

template <class T>
void put(std::string& out, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out.append(bytes, sizeof(T));
}

void put_int(std::string& out, std::size_t value) {
    put(out, static_cast<std::int32_t>(value));
}

// Cut at a character's beginning, at most so many bytes.
std::string_view cut(std::string_view text, std::size_t most) {
    if (text.size() <= most) {
        return text;
    }
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) {
        --most;
    }
    return text.substr(0, most);
}

std::string padded(std::string_view text, std::size_t width) {
    std::string out(cut(text, width));
    out.resize(width, ' ');
    return out;
}

std::size_t segments_of(std::size_t width) {
    return width <= chunk ? 1 : (width + effective_chunk - 1) / effective_chunk;
}

// Of its n-th segment, as the dictionary has it.
std::size_t segment_width(std::size_t width, std::size_t n) {
    const std::size_t count = segments_of(width);
    return count == 1 ? width : n + 1 < count ? chunk : width - (count - 1) * effective_chunk;
}

std::size_t eights(std::size_t bytes) {
    return (bytes + 7) / 8;
}

std::size_t slots_of(const SavVariable& one) {
    if (one.width == 0) {
        return 1;
    }
    std::size_t slots = 0;
    for (std::size_t n = 0; n < segments_of(one.width); ++n) {
        slots += eights(segment_width(one.width, n));
    }
    return slots;
}

// type, width, decimals as SPSS packs a format.
std::int32_t format_of(const SavVariable& one, std::size_t width) {
    const auto packed = [](int type, std::size_t wide, int decimals) {
        return static_cast<std::int32_t>((type << 16) | (static_cast<int>(wide) << 8) | decimals);
    };
    switch (one.kind) {
        case ColumnKind::text:
            return packed(1, width, 0);  // A
        case ColumnKind::day:
            return packed(39, 10, 0);  // SDATE
        case ColumnKind::moment:
            return packed(22, 20, 0);  // DATETIME
        case ColumnKind::number:
            return packed(5, 12, 2);  // F
        default:
            return packed(5, 8, 0);
    }
}

std::string date_of(Instant made) {
    constexpr const char* months[] = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    const std::string day = to_iso_day(static_cast<Day>(made.us / 86'400'000'000));
    return fmt::format(
        "{} {} {}", day.substr(8, 2), months[std::stoi(day.substr(5, 2)) - 1], day.substr(2, 2)
    );
}

std::string time_of(Instant made) {
    const std::int64_t seconds = made.us / 1'000'000 % 86'400;
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

class Dictionary {
public:
    explicit Dictionary(const std::vector<SavVariable>& variables) : variables_(variables) {}

    std::string write(const std::string& title, std::int64_t rows, Instant made) {
        header(title, rows, made);
        for (const SavVariable& one : variables_) {
            variable(one);
        }
        std::size_t place = 1;
        for (const SavVariable& one : variables_) {
            labels(one, place);
            place += slots_of(one);
        }
        extensions();
        put_int(out_, 999);
        put_int(out_, 0);
        return std::move(out_);
    }

private:
    void header(const std::string& title, std::int64_t rows, Instant made) {
        std::size_t slots = 0;
        for (const SavVariable& one : variables_) {
            slots += slots_of(one);
        }
        out_ = "$FL2" + padded("@(#) SPSS DATA FILE Styk", 60);
        put_int(out_, 2);      // layout: numbers are little-endian
        put_int(out_, slots);  // in a case
        put_int(out_, 1);      // byte codes
        put_int(out_, 0);      // no weight
        put(out_, static_cast<std::int32_t>(rows));
        put(out_, bias);
        out_ += padded(date_of(made), 9) + padded(time_of(made), 8) + padded(title, 64) +
                std::string(3, '\0');
    }

    void variable(const SavVariable& one) {
        const std::size_t segments = segments_of(one.width);
        for (std::size_t n = 0; n < segments; ++n) {
            const std::size_t width = one.width == 0 ? 0 : segment_width(one.width, n);
            record(one, width, n == 0 ? one.short_name : segment_name(), n == 0);
            for (std::size_t i = 1; i < eights(width); ++i) {
                put_int(out_, 2);
                put(out_, std::int32_t{-1});
                out_.append(16, '\0');
                out_ += std::string(8, ' ');
            }
        }
    }

    std::string segment_name() { return fmt::format("S{}", ++segments_); }

    void record(const SavVariable& one, std::size_t width, const std::string& name, bool first) {
        const std::string label = first ? std::string(cut(one.label, 252)) : "";
        const bool missing = first && one.has_not_applicable;
        put_int(out_, 2);
        put_int(out_, width);
        put_int(out_, label.empty() ? 0 : 1);
        put_int(out_, missing ? 1 : 0);
        put(out_, format_of(one, width));
        put(out_, format_of(one, width));
        out_ += padded(name, 8);
        if (!label.empty()) {
            put_int(out_, label.size());
            out_ += label + std::string((4 - label.size() % 4) % 4, ' ');
        }
        if (missing) {
            put(out_, sav_not_applicable);
        }
    }

    void labels(const SavVariable& one, std::size_t place) {
        if (one.labels.empty()) {
            return;
        }
        put_int(out_, 3);
        put_int(out_, one.labels.size());
        for (const auto& [value, title] : one.labels) {
            const std::string_view text = cut(title, 120);
            put(out_, value);
            out_ += static_cast<char>(text.size());
            out_ += text;
            out_.append((8 - (text.size() + 1) % 8) % 8, ' ');
        }
        put_int(out_, 4);
        put_int(out_, 1);
        put_int(out_, place);
    }

    void extension(std::size_t subtype, std::size_t size, const std::string& data) {
        put_int(out_, 7);
        put_int(out_, subtype);
        put_int(out_, size);
        put_int(out_, data.size() / size);
        out_ += data;
    }

    void extensions() {
        std::string numbers;
        for (const int one :
             {1, 0, 0, -1, 1, 1, 2, 65'001
             }) {  // version, machine, IEEE, codes, little-endian, UTF-8
            put(numbers, static_cast<std::int32_t>(one));
        }
        extension(3, 4, numbers);
        std::string reals;
        put(reals, std::numeric_limits<double>::lowest());  // the missing value of the system
        put(reals, std::numeric_limits<double>::max());
        put(reals, std::nextafter(std::numeric_limits<double>::lowest(), 0.0));
        extension(4, 8, reals);
        display();
        names();
        lengths();
        extension(20, 1, "UTF-8");
    }

    void display() {
        std::string out;
        for (const SavVariable& one : variables_) {
            const bool scale = one.kind == ColumnKind::number || one.kind == ColumnKind::day ||
                               one.kind == ColumnKind::moment;
            for (std::size_t n = 0; n < segments_of(one.width); ++n) {
                put_int(out, scale ? 3 : 1);
                put_int(out, one.width == 0 ? 12 : std::min<std::size_t>(one.width, 40));
                put_int(out, one.width == 0 ? 1 : 0);
            }
        }
        extension(11, 4, out);
    }

    void names() {
        std::string out;
        for (const SavVariable& one : variables_) {
            out += (out.empty() ? "" : "\t") + one.short_name + "=" + one.long_name;
        }
        extension(13, 1, out);
    }

    void lengths() {
        std::string out;
        for (const SavVariable& one : variables_) {
            if (one.width > chunk) {
                out += fmt::format("{}={:05}", one.short_name, one.width) + std::string("\0\t", 2);
            }
        }
        if (!out.empty()) {
            extension(14, 1, out);
        }
    }

    const std::vector<SavVariable>& variables_;
    std::string out_;
    int segments_ = 0;
};

// Eight codes, then what they say follows.
class Packer {
public:
    void number(double value) {
        const bool small = std::floor(value) == value && value >= 1 - bias && value <= 251 - bias;
        if (small) {
            return code(static_cast<unsigned char>(value + bias));
        }
        char bytes[8];
        std::memcpy(bytes, &value, 8);
        literal({bytes, 8});
    }

    void missing() { code(255); }

    void eight(std::string_view bytes) { bytes == "        " ? code(254) : literal(bytes); }

    void end() {
        code(252);
        while (count_ != 0) {
            code(0);
        }
    }

    std::string take() { return std::exchange(out_, {}); }

private:
    void literal(std::string_view bytes) {
        behind_ += bytes;
        code(253);
    }

    void code(unsigned char value) {
        codes_[count_++] = static_cast<char>(value);
        if (count_ == 8) {
            out_.append(codes_, 8);
            out_ += behind_;
            behind_.clear();
            count_ = 0;
        }
    }

    char codes_[8] = {};
    std::size_t count_ = 0;
    std::string behind_, out_;
};

class Sav final : public AnswerFile {
public:
    Sav(const std::vector<Column>& columns, const AnswerFileRules& rules)
        : columns_(columns), rules_(rules), widths_(columns.size(), 1) {
        for (const Column& one : columns) {
            codes_.push_back(sav_codes(one));
        }
    }

    [[nodiscard]] bool looks_first() const override { return true; }

    void look(const std::vector<Cell>& cells) override {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto* text = std::get_if<std::string>(&cells[i])) {
                widths_[i] = std::max(widths_[i], std::min(text->size(), longest_sav_text));
            }
        }
    }

    std::string begin() override {
        variables_ = sav_variables(columns_, widths_);
        return sav_dictionary(variables_, rules_.name, rules_.rows, rules_.made);
    }

    std::string row(const std::vector<Cell>& cells) override {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            variables_[i].width == 0 ? number(i, cells[i]) : text(variables_[i].width, cells[i]);
        }
        return packer_.take();
    }

    std::string end() override {
        if (std::exchange(ended_, true)) {
            return {};
        }
        packer_.end();
        return packer_.take();
    }

private:
    void number(std::size_t i, const Cell& cell) {
        if (const auto* value = std::get_if<double>(&cell)) {
            packer_.number(*value);
        } else if (const auto* flag = std::get_if<bool>(&cell)) {
            packer_.number(*flag ? 1 : 0);
        } else if (const auto* day = std::get_if<Day>(&cell)) {
            packer_.number(static_cast<double>(std::int64_t{*day} * 86'400 + gregorian_s));
        } else if (const auto* at = std::get_if<Instant>(&cell)) {
            packer_.number(static_cast<double>(at->us) / 1e6 + static_cast<double>(gregorian_s));
        } else if (const auto* word = std::get_if<std::string>(&cell)) {
            choice(i, *word);
        } else {
            packer_.missing();
        }
    }

    void choice(std::size_t i, const std::string& value) {
        const auto& all = columns_[i].choices;
        const auto found = std::find_if(all.begin(), all.end(), [&](const ColumnChoice& one) {
            return one.value == value;
        });
        found == all.end()
            ? packer_.missing()
            : packer_.number(codes_[i][static_cast<std::size_t>(found - all.begin())]);
    }

    // In chunks of 255 bytes, each filled up to whole eights; the last segments may stay blank.
    void text(std::size_t width, const Cell& cell) {
        const auto* words = std::get_if<std::string>(&cell);
        const std::string_view all = words == nullptr ? std::string_view() : cut(*words, width);
        for (std::size_t n = 0; n < segments_of(width); ++n) {
            const std::size_t used = segment_width(width, n);
            const std::string_view part = n * chunk < all.size()
                                              ? all.substr(n * chunk, std::min(used, chunk))
                                              : std::string_view();
            std::string bytes(part);
            bytes.resize(eights(used) * 8, ' ');
            for (std::size_t at = 0; at < bytes.size(); at += 8) {
                packer_.eight(std::string_view(bytes).substr(at, 8));
            }
        }
    }

    const std::vector<Column>& columns_;
    AnswerFileRules rules_;
    std::vector<std::size_t> widths_;
    std::vector<std::vector<double>> codes_;
    std::vector<SavVariable> variables_;
    Packer packer_;
    bool ended_ = false;
};

std::optional<double> whole_number(const std::string& text) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional<double>(number)
                                                                    : std::nullopt;
}

}  // namespace

std::vector<double> sav_codes(const Column& column) {
    std::vector<double> out;
    if (column.kind != ColumnKind::choice) {
        out.assign(column.choices.size(), sav_not_applicable);
        return out;
    }
    const bool numbers =
        std::all_of(column.choices.begin(), column.choices.end(), [](const ColumnChoice& one) {
            return whole_number(one.value).has_value();
        });
    for (const ColumnChoice& one : column.choices) {
        out.push_back(numbers ? *whole_number(one.value) : static_cast<double>(out.size() + 1));
    }
    return out;
}

std::string sav_name(std::string_view wanted) {
    constexpr std::string_view reserved[] = {
        "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"
    };
    std::string out;
    for (const char c : wanted) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '_' || c == '.';
        out += plain || static_cast<unsigned char>(c) >= 0x80U ? c : '_';
    }
    const bool letter =
        !out.empty() && ((out[0] >= 'a' && out[0] <= 'z') || (out[0] >= 'A' && out[0] <= 'Z') ||
                         static_cast<unsigned char>(out[0]) >= 0x80U);
    out = std::string(cut(letter ? out : "v" + out, 58));
    while (out.ends_with('.') || out.ends_with('_')) {
        out.pop_back();
    }
    const std::string low = survey::to_lower(out);
    const bool taken =
        std::find(std::begin(reserved), std::end(reserved), low) != std::end(reserved);
    return taken || out.empty() ? out + "_v" : out;
}

std::vector<SavVariable> sav_variables(
    const std::vector<Column>& columns, const std::vector<std::size_t>& widths
) {
    std::vector<SavVariable> out;
    std::unordered_set<std::string> taken;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& from = columns[i];
        SavVariable made;
        made.short_name = fmt::format("V{}", i + 1);
        made.long_name = sav_name(from.name);
        made.label = from.title;
        made.kind = from.kind;
        const std::string wanted = made.long_name;
        for (int n = 2; !taken.insert(survey::to_lower(made.long_name)).second; ++n) {
            made.long_name = fmt::format("{}_{}", wanted, n);
        }
        made.width = from.kind == ColumnKind::text ? std::max<std::size_t>(1, widths[i]) : 0;
        const auto codes = sav_codes(from);
        for (std::size_t n = 0; n < codes.size(); ++n) {
            made.labels.emplace_back(codes[n], from.choices[n].title);
        }
        made.has_not_applicable = from.kind == ColumnKind::number && !codes.empty();
        out.push_back(std::move(made));
    }
    return out;
}

std::string sav_dictionary(
    const std::vector<SavVariable>& variables,
    const std::string& title,
    std::int64_t rows,
    Instant made
) {
    return Dictionary(variables).write(title, rows, made);
}

std::unique_ptr<AnswerFile> make_sav(
    const std::vector<Column>& columns, const AnswerFileRules& rules
) {
    return std::make_unique<Sav>(columns, rules);
}

}  // namespace styk::travel
