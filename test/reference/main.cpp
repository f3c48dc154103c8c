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
    if (!a_case.contains("statistic") || !a_case.contains("input")) {
        throw Fault("a case without statistic or input");
    }
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

// Collects results; what goes wrong is named and counted, and the rest goes on.
class Run {
public:
    explicit Run(fs::path folder) : folder_(std::move(folder)) {}

    void add_file(const fs::path& file) {
        attempt(file.filename().string(), [&] {
            const json::Value cases = cases_in(file);
            for (const auto& item : cases.as_array()) {
                add_case(item, file.filename().string());
            }
        });
    }

    [[nodiscard]] const json::Object& results() const { return results_; }

    [[nodiscard]] int failures() const { return failures_; }

private:
    template <class F>
    void attempt(const std::string& name, F work) {
        try {
            work();
        } catch (const std::exception& problem) {
            std::cerr << fmt::format("styk_reference: {}: {}\n", name, problem.what());
            ++failures_;
        }
    }

    void add_case(const json::Value& item, const std::string& file) {
        const auto* a_case = item.if_object();
        const auto* id = a_case != nullptr ? a_case->if_contains("id") : nullptr;
        const bool named = id != nullptr && id->is_string();
        const std::string name = named ? std::string(id->get_string()) : file;
        attempt(name, [&] {
            if (!named) {
                throw Fault("a case without an id");
            }
            results_[name] = result_of(registry_, *a_case, folder_);
        });
    }

    fs::path folder_;
    Registry registry_ = all_statistics();
    json::Object results_{};
    int failures_ = 0;
};

// Prints all that can be computed; the number of cases that cannot.
int run(const fs::path& folder) {
    Run all(folder);
    for (const auto& file : files_of_cases(folder)) {
        all.add_file(file);
    }
    std::cout << json::write(all.results()) << '\n';
    return all.failures();
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
