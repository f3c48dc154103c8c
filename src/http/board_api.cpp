#include "http/board_api.h"

#include "http/file_answer.h"
#include "http/query.h"
#include "http/record_api.h"
#include "paper/pdf.h"
#include "paper/workbook.h"
#include "story/board_files.h"
#include "story/check_board.h"
#include "story/mail_board.h"

namespace styk::http {

namespace {

using insight::Board;

Board board_of(House& house, const Call& call) {
    auto board =
        house.database.read([&](db::Reader& reader) { return db::find(reader, call.id<Board>()); });
    if (!board || !insight::may_see(call.actor, *board)) {
        throw Refusal(Code::not_found, "There is no such page, or it is not shared with you.");
    }
    return *std::move(board);
}

bool wants_pdf(const Call& call) {
    const auto format = parameter(call, "format");
    if (!format || (*format != "pdf" && *format != "xlsx")) {
        throw Refusal(Code::invalid, "Which kind of file?", {{"format", "must be pdf or xlsx"}});
    }
    return *format == "pdf";
}

Answer file(House& house, const Call& call) {
    const bool pdf = wants_pdf(call);
    const auto board = board_of(house, call);
    const auto directory = house.catalogue.directory();
    const auto speaker = speaker_for(call, directory->firm);
    const auto filled = story::fill_board(
        board,
        {.engine = house.engine,
         .directory = *directory,
         .actor = call.actor,
         .speaker = speaker,
         .database = house.database,
         .now = call.at}
    );
    const story::Names names(speaker, *directory);
    const Instant made = directory->zone.start_of(filled.made);
    const auto name = story::file_name(board.name, filled.made, pdf ? "pdf" : "xlsx");
    return pdf ? file_answer(
                     pdf_type,
                     name,
                     paper::write_pdf(story::document_of(filled, speaker, names, made))
                 )
               : file_answer(
                     xlsx_type,
                     name,
                     paper::write_workbook(story::workbook_of(filled, speaker, names, made))
                 );
}

}  // namespace

void add_board_routes(Router& router, House& house) {
    RecordRules<Board> rules;
    rules.fill = [](const Call& call, Board& board) { board.user_id = call.actor.user; };
    rules.check = [&house](db::Reader& reader, const Board& board) {
        refuse_if(story::check_board(reader, *house.catalogue.directory(), board, house.clock.now())
        );
    };
    rules.entails = [&house](db::Tx& tx, const Call& call) {
        story::ask_board_mails(tx, house.catalogue.directory()->zone, call.at);
    };
    rules.visible = insight::may_see;
    rules.writable = [](const Call& call, const Board& board) {
        return insight::may_change(call.actor, board);
    };
    add_record_routes<Board>(router, {house.database, house.clock, house.random}, rules);
    router.add(
        net::Method::get,
        "/api/v1/boards/{id}/file",
        only(people::may::read_figures),
        with(house, file),
        {.summary = "The page as a file, with what its reader may see",
         .files = "application/pdf "
                  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         .asks = "format locale"}
    );
}

}  // namespace styk::http
