#include "cli/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <iostream>
#include <memory>

#include "feedback/findings_json.h"
#include "json/json.h"
#include "text/reader.h"

namespace styk::cli {

namespace {

struct TextAsked {
    std::string language;  // "": told from the words
    bool jsonl = false;
};

// The comment of a line; with --jsonl its member "text".
Result<std::string> comment_of(const std::string& line, bool jsonl) {
    if (!jsonl) {
        return line;
    }
    const auto document = json::try_parse(line);
    if (!document) {
        return tl::unexpected(document.error());
    }
    const auto* object = document->if_object();
    const auto* text = object == nullptr ? nullptr : object->if_contains("text");
    if (text == nullptr || !text->is_string()) {
        return tl::unexpected(Problem{"/text", "must be a text"});
    }
    return std::string(text->get_string());
}

int read_lines(const TextAsked& asked, std::istream& in, std::ostream& out) {
    const text::Reader reader(text::built_in_models());
    const auto language = text::language_of(asked.language);
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        const auto comment = comment_of(line, asked.jsonl);
        if (!comment) {
            out.flush();
            const auto& [pointer, message] = comment.error();
            fmt::print(
                stderr,
                "styk: line {}: {}{}{}\n",
                number,
                pointer,
                pointer.empty() ? "" : " ",
                message
            );
            return 1;
        }
        const auto found = reader.read(*comment, {language, language.has_value()});
        out << json::write(feedback::findings_json(found)) << '\n';
        if (in.rdbuf()->in_avail() <= 0) {
            out.flush();  // whoever writes lines one by one gets them one by one
        }
    }
    out.flush();
    return out ? 0 : 1;
}

}  // namespace

void add_text(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("text", "Read comments from standard input, one a line");
    auto asked = std::make_shared<TextAsked>();
    command
        ->add_option("--language", asked->language, "All are in it (default: told from the words)")
        ->check(CLI::IsMember({"pl", "ru", "en"}));
    command->add_flag("--jsonl", asked->jsonl, "Each line is {\"text\": …} instead");
    command->callback([asked, &code] {
        std::ios::sync_with_stdio(false);
        code = read_lines(*asked, std::cin, std::cout);
    });
}

}  // namespace styk::cli
