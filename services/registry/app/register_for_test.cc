#include "services/registry/app/register_for_test.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "lib/base/ids.h"
#include "lib/gb/credit_code.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/policy/roles.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/app/campaigns.h"
#include "services/registry/app/catalogue.h"
#include "services/registry/app/change_organization.h"
#include "services/registry/app/create_organization.h"
#include "services/registry/app/read_organizations.h"
#include "services/registry/storage/keys.h"

namespace mingce::registry {
namespace {

std::string Code(absl::string_view department, int serial) {
  const std::string eight = absl::StrFormat("%08d", serial);
  const std::string first17 = absl::StrCat(
      department, "439999", eight, std::string(1, gb::OrganizationCodeCheckCharacter(eight)));
  return absl::StrCat(first17, std::string(1, gb::CreditCodeCheckCharacter(first17)));
}

std::unique_ptr<ledger::Ledger> OpenLedger(kv::KvStore* store, const Clock* clock,
                                           ledger::EventListener* listener) {
  ledger::Options options;
  options.listener = listener;
  options.source = "mingce/registry";
  options.tables = {.meta = static_cast<std::uint8_t>(Table::kMeta),
                    .request = static_cast<std::uint8_t>(Table::kRequest),
                    .event = static_cast<std::uint8_t>(Table::kEvent),
                    .audit = static_cast<std::uint8_t>(Table::kAudit)};
  options.on_fatal = [](const absl::Status& status) {
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    std::abort();
  };
  return ledger::Ledger::Open(store, clock, std::move(options)).value();
}

}  // namespace

std::string UnionCode(int serial, absl::string_view department) { return Code(department, serial); }
std::string UnitCode(int serial) { return Code("12", serial); }

access::Access AuthorityForTest::Of(const AccessFacts& facts, absl::string_view identity,
                                    absl::CivilDay day) {
  const access::Grant officer{.id = "first",
                              .identity = kOfficer,
                              .permissions = policy::PermissionsOf(policy::v1::COUNTY_OFFICER),
                              .below = "",
                              .from = absl::CivilDay(1970, 1, 1),
                              .until = std::nullopt};
  return access::Access(facts.tree, facts.grants->With({access::GrantChange(officer)}), identity,
                        day);
}

RegisterTest::RegisterTest()
    : clock_(absl::FromUnixSeconds(1'573'358'400)),  // 2019-11-10 12:00 in Beijing
      store_(kv::OpenRocks({.directory = "/registry-test", .in_memory = true}).value()),
      living_(LivingRegister::Load(*store_).value()),
      ledger_(OpenLedger(store_.get(), &clock_, living_.get())),
      parts_{.store = store_.get(),
             .ledger = ledger_.get(),
             .keys = &keys_,
             .living = living_.get(),
             .authority = &authority_,
             .members_known = [this] { return members_known_; }} {}

RegisterTest::~RegisterTest() { ledger_->Drain(); }

void RegisterTest::OpenCampaign() {
  std::set<std::string> stems;
  const type::Form organization = FormFromFile("organization.json");
  const type::Form member = FormFromFile("member.json");
  for (const type::Form* form : {&organization, &member}) {
    for (const type::FormField& field : form->fields()) {
      for (const std::string& list : {field.code_list(), field.offered_code_list()}) {
        std::vector<std::string> parts = absl::StrSplit(list, '/');
        if (parts.size() == 2) stems.insert(parts[1].substr(0, parts[1].size() - 2));
      }
    }
  }
  for (const std::string& stem : stems) ASSERT_THAT(Publish(CodeListFromFile(stem)), IsOk());
  ASSERT_THAT(Publish(organization), IsOk());
  ASSERT_THAT(Publish(member), IsOk());
  const auto county = Create(std::nullopt, {{"union_name", "桃源县总工会"},
                                            {"union_short_name", "桃源县总工会"},
                                            {"union_kind", "13"},
                                            {"unit_name", "桃源县总工会"},
                                            {"unit_division", "430725"}});
  ASSERT_THAT(county, IsOk());
  county_ = county->organization.id;
  AddCampaign(kCampaignId);
}

void RegisterTest::AddCampaign(const std::string& id) {
  Campaign campaign(*county_);
  campaign.id = id;
  campaign.title = "2019年采集";
  campaign.document_number = "桃工发〔2019〕12号";
  campaign.start_on = {2019, 9, 25};
  campaign.forms_due_on = {2019, 11, 15};
  campaign.entry_due_on = {2019, 11, 30};
  campaign.target = 40'000;
  campaign.organization_form = kFormId;
  campaign.member_form = "member-2019-1";
  ASSERT_THAT(Await<Campaign>([&](Done<Campaign> done) {
                CreateCampaign(parts_, NewCall(), campaign, NewMutation(), std::move(done));
              }),
              IsOk());
}

absl::StatusOr<type::CodeList> RegisterTest::Publish(const type::CodeList& list) {
  return Await<type::CodeList>([&](Done<type::CodeList> done) {
    PublishCodeList(parts_, NewCall(), list.name().substr(list.name().find('/') + 1), list,
                    NewMutation(), std::move(done));
  });
}

absl::StatusOr<type::Form> RegisterTest::Publish(const type::Form& form) {
  return Await<type::Form>([&](Done<type::Form> done) {
    PublishForm(parts_, NewCall(), form.name().substr(form.name().find('/') + 1), form,
                NewMutation(), std::move(done));
  });
}

absl::StatusOr<OrganizationView> RegisterTest::Create(std::optional<OrganizationId> parent,
                                                      std::map<std::string, std::string> fields) {
  return Await<OrganizationView>([&](Done<OrganizationView> done) {
    CreateOrganization(parts_, NewCall("registry.CreateOrganization"),
                       {.parent = std::move(parent), .fields = std::move(fields), .aliases = {}},
                       NewMutation(), std::move(done));
  });
}

Organization RegisterTest::MustCreate(const std::string& name, const std::string& kind,
                                      std::optional<OrganizationId> parent) {
  const auto made =
      Create(parent.has_value() ? parent : county_, {{"union_name", name},
                                                     {"union_kind", kind},
                                                     {"unit_uscc_absent_reason", "1"},
                                                     {"union_uscc_absent_reason", "2"}});
  EXPECT_THAT(made, IsOk());
  return made->organization;
}

absl::StatusOr<OrganizationView> RegisterTest::Update(const Organization& read,
                                                      std::map<std::string, std::string> fields,
                                                      std::optional<gb::Date> effective_on) {
  return Await<OrganizationView>([&](Done<OrganizationView> done) {
    UpdateOrganization(
        parts_, NewCall(), {.id = read.id, .etag = EtagOf(read), .effective_on = effective_on},
        {.fields = std::move(fields), .add_aliases = {}}, NewMutation(), std::move(done));
  });
}

absl::StatusOr<OrganizationView> RegisterTest::Move(const Organization& read,
                                                    const OrganizationId& parent,
                                                    std::optional<gb::Date> effective_on) {
  return Await<OrganizationView>([&](Done<OrganizationView> done) {
    MoveOrganization(parts_, NewCall(),
                     {.id = read.id, .etag = EtagOf(read), .effective_on = effective_on}, parent,
                     NewMutation(), std::move(done));
  });
}

absl::StatusOr<OrganizationView> RegisterTest::Close(const Organization& read) {
  return Await<OrganizationView>([&](Done<OrganizationView> done) {
    CloseOrganization(parts_, NewCall(),
                      {.id = read.id, .etag = EtagOf(read), .effective_on = std::nullopt},
                      "桃工〔2019〕1号", NewMutation(), std::move(done));
  });
}

absl::StatusOr<PlacedQuotaPlan> RegisterTest::SetPlan(std::vector<QuotaRow> rows,
                                                      std::string campaign) {
  return Await<PlacedQuotaPlan>([&](Done<PlacedQuotaPlan> done) {
    SetQuotaPlan(parts_, NewCall(),
                 {.campaign = campaign,
                  .document_number = "桃工发〔2019〕12号",
                  .effective_on = std::nullopt,
                  .rows = std::move(rows)},
                 NewMutation(), std::move(done));
  });
}

std::map<std::string, std::string> RegisterTest::SoundRow(
    const std::string& parent, int serial, std::map<std::string, std::string> changes) {
  std::map<std::string, std::string> row = {
      {"unit_name", absl::StrCat("测试单位", serial)},
      {"unit_uscc", UnitCode(serial)},
      {"unit_uscc_absent_reason", ""},
      {"unit_address", "漳江街道"},
      {"unit_division", "430725"},
      {"unit_nature", "400"},
      {"economic_type", "1"},
      {"industry", "P"},
      {"employee_count", "120"},
      {"union_name", absl::StrCat("测试单位", serial, "工会委员会")},
      {"union_short_name", ""},
      {"aliases", ""},
      {"has_legal_person", "是"},
      {"union_uscc", UnionCode(serial)},
      {"union_uscc_absent_reason", ""},
      {"union_kind", "41"},
      {"parent_union", parent},
      {"established_on", "2005/03/18"},
      {"declared_member_count", "100"},
      {"chair_name", "张三"},
      {"chair_mobile", ""},
      {"contact_name", "欧阳小四"},
      {"contact_phone", "0736-6620000"},
  };
  for (auto& [key, value] : changes) row[key] = std::move(value);
  return row;
}

absl::StatusOr<std::vector<RowResult>> RegisterTest::Import(
    const std::vector<std::map<std::string, std::string>>& rows, bool validate_only) {
  OrganizationImport asked;
  asked.campaign = kCampaignId;
  std::set<std::string> columns;
  for (const auto& row : rows) {
    for (const auto& [key, value] : row) columns.insert(key);
  }
  asked.columns.assign(columns.begin(), columns.end());
  for (const auto& row : rows) {
    ImportRow& sent = asked.rows.emplace_back();
    sent.number = static_cast<std::uint32_t>(asked.rows.size() + 4);
    for (const std::string& column : asked.columns) {
      const auto cell = row.find(column);
      sent.cells.push_back(cell == row.end() ? "" : cell->second);
    }
  }
  return Import(std::move(asked), NewMutation(validate_only));
}

absl::StatusOr<std::vector<RowResult>> RegisterTest::Import(OrganizationImport asked,
                                                            Mutation mutation) {
  return Await<std::vector<RowResult>>([&](Done<std::vector<RowResult>> done) {
    ImportOrganizations(parts_, NewCall(), std::move(asked), std::move(mutation), std::move(done));
  });
}

Organization RegisterTest::Read(const OrganizationId& id) const {
  return GetOrganization(parts_, NewCall(), id, {}).value().organization;
}

Mutation RegisterTest::NewMutation(bool validate_only) {
  Mutation mutation;
  mutation.key.caller = kOfficer;
  mutation.key.request_id = NewUuid();
  mutation.validate_only = validate_only;
  return mutation;
}

Call RegisterTest::NewCall(const std::string& action, const std::string& by) const {
  const std::string& identity = by.empty() ? caller_ : by;
  Call call{
      .identity = identity,
      .action = action,
      .now = clock_.Now(),
      .deadline = clock_.Now() + absl::Seconds(10),
      .access = AuthorityForTest::Of(living_->Now()->access(), identity, BeijingDay(clock_.Now()))};
  call.audit->entry.actor = identity;
  call.audit->entry.action = action;
  return call;
}

}  // namespace mingce::registry
