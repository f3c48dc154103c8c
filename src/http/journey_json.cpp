#include "http/journey_json.h"

namespace styk::http {

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

}  // namespace styk::http
