#include "story/mail_board.h"

#include <algorithm>
#include <fmt/format.h>

#include "db/record_store.h"
#include "firm/mail_settings_store.h"
#include "insight/board_store.h"
#include "json/json.h"
#include "paper/pdf.h"
#include "paper/workbook.h"
#include "people/user.h"
#include "story/board_files.h"
#include "story/mail_page.h"
#include "story/post_mail.h"

namespace styk::story {

namespace {

using insight::Board;

constexpr const char* pdf = "application/pdf";
constexpr const char* xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct Due {
    Id<Board> board;
    Instant at;
};

Due read_due(const queue::Work& work) {
    const auto payload = json::parse(work.payload);
    const auto& object = json::need_object(payload);
    const auto id = Id<Board>::parse(std::string(object.at("board").as_string()));
    if (!id) {
        throw Fault("a mail of a board names none: " + work.payload);
    }
    return {*id, {object.at("due").to_number<std::int64_t>()}};
}

void ask_next(db::Tx& tx, const Board& board, const TimeZone& zone, Instant now) {
    const auto schedule = insight::schedule_of(board);
    if (!schedule) {
        return;
    }
    const Instant due = insight::next_mail(*schedule, zone, now);
    const auto payload = json::write(json::Object{{"board", board.id.text()}, {"due", due.us}});
    queue::put(
        tx,
        {.kind = mail_board_work,
         .payload = payload,
         .due = due,
         .unique_key = fmt::format("{}/{}/{}", mail_board_work, board.id.text(), due.us)},
        now
    );
}

// Is this still an hour of the board, not mailed yet?
bool is_wanted(const Board& board, Instant due, const TimeZone& zone) {
    const auto schedule = insight::schedule_of(board);
    return schedule && insight::next_mail(*schedule, zone, {due.us - 1}) == due &&
           !(board.mailed_at && *board.mailed_at >= due);
}

std::vector<people::User> recipients_of(db::Reader& reader, const Board& board) {
    std::vector<people::User> out;
    const auto schedule = insight::schedule_of(board);
    for (const auto& recipient : schedule ? schedule->recipients : std::vector<std::string>()) {
        const auto id = Id<people::User>::parse(recipient);
        auto user = id ? db::find<people::User>(reader, *id) : std::nullopt;
        if (user && user->active && insight::may_see(people::actor_of(*user), board)) {
            out.push_back(*std::move(user));
        }
    }
    return out;
}

Mail mail_to(
    const people::User& user,
    const Board& board,
    const BoardMeans& means,
    const std::string& console,
    Instant now
) {
    const auto directory = means.catalogue.directory();
    const Speaker speaker(
        user.language.value_or(directory->firm.language), directory->firm.words.text
    );
    const auto actor = people::actor_of(user);
    const auto filled =
        fill_board(board, {means.engine, *directory, actor, speaker, means.database, now});
    const Names names(speaker, *directory);
    const Instant made = directory->zone.start_of(filled.made);
    const auto day = speaker.language().day(filled.made);
    const PatternValues values{{"name", board.name}, {"firm", filled.firm}, {"day", day}};
    const auto body = lay_out(
        {.language = speaker.language().code(),
         .title = board.name,
         .paragraphs = {speaker.text("mail.hello", values), speaker.text("mail.files")},
         .facts = facts_of(filled, speaker),
         .link_words = speaker.text("mail.open"),
         .link = console.empty() ? "" : console + "/insights/pages/" + board.id.text(),
         .foot = speaker.text("mail.stop")}
    );
    return {
        .to = user.email,
        .to_name = user.name,
        .subject = speaker.text("mail.subject", values),
        .text = body.text,
        .html = body.html,
        .attachments =
            {{file_name(board.name, filled.made, "pdf"),
              pdf,
              paper::write_pdf(document_of(filled, speaker, names, made))},
             {file_name(board.name, filled.made, "xlsx"),
              xlsx,
              paper::write_workbook(workbook_of(filled, speaker, names, made))}},
        .id = make_uuid_v7(means.clock, means.random)
    };
}

std::string console_of(db::Reader& reader) {
    auto url = firm::load_mail_settings(reader).console_url.value_or("");
    while (url.ends_with('/')) {
        url.pop_back();
    }
    return url;
}

}  // namespace

void ask_board_mails(db::Tx& tx, const TimeZone& zone, Instant now) {
    for (const Board& board : insight::list_mailed_boards(tx)) {
        ask_next(tx, board, zone, now);
    }
}

bool mail_board(
    const BoardMeans& means, const queue::Work& work, const std::function<bool()>& go_on
) {
    const auto due = read_due(work);
    const auto directory = means.catalogue.directory();
    const TimeZone& zone = directory->zone;
    const Instant now = means.clock.now();
    std::optional<Board> board;
    std::vector<people::User> recipients;
    std::string console;
    means.database.read([&](db::Reader& reader) {
        board = db::find(reader, due.board);
        if (board && is_wanted(*board, due.at, zone)) {
            recipients = recipients_of(reader, *board);
            console = console_of(reader);
        }
    });
    if (!board) {
        return true;
    }
    std::vector<Mail> mails;
    for (const auto& user : recipients) {
        if (!go_on()) {
            return false;
        }
        mails.push_back(mail_to(user, *board, means, console, now));
    }
    means.database.write([&](db::Tx& tx) {
        const auto still = db::find(tx, due.board);
        if (!still) {
            return;
        }
        if (!mails.empty() && is_wanted(*still, due.at, zone)) {
            for (const Mail& mail : mails) {
                post_mail(tx, mail, now);
            }
            insight::set_mailed(tx, due.board, now);
        }
        ask_next(tx, *still, zone, std::max(now, due.at));  // also when the clock was set back
    });
    return true;
}

}  // namespace styk::story
