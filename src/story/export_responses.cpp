#include "story/export_responses.h"

#include <fmt/format.h>

#include "paper/long_sheet.h"
#include "survey/definition_json.h"
#include "survey/lot.h"
#include "survey/survey_store.h"

namespace styk::story {

namespace {

constexpr int page_rows = 500;

using travel::AnswerFormat;

}  // namespace

std::vector<travel::Column> response_columns(
    const Intake& intake,
    const survey::Survey& survey,
    std::optional<std::int64_t> version,
    const std::string& titles
) {
    std::vector<survey::Definition> versions;
    intake.database.read([&](db::Reader& reader) {
        versions.clear();
        for (std::int64_t n = version.value_or(survey.version); n > 0; --n) {
            if (const auto found = survey::find_version(reader, survey.id, n)) {
                versions.push_back(
                    survey::read_stored_definition(found->definition, found->language)
                );
            }
            if (version) {
                break;
            }
        }
    });
    if (versions.empty()) {
        throw Refusal(Code::not_found, "There is no such version: publish the survey first.");
    }
    return travel::columns_of(
        versions,
        {.language = titles.empty() ? survey.language : titles,
         .with_person = survey.mode == survey::Mode::identified}
    );
}

ResponseExport::ResponseExport(const Intake& intake, ExportOrder order)
    : intake_(intake),
      order_(std::move(order)),
      columns_(response_columns(intake, order_.survey, order_.filter.version, order_.titles)) {
    if (order_.format == AnswerFormat::xlsx && columns_.size() > paper::most_sheet_columns) {
        throw Refusal(
            Code::invalid,
            fmt::format(
                "This survey fills {} columns; a sheet has {} at most. Take CSV.",
                columns_.size(),
                paper::most_sheet_columns
            ),
            {{"format", "has too few columns for this survey"}}
        );
    }
    order_.filter.in_lots = survey::goes_in_lots(order_.survey);
    extent_ = intake.database.read([&](db::Reader& reader) {
        return survey::measure_responses(reader, order_.survey.id, order_.filter);
    });
    order_.rules.rows = extent_.count;
    file_ = make_file();
    start_over();
}

std::unique_ptr<travel::AnswerFile> ResponseExport::make_file() const {
    switch (order_.format) {
        case AnswerFormat::xlsx:
            return travel::make_xlsx(columns_, order_.rules);
        case AnswerFormat::jsonl:
            return travel::make_jsonl(columns_);
        case AnswerFormat::sav:
            return travel::make_sav(columns_, order_.rules);
        case AnswerFormat::csv:
            break;
    }
    return travel::make_csv(columns_, order_.rules);
}

bool ResponseExport::next_page(const std::function<void(const std::vector<travel::Cell>&)>& visit) {
    survey::ResponseQuery query{.filter = order_.filter, .limit = page_rows, .before = before_};
    auto all = intake_.database.read([&](db::Reader& reader) {
        return survey::list_responses(reader, order_.survey.id, query);
    });
    const bool more = all.size() > static_cast<std::size_t>(page_rows);
    if (more) {
        all.pop_back();
    }
    for (const survey::Response& one : all) {
        visit(travel::cells_of(columns_, one));
    }
    before_ = all.empty() ? before_ : all.back().seq;
    return more;
}

std::string ResponseExport::step() {
    std::string out;
    switch (phase_) {
        case Phase::look:
            if (!file_->looks_first() ||
                !next_page([&](const auto& cells) { file_->look(cells); })) {
                phase_ = Phase::begin;
                start_over();
            }
            return out;
        case Phase::begin:
            phase_ = Phase::rows;
            return file_->begin();
        case Phase::rows:
            if (!next_page([&](const auto& cells) { out += file_->row(cells); })) {
                phase_ = Phase::end;
            }
            return out;
        case Phase::end:
            out = file_->end();
            over_ = out.empty();
            return out;
    }
    return out;
}

std::optional<std::string> ResponseExport::next() {
    while (!over_) {
        std::string out = step();
        if (!out.empty()) {
            return out;
        }
    }
    return {};
}

}  // namespace styk::story
