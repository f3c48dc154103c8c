#include "support/sample_firm.h"

#include "support/fixed.h"

namespace styk::test {

namespace {

// Gives each record its own id.
class Maker {
public:
    template <class T>
    T make(const std::string& key) {
        T made{};
        made.id.uuid = make_uuid_v7(clock_, random_);
        made.key = key;
        made.name = key;
        return made;
    }

    template <class T>
    std::vector<T> with_ids(std::vector<T> records) {
        for (T& one : records) {
            one.id.uuid = make_uuid_v7(clock_, random_);
        }
        return records;
    }

private:
    FixedClock clock_;
    CountingRandom random_;
};

std::vector<firm::Location> places(Maker& maker) {
    auto north = maker.make<firm::Location>("north");
    auto harbour = maker.make<firm::Location>("harbour");
    auto old_town = maker.make<firm::Location>("old_town");
    harbour.parent_id = north.id;
    old_town.parent_id = north.id;
    return {north, harbour, old_town, maker.make<firm::Location>("south")};
}

}  // namespace

std::shared_ptr<const feedback::Directory> sample_directory() {
    Maker maker;
    auto made = std::make_shared<feedback::Directory>(firm::Firm{});
    const auto arrive = maker.make<journey::Stage>("arrive");
    const auto reception = maker.make<people::Department>("reception");
    auto desk = maker.make<journey::Touchpoint>("desk");
    desk.stage_id = arrive.id;
    desk.departments =
        journey::write_departments({{reception.id, journey::DepartmentRole::accountable}});
    made->metrics = feedback::Register(maker.with_ids(metric::built_in_metrics()));
    made->touchpoints =
        feedback::Register<journey::Touchpoint>({desk, maker.make<journey::Touchpoint>("room")});
    made->stages = feedback::Register<journey::Stage>({arrive});
    made->departments = feedback::Register<people::Department>({reception});
    made->locations = feedback::Register(places(maker));
    made->channels = feedback::Register(maker.with_ids(firm::first_channels()));
    made->attributes = feedback::Register<firm::Attribute>(
        {maker.make<firm::Attribute>("class"), maker.make<firm::Attribute>("nights")}
    );
    return made;
}

}  // namespace styk::test
