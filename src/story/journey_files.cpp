#include "story/journey_files.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/csv.h"
#include "base/text.h"
#include "journey/compare_maps.h"
#include "journey/map_json.h"
#include "journey/map_rules.h"
#include "journey/map_table.h"
#include "journey/template.h"
#include "json/json.h"
#include "paper/spreadsheet.h"
#include "paper/workbook.h"
#include "record/wire.h"
#include "story/edit_map.h"

namespace styk::story {

namespace {

constexpr std::size_t most_rows = 2000, most_columns = 200;
constexpr std::string_view format_name = "styk.journey";
constexpr std::size_t longest_wide_name = 200;

template <class T>
std::vector<journey::TableName> names_of(const feedback::Register<T>& all) {
    std::vector<journey::TableName> out;
    for (const T& one : all.all()) {
        out.push_back({one.key, one.name, one.key});
    }
    return out;
}

journey::TableNames names_of(const feedback::Directory& directory) {
    journey::TableNames names{
        names_of(directory.touchpoints),
        names_of(directory.channels),
        {},
        names_of(directory.emotions)
    };
    for (const auto& one : directory.departments.all()) {
        names.departments.push_back({one.id.text(), one.name, one.key});
    }
    return names;
}

// ---- writing

std::string csv_of(const journey::Table& table) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& row : table) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += (i == 0 ? "" : ",") + record::csv_cell(row[i]);
        }
        out += "\r\n";
    }
    return out;
}

paper::Cell cell_of(const std::string& text) {
    if (text.empty()) {
        return {};
    }
    const bool number =
        text.size() < 10 && text != "-" &&
        text.find_first_not_of("0123456789", text[0] == '-' ? 1 : 0) == std::string::npos;
    return number ? paper::Cell(paper::NumberCell{std::stod(text), paper::NumberFormat::plain})
                  : paper::Cell(text);
}

std::string workbook_of(
    const journey::Table& table, const std::string& title, Instant made, std::string_view author
) {
    paper::Sheet sheet;
    sheet.name = title;
    for (const auto& head : table[0]) {
        sheet.columns.push_back({head, 28});
    }
    for (std::size_t i = 1; i < table.size(); ++i) {
        auto& row = sheet.rows.emplace_back();
        for (const auto& text : table[i]) {
            row.push_back(cell_of(text));
        }
    }
    return paper::write_workbook({title, std::string(author), made, {std::move(sheet)}});
}

json::Value or_null(const std::optional<std::string>& text) {
    return text ? json::Value(*text) : json::Value(nullptr);
}

std::string json_of(const journey::Journey& journey, const journey::JourneyMap& map) {
    return json::write(json::Object{
        {"format", format_name},
        {"version", 1},
        {"journey",
         json::Object{{"name", journey.name}, {"description", or_null(journey.description)}}},
        {"map",
         json::Object{
             {"kind", record::name_of_choice(map.head.kind)},
             {"name", map.head.name},
             {"revision", map.head.revision}
         }},
        {"doc", journey::to_json(map.doc)}
    });
}

// ---- reading

[[noreturn]] void refuse(std::string pointer, std::string message) {
    throw Refusal(
        Code::invalid,
        "The file cannot be brought in as a journey.",
        {{std::move(pointer), std::move(message)}}
    );
}

// What csv_cell put in front of texts that a spreadsheet would run.
std::string_view without_guard(std::string_view cell) {
    const bool guarded = cell.size() > 1 && cell[0] == '\'' &&
                         std::string_view("=+-@\t\r").find(cell[1]) != std::string_view::npos;
    return cell.substr(guarded ? 1 : 0);
}

journey::Table table_of_csv(std::string_view bytes) {
    if (!is_utf8(bytes)) {
        refuse("", "is not UTF-8 text: save it as CSV UTF-8");
    }
    journey::Table table;
    const auto put = [&](const CsvRow& row) {
        if (!row.problem.empty()) {
            refuse(fmt::format("/rows/{}", row.number), std::string(row.problem));
        }
        // Rows keep the numbers that a spreadsheet shows: empty ones in between are empty here.
        table.resize(std::max<std::size_t>(table.size(), static_cast<std::size_t>(row.number)));
        for (const std::string_view cell : row.cells) {
            table.back().emplace_back(without_guard(cell));
        }
        return table.size() < most_rows;
    };
    CsvReader reader(guess_delimiter(bytes.substr(0, 65536)), put);
    reader.feed(bytes);
    reader.finish();
    if (const auto& problem = reader.problem()) {
        refuse(fmt::format("/rows/{}", problem->row), problem->message);
    }
    return table;
}

journey::Table table_of_workbook(std::string_view bytes) {
    auto book = paper::Spreadsheet::open(bytes);
    if (!book) {
        refuse("", book.error().message);
    }
    if (book->names().empty()) {
        refuse("", "holds no sheet");
    }
    journey::Table table;
    const auto read = book->read(book->names().front(), [&](const paper::SheetRow& row) {
        const auto number = static_cast<std::size_t>(row.number);
        if (number > most_rows) {
            return false;
        }
        table.resize(std::max(table.size(), number));
        if (row.cells.size() > most_columns) {
            refuse(
                fmt::format("/rows/{}", number), fmt::format("has more than {} cells", most_columns)
            );
        }
        table[number - 1] = row.cells;
        return true;
    });
    if (!read) {
        refuse("", read.error().message);
    }
    return table;
}

// The title of a file without its end: "Stay.xlsx" -> "Stay".
std::string title_of(const std::string& name) {
    const auto dot = name.rfind('.');
    std::string title(trim(std::string_view(name).substr(0, dot)));
    if (title.empty() || count_code_points(title) > longest_wide_name) {
        refuse("name", "must be a file's name of 1 to 200 characters");
    }
    return title;
}

void read_table_file(
    const MapFile& file,
    const feedback::Directory& directory,
    const journey::NewId& new_id,
    JourneyStart& start
) {
    const auto table =
        file.format == MapFormat::csv ? table_of_csv(file.bytes) : table_of_workbook(file.bytes);
    Problems problems;
    start.doc = journey::read_table(table, names_of(directory), new_id, problems);
    refuse_if(std::move(problems));
}

std::optional<std::string> text_at(const json::Object& object, const char* part, const char* name) {
    const auto* found = object.if_contains(part);
    const auto* inner =
        found != nullptr && found->is_object() ? found->get_object().if_contains(name) : nullptr;
    return inner != nullptr && inner->is_string() ? std::optional(std::string(inner->get_string()))
                                                  : std::nullopt;
}

void read_json_file(const MapFile& file, const journey::NewId& new_id, JourneyStart& start) {
    const auto parsed = json::try_parse(file.bytes);
    if (!parsed) {
        refuse("", parsed.error().message);
    }
    const auto* object = parsed->if_object();
    const auto* format = object == nullptr ? nullptr : object->if_contains("format");
    const auto* doc = object == nullptr ? nullptr : object->if_contains("doc");
    if (format == nullptr || *format != json::Value(format_name) || doc == nullptr) {
        refuse("/format", "is no journey of Styk: a file exported as JSON is");
    }
    Problems problems;
    auto read = journey::read_map(*doc, "/doc", problems);
    refuse_if(std::move(problems));
    start.doc = journey::copy_with_new_ids(read, new_id);
    start.journey.name = text_at(*object, "journey", "name").value_or(start.journey.name);
    start.journey.description = text_at(*object, "journey", "description");
}

// The document as a whole, with what it refers to.
void check_whole(const Intake& intake, const feedback::Directory& directory, JourneyStart& start) {
    const auto known =
        intake.database.read([&](db::Reader& reader) { return known_to_maps(directory, reader); });
    Problems problems;
    for (auto& [pointer, message] : journey::check(*start.doc, &known)) {
        problems.push_back({"/doc" + pointer, std::move(message)});
    }
    for (auto& one : record::check(record::shape_of<journey::Journey>(), &start.journey)) {
        if (one.pointer != "/key") {
            problems.push_back(std::move(one));
        }
    }
    refuse_if(std::move(problems));
    journey::set_in_order(*start.doc);
}

}  // namespace

std::optional<MapFormat> format_of_name(std::string_view name) {
    const auto lower = to_lower_ascii(name);
    return lower.ends_with(".csv")    ? std::optional(MapFormat::csv)
           : lower.ends_with(".xlsx") ? std::optional(MapFormat::xlsx)
           : lower.ends_with(".json") ? std::optional(MapFormat::json)
                                      : std::nullopt;
}

std::string write_map_file(
    const journey::Journey& journey,
    const journey::JourneyMap& map,
    const feedback::Directory& directory,
    std::string_view language,
    MapFormat format
) {
    if (format == MapFormat::json) {
        return json_of(journey, map);
    }
    const auto table = journey::write_table(map.doc, names_of(directory), language);
    return format == MapFormat::csv
               ? csv_of(table)
               : workbook_of(table, journey.name, map.head.updated_at, directory.firm.name);
}

JourneyStart read_map_file(const Intake& intake, const MapFile& file) {
    const auto directory = intake.catalogue.directory();
    const auto new_id = [&] { return make_uuid_v7(intake.clock, intake.random).text(); };
    JourneyStart start;
    start.journey.name = title_of(file.name);
    file.format == MapFormat::json ? read_json_file(file, new_id, start)
                                   : read_table_file(file, *directory, new_id, start);
    check_whole(intake, *directory, start);
    return start;
}

}  // namespace styk::story
