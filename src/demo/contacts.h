// The booking line and the chat: who calls when, how long they wait, and who must call again.
#pragma once

#include <vector>

#include "demo/workshop.h"

namespace styk::demo {

class Contacts {
public:
    explicit Contacts(Workshop& shop) : shop_(shop), chance_(shop.chance_for(4)) {}

    void live(Day day);

private:
    struct Call {
        Day day = 0;
        int minute = 0;
        std::string customer;  // key; empty: nobody asked who it was
        bool chat = false;
        std::size_t topic = 0;
    };

    [[nodiscard]] Call first_call(Day day, bool chat);
    void take(const Call& call);
    [[nodiscard]] double wait_s(const Call& call);

    Workshop& shop_;
    Chance chance_;
    std::vector<Call> again_;  // who will be back
    int number_ = 0;
};

}  // namespace styk::demo
