// The feeds of the real services: a follower that begins with a snapshot equals one that read the
// stream from 1, wherever it begins and whatever is written meanwhile.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "absl/strings/str_cat.h"
#include "lib/testing/seed.h"
#include "mingce/members/events/v1/events.pb.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "tests/integration/register_for_tests.h"
#include "tests/integration/suite.h"

namespace mingce::tests {
namespace {

constexpr int kPositions = 100;

// What a follower holds: each version as its subject, since when it is known, and its bytes. Which
// event brought a version is not part of it.
using Held = std::map<std::string, std::string>;

class Reader {
 public:
  explicit Reader(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(feed::v1::Feed::NewStub(channel)) {}

  // All pages of one snapshot; the cursor to go on from.
  type::Cursor ReadSnapshot(Held* held) {
    feed::v1::SnapshotRequest request;
    for (;;) {
      feed::v1::SnapshotResponse page;
      EXPECT_EQ(Ask(*stub_, &feed::v1::Feed::Stub::Snapshot, request, &page), absl::OkStatus());
      for (const feed::v1::Event& event : page.events()) Hold(event, held);
      if (page.next_page_token().empty()) return page.cursor();
      request.set_page_token(page.next_page_token());
    }
  }

  // From `cursor` up to `until`, one at a time in sequence.
  void ReadTail(type::Cursor cursor, std::uint64_t until, Held* held) {
    while (cursor.sequence() < until) {
      feed::v1::FetchRequest request;
      *request.mutable_cursor() = cursor;
      feed::v1::FetchResponse response;
      ASSERT_EQ(Ask(*stub_, &feed::v1::Feed::Stub::Fetch, request, &response), absl::OkStatus());
      ASSERT_GT(response.events_size(), 0);
      for (const feed::v1::Event& event : response.events()) {
        if (event.sequence() <= until) Hold(event, held);
      }
      cursor = response.cursor();
    }
  }

  type::Head Head() {
    feed::v1::FetchResponse response;
    EXPECT_EQ(Ask(*stub_, &feed::v1::Feed::Stub::Fetch, feed::v1::FetchRequest(), &response),
              absl::OkStatus());
    return response.head();
  }

 private:
  static void Hold(const feed::v1::Event& event, Held* held) {
    registry::events::v1::OrganizationUpdated organization;
    members::events::v1::RecordChanged membership;
    std::string key = event.subject();
    std::string value = event.data().value();
    if (event.type().find("Organization") != std::string::npos) {
      ASSERT_TRUE(organization.ParseFromString(event.data().value()));
      absl::StrAppend(&key, " ", organization.organization().effective_on().ShortDebugString(), " ",
                      organization.organization().revision());
      value = organization.organization().SerializeAsString();
    } else if (event.source() == "mingce/members") {
      ASSERT_TRUE(membership.ParseFromString(event.data().value()));
      absl::StrAppend(&key, " ", membership.membership().effective_on().ShortDebugString(), " ",
                      membership.membership().revision());
      value = membership.membership().SerializeAsString();
    }
    (*held)[key] = value;
  }

  const std::unique_ptr<feed::v1::Feed::Stub> stub_;
};

class FeedTest : public RegisterTest {
 protected:
  // Writes with `write` as long as `positions` followers begin with a snapshot; then all are equal to
  // one that reads everything from 1.
  void ExpectAllEqual(Service service, const std::function<void(int)>& write) {
    const std::uint64_t seed = TestSeed();
    std::mt19937_64 random(seed);
    std::atomic<bool> stop = false;
    std::thread writer([&] {
      for (int i = 0; !stop; ++i) write(i);
    });
    Reader reader(suite_->ChannelTo(service, "partner/changde"));
    std::vector<std::pair<Held, type::Cursor>> followers(kPositions);
    for (auto& [held, cursor] : followers) {
      cursor = reader.ReadSnapshot(&held);
      std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
    }
    stop = true;
    writer.join();
    const std::uint64_t end = reader.Head().sequence();
    Held whole;
    reader.ReadTail({}, end, &whole);
    ASSERT_GT(followers.back().second.sequence(), followers.front().second.sequence())
        << "nothing was written meanwhile: void";
    for (auto& [held, cursor] : followers) {
      reader.ReadTail(cursor, end, &held);
      ASSERT_EQ(held, whole) << "from " << cursor.sequence() << ", seed " << seed;
    }
  }
};

TEST_F(FeedTest, ASnapshotOfTheRegistryAndItsTailAreTheWholeStream) {
  const std::string parent = UnitOf("县教育工会");
  ExpectAllEqual(Service::kRegistry, [&parent](int i) {
    // Unions of their own, and changes of one that stands, so that versions are made of both kinds.
    registry::v1::ImportOrganizationsResponse response;
    auto changed = OrganizationRow(9000, parent);
    changed["union_name"] = absl::StrCat("试验工会", i);
    EXPECT_EQ(Ask(suite_->registry(), &Registry::ImportOrganizations,
                  OrganizationImport({OrganizationRow(9001 + i, parent), changed}), &response),
              absl::OkStatus());
  });
}

TEST_F(FeedTest, ASnapshotOfTheMembersAndItsTailAreTheWholeStream) {
  ExpectAllEqual(Service::kMembers, [](int i) {
    auto row = MemberRow(20000 + i / 2, UnionCode(1));
    if (i % 2 == 0) row["employment_status"] = "";  // and then the record is made complete
    Import(MemberImport({row, MemberRow(40000 + i, UnionCode(2))}));
  });
}

}  // namespace
}  // namespace mingce::tests
