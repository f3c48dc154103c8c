#include "http/summary_api.h"

#include <fmt/format.h>

#include "db/record_store.h"
#include "http/figure_json.h"
#include "http/figure_routes.h"
#include "http/file_answer.h"
#include "http/query.h"
#include "json/json.h"
#include "paper/pdf.h"
#include "people/user.h"
#include "record/wire.h"
#include "story/board_files.h"

namespace styk::http {

namespace {

using story::Summary;

// The first and the last day that a mark may have.
constexpr Day earliest = 0, latest = 80'000;

std::vector<metric::Benchmark> benchmarks_of(db::Reader& reader, const metric::Metric& metric) {
    const auto query = record::read_list_query(
        record::shape_of<metric::Benchmark>(), {{"metric_id", metric.id.text()}}
    );
    return db::list<metric::Benchmark>(reader, query).items;
}

std::string name_of_user(db::Database& database, const std::string& id) {
    const auto known = Id<people::User>::parse(id);
    const auto user = known ? database.read([&](db::Reader& reader) {
        return db::find<people::User>(reader, *known);
    })
                            : std::nullopt;
    return user ? user->name : id;
}

story::SummaryAsked asked_of(House& house, const Call& call, const feedback::Directory& directory) {
    story::SummaryAsked asked;
    asked.parameters = call.parameters();
    asked.question = insight::read_question(directory, call.parameters(), {"locale", "format"});
    if (asked.question.metrics.size() != 1) {
        throw Refusal(Code::invalid, "Look at one metric at a time.", {{"metric", "must be one"}});
    }
    const auto& filter = asked.question.filter;
    const auto& zone = directory.zone;
    const Day first = filter.from ? zone.day_of(*filter.from) : earliest;
    const Day last = filter.to ? zone.day_of(*filter.to) : latest;
    house.database.read([&](db::Reader& reader) {
        asked.others =
            benchmarks_of(reader, *directory.metrics.find(asked.question.metrics.front()));
        asked.marks = story::marks_of(reader, filter, first, last);
    });
    asked.user = [&house](const std::string& id) { return name_of_user(house.database, id); };
    return asked;
}

json::Object figure_json(const story::SummaryFigure& figure) {
    json::Object out;
    if (figure.estimate) {
        put_estimate(out, *figure.estimate);
    } else if (figure.difference) {
        const auto& of = *figure.difference;
        out["value"] = number_json(of.value);
        out["lo"] = number_json(of.lo);
        out["hi"] = number_json(of.hi);
        out["level"] = of.level;
        out["p"] = number_json(of.p);
        out["p_adjusted"] = number_json(figure.p_adjusted);
        out["method"] = stats::name(of.test);
        out["reason"] = text_or_null(of.reason);
    }
    out["what"] = figure.what;
    out["name"] = text_or_null(figure.name);
    return out;
}

json::Object sentence_json(const story::SummarySentence& sentence) {
    json::Array figures, parts;
    for (const auto& figure : sentence.figures) {
        figures.push_back(figure_json(figure));
    }
    for (const Piece& piece : sentence.text) {
        parts.push_back(json::Object{{"text", piece.text}, {"strong", piece.strong}});
    }
    return {
        {"section", sentence.section},
        {"key", sentence.key},
        {"text", plain(sentence.text)},
        {"parts", std::move(parts)},
        {"figures", std::move(figures)},
        {"certain", sentence.certain ? json::Value(*sentence.certain) : json::Value()}
    };
}

json::Value day_json(const std::optional<Day>& day) {
    return day ? json::Value(to_iso_day(*day)) : json::Value(nullptr);
}

json::Object summary_json(const Summary& summary, const story::Speaker& speaker, const Call& call) {
    json::Array sentences;
    json::Object sections;
    for (const auto& sentence : summary.sentences) {
        sentences.push_back(sentence_json(sentence));
        sections[sentence.section] = speaker.text(fmt::format("section.{}", sentence.section));
    }
    return {
        {"metric", summary.metric},
        {"title", summary.title},
        {"period",
         json::Object{
             {"words", summary.period},
             {"from", day_json(summary.first)},
             {"until", day_json(summary.last)}
         }},
        {"scope", json::Array(summary.scope.begin(), summary.scope.end())},
        {"now", estimate_json(summary.now)},
        {"sections", std::move(sections)},
        {"sentences", std::move(sentences)},
        {"language", speaker.language().code()},
        {"made", summary.made},
        {"how", summary.how},
        {"made_at", to_rfc3339(call.at)}
    };
}

bool wants_pdf(const Call& call) {
    const auto format = parameter(call, "format");
    if (format && *format != "pdf" && *format != "json") {
        throw Refusal(Code::invalid, "Which kind of file?", {{"format", "must be json or pdf"}});
    }
    return format == "pdf";
}

Answer summary(House& house, const Call& call) {
    const auto directory = house.catalogue.directory();
    const auto speaker = speaker_for(call, directory->firm);
    const bool pdf = wants_pdf(call);
    const auto found = story::show_summary(
        house.engine, *directory, call.actor, asked_of(house, call, *directory), speaker, call.at
    );
    if (!pdf) {
        return json_answer(200, summary_json(found, speaker, call));
    }
    const Day today = directory->zone.day_of(call.at);
    const auto document =
        story::document_of(found, directory->firm.name, speaker, directory->zone.start_of(today));
    return file_answer(
        pdf_type, story::file_name(found.title, today, "pdf"), paper::write_pdf(document)
    );
}

}  // namespace

void add_summary_routes(Router& router, House& house) {
    add_figure_routes(
        router,
        house,
        {{"/api/v1/insights/summary",
          summary,
          {.summary = "One page in plain words: what is known for certain, and what is not",
           .gives = "summary",
           .files = "application/pdf",
           .asks = "filter locale format"}}}
    );
}

}  // namespace styk::http
