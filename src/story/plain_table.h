// A file that is brought in, as the wizard reads it: a workbook becomes CSV, the tables of other
// survey tools get one row of names.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "paper/temporary_file.h"

namespace styk::story {

// Nothing: the file can be read as it is. `head`: its first bytes. Throws Refusal{invalid} when it
// is a workbook that cannot be read.
[[nodiscard]] std::unique_ptr<paper::TemporaryFile> make_plain(
    const std::filesystem::path& file, std::string_view head
);

}  // namespace styk::story
