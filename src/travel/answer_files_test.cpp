#include "travel/answer_files.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <unistd.h>

#include "json/json.h"
#include "paper/spreadsheet.h"
#include "survey/definition_json.h"
#include "travel/sav.h"

namespace styk::travel {

namespace {

survey::Definition definition(std::string_view text) {
    Problems problems;
    auto out = survey::read_definition(json::parse(text), "en", problems);
    EXPECT_TRUE(problems.empty()) << problems[0].pointer << " " << problems[0].message;
    return out;
}

survey::Definition newest() {
    return definition(R"({"hidden": ["room"], "pages": [{"name": "p", "elements": [
        {"type": "rating", "name": "nps", "title": {"default": "Recommend?", "pl": "Polecasz?"}, "rateMin": 0, "rateMax": 10, "notApplicable": "Cannot say"},
        {"type": "radiogroup", "name": "size", "title": "Size", "choices": [{"value": "s", "text": "Small"}, {"value": "l", "text": "Large"}], "showOtherItem": true},
        {"type": "checkbox", "name": "extras", "title": "Extras", "choices": ["spa", {"value": "bar", "text": "Bar"}]},
        {"type": "matrix", "name": "parts", "title": "Parts", "rows": ["bed"], "columns": [{"value": 1, "text": "bad"}, {"value": 2, "text": "good"}]},
        {"type": "ranking", "name": "order", "title": "Order", "choices": ["a", "b"]},
        {"type": "text", "name": "day", "title": "Day", "inputType": "date"},
        {"type": "text", "name": "age", "title": "Age", "inputType": "number"},
        {"type": "boolean", "name": "again", "title": "Again?"},
        {"type": "comment", "name": "why", "title": "Dlaczego, żółć?"}]}]})");
}

survey::Response response(std::string_view answers) {
    survey::Response out;
    out.state = survey::ResponseState::complete;
    out.version = 2;
    out.language = "en";
    out.channel = "web";
    out.answers = survey::read_map(answers);
    out.hidden = survey::read_map(R"({"room": "214"})");
    out.started_at = *parse_rfc3339("2026-11-21T08:00:00Z");
    out.completed_at = *parse_rfc3339("2026-11-21T08:01:30Z");
    return out;
}

const std::string long_words = [] {
    std::string out;
    for (int i = 0; out.size() < 900; ++i) {
        out += fmt::format("słowo{} ", i);
    }
    return out + "koniec";
}();

std::vector<survey::Response> responses() {
    return {
        response(
            R"({"nps": 9, "size": "l", "extras": ["bar"], "parts": {"bed": 2}, "order": ["b", "a"], "day": "2026-11-20", "age": 41.5, "again": true, "why": "=1+1"})"
        ),
        response(
            R"({"nps": "not_applicable", "size": "other", "size-Comment": "tiny; really", "extras": ["spa", "bar"], "again": false})"
        ),
        response(json::write(json::Object{{"why", long_words}}))
    };
}

std::string file_of(AnswerFile& file, const std::vector<Column>& columns) {
    for (const auto& one : responses()) {
        file.look(cells_of(columns, one));
    }
    std::string out = file.begin();
    for (const auto& one : responses()) {
        out += file.row(cells_of(columns, one));
    }
    for (std::string piece = file.end(); !piece.empty(); piece = file.end()) {
        out += piece;
    }
    return out;
}

std::vector<Column> answers_only(std::vector<Column> all) {
    std::erase_if(all, [](const Column& one) { return one.question.empty(); });
    return all;
}

std::string name_list(const std::vector<Column>& columns) {
    std::string out;
    for (const Column& one : columns) {
        out += (out.empty() ? "" : " ") + one.name;
    }
    return out;
}

std::string read_all(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Column named(const std::string& name) {
    Column out;
    out.name = name;
    return out;
}

// What PSPP makes of a file: a table without quotes to think of.
std::string through_pspp(const std::string& bytes, const std::string& syntax) {
    const auto folder =
        std::filesystem::temp_directory_path() / fmt::format("styk-sav-{}", ::getpid());
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "a.sav", std::ios::binary) << bytes;
    std::ofstream(folder / "a.sps")
        << fmt::format("GET FILE='{}'.\n{}\n", (folder / "a.sav").string(), syntax);
    const auto command = fmt::format(
        "cd {0} && LC_ALL=C.UTF-8 pspp -O format=csv -o {0}/out.csv {0}/a.sps > {0}/log 2>&1",
        folder.string()
    );
    const int code = std::system(command.c_str());  // NOLINT: a test's own command
    std::string out = read_all(folder / "out.csv");
    EXPECT_EQ(code, 0) << read_all(folder / "log") << out;
    std::filesystem::remove_all(folder);
    return out;
}

}  // namespace

TEST(Columns, EachPartOfAnAnswerHasAColumnOfItsOwn) {
    const auto columns = columns_of({newest()}, {.language = "pl", .with_person = false});
    EXPECT_EQ(
        name_list(answers_only(columns)),
        "nps size size-Comment extras[spa] extras[bar] parts.bed order[a] order[b] day age again "
        "why"
    );
    EXPECT_EQ(columns[14].name, "hidden.room");
    EXPECT_EQ(columns[15].title, "Polecasz?");
}

TEST(Columns, AnOlderVersionAddsItsChoicesAndItsQuestions) {
    const auto older = definition(R"({"elements": [
        {"type": "radiogroup", "name": "size", "choices": ["s", "m"]}, {"type": "comment", "name": "gone"},
        {"type": "comment", "name": "nps"}]})");
    const auto columns =
        answers_only(columns_of({newest(), older}, {.language = "en", .with_person = false}));
    EXPECT_TRUE(name_list(columns).ends_with("again why gone nps_2"));
    ASSERT_EQ(columns[1].choices.size(), 4U);
    EXPECT_EQ(columns[1].choices[3].value, "m");
}

TEST(Csv, WritesValuesOrTitlesAndNoFormulas) {
    const auto columns =
        answers_only(columns_of({newest()}, {.language = "en", .with_person = false}));
    const auto codes = file_of(*make_csv(columns, {}), columns);
    EXPECT_TRUE(codes.starts_with("\xEF\xBB\xBFnps,size,size-Comment,"));
    EXPECT_NE(codes.find("\r\n9,l,,0,1,2,2,1,2026-11-20,41.5,1,'=1+1\r\n"), std::string::npos)
        << codes;
    EXPECT_NE(
        codes.find("not_applicable,other,\"tiny; really\",1,1,,,,,,0,\r\n"), std::string::npos
    ) << codes;
    AnswerFileRules titled;
    titled.labels = true;
    titled.delimiter = ';';
    titled.mark = false;
    const auto titles = file_of(*make_csv(columns, titled), columns);
    EXPECT_TRUE(titles.starts_with("Recommend?;Size;"));
    EXPECT_NE(titles.find("\r\n9;Large;;0;1;good;"), std::string::npos) << titles;
}

TEST(Csv, ALongOneHasARowForEachAnswer) {
    const auto columns = columns_of({newest()}, {.language = "en", .with_person = false});
    AnswerFileRules rules;
    rules.long_rows = true;
    rules.mark = false;
    const auto text = file_of(*make_csv(columns, rules), columns);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 12 + 5 + 1);
    EXPECT_NE(text.find(",en,extras[bar],extras,,bar,Extras: Bar,1\r\n"), std::string::npos)
        << text;
}

TEST(JsonLines, KeepKindsAndNull) {
    const auto columns =
        answers_only(columns_of({newest()}, {.language = "en", .with_person = false}));
    const auto text = file_of(*make_jsonl(columns), columns);
    const auto first = json::parse(text.substr(0, text.find('\n')));
    EXPECT_EQ(
        json::write(first),
        R"({"nps":9,"size":"l","size-Comment":null,"extras[spa]":false,"extras[bar]":true,"parts.bed":"2","order[a]":2,"order[b]":1,"day":"2026-11-20","age":4.15E1,"again":true,"why":"=1+1"})"
    );
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(Xlsx, IsReadBackAsItWasWritten) {
    const auto columns = columns_of({newest()}, {.language = "en", .with_person = false});
    AnswerFileRules rules;
    rules.name = "Stay";
    const auto bytes = file_of(*make_xlsx(columns, rules), columns);
    auto book = paper::Spreadsheet::open(bytes);
    ASSERT_TRUE(book) << book.error().message;
    EXPECT_EQ(book->names(), (std::vector<std::string>{"Responses", "Columns"}));
    std::vector<std::vector<std::string>> rows;
    ASSERT_TRUE(book->read("Responses", [&](const paper::SheetRow& row) {
        rows.push_back(row.cells);
        return true;
    }));
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0][15], "nps");
    EXPECT_EQ(rows[1][8], "2026-11-21 08:00:00");
    EXPECT_EQ(rows[1][15], "9");
    EXPECT_EQ(rows[1][23], "2026-11-20");
    EXPECT_EQ(rows[1][26], "=1+1");
    EXPECT_EQ(rows[3][26], long_words);
}

TEST(Sav, NamesAreWhatSpssTakes) {
    EXPECT_EQ(sav_name("extras[spa]"), "extras_spa");
    EXPECT_EQ(sav_name("1st"), "v1st");
    EXPECT_EQ(sav_name("all"), "all_v");
    EXPECT_EQ(sav_name("ocena.żółta"), "ocena.żółta");
    EXPECT_EQ(sav_name("..."), "v");
    const auto variables = sav_variables({named("a b"), named("A-B")}, {1, 1});
    EXPECT_EQ(variables[1].long_name, "A_B_2");
}

TEST(Sav, PsppReadsWhatWasWritten) {
    const auto columns = columns_of({newest()}, {.language = "en", .with_person = false});
    AnswerFileRules rules;
    rules.name = "Pobyt żółty";
    rules.rows = 3;
    rules.made = *parse_rfc3339("2026-11-22T08:00:00Z");
    const auto bytes = file_of(*make_sav(columns, rules), columns);
    const auto data = through_pspp(
        bytes,
        "LIST /VARIABLES=nps size extras_spa extras_bar parts.bed order_b day age again started_at "
        "hidden.room."
    );
    EXPECT_NE(
        data.find("9.00,2,0,1,2,1.00,2026/11/20,41.50,1,21-NOV-2026 08:00:00,214"),
        std::string::npos
    ) << data;
    EXPECT_NE(data.find("-1.00,3,1,1,.,.  ,.,.  ,0,"), std::string::npos) << data;
    const auto texts = through_pspp(bytes, "LIST /VARIABLES=why.");
    EXPECT_NE(texts.find(long_words), std::string::npos) << texts;
    const auto dictionary = through_pspp(bytes, "DISPLAY DICTIONARY.");
    for (const char* part : {"Recommend?", "Large", "Cannot say", "Dlaczego, żółć?", "Missing"}) {
        EXPECT_NE(dictionary.find(part), std::string::npos) << part << "\n" << dictionary;
    }
    const auto counted = through_pspp(bytes, "DESCRIPTIVES /VARIABLES=nps.");
    EXPECT_NE(
        counted.find("nps,1,9.00") != std::string::npos ||
            counted.find(",1,9.00") != std::string::npos,
        false
    ) << counted;
}

}  // namespace styk::travel
