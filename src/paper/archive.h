// Several files as one (ZIP), in memory.
#pragma once

#include <string>
#include <vector>

namespace styk::paper {

struct ArchivedFile {
    std::string name;  // a path with "/"; two of one name get a number
    std::string bytes;
};

// Throws Fault when it cannot be written.
[[nodiscard]] std::string write_archive(const std::vector<ArchivedFile>& files);

}  // namespace styk::paper
