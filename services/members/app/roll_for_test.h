// A roll for tests: real rules, rows, ledger and mirror over a store in memory, a clock that stands
// at 2019-11-10 noon in Beijing, and the campaign that deploy/ ships. Verbs are called as rpc/
// calls them, and waited for.

#ifndef MINGCE_SERVICES_MEMBERS_APP_ROLL_FOR_TEST_H_
#define MINGCE_SERVICES_MEMBERS_APP_ROLL_FOR_TEST_H_

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/audit/entry.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/fake_clock.h"
#include "mingce/feed/v1/feed.pb.h"
#include "services/members/app/check_eligibility.h"
#include "services/members/app/import_members.h"
#include "services/members/app/read_member.h"
#include "services/members/app/roll.h"
#include "services/registry/mirror/facts.h"

namespace mingce::members {

inline constexpr char kCampaign[] = "taoyuan-2019";

// A row of a workbook by the form's keys.
using Cells = std::map<std::string, std::string>;

// Person `n`, sound and complete enough to be registered with `unit`.
Cells PersonCells(int n, const std::string& unit);

// Union `n`: its id, code and name.
OrganizationId UnitId(int n);
std::string UnionCode(int n);

// A ledger in front of which something can happen between deciding and putting.
class MeanwhileLedger final : public ledger::Ledger {
 public:
  explicit MeanwhileLedger(std::unique_ptr<ledger::Ledger> ledger) : ledger_(std::move(ledger)) {}

  // Done once, before the next command is handed on.
  void Meanwhile(std::function<void()> meanwhile) { meanwhile_ = std::move(meanwhile); }

  void Submit(ledger::Command command) override {
    if (const auto meanwhile = std::exchange(meanwhile_, nullptr)) meanwhile();
    ledger_->Submit(std::move(command));
  }
  ledger::Cursor Head() const override { return ledger_->Head(); }
  absl::StatusOr<ledger::Cursor> HeadIn(const kv::Reader& moment) const override {
    return ledger_->HeadIn(moment);
  }
  absl::string_view source() const override { return ledger_->source(); }
  ledger::AuditHead NewestAudit() const override { return ledger_->NewestAudit(); }
  absl::StatusOr<ledger::EventPage> ReadEvents(const ledger::Cursor& cursor, std::size_t max_events,
                                               std::size_t max_bytes) const override {
    return ledger_->ReadEvents(cursor, max_events, max_bytes);
  }
  void WaitForEvents(std::uint64_t sequence, absl::Time deadline) const override {
    ledger_->WaitForEvents(sequence, deadline);
  }
  void ReleaseWaiters() override { ledger_->ReleaseWaiters(); }
  ledger::Statistics statistics() const override { return ledger_->statistics(); }
  void Drain() override { ledger_->Drain(); }

 private:
  const std::unique_ptr<ledger::Ledger> ledger_;
  std::function<void()> meanwhile_;
};

inline constexpr char kOfficer[] = "spiffe://test/person/officer";

// An officer of the whole register, and whoever was granted something in the registry.
class AuthorityForTest final : public Authority {
 public:
  explicit AuthorityForTest(const registry::mirror::Mirror* mirror) : mirror_(mirror) {}
  access::Access AccessOf(absl::string_view identity, absl::CivilDay day) const override;

 private:
  const registry::mirror::Mirror* const mirror_;
};

class RollTest : public testing::Test {
 protected:
  RollTest();
  ~RollTest() override;

  // The forms, lists and the campaign, the county and open unions 1 to 3, as the registry says
  // them.
  void OpenCampaign();
  // A version of union `n`, holding from today.
  registry::mirror::Organization UnitFacts(int n) const;
  void Publish(int n, const registry::mirror::Organization& facts);

  absl::StatusOr<std::vector<RowResult>> Import(const std::vector<Cells>& rows);
  absl::StatusOr<std::vector<RowResult>> Import(const std::vector<Cells>& rows,
                                                const ImportRequest& request);
  // The only row's result.
  RowResult ImportOne(const Cells& row);
  absl::StatusOr<MaskedMember> Get(const std::string& member, const ReadTime& when = {});
  absl::StatusOr<EligibilityAnswer> Check(const std::vector<Cells>& persons,
                                          EligibilityQuestion question = Question());
  static EligibilityQuestion Question();

  Call NewCall(std::string action = "members.Test", std::string identity = kOfficer) const;
  // As the registry says it.
  void Publish(const registry::mirror::RoleGrant& grant);
  // All events of this service, from the first.
  std::vector<feed::v1::Event> Events() const;
  // All audit entries that verbs wrote with what they changed.
  std::vector<audit::Entry> Audit() const;
  // What the last call that changed nothing said it touched.
  std::vector<audit::Entry> Touched() const { return touched_; }
  void Keep(const Call& call);

  FakeClock clock_;
  const seal::KeyRing ring_;
  const std::unique_ptr<kv::KvStore> store_;
  MeanwhileLedger ledger_;
  const std::unique_ptr<registry::mirror::Mirror> mirror_;
  const AuthorityForTest authority_;
  Questions questions_;
  const Roll roll_;
  std::vector<audit::Entry> touched_;
  std::string last_answer_;  // of the last import: how it was encoded

 private:
  void Apply(const std::vector<feed::v1::Event>& events);

  std::uint64_t registry_sequence_ = 0;
  std::map<int, std::int64_t> revisions_;
};

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_ROLL_FOR_TEST_H_
