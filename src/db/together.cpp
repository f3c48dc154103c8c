#include "db/together.h"

#include <utility>

namespace styk::db {

namespace {

thread_local bool together = false;  // as the deadline of DeadlineScope

}  // namespace

TogetherScope::TogetherScope(bool wanted) : outer_(std::exchange(together, wanted)) {}

TogetherScope::~TogetherScope() {
    together = outer_;
}

bool TogetherScope::holds() {
    return together;
}

}  // namespace styk::db
