// How many comments a second one core reads: reading LANGUAGE < COMMENTS (a line each). Prints, in
// CPU time,
//   load MS, sentiment COMMENTS_A_SECOND, everything COMMENTS_A_SECOND
#include <ctime>
#include <fmt/format.h>
#include <iostream>
#include <string>
#include <vector>

#include "text/reader.h"

namespace {

constexpr double least_seconds = 2;

double seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// Reads all again and again; what is found is added up so that nothing is left out.
template <class Read>
double each_second(const std::vector<std::string>& comments, const Read& read) {
    const double begin = seconds();
    double sum = 0;
    std::size_t count = 0;
    while (seconds() - begin < least_seconds) {
        for (const auto& comment : comments) {
            sum += read(comment);
        }
        count += comments.size();
    }
    const double rate = static_cast<double>(count) / (seconds() - begin);
    return sum > -1e300 ? rate : 0;
}

}  // namespace

int main(int count, char** arguments) {
    const auto language = styk::text::language_of(count > 1 ? arguments[1] : "");
    if (!language) {
        fmt::print(stderr, "usage: reading pl|ru|en < COMMENTS\n");
        return 2;
    }
    std::vector<std::string> comments;
    for (std::string line; std::getline(std::cin, line);) {
        comments.push_back(line);
    }
    const double begin = seconds();
    const styk::text::Reader reader(styk::text::built_in_models());
    fmt::print("load {:.1f}\n", (seconds() - begin) * 1000);
    fmt::print("sentiment {:.0f}\n", each_second(comments, [&](const std::string& comment) {
                   const auto found = reader.sentiment(comment, *language);
                   return found ? found->score : 0;
               }));
    fmt::print("everything {:.0f}\n", each_second(comments, [&](const std::string& comment) {
                   return static_cast<double>(reader.read(comment).topics.size());
               }));
    return 0;
}
