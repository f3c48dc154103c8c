#include "paper/spreadsheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <zip.h>

#include "base/instant.h"
#include "base/text.h"
#include "paper/xml_stream.h"

namespace styk::paper {

namespace {

constexpr std::size_t piece = std::size_t{1} << 16U;
constexpr std::size_t longest_cell_text = std::size_t{1} << 20U;
constexpr Day excel_epoch = -25'569, mac_epoch = -24'107;  // day 0: 1899-12-30, 1904-01-01

struct Unreadable {
    std::string why;
};

// The zip around it all.
class Archive {
public:
    explicit Archive(zip_source_t* source) : zip_(open(source), zip_discard) {
        if (zip_ == nullptr) {
            throw Unreadable{"is no workbook (.xlsx), or a broken one"};
        }
        check_size();
    }

    [[nodiscard]] bool has(const std::string& name) const {
        return zip_name_locate(zip_.get(), name.c_str(), 0) >= 0;
    }

    // Unpacks into the stream; what the directory says of its size is not believed.
    void parse(const std::string& name, XmlStream& stream) {
        zip_file_t* file = zip_fopen(zip_.get(), name.c_str(), 0);
        if (file == nullptr) {
            throw Unreadable{"is broken: " + name + " cannot be read"};
        }
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> closed(file, zip_fclose);
        std::string bytes(piece, '\0');
        zip_int64_t got = 0;
        while ((got = zip_fread(file, bytes.data(), bytes.size())) > 0) {
            unpacked_ += static_cast<std::uint64_t>(got);
            if (unpacked_ > 2 * most_unpacked) {
                throw Unreadable{"unpacks to more than it says"};
            }
            if (!stream.feed({bytes.data(), static_cast<std::size_t>(got)}, false)) {
                return;
            }
        }
        if (got < 0) {
            throw Unreadable{"is broken: " + name + " cannot be unpacked"};
        }
        (void)stream.feed({}, true);
    }

private:
    // The source is the archive's, or given back when there is none.
    static zip_t* open(zip_source_t* source) {
        zip_error_t error;
        zip_error_init(&error);
        zip_t* zip = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
        zip_error_fini(&error);
        if (zip == nullptr && source != nullptr) {
            zip_source_free(source);
        }
        return zip;
    }

    void check_size() const {
        std::uint64_t packed = 0, whole = 0;
        const auto entries = zip_get_num_entries(zip_.get(), 0);
        if (entries > 5000) {
            throw Unreadable{"holds too many files to be a workbook"};
        }
        for (zip_int64_t i = 0; i < entries; ++i) {
            zip_stat_t stat;
            if (zip_stat_index(zip_.get(), static_cast<zip_uint64_t>(i), 0, &stat) == 0) {
                packed += stat.comp_size;
                whole += stat.size;
            }
        }
        if (whole > most_unpacked || (whole > (std::uint64_t{1} << 20U) &&
                                      whole / std::max<std::uint64_t>(packed, 1) > most_packing)) {
            throw Unreadable{"would unpack to far more than a workbook of its size"};
        }
    }

    std::unique_ptr<zip_t, void (*)(zip_t*)> zip_;
    std::uint64_t unpacked_ = 0;
};

void need_whole(const XmlStream& stream, const std::string& name) {
    if (!stream.problem().empty()) {
        throw Unreadable{fmt::format("is broken: {}, {}", name, stream.problem())};
    }
}

// "BC12" -> 54; nothing when it names no column.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') {
            break;
        }
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
        if (column > most_columns) {
            return {};
        }
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

std::int64_t whole(std::string_view text) {
    std::int64_t number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && error == std::errc() && end == text.data() + text.size()
               ? std::optional(value)
               : std::nullopt;
}

}  // namespace

struct Spreadsheet::Book {
    explicit Book(zip_source_t* source) : archive(source) {}

    struct Sheet {
        std::string name, path;
    };

    void load() {
        if (!archive.has("xl/workbook.xml")) {
            throw Unreadable{"is a zip file, but no workbook (.xlsx)"};
        }
        relations();
        workbook();
        styles();
        shared_texts();
        for (const Sheet& one : sheets) {
            names.push_back(one.name);
        }
    }

    void parse(const std::string& part, XmlListener listener) {
        if (!archive.has(part)) {
            return;
        }
        XmlStream stream(std::move(listener));
        archive.parse(part, stream);
        need_whole(stream, part);
    }

    void relations() {
        parse(
            "xl/_rels/workbook.xml.rels",
            {.begin =
                 [this](std::string_view name, const XmlAttributes& of) {
                     if (name == "Relationship" && targets.size() < 5000) {
                         const std::string target(value_of(of, "Target"));
                         targets[std::string(value_of(of, "Id"))] =
                             target.starts_with('/') ? target.substr(1) : "xl/" + target;
                     }
                 }}
        );
    }

    void workbook() {
        parse("xl/workbook.xml", {.begin = [this](std::string_view name, const XmlAttributes& of) {
                  if (name == "workbookPr") {
                      const auto flag = value_of(of, "date1904");
                      from_1904 = flag == "1" || flag == "true";
                  } else if (name == "sheet" && sheets.size() < 1000) {
                      sheets.push_back(
                          {std::string(value_of(of, "name")),
                           targets[std::string(value_of(of, "id"))]}
                      );
                  }
              }});
    }

    // Which cell formats show days.
    void styles() {
        std::map<std::int64_t, bool> own;
        bool inside = false;
        parse(
            "xl/styles.xml",
            {.begin =
                 [&](std::string_view name, const XmlAttributes& of) {
                     if (name == "numFmt") {
                         own[whole(value_of(of, "numFmtId"))] =
                             is_moment_format(value_of(of, "formatCode"));
                     } else if (name == "cellXfs") {
                         inside = true;
                     } else if (name == "xf" && inside) {
                         const auto id = whole(value_of(of, "numFmtId"));
                         const bool built_in = (id >= 14 && id <= 22) || (id >= 45 && id <= 47);
                         const auto found = own.find(id);
                         moments.push_back(found == own.end() ? built_in : found->second);
                     }
                 },
             .end = [&](std::string_view name) { inside = inside && name != "cellXfs"; }}
        );
    }

    void shared_texts() {
        std::string now;
        std::uint64_t bytes = 0;
        int skipped = 0;  // within a reading aid
        bool text = false;
        parse(
            "xl/sharedStrings.xml",
            {.begin =
                 [&](std::string_view name, const XmlAttributes&) {
                     skipped += name == "rPh" ? 1 : 0;
                     text = name == "t" && skipped == 0;
                 },
             .end =
                 [&](std::string_view name) {
                     text = false;
                     skipped -= name == "rPh" ? 1 : 0;
                     if (name == "si") {
                         bytes += now.size() + sizeof(std::string);
                         if (bytes > most_shared) {
                             throw Unreadable{"holds more text than can be kept while it is read"};
                         }
                         shared.push_back(std::move(now));
                         now.clear();
                     }
                 },
             .text =
                 [&](std::string_view piece_of) {
                     if (text && now.size() < longest_cell_text) {
                         now += piece_of;
                     }
                 }}
        );
    }

    Archive archive;
    std::map<std::string, std::string> targets;
    std::vector<Sheet> sheets;
    std::vector<std::string> names, shared;
    std::vector<bool> moments;
    bool from_1904 = false;
};

namespace {

template <class Book>
class SheetReader {
public:
    SheetReader(const Book& book, const std::function<bool(const SheetRow&)>& visit)
        : book_(book), visit_(visit) {}

    void read(typename Book::Sheet const& sheet, decltype(Book::archive)& archive) {
        XmlStream stream(
            {.begin = [this](std::string_view name, const XmlAttributes& of) { begin(name, of); },
             .end = [this](std::string_view name) { end(name); },
             .text =
                 [this](std::string_view text) {
                     if (taking_ && text_.size() < longest_cell_text) {
                         text_ += text;
                     }
                 }}
        );
        stream_ = &stream;
        archive.parse(sheet.path, stream);
        stream_ = nullptr;
        if (!stream.is_stopped()) {
            need_whole(stream, sheet.path);
        }
    }

private:
    void begin(std::string_view name, const XmlAttributes& of) {
        if (name == "row") {
            const auto number = whole(value_of(of, "r"));
            row_.number = number > 0 && number <= highest_row ? number : row_.number + 1;
            row_.cells.clear();
            next_ = 0;
        } else if (name == "c") {
            const auto column = column_of(value_of(of, "r"));
            place_ = column.value_or(next_);
            next_ = place_ + 1;
            kind_ = std::string(value_of(of, "t"));
            const auto style = whole(value_of(of, "s"));
            moment_ = style >= 0 && static_cast<std::size_t>(style) < book_.moments.size() &&
                      book_.moments[static_cast<std::size_t>(style)];
            text_.clear();
        } else {
            taking_ = name == "v" || name == "t";
        }
    }

    void end(std::string_view name) {
        taking_ = false;
        if (name == "c" && place_ < most_columns) {
            if (std::string made = shown(); !made.empty()) {
                row_.cells.resize(std::max(row_.cells.size(), place_ + 1));
                row_.cells[place_] = std::move(made);
            }
        } else if (name == "row" && !row_.cells.empty() && !visit_(row_)) {
            stream_->stop();
        }
    }

    std::string shown() {
        if (kind_ == "s") {
            const auto at = whole(text_);
            return at >= 0 && static_cast<std::size_t>(at) < book_.shared.size()
                       ? book_.shared[static_cast<std::size_t>(at)]
                       : "";
        }
        if (kind_ == "b") {
            return text_ == "1" ? "TRUE" : "FALSE";
        }
        if (kind_ == "e") {
            return {};
        }
        const auto value = kind_.empty() || kind_ == "n" ? number(text_) : std::nullopt;
        if (!value) {
            return text_;
        }
        return moment_ ? spreadsheet_moment(*value, book_.from_1904)
                       : fmt::format("{:.15g}", *value);
    }

    const Book& book_;
    const std::function<bool(const SheetRow&)>& visit_;
    XmlStream* stream_ = nullptr;
    SheetRow row_;
    std::size_t place_ = 0, next_ = 0;
    std::string kind_, text_;
    bool moment_ = false, taking_ = false;
};

}  // namespace

Spreadsheet::Spreadsheet(std::unique_ptr<Book> book) : book_(std::move(book)) {}

Spreadsheet::Spreadsheet(Spreadsheet&& other) noexcept = default;
Spreadsheet& Spreadsheet::operator=(Spreadsheet&& other) noexcept = default;
Spreadsheet::~Spreadsheet() = default;

Result<Spreadsheet> Spreadsheet::open(std::string_view bytes) {
    try {
        auto book =
            std::make_unique<Book>(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr)
            );
        book->load();
        return Spreadsheet(std::move(book));
    } catch (const Unreadable& wrong) {
        return tl::unexpected(Problem{"", wrong.why});
    }
}

Result<Spreadsheet> Spreadsheet::open_file(const std::string& path) {
    try {
        auto book = std::make_unique<Book>(zip_source_file_create(path.c_str(), 0, -1, nullptr));
        book->load();
        return Spreadsheet(std::move(book));
    } catch (const Unreadable& wrong) {
        return tl::unexpected(Problem{"", wrong.why});
    }
}

const std::vector<std::string>& Spreadsheet::names() const {
    return book_->names;
}

Result<bool> Spreadsheet::read(
    std::string_view sheet, const std::function<bool(const SheetRow&)>& visit
) {
    const auto found =
        std::find_if(book_->sheets.begin(), book_->sheets.end(), [&](const auto& one) {
            return one.name == sheet;
        });
    if (found == book_->sheets.end()) {
        return tl::unexpected(Problem{"", fmt::format("has no sheet named {}", sheet)});
    }
    try {
        SheetReader<Book>(*book_, visit).read(*found, book_->archive);
        return true;
    } catch (const Unreadable& wrong) {
        return tl::unexpected(Problem{"", wrong.why});
    }
}

std::string spreadsheet_moment(double days, bool from_1904) {
    if (!(days >= 0) || days > 2'958'466) {
        return {};
    }
    const auto seconds = static_cast<std::int64_t>(std::llround(days * 86'400));
    const Day day = static_cast<Day>(seconds / 86'400) + (from_1904 ? mac_epoch : excel_epoch);
    const std::int64_t rest = seconds % 86'400;
    const std::string date = to_iso_day(day);
    return rest == 0
               ? date
               : fmt::format("{} {:02}:{:02}:{:02}", date, rest / 3600, rest / 60 % 60, rest % 60);
}

bool is_moment_format(std::string_view format) {
    bool quoted = false, bracketed = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == '[' || c == ']') {
            bracketed = c == '[';
        } else if (!quoted && !bracketed &&
                   std::string_view("ydhYDHmMsS").find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace styk::paper
