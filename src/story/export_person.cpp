#include "story/export_person.h"

#include <fmt/format.h>

#include "base/html.h"
#include "json/json.h"
#include "paper/archive.h"
#include "record/convert.h"
#include "story/dossier_words.h"

namespace styk::story {

namespace {

using privacy::Dossier;

std::string said(const json::Value& value) {
    return value.is_null()     ? ""
           : value.is_string() ? std::string(value.get_string())
                               : json::write(value);
}

constexpr std::string_view style =
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d2433}h2{margin-top:2.5rem;border-top:1px solid #d5dae3;padding-top:1rem}"
    "dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.2rem 1rem;margin:0 0 1rem;"
    "padding:.75rem 1rem;background:#f5f7fa;border-radius:8px}dt{color:#5b6577}dd{margin:0;"
    "white-space:pre-wrap;overflow-wrap:anywhere}p.what{color:#5b6577}";

// Only what holds something.
std::string row_html(const json::Object& row) {
    std::string out = "<dl>";
    for (const auto& [name, value] : row) {
        const std::string text = said(value);
        if (!text.empty()) {
            out += fmt::format("<dt>{}</dt><dd>{}</dd>", escape_html(name), escape_html(text));
        }
    }
    return out + "</dl>\n";
}

std::string sheets_html(const Dossier& dossier, const std::string& language) {
    std::string out;
    std::optional<privacy::Chapter> open;
    for (const auto& sheet : dossier.sheets) {
        if (open != sheet.chapter) {
            open = sheet.chapter;
            out += fmt::format(
                "<h2>{}</h2><p class=\"what\">{}</p>\n",
                chapter_title(sheet.chapter, language),
                chapter_tells(sheet.chapter, language)
            );
        }
        out += fmt::format(
            "<h3>{} · {} {}</h3>\n", sheet.table, sheet.rows, dossier_words(language).rows
        );
        const json::Value rows = json::parse(sheet.json);
        for (const auto& row : rows.get_array()) {
            out += row_html(row.get_object());
        }
    }
    return out;
}

std::string mentions_html(const Dossier& dossier, const std::string& language) {
    if (dossier.mentions.empty()) {
        return "";
    }
    const auto& words = dossier_words(language);
    std::string out =
        fmt::format("<h2>{}</h2><p class=\"what\">{}</p>\n", words.mentions, words.mentions_tell);
    for (const auto& one : dossier.mentions) {
        out += fmt::format(
            "<dl><dt>{}.{}</dt><dd>{}</dd></dl>\n", one.table, one.column, escape_html(one.excerpt)
        );
    }
    return out;
}

// A name that is nothing but a name: no folder, nothing that a system reads otherwise.
std::string plain_name(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool wrong = static_cast<unsigned char>(c) < 0x20 ||
                           std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        out += wrong ? '_' : c;
    }
    return out.empty() || out.front() == '.' ? "_" + out : out;
}

}  // namespace

Dossier collect_person(
    const Intake& intake, privacy::Subject subject, const std::string& id, const db::Change& by
) {
    const auto dossier = intake.database.read([&](db::Reader& reader) {
        const auto traces = privacy::find_traces(reader, subject, id);
        return traces ? std::optional(privacy::read_dossier(reader, *traces)) : std::nullopt;
    });
    if (!dossier) {
        throw Refusal(
            Code::not_found,
            subject == privacy::Subject::customer ? "There is no such customer."
                                                  : "There is no such user."
        );
    }
    intake.database.write([&](db::Tx& tx) {
        const auto* kind = subject == privacy::Subject::customer ? "customer" : "person";
        db::audit(tx, by, "export", kind, id, "", "");
    });
    return *dossier;
}

std::string dossier_json(const Dossier& dossier, const std::string& language, Instant now) {
    json::Array parts, mentions;
    for (const auto& sheet : dossier.sheets) {
        parts.push_back(json::Object{
            {"table", sheet.table},
            {"chapter", record::name_of_choice(sheet.chapter)},
            {"tells", chapter_tells(sheet.chapter, language)},
            {"rows", json::parse(sheet.json)}
        });
    }
    for (const auto& one : dossier.mentions) {
        mentions.push_back(
            json::Object{{"table", one.table}, {"column", one.column}, {"text", one.excerpt}}
        );
    }
    return json::write(json::Object{
        {"subject", record::name_of_choice(dossier.traces.subject)},
        {"id", dossier.traces.id},
        {"name", dossier.traces.name},
        {"made_at", to_rfc3339(now)},
        {"parts", std::move(parts)},
        {"mentions", std::move(mentions)}
    });
}

std::string dossier_html(
    const Dossier& dossier, const std::string& firm, const std::string& language, Instant now
) {
    const auto& words = dossier_words(language);
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{} · {}</title>"
        "<meta name=\"viewport\" content=\"width=device-width\"><style>{}</style></head><body>\n"
        "<h1>{}</h1>\n<p class=\"what\">{} · {} · {} {}</p>\n{}{}</body></html>\n",
        escape_html(language),
        words.title,
        escape_html(firm),
        style,
        words.title,
        escape_html(dossier.traces.name),
        escape_html(firm),
        words.made,
        to_rfc3339(now),
        sheets_html(dossier, language),
        mentions_html(dossier, language)
    );
}

std::string dossier_archive(
    const Dossier& dossier, const std::string& firm, const std::string& language, Instant now
) {
    std::vector<paper::ArchivedFile> files{
        {"person.html", dossier_html(dossier, firm, language, now)},
        {"person.json", dossier_json(dossier, language, now)}
    };
    for (const auto& one : dossier.files) {
        files.push_back({"files/" + plain_name(one.name), one.bytes});
    }
    return paper::write_archive(files);
}

}  // namespace styk::story
