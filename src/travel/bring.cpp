#include "travel/bring.h"

#include <fmt/format.h>

#include "base/text.h"
#include "json/json.h"
#include "record/convert.h"
#include "survey/survey_file.h"
#include "travel/json_look.h"
#include "travel/readers.h"

namespace styk::travel {

namespace {

std::string_view without_mark(std::string_view bytes) {
    return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

Format format_of(const json::Object& file) {
    if (word_in(file, "format") == survey::file_format) {
        return Format::styk;
    }
    if (file.contains("SurveyElements")) {
        return Format::qsf;
    }
    if (!list_in(file, "fields").empty()) {
        return Format::typeform;
    }
    if (file.contains("pages") || file.contains("elements")) {
        return Format::surveyjs;
    }
    return Format::formbricks;
}

bool is_json(Format format) {
    return format != Format::lss && format != Format::limesurvey_tsv && format != Format::xlsform;
}

Result<Brought> bring_json(std::string_view bytes, Format format, const Asked& asked) {
    const auto read = json::try_parse(bytes);
    if (!read) {
        return unreadable("is broken JSON: " + read.error().message);
    }
    if (!read->is_object()) {
        return unreadable("is JSON, but no object");
    }
    const auto& file = read->get_object();
    switch (format) {
        case Format::styk:
            return read_styk(file, asked);
        case Format::qsf:
            return file.contains("SurveyElements")
                       ? read_qsf(file, asked)
                       : unreadable("has no SurveyElements: it is no QSF");
        case Format::typeform:
            return read_typeform(file, asked);
        case Format::formbricks:
            return read_formbricks(file, asked);
        default:
            return read_surveyjs(file, asked);
    }
}

}  // namespace

std::optional<Format> recognise(std::string_view bytes) {
    const std::string_view text = without_mark(bytes);
    if (text.starts_with("PK")) {
        return Format::xlsform;
    }
    const auto first = trim(text.substr(0, 4096));
    if (first.starts_with('<')) {
        return Format::lss;
    }
    if (first.starts_with('{')) {
        const auto read = json::try_parse(text);
        return read && read->is_object() ? format_of(read->get_object()) : Format::surveyjs;
    }
    const auto line = first.substr(0, first.find('\n'));
    const bool table = line.find("class\t") != std::string_view::npos ||
                       line.find("\"class\"") != std::string_view::npos;
    return table ? std::optional(Format::limesurvey_tsv) : std::nullopt;
}

Result<Brought> bring(std::string_view bytes, const Asked& asked) {
    if (bytes.empty()) {
        return unreadable("is empty");
    }
    if (bytes.size() > longest_survey_file) {
        return unreadable(fmt::format("is larger than {} MB", longest_survey_file >> 20U));
    }
    const auto format = asked.format ? asked.format : recognise(bytes);
    if (!format) {
        return tl::unexpected(
            Problem{"/format", "is none that can be read here; see docs/surveys.md"}
        );
    }
    const std::string_view text = without_mark(bytes);
    if (is_json(*format)) {
        return bring_json(text, *format, asked);
    }
    switch (*format) {
        case Format::lss:
            return read_lss(text, asked);
        case Format::limesurvey_tsv:
            return read_limesurvey_tsv(text, asked);
        default:
            return read_xlsform(bytes, asked);
    }
}

}  // namespace styk::travel
