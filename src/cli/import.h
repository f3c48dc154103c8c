// styk import feedback|customers|events FILE: the same import as the wizard's, from the command
// line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace styk::cli {

struct Workplace;

struct ImportFile {
    std::string kind;  // feedback, customers, events
    std::filesystem::path file;
    std::optional<std::filesystem::path> map;  // none: what the server guesses from the columns
    bool dry_run = false;                      // only the check
    bool as_json = false;                      // prints the import record
};

// 0: all rows are in (or, on a dry run, could come in); 1: nothing is.
int import_file(const ImportFile& wanted, const Workplace& workplace);

}  // namespace styk::cli
