// styk import survey FILE: a survey of another tool comes in as a draft, with the report of what
// was kept, changed and dropped.
#pragma once

#include <filesystem>
#include <string>

namespace styk::cli {

struct Workplace;

struct SurveyFile {
    std::filesystem::path file;
    std::string format{};    // empty: recognised
    std::string language{};  // of files that do not say; empty: the firm's
    std::string name{};      // of the survey made; empty: the file's own title
    bool dry_run = false;    // only the report
    bool as_json = false;    // prints {made, report…} instead of lines
};

// 0: the draft is there (or, on a dry run, could be). Throws Refusal with the server's words when
// the file cannot be read; then nothing is there.
int import_survey(const SurveyFile& wanted, const Workplace& workplace);

}  // namespace styk::cli
