#include "cli/bounces.h"

#include <algorithm>
#include <fmt/ostream.h>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>
#include <vector>

#include "cli/workplace.h"
#include "json/json.h"

namespace styk::cli {

namespace {

std::vector<std::filesystem::path> mails_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    const bool maildir = is_directory(folder / "new") || is_directory(folder / "cur");
    const std::vector<std::filesystem::path> folders =
        maildir ? std::vector{folder / "new", folder / "cur"} : std::vector{folder};
    for (const auto& one : folders) {
        if (!is_directory(one)) {
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(one)) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::string read(const std::filesystem::path& file) {
    const std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

int take_bounces(const std::filesystem::path& folder, const Workplace& workplace) {
    if (!is_directory(folder)) {
        throw Refusal(Code::invalid, fmt::format("{} is no folder.", folder.string()));
    }
    std::map<std::string, int> kinds;
    int suppressed = 0, unreadable = 0;
    const auto files = mails_in(folder);
    for (const auto& file : files) {
        const auto reply = workplace.ask(
            {.method = "POST",
             .path = "/api/v1/bounces",
             .body = read(file),
             .content_type = "message/rfc822"}
        );
        if (reply.status != 200) {
            fmt::print(workplace.err, "{} is no mail that can be read.\n", file.string());
            ++unreadable;
            continue;
        }
        const auto answer = json::parse(reply.body);
        ++kinds[std::string(answer.at("kind").as_string())];
        suppressed += answer.at("suppressed").as_bool() ? 1 : 0;
    }
    fmt::print(
        workplace.out,
        "{} mails: {} hard, {} soft, {} complaints, {} others; {} addresses get no more mail.\n",
        files.size(),
        kinds["hard"],
        kinds["soft"],
        kinds["complaint"],
        kinds["delivered"] + kinds["other"],
        suppressed
    );
    return unreadable == 0 ? 0 : 1;
}

}  // namespace styk::cli
