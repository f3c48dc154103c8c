#include "story/erasure_list.h"

#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <limits>
#include <unistd.h>
#include <unordered_set>

#include "people/secret.h"
#include "privacy/erasure_store.h"
#include "story/erase_person.h"

namespace styk::story {

namespace {

using privacy::Erasure;

std::unordered_set<std::string> hashes_of(const std::vector<Erasure>& all) {
    std::unordered_set<std::string> out;
    for (const Erasure& one : all) {
        out.insert(one.subject_hash);
    }
    return out;
}

std::vector<Erasure> missing_in(
    const std::vector<Erasure>& there, const std::vector<Erasure>& wanted
) {
    const auto known = hashes_of(there);
    std::vector<Erasure> out;
    for (const Erasure& one : wanted) {
        if (!known.contains(one.subject_hash)) {
            out.push_back(one);
        }
    }
    return out;
}

std::vector<Erasure> all_in(db::Database& database) {
    auto all = database.read([](db::Reader& reader) {
        return privacy::list_erasures(reader, std::numeric_limits<int>::max());
    });
    std::reverse(all.begin(), all.end());  // the oldest first
    return all;
}

// Whole on the disk when it returns.
void write_at_end(const std::filesystem::path& file, const std::string& text) {
    const int open = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const bool written =
        open >= 0 && ::write(open, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const bool safe = written && ::fsync(open) == 0;
    if (open >= 0) {
        ::close(open);
    }
    if (!safe) {
        throw Fault("cannot write " + file.string());
    }
}

}  // namespace

ErasureList::Read ErasureList::read() const {
    Read out;
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
        const auto one = privacy::read_line(line, out.seal);
        if (!one) {
            out.damaged = true;
            break;
        }
        out.erasures.push_back(one->erasure);
        out.seal = one->seal;
    }
    return out;
}

void ErasureList::append(const std::vector<Erasure>& more, std::string seal) const {
    std::string text;
    for (const Erasure& one : more) {
        const std::string line = privacy::write_line(one, seal);
        seal = line.substr(line.rfind(' ') + 1);
        text += line + "\n";
    }
    write_at_end(file_, text);
}

ErasureList::Synced ErasureList::sync(const Intake& intake) {
    const std::lock_guard lock(mutex_);
    auto listed = read();
    if (listed.damaged) {
        // What is right stays; the rest is kept aside for whoever looks into it.
        std::filesystem::rename(file_, file_.string() + ".damaged");
        if (!listed.erasures.empty()) {
            append(listed.erasures, "");
        }
    }
    const auto stored = all_in(intake.database);
    const auto to_store = missing_in(stored, listed.erasures);
    const auto to_list = missing_in(listed.erasures, stored);
    if (!to_list.empty()) {
        append(to_list, listed.seal);
    }
    std::vector<std::string> ids(to_store.size());
    for (std::string& id : ids) {
        id = make_uuid_v7(intake.clock, intake.random).text();
    }
    if (!to_store.empty()) {
        intake.database.write([&](db::Tx& tx) {
            for (std::size_t i = 0; i < to_store.size(); ++i) {
                Erasure one = to_store[i];
                one.id = ids[i];
                privacy::add_erasure(tx, one);
            }
        });
    }
    return {
        listed.erasures.size() + to_list.size(), to_store.size(), to_list.size(), listed.damaged
    };
}

std::size_t ErasureList::forget_again(const Intake& intake) {
    const auto all = all_in(intake.database);
    const db::Change by{{"system", "", "Styk"}, intake.clock.now()};
    std::size_t again = 0;
    for (const auto subject : {privacy::Subject::customer, privacy::Subject::user}) {
        const auto returned = intake.database.read([&](db::Reader& reader) {
            return privacy::find_returned(reader, subject, all);
        });
        for (const std::string& id : returned) {
            const auto hash = people::hash_secret(id);
            const auto first = std::find_if(all.begin(), all.end(), [&](const Erasure& one) {
                return one.subject_hash == hash;
            });
            erase_person(intake, {subject, id, first->mode, first->reason}, by);
            ++again;
        }
    }
    return again;
}

}  // namespace styk::story
