// styk_reference CASES_DIR > RESULTS.json: every case of every *.json there, by its statistic.
// Prints {"case id": {"key": value}}. What could not be computed is named on stderr and left out;
// then it ends with 1.
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/result.h"
#include "reference/reference.h"

namespace styk::reference {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of_cases(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".json") {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

json::Value cases_in(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return json::parse(text.str());
}

Output result_of(const Registry& registry, const json::Object& a_case, const fs::path& folder) {
    const std::string statistic(a_case.at("statistic").as_string());
    const auto found = registry.find(statistic);
    if (found == registry.end()) {
        throw Fault(fmt::format("unknown statistic {}", statistic));
    }
    const Input input(a_case.at("input").as_object(), folder);
    Output output = found->second(input);
    if (const auto keys = input.unread(); !keys.empty()) {
        throw Fault(fmt::format("{}: unknown input {}", statistic, fmt::join(keys, ", ")));
    }
    return output;
}

// Prints all that can be computed; the number of cases that cannot.
int run(const fs::path& folder) {
    const Registry registry = all_statistics();
    json::Object results;
    int failures = 0;
    for (const auto& file : files_of_cases(folder)) {
        const json::Value cases = cases_in(file);
        for (const auto& item : cases.as_array()) {
            const auto& a_case = item.as_object();
            const std::string id(a_case.at("id").as_string());
            try {
                results[id] = result_of(registry, a_case, folder);
            } catch (const std::exception& problem) {
                std::cerr << fmt::format("styk_reference: {}: {}\n", id, problem.what());
                ++failures;
            }
        }
    }
    std::cout << json::write(results) << '\n';
    return failures;
}

}  // namespace

}  // namespace styk::reference

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: styk_reference CASES_DIR > RESULTS.json\n";
        return 2;
    }
    try {
        return styk::reference::run(argv[1]) == 0 ? 0 : 1;
    } catch (const std::exception& problem) {
        std::cerr << "styk_reference: " << problem.what() << '\n';
        return 2;
    }
}
