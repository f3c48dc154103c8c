#include "db/along.h"

#include <utility>

#include "db/around_database.h"
#include "db/commits.h"

namespace styk::db {

namespace {

// Belongs to the work of one thread, as what it commits does (CommitScope).
thread_local AlongScope* current = nullptr;

class WithAlong final : public AroundDatabase {
public:
    using AroundDatabase::AroundDatabase;

    void write(const std::function<void(Tx&)>& work) override {
        if (auto* along = AlongScope::waiting()) {
            along->write(inner(), work);
        } else {
            inner().write(work);
        }
    }
};

}  // namespace

AlongScope::AlongScope(std::function<void(Tx&)> work) : work_(std::move(work)), outer_(current) {
    current = this;
}

AlongScope::~AlongScope() {
    current = outer_;
}

AlongScope* AlongScope::waiting() {
    return current == nullptr || current->written_ || AsideScope::lasts() ? nullptr : current;
}

void AlongScope::write(Database& database, const std::function<void(Tx&)>& with) {
    database.write([&](Tx& tx) {
        with(tx);
        work_(tx);
    });
    written_ = true;
}

std::unique_ptr<Database> with_along(std::unique_ptr<Database> database) {
    return std::make_unique<WithAlong>(std::move(database));
}

}  // namespace styk::db
