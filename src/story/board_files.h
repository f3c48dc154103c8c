// A filled board, or a summary, as files: a PDF to read and an XLSX to count on. Every score in
// them has its n, interval and level; what may not be shown is not in them.
#pragma once

#include "paper/document.h"
#include "paper/workbook.h"
#include "story/fill_board.h"
#include "story/show_summary.h"

namespace styk::story {

// `made`: the moment the file carries; the start of the day gives the same file all day.
[[nodiscard]] paper::Document document_of(
    const FilledBoard& board, const Speaker& speaker, const Names& names, Instant made
);
[[nodiscard]] paper::Workbook workbook_of(
    const FilledBoard& board, const Speaker& speaker, const Names& names, Instant made
);

// The page's single figures in words: what it is about, value and certainty.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> facts_of(
    const FilledBoard& board, const Speaker& speaker
);

// On one page.
[[nodiscard]] paper::Document document_of(
    const Summary& summary, const std::string& firm, const Speaker& speaker, Instant made
);

// "Front desk 2026-11-22.pdf": what a file system takes.
[[nodiscard]] std::string file_name(const std::string& name, Day day, std::string_view ending);

}  // namespace styk::story
