#include <fmt/format.h>

#include "story/board_files.h"

namespace styk::story {

paper::Document document_of(
    const Summary& summary, const std::string& firm, const Speaker& speaker, Instant made
) {
    paper::Document out;
    out.title = summary.title;
    out.author = firm;
    out.made = made;
    out.one_page = true;
    out.foot = fmt::format("{} · {}", firm, summary.made);
    auto about = summary.scope;
    about.insert(about.begin(), {firm, summary.period});
    out.blocks.emplace_back(paper::Heading{summary.title, {}, 1});
    out.blocks.emplace_back(
        paper::Paragraph{{{fmt::format("{}", fmt::join(about, " · ")), false}}, paper::Look::note}
    );
    std::string_view section;
    for (const auto& sentence : summary.sentences) {
        const bool first = section != sentence.section;
        section = sentence.section;
        if (first && section != "now") {
            out.blocks.emplace_back(
                paper::Heading{speaker.text(fmt::format("section.{}", section)), {}, 2}
            );
        }
        const bool lead = first && section == "now";
        out.blocks.emplace_back(
            paper::Paragraph{sentence.text, lead ? paper::Look::lead : paper::Look::body}
        );
    }
    out.blocks.emplace_back(paper::Line{});
    out.blocks.emplace_back(paper::Paragraph{{{summary.how, false}}, paper::Look::note});
    return out;
}

}  // namespace styk::story
