#include "http/journey_json.h"

#include "journey/map_json.h"

namespace styk::http {

namespace {

json::Object clash_json(const story::MapClash& clash) {
    json::Value by = nullptr, at = nullptr;
    if (clash.theirs_by) {
        by = author_json(*clash.theirs_by);
        at = json::Value(to_rfc3339(clash.theirs_by->at));
    }
    return {
        {"path", path_json(clash.what.path)},
        {"yours", json::parse(clash.what.yours)},
        {"theirs", json::parse(clash.what.theirs)},
        {"by", std::move(by)},
        {"at", std::move(at)}
    };
}

// A problem like any other, with both texts beside.
Answer clash_answer(const story::MapOutcome& outcome) {
    json::Array problems, conflicts;
    for (const auto& clash : outcome.clashes) {
        std::string pointer;
        for (const auto& part : clash.what.path) {
            pointer += "/" + json::escape_pointer(part);
        }
        problems.push_back(
            json::Object{{"pointer", pointer}, {"message", "stands otherwise than you saw it"}}
        );
        conflicts.push_back(clash_json(clash));
    }
    Answer answer = json_answer(
        409,
        json::Object{
            {"type", "urn:styk:problem:conflict"},
            {"title", net::reason_of(409)},
            {"status", 409},
            {"detail", "Somebody changed the same cell. Nothing was written."},
            {"problems", std::move(problems)},
            {"conflicts", std::move(conflicts)},
            {"revision", outcome.revision}
        }
    );
    for (auto& [name, value] : answer.headers) {
        if (name == "Content-Type") {
            value = "application/problem+json";
        }
    }
    return answer;
}

}  // namespace

json::Object author_json(const journey::Doing& by) {
    return {{"id", by.id}, {"name", by.name}};
}

json::Object head_json(const journey::MapHead& head) {
    return {
        {"id", head.id},
        {"journey_id", head.journey_id.text()},
        {"kind", record::name_of_choice(head.kind)},
        {"name", head.name},
        {"steps", head.steps},
        {"revision", head.revision},
        {"created_at", to_rfc3339(head.created_at)},
        {"updated_at", to_rfc3339(head.updated_at)},
        {"updated_by", or_null(head.updated_by)}
    };
}

json::Array people_json(const std::vector<journey::Presence>& people) {
    json::Array out;
    for (const auto& one : people) {
        json::Value cell = nullptr;
        if (one.step_id) {
            cell = json::Object{{"step_id", *one.step_id}, {"lane", or_null(one.lane)}};
        }
        out.push_back(json::Object{
            {"user_id", one.user_id},
            {"name", one.name},
            {"cell", std::move(cell)},
            {"at", to_rfc3339(one.at)}
        });
    }
    return out;
}

json::Object comment_json(const journey::MapComment& one) {
    return {
        {"id", one.id},
        {"map_id", one.map_id},
        {"step_id", one.step_id},
        {"lane", or_null(one.lane)},
        {"text", one.text},
        {"by", author_json(one.by)},
        {"at", to_rfc3339(one.by.at)},
        {"changed_at", or_null(one.changed_at)},
        {"resolved_at", or_null(one.resolved_at)},
        {"resolved_by", or_null(one.resolved_by)}
    };
}

json::Object version_json(const journey::MapVersion& version) {
    return {
        {"id", version.id},
        {"number", version.number},
        {"name", version.name},
        {"note", or_null(version.note)},
        {"revision", version.revision},
        {"at", to_rfc3339(version.by.at)},
        {"by", author_json(version.by)}
    };
}

json::Object edit_json(const journey::StoredEdit& edit) {
    return {
        {"id", edit.id},
        {"revision", edit.revision},
        {"at", to_rfc3339(edit.by.at)},
        {"by", author_json(edit.by)},
        {"note", or_null(edit.note)},
        {"edits", journey::to_json(edit.edits)},
        {"undone_by", or_null(edit.undone_by)},
        {"undoes", or_null(edit.undoes)}
    };
}

json::Array path_json(const journey::Texts& path) {
    json::Array out;
    for (const auto& part : path) {
        out.emplace_back(part);
    }
    return out;
}

Answer outcome_answer(const story::MapOutcome& outcome, bool with_doc) {
    if (!outcome.clashes.empty()) {
        return clash_answer(outcome);
    }
    json::Object body{
        {"revision", outcome.revision},
        {"edit_id", or_null(outcome.edit_id)},
        {"edits", journey::to_json(outcome.edits)}
    };
    if (with_doc) {
        body["doc"] = journey::to_json(outcome.doc);
    }
    return json_answer(200, body);
}

}  // namespace styk::http
