// All events of a register, for tests: read back from the ledger as a follower would parse them.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_EVENTS_FOR_TEST_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_EVENTS_FOR_TEST_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/ledger/ledger.h"
#include "mingce/feed/v1/feed.pb.h"
#include "mingce/registry/events/v1/events.pb.h"

namespace mingce::registry {

inline std::vector<feed::v1::Event> AllEvents(const ledger::Ledger& ledger) {
  std::vector<feed::v1::Event> events;
  const ledger::EventPage page = ledger.ReadEvents({}, 1'000'000, 1 << 30).value();
  for (const std::string& payload : page.payloads) {
    EXPECT_TRUE(events.emplace_back().ParseFromString(payload));
  }
  return events;
}

// The data of an event that has to be a `Data`.
template <typename Data>
Data DataOf(const feed::v1::Event& event) {
  Data data;
  EXPECT_EQ(event.type(), Data::descriptor()->full_name());
  EXPECT_TRUE(event.data().UnpackTo(&data));
  return data;
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_EVENTS_FOR_TEST_H_
