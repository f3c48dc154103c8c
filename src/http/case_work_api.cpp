#include "casework/case_store.h"
#include "http/body_fields.h"
#include "http/case_api.h"
#include "http/case_json.h"
#include "json/json.h"
#include "story/show_case.h"
#include "story/work_case.h"

namespace styk::http {

namespace {

using casework::Case;
using story::CaseWork;

// What every verb is: the case of the path, as it is after.
template <class Do>
Answer work_on(House& house, const Call& call, const Do& work) {
    const CaseWriter writer(house, call);
    CaseWork desk(house.intake(), {writer.sight(), call.change()});
    const Case done = work(desk, call.id<Case>());
    return with_etag(json_answer(200, writer.whole_json(done)), done.revision);
}

json::Value body_or_none(const Call& call) {
    return call.request.body.empty() ? json::Value(json::Object()) : call.body();
}

Answer acknowledge(House& house, const Call& call) {
    return work_on(house, call, [](CaseWork& desk, const auto& id) {
        return desk.acknowledge(id);
    });
}

Answer investigate(House& house, const Call& call) {
    return work_on(house, call, [](CaseWork& desk, const auto& id) {
        return desk.investigate(id);
    });
}

Answer assess(House& house, const Call& call) {
    const json::Value body = body_or_none(call);
    BodyFields in(body);
    story::Assessment said;
    said.severity = in.whole("severity");
    said.complexity = in.whole("complexity");
    said.impact = in.whole("impact");
    said.safety = in.flag("safety");
    said.remedy_sought = in.text("remedy_sought");
    in.end();
    return work_on(house, call, [&](CaseWork& desk, const auto& id) {
        return desk.assess(id, said);
    });
}

// {text}: what the log keeps.
template <class Do>
Answer with_text(House& house, const Call& call, const Do& work) {
    const json::Value body = body_or_none(call);
    BodyFields in(body);
    const auto text = in.text("text").value_or("");
    in.end();
    return work_on(house, call, [&](CaseWork& desk, const auto& id) {
        return work(desk, id, text);
    });
}

Answer note(House& house, const Call& call) {
    return with_text(house, call, [](CaseWork& desk, const auto& id, const std::string& text) {
        return desk.note(id, text);
    });
}

Answer reopen(House& house, const Call& call) {
    return with_text(house, call, [](CaseWork& desk, const auto& id, const std::string& text) {
        return desk.reopen(id, text);
    });
}

Answer answered(House& house, const Call& call) {
    return with_text(house, call, [](CaseWork& desk, const auto& id, const std::string& text) {
        return desk.answered(id, text);
    });
}

Answer hand_over(House& house, const Call& call) {
    const json::Value body = body_or_none(call);
    BodyFields in(body);
    story::HandOver to;
    to.owner_id = in.text("owner_id");
    to.department_id = in.text("department_id");
    to.text = in.text("text").value_or("");
    in.end();
    const CaseWriter writer(house, call);
    CaseWork desk(house.intake(), {writer.sight(), call.change()});
    (void)writer.load(call.id<Case>());
    const Case done = desk.hand_over(call.id<Case>(), to);
    // Who hands a case over may not see it any more; this answer still tells them what became of
    // it.
    return with_etag(json_answer(200, writer.whole_json(done)), done.revision);
}

Answer merge(House& house, const Call& call) {
    const json::Value body = body_or_none(call);
    BodyFields in(body);
    const auto text = in.text("into");
    const auto into = text ? Id<Case>::parse(*text) : std::nullopt;
    if (!into) {
        in.say("into", "must be the id of another case");
    }
    in.end();
    return work_on(house, call, [&](CaseWork& desk, const auto& id) {
        return desk.merge(id, *into);
    });
}

Answer close(House& house, const Call& call) {
    const json::Value body = body_or_none(call);
    BodyFields in(body);
    story::Closing how;
    how.cause_id = in.text("cause_id");
    how.lesson = in.text("lesson").value_or("");
    how.outcome = in.text("outcome");
    how.external_route = in.text("external_route");
    how.publish_lesson = in.flag("publish_lesson").value_or(false);
    in.end();
    return work_on(house, call, [&](CaseWork& desk, const auto& id) {
        return desk.close(id, how);
    });
}

Answer propose(House& house, const Call& call) {
    const json::Value body = body_or_none(call);
    BodyFields in(body);
    const auto text = in.text("text").value_or("");
    const auto name = in.text("name").value_or("");
    in.end();
    const CaseWriter writer(house, call);
    const Case one = writer.load(call.id<Case>());
    const auto similar = writer.view(one).similar.n;
    CaseWork desk(house.intake(), {writer.sight(), call.change()});
    (void)desk.propose(one.id, name, text, similar);
    const Case done = writer.load(one.id);
    return with_etag(json_answer(200, writer.whole_json(done)), done.revision);
}

struct Verb {
    const char* name;
    Answer (*handler)(House&, const Call&);
    const char* takes;
    const char* summary;
};

constexpr Verb verbs[] = {
    {"acknowledge", acknowledge, "", "The customer knows that it was received"},
    {"assess", assess, "case_assessment", "How grave, how hard, how wide it is"},
    {"investigate", investigate, "", "It is looked into"},
    {"answered", answered, "case_text", "The customer was answered elsewhere: by phone, in person"},
    {"note", note, "case_text", "Write into the log"},
    {"hand_over", hand_over, "case_hand_over", "Give it to another person or department"},
    {"merge", merge, "case_merge", "It is the same as another case, which stays"},
    {"close", close, "case_closing", "Close it, with cause and lesson"},
    {"reopen", reopen, "case_text", "Open it again, with new deadlines"},
    {"propose_for_all", propose, "case_proposal", "Propose what this customer asks for all"},
};

}  // namespace

void add_case_work_routes(Router& router, House& house) {
    for (const Verb& verb : verbs) {
        router.add(
            net::Method::post,
            std::string("/api/v1/cases/{id}/") + verb.name,
            logged_in,
            with(house, verb.handler),
            {.summary = verb.summary, .takes = verb.takes, .gives = "case"}
        );
    }
}

}  // namespace styk::http
