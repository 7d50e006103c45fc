// A register for tests: real rules, rows and ledger over a store in memory, a clock that stands at
// 2019-11-10 noon in Beijing, and the campaign that deploy/ ships. Verbs are called as rpc/ calls
// them, and waited for.

#ifndef MINGCE_SERVICES_REGISTRY_APP_REGISTER_FOR_TEST_H_
#define MINGCE_SERVICES_REGISTRY_APP_REGISTER_FOR_TEST_H_

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/base/mutex.h"
#include "lib/kv/kv_store.h"
#include "lib/ledger/ledger.h"
#include "lib/seal/key_ring.h"
#include "lib/testing/fake_clock.h"
#include "mingce/type/form.pb.h"
#include "services/registry/app/campaign_folder_for_test.h"
#include "services/registry/app/change_organization.h"
#include "services/registry/app/import_organizations.h"
#include "services/registry/app/quota_plans.h"
#include "services/registry/app/register.h"
#include "services/registry/storage/events_for_test.h"
#include "services/registry/storage/living_register.h"

namespace mingce::registry {

inline constexpr char kCampaignId[] = "taoyuan-2019";
inline constexpr char kFormId[] = "organization-2019-1";

// Sound codes of division 439999, which is not assigned; different for each `serial`.
std::string UnionCode(int serial, absl::string_view department = "81");
std::string UnitCode(int serial);

// A row of a workbook by the form's keys.
using Cells = std::map<std::string, std::string>;

// An officer of the whole register, whom every register knows from the beginning, and whoever was
// granted something since.
class AuthorityForTest final : public Authority {
 public:
  explicit AuthorityForTest(LivingRegister* living) : living_(living) {}
  access::Access AccessOf(absl::string_view identity, absl::CivilDay day) const override {
    return Of(living_->Decided().access(), identity, day);
  }
  static access::Access Of(const AccessFacts& facts, absl::string_view identity,
                           absl::CivilDay day);

 private:
  LivingRegister* const living_;
};

inline constexpr char kOfficer[] = "spiffe://test/person/officer";

class RegisterTest : public testing::Test {
 protected:
  RegisterTest();
  ~RegisterTest() override;

  std::string caller_ = kOfficer;

  // The state most tests begin with: forms and lists published, the county there, the campaign
  // open.
  void OpenCampaign();
  // One campaign more of the same county.
  void AddCampaign(const std::string& id);

  absl::StatusOr<type::CodeList> Publish(const type::CodeList& list);
  absl::StatusOr<type::Form> Publish(const type::Form& form);
  absl::StatusOr<OrganizationView> Create(std::optional<OrganizationId> parent,
                                          std::map<std::string, std::string> fields);
  // Below the county unless told; of kind 31 without codes.
  Organization MustCreate(const std::string& name, const std::string& kind = "31",
                          std::optional<OrganizationId> parent = std::nullopt);
  absl::StatusOr<OrganizationView> Update(const Organization& read,
                                          std::map<std::string, std::string> fields,
                                          std::optional<gb::Date> effective_on = std::nullopt);
  absl::StatusOr<OrganizationView> Move(const Organization& read, const OrganizationId& parent,
                                        std::optional<gb::Date> effective_on = std::nullopt);
  absl::StatusOr<OrganizationView> Close(const Organization& read);
  // How a row names the county as its parent.
  std::string CountyCell() const { return county().text(); }
  RowResult ImportOne(const Cells& row) { return Import({row}).value().front(); }
  // "field REASON" of each finding.
  static std::vector<std::string> Reasons(const RowResult& result) {
    std::vector<std::string> out;
    for (const type::Finding& finding : result.findings) {
      out.push_back(absl::StrCat(finding.field(), " ", finding.reason()));
    }
    return out;
  }
  absl::StatusOr<PlacedQuotaPlan> SetPlan(std::vector<QuotaRow> rows,
                                          std::string campaign = kCampaignId);

  // A complete, sound row by field key; `changes` replaces cells.
  static std::map<std::string, std::string> SoundRow(const std::string& parent, int serial,
                                                     std::map<std::string, std::string> changes);
  // Imports rows given by field key; the columns are those of all rows.
  absl::StatusOr<std::vector<RowResult>> Import(
      const std::vector<std::map<std::string, std::string>>& rows, bool validate_only = false);
  absl::StatusOr<std::vector<RowResult>> Import(OrganizationImport asked, Mutation mutation);

  Organization Read(const OrganizationId& id) const;
  std::vector<feed::v1::Event> Events() const { return AllEvents(*ledger_); }

  // A mutation with a new request id.
  static Mutation NewMutation(bool validate_only = false);
  // "": by `caller_`, as all verbs above are called.
  Call NewCall(const std::string& action = "registry.Test", const std::string& identity = "") const;

  // Calls a mutating verb and waits for its answer.
  template <typename Answer>
  static absl::StatusOr<Answer> Await(const std::function<void(Done<Answer>)>& verb) {
    Mutex mu;
    CondVar answered;
    std::optional<absl::StatusOr<Answer>> answer;
    verb([&](absl::StatusOr<Answer> got) {
      MutexLock lock(&mu);
      answer = std::move(got);
      answered.SignalAll();
    });
    MutexLock lock(&mu);
    while (!answer.has_value()) answered.WaitFor(&mu, absl::Seconds(10));
    return *std::move(answer);
  }

  const OrganizationId& county() const { return *county_; }

  FakeClock clock_;
  const seal::KeyRing keys_{seal::MasterKey::Generate()};
  const std::unique_ptr<kv::KvStore> store_;
  const std::unique_ptr<LivingRegister> living_;
  const AuthorityForTest authority_{living_.get()};
  const std::unique_ptr<ledger::Ledger> ledger_;
  bool members_known_ = true;  // the roll has been heard of just now
  const Register parts_;
  std::optional<OrganizationId> county_;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_REGISTER_FOR_TEST_H_
