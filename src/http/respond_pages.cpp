#include "http/respond_pages.h"

#include "http/respond_visit.h"
#include "story/campaign_echo.h"
#include "story/write_survey.h"
#include "survey/definition_json.h"

namespace styk::http {

namespace {

using story::Entry;
using story::Shut;
using story::ShutDoor;
using story::Way;

// A refusal on the way becomes a page in words, never a problem document.
template <class Work>
Answer as_page(House& house, const Call& call, const Work& work) {
    try {
        return work();
    } catch (const Refusal& refusal) {
        if (refusal.code() == Code::conflict) {
            return shut_page(house, call, {Shut::used});
        }
        if (refusal.code() == Code::not_found) {
            return shut_page(house, call, {Shut::unknown});
        }
        throw;
    }
}

// Somebody came by a personal link: counted for its campaign, whatever the page then says. Walking
// on through the pages is no new click.
void note_visit(House& house, const Call& call) {
    const bool walks = call.query.find("a") || call.query.find("p");
    if (!walks && call.request.path.starts_with("/r/")) {
        story::ClickSeen seen;
        seen.token = call.path_values.at(0);
        seen.target = call.query.find("v").value_or("");
        seen.head = call.request.method == net::Method::head;
        seen.user_agent = call.request.header("User-Agent");
        seen.at = call.at;
        (void)story::note_click(house.intake(), seen);
    }
}

using Enter = Way (*)(const story::Intake&, std::string_view, Instant);

Answer visit(House& house, const Call& call, Enter enter, bool post) {
    if (!post) {
        note_visit(house, call);
    }
    return as_page(house, call, [&] {
        Way way = enter(house.intake(), call.path_values.at(0), call.at);
        if (const auto* why = std::get_if<ShutDoor>(&way)) {
            return shut_page(house, call, *why);
        }
        Visit visit(house, call, std::get<Entry>(std::move(way)), call.request.path);
        return post ? visit.go() : visit.show();
    });
}

// Staff ask by phone or in person and write down the answers.
Answer interview(House& house, const Call& call, bool post) {
    return as_page(house, call, [&] {
        const auto customer = call.query.find("customer").value_or("");
        story::Interview asked;
        asked.interviewer = call.actor.id;
        asked.customer = customer.empty() ? std::nullopt : std::optional(std::string(customer));
        asked.channel = call.query.find("channel").value_or("");
        Way way = story::enter_by_staff(house.intake(), call.id<survey::Survey>(), asked, call.at);
        if (const auto* why = std::get_if<ShutDoor>(&way)) {
            return shut_page(house, call, *why);
        }
        Visit visit(house, call, std::get<Entry>(std::move(way)), call.request.path);
        return post ? visit.go() : visit.show();
    });
}

// The draft as it stands, or a version that was published.
Answer preview(House& house, const Call& call, bool post) {
    const auto id = call.id<survey::Survey>();
    Entry entry;
    std::string text;
    house.database.read([&](db::Reader& reader) {
        entry.survey = db::load(reader, id);
        text = survey::load_draft(reader, id).definition;
    });
    entry.definition = std::make_shared<const survey::Definition>(
        survey::read_stored_definition(text, entry.survey.language)
    );
    entry.language = entry.survey.language;
    entry.channel = "web";
    Visit visit(house, call, std::move(entry), call.request.path);
    return visit.preview(post);
}

std::string receipt_language(House& house, const Call& call, std::string_view wished) {
    if (survey::is_page_language(wished)) {
        return std::string(wished);
    }
    const std::string preferred =
        preferred_language(call.request.header("Accept-Language"), {"en", "pl", "ru"});
    return preferred.empty() ? house.catalogue.directory()->firm.language : preferred;
}

Frame receipt_frame(House& house, const std::string& language) {
    Frame frame;
    frame.firm = house.catalogue.directory()->firm.name;
    frame.language = language;
    frame.title = survey::word(survey::Word::receipt_title, language);
    return frame;
}

Answer show_receipt(House& house, const Call& call) {
    const auto wished = call.query.find("language").value_or("");
    return page_answer(
        200, render_receipt_form(receipt_frame(house, receipt_language(house, call, wished)), false)
    );
}

Answer use_receipt(House& house, const Call& call) {
    const auto form = form_of(call);
    const std::string language = receipt_language(house, call, form.find("language").value_or(""));
    const Frame frame = receipt_frame(house, language);
    if (!story::forget_response(house.intake(), form.find("code").value_or(""))) {
        return page_answer(422, render_receipt_form(frame, true));
    }
    return page_answer(
        200, render(Notice{frame, survey::word(survey::Word::receipt_done, language), "", ""})
    );
}

}  // namespace

void add_respond_pages(Router& router, House& house) {
    using net::Method;
    const auto add_visit = [&](const char* path, Enter enter) {
        router.add(
            Method::get,
            path,
            visitors,
            [&house, enter](const Call& call) { return visit(house, call, enter, false); },
            {.summary = "The survey's page (HTML); stores nothing", .html = true}
        );
        router.add(
            Method::post,
            path,
            visitors,
            [&house, enter](const Call& call) { return visit(house, call, enter, true); },
            {.summary = "Answers of one page (a form); leads to the next (HTML)", .html = true}
        );
    };
    add_visit("/s/{key}", story::enter_by_link);
    add_visit("/r/{token}", story::enter_by_invitation);
    for (const bool post : {false, true}) {
        router.add(
            post ? Method::post : Method::get,
            "/preview/{id}",
            only(people::may::read_feedback),
            [&house, post](const Call& call) { return preview(house, call, post); },
            {.summary = "The draft as a respondent would see it (HTML); stores nothing",
             .html = true}
        );
        router.add(
            post ? Method::post : Method::get,
            "/interview/{id}",
            only(people::may::send_feedback),
            [&house, post](const Call& call) { return interview(house, call, post); },
            {.summary = "The survey's page for staff who ask somebody and write down the answers "
                        "(HTML)",
             .html = true}
        );
    }
    router.add(
        Method::get,
        "/receipt",
        visitors,
        [&house](const Call& call) { return show_receipt(house, call); },
        {.summary = "Where one deletes one's own answers (HTML)", .html = true}
    );
    router.add(
        Method::post,
        "/receipt",
        visitors,
        [&house](const Call& call) { return use_receipt(house, call); },
        {.summary = "Deletes the answers that a receipt code stands for (a form)", .html = true}
    );
}

}  // namespace styk::http
