// A survey file of another tool becomes a definition of this server, with a report of what became
// of each thing in it. Bytes in, result out: files come from strangers.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "survey/survey.h"
#include "travel/report.h"

namespace styk::travel {

BOOST_DEFINE_ENUM_CLASS(
    Format,
    styk,            // this server's own: docs/surveys.md
    surveyjs,        // JSON of SurveyJS's form library
    lss,             // LimeSurvey's survey structure (XML); also within an .lsa
    limesurvey_tsv,  // LimeSurvey's tab-separated structure
    qsf,             // Qualtrics
    typeform,        // the form as its API gives it
    xlsform,         // ODK, KoboToolbox: a workbook with the sheets survey and choices
    formbricks
)

// A metric of the firm, so that questions of its scale can be proposed to count for it.
struct KnownMetric {
    std::string key;
    int min = 0, max = 0;
};

struct Brought {
    Format format = Format::styk;
    std::string title, language;
    std::vector<std::string> languages;  // its own first
    survey::Kind kind = survey::Kind::relationship;
    std::string definition;  // JSON that survey::read_definition accepts
    std::vector<Line> report;
};

// How a file is asked to be read.
struct Asked {
    std::string name;              // of the file: a title where it has none itself
    std::string language = "en";   // of files that do not say
    std::optional<Format> format;  // nothing: recognised
    std::vector<KnownMetric> metrics;
};

inline constexpr std::size_t longest_survey_file = std::size_t{16} << 20U;  // bytes

// Questions, or choices of one, that are looked at; a survey here has far fewer.
inline constexpr std::size_t most_things = 2000;

[[nodiscard]] std::optional<Format> recognise(std::string_view bytes);

// The problem's pointer is "/file" or "/format".
[[nodiscard]] Result<Brought> bring(std::string_view bytes, const Asked& asked);

}  // namespace styk::travel
