// What writers of the demo firm's registers share: texts in its language, records with ids, those
// that are there already.
#pragma once

#include <string>
#include <string_view>

#include "db/record_store.h"
#include "demo/year.h"
#include "journey/touchpoint.h"
#include "people/user.h"
#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view demo_cx_manager = "alicja.borowska@bursztyn.example";
inline constexpr std::string_view demo_front_desk = "tomasz.rogala@bursztyn.example";

class DemoRegister {
public:
    DemoRegister(
        db::Tx& tx,
        const Intake& intake,
        const demo::Year& year,
        std::string_view language,
        const db::Change& by
    )
        : tx_(tx), intake_(intake), year_(year), language_(language), by_(by) {}

protected:
    [[nodiscard]] std::string said(const char* en, const char* pl, const char* ru) const {
        return language_ == "pl" ? pl : language_ == "ru" ? ru : en;
    }

    template <class T>
    void add(T& record) {
        record.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
        db::add(tx_, record, by_);
    }

    // Ids of what is there. Throws when it is not.
    [[nodiscard]] std::string touchpoint(std::string_view key) const;
    [[nodiscard]] Id<people::User> user(std::string_view email) const;
    [[nodiscard]] std::string department(std::string_view key) const;

    // "2026-08-20", so many days before the demo's last one.
    [[nodiscard]] std::string day_before(Day days) const;

    db::Tx& tx_;
    const Intake& intake_;
    const demo::Year& year_;
    std::string language_;
    const db::Change& by_;
};

}  // namespace styk::story
