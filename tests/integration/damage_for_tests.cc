#include "tests/integration/damage_for_tests.h"

#include <gmock/gmock.h>

#include <chrono>
#include <iterator>
#include <map>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/seal/chain.h"
#include "lib/testing/status_matchers.h"

namespace mingce::tests {

using Roles = registry::v1::RoleService::Stub;

namespace {

constexpr std::size_t kHashBytes = 32;

// Where a log's sequence and hash stand in the row of the head.
std::size_t InHead(std::uint8_t log) { return log == kEventTable ? 0 : 8 + kHashBytes; }

}  // namespace

void ExpectFound(const std::string& store, const std::vector<Damage>& damages) {
  for (const Damage& damage : damages) {
    StoreCopy copy(store);
    damage.plant(copy);
    copy.Close();
    const StoreVerdict verdict = CheckStore(copy.directory());
    EXPECT_THAT(verdict.findings, testing::UnorderedElementsAreArray(damage.findings))
        << damage.what << "\n"
        << verdict.said;
    EXPECT_EQ(verdict.exit_status, damage.findings.empty() ? 0 : 1) << damage.what;
  }
}

std::pair<std::string, std::string> RowOf(StoreCopy& store, std::uint8_t table, int n) {
  const std::map<std::string, std::string> rows = store.Table(table);
  return *std::next(rows.begin(), n < 0 ? static_cast<int>(rows.size()) + n : n);
}

Plant DeleteRow(std::uint8_t table, int n) {
  return [=](StoreCopy& store) { store.Delete(RowOf(store, table, n).first); };
}

Plant AppendToRow(std::uint8_t table, int n, std::string bytes) {
  return [=](StoreCopy& store) {
    const auto [key, value] = RowOf(store, table, n);
    store.Put(key, value + bytes);
  };
}

Plant PutRow(std::string key, std::string value) {
  return [=](StoreCopy& store) { store.Put(key, value); };
}

Plant SwapRows(std::uint8_t table, int one, int other) {
  return [=](StoreCopy& store) {
    const auto [first_key, first] = RowOf(store, table, one);
    const auto [second_key, second] = RowOf(store, table, other);
    store.Put(first_key, second);
    store.Put(second_key, first);
  };
}

std::string MetaKey(const std::string& name) {
  return absl::StrCat("\x01", name, std::string("\0\x01", 2));
}

Plant CutEnd(std::uint8_t log, int entries) {
  return [=](StoreCopy& store) {
    const auto [key, value] = RowOf(store, log, -1 - entries);
    for (int i = 0; i < entries; ++i) store.Delete(RowOf(store, log, -1).first);
    std::string head = store.Get(MetaKey("head"));
    head.replace(InHead(log), 8 + kHashBytes, key.substr(1) + value.substr(0, kHashBytes));
    store.Put(MetaKey("head"), head);
  };
}

Plant AlterAndHashAnew(std::uint8_t log, const std::string& one, const std::string& other) {
  return [=](StoreCopy& store) {
    seal::Digest hash = seal::kChainStart;
    for (const auto& [key, value] : store.Table(log)) {
      const std::string payload = absl::StrReplaceAll(value.substr(kHashBytes), {{one, other}});
      hash = seal::ChainHash(hash, payload);
      store.Put(key, absl::StrCat(seal::AsView(hash), payload));
    }
    std::string head = store.Get(MetaKey("head"));
    head.replace(InHead(log) + 8, kHashBytes, std::string(seal::AsView(hash)));
    store.Put(MetaKey("head"), head);
  };
}

void StoreCheckTest::SetUpTestSuite() {
  RegisterTest::SetUpTestSuite();
  std::map<std::string, std::string> retained = MemberRow(2, UnionCode(1));
  Import(MemberImport({MemberRow(1, UnionCode(1)), retained, MemberRow(3, UnionCode(2))}));
  retained["employment_status"] = "退休";
  Import(MemberImport({retained}));
  Check(Question(1), "partner/benefits");
  Check(Question(99), "partner/benefits");
  ChangeUnions();
  RevokeAndBlock();
  suite_->WaitUntilCaughtUp();
}

void StoreCheckTest::ChangeUnions() {
  registry::v1::Organization unit = UnitWithCode(UnionCode(1));
  registry::v1::UpdateOrganizationRequest update;
  update.set_name(unit.name());
  update.set_etag(unit.etag());
  (*update.mutable_fields())["union_name"] = "改名后的工会委员会";
  update.set_request_id(NewUuid());
  ASSERT_THAT(Ask(suite_->registry(), &Registry::UpdateOrganization, update, &unit), IsOk());
  registry::v1::MoveOrganizationRequest move;
  move.set_name(unit.name());
  move.set_etag(unit.etag());
  move.set_parent(UnitOf("县金融工会"));
  move.set_request_id(NewUuid());
  ASSERT_THAT(Ask(suite_->registry(), &Registry::MoveOrganization, move, &unit), IsOk());
  unit = UnitWithCode(UnionCode(3));
  registry::v1::CloseOrganizationRequest close;
  close.set_name(unit.name());
  close.set_etag(unit.etag());
  close.set_approval_document("桃工发〔2019〕20号");
  absl::Status closed;
  do {  // until the registry has heard the roll
    close.set_request_id(NewUuid());
    closed = Ask(suite_->registry(), &Registry::CloseOrganization, close, &unit);
  } while (ReasonOf(closed) == "MEMBERS_UNKNOWN");
  ASSERT_THAT(closed, IsOk());
}

void StoreCheckTest::RevokeAndBlock() {
  policy::v1::QuestionLimits limits;
  limits.set_misses_at_once(100);
  suite_->Grant("partner/benefits", policy::v1::BENEFIT_SYSTEM, "", limits);
  registry::v1::RevokeRoleRequest revoke;
  revoke.set_name(suite_->Grant("person/stranger", policy::v1::COLLECTOR, "", limits).name());
  revoke.set_document_number("桃工发〔2019〕31号");
  revoke.set_request_id(NewUuid());
  registry::v1::RoleGrant revoked;
  ASSERT_THAT(Ask(suite_->roles(), &Roles::RevokeRole, revoke, &revoked), IsOk());
  for (const bool blocked : {true, false, true}) {
    registry::v1::BlockIdentityRequest request;
    request.set_identity(Suite::UriOf("person/stranger"));
    request.set_blocked(blocked);
    request.set_document_number("报失单1");
    request.set_request_id(NewUuid());
    registry::v1::IdentityBlock block;
    ASSERT_THAT(Ask(suite_->roles(), &Roles::BlockIdentity, request, &block), IsOk());
  }
}

void StoreCheckTest::StopAll() {
  for (const Service service : {Service::kReporting, Service::kMembers, Service::kRegistry}) {
    ASSERT_EQ(suite_->Stop(service), 0);
  }
}

void StoreCheckTest::HoldNewestHeads(Service service) {
  ASSERT_EQ(suite_->Stop(service), 0);
  suite_->Start(service);
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    const std::string text = ReadFile(suite_->HeadsOf(service));
    const std::size_t last = text.rfind("{\"time\"");
    const double held =
        last == std::string::npos ? -1 : NumberAfter(text.substr(last), "\"audit_entries\":\"");
    if (held >= 0 && held == suite_->Reading(service, "audit_entries")) return;
    ASSERT_LT(std::chrono::steady_clock::now(), until) << text;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void StoreCheckTest::KillAll() {
  for (const Service service : {Service::kReporting, Service::kMembers, Service::kRegistry}) {
    suite_->Kill(service);
  }
}

}  // namespace mingce::tests
