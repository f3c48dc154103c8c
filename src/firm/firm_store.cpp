#include "firm/firm_store.h"

namespace styk::firm {

namespace {

std::optional<Firm> find_firm(db::Reader& reader) {
    const auto id = reader.find_text("SELECT id FROM firm ORDER BY created_at, id LIMIT 1");
    return id ? db::find_by<Firm>(reader, "id", *id) : std::nullopt;
}

}  // namespace

FirstFirm make_first_firm(const Clock& clock, Random& random) {
    FirstFirm first{.firm = {}, .channels = first_channels()};
    first.firm.id.uuid = make_uuid_v7(clock, random);
    first.firm.time_zone = time_zone_of_system();
    for (Channel& channel : first.channels) {
        channel.id.uuid = make_uuid_v7(clock, random);
    }
    return first;
}

void ensure_firm(db::Tx& tx, const FirstFirm& first, const db::Change& by) {
    // A second server that starts at the same moment waits here and then finds the firm.
    if (tx.dialect() == db::Dialect::postgresql) {
        tx.run("LOCK TABLE firm IN EXCLUSIVE MODE");
    }
    if (find_firm(tx)) {
        return;
    }
    Firm firm = first.firm;
    db::add(tx, firm, by);
    for (Channel channel : first.channels) {
        db::add(tx, channel, by);
    }
}

Firm load_firm(db::Reader& reader) {
    auto firm = find_firm(reader);
    if (!firm) {
        throw Fault("the database holds no firm: ensure_firm did not run");
    }
    return *std::move(firm);
}

void change_firm(db::Tx& tx, const Firm& before, Firm& after, const db::Change& by) {
    refuse_if(check(after));
    db::change(tx, before, after, by);
}

}  // namespace styk::firm
