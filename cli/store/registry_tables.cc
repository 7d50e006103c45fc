#include "cli/store/registry_tables.h"

#include <map>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "cli/store/key_parts.h"
#include "cli/store/ledger_tables.h"
#include "cli/store/organization_tables.h"
#include "cli/store/registry_events.h"
#include "cli/store/registry_relations.h"
#include "cli/store/revisions.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "mingce/registry/storage/v1/rows.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::cli::store {
namespace {

namespace events = registry::events::v1;
namespace rows = registry::storage::v1;

std::string OrganizationName(const std::string& id) {
  return id.empty() ? "" : absl::StrCat("organizations/", id);
}

class Registry final : public Tables {
 public:
  explicit Registry(const Look& look)
      : look_(look),
        events_(look),
        organizations_(look),
        ledger_(look, "registry",
                [this](const feed::v1::Event& event) { return events_.Take(event); }) {}

  bool Row(std::uint8_t table, absl::string_view key, absl::string_view value) override;
  absl::Status End() override;
  Totals totals() const override {
    return {.events = ledger_.events(),
            .audit_entries = ledger_.audit_entries(),
            .organizations = organizations_.organizations()};
  }

 private:
  struct Plans {
    std::int64_t named = 0;  // by the campaign
    Revisions there;
    std::int64_t newest = 0;
  };
  using Handler = void (Registry::*)(absl::string_view key, absl::string_view value);
  static Handler HandlerOf(std::uint8_t table);

  void Cursor(absl::string_view key, absl::string_view value);
  void Campaign(absl::string_view key, absl::string_view value);
  void QuotaPlan(absl::string_view key, absl::string_view value);
  void Form(absl::string_view key, absl::string_view value);
  void FormOrder(absl::string_view key, absl::string_view value);
  void CodeList(absl::string_view key, absl::string_view value);
  void RoleGrant(absl::string_view key, absl::string_view value);
  void GrantOfIdentity(absl::string_view key, absl::string_view value);
  void IdentityBlock(absl::string_view key, absl::string_view value);
  void ClockConfirmation(absl::string_view key, absl::string_view value);
  void Membership(absl::string_view key, absl::string_view value);
  void Occupancy(absl::string_view key, absl::string_view value);

  // The id that is all of the key; reads the row. False, and told, for another key or value.
  bool Read(const char* table, absl::string_view key, absl::string_view value, std::string* id,
            google::protobuf::Message* row);

  const Look look_;
  RegistryEvents events_;
  OrganizationTables organizations_;
  LedgerTables ledger_;
  std::map<std::string, Plans> plans_;                          // by campaign
  absl::flat_hash_map<std::string, std::int64_t> memberships_;  // by organisation, not ended
};

Registry::Handler Registry::HandlerOf(std::uint8_t table) {
  switch (table) {
    case kFeedCursorTable:
      return &Registry::Cursor;
    case kCampaignTable:
      return &Registry::Campaign;
    case kQuotaPlanTable:
      return &Registry::QuotaPlan;
    case kFormTable:
      return &Registry::Form;
    case kFormOrderTable:
      return &Registry::FormOrder;
    case kCodeListTable:
      return &Registry::CodeList;
    case kRoleGrantTable:
      return &Registry::RoleGrant;
    case kGrantOfIdentityTable:
      return &Registry::GrantOfIdentity;
    case kIdentityBlockTable:
      return &Registry::IdentityBlock;
    case kClockConfirmationTable:
      return &Registry::ClockConfirmation;
    case kMembershipTable:
      return &Registry::Membership;
    case kOccupancyTable:
      return &Registry::Occupancy;
    default:
      return nullptr;
  }
}

bool Registry::Row(std::uint8_t table, absl::string_view key, absl::string_view value) {
  if (const Handler handler = HandlerOf(table); handler != nullptr) {
    (this->*handler)(key, value);
    return true;
  }
  return organizations_.Row(table, key, value) || ledger_.Row(table, key, value);
}

bool Registry::Read(const char* table, absl::string_view key, absl::string_view value,
                    std::string* id, google::protobuf::Message* row) {
  KeyParts parts(key, 1);
  *id = parts.Text();
  const bool is_key = parts.done() && !id->empty();
  if (is_key && Parse(value, row)) return true;
  look_.findings->Add(is_key ? UnreadableRow(table, key) : UnknownRow(table, key));
  return false;
}

void Registry::Cursor(absl::string_view key, absl::string_view value) {
  std::string feed;
  type::Cursor cursor;
  if (!ReadCursor(key, value, {"members"}, &feed, &cursor)) {
    look_.findings->Add(UnreadableRow("feed cursor", key));
  }
}

void Registry::Campaign(absl::string_view key, absl::string_view value) {
  std::string id;
  rows::CampaignRow row;
  if (!Read(kCampaigns.table, key, value, &id, &row)) return;
  events::CampaignCreated said;
  said.set_campaign(absl::StrCat("campaigns/", id));
  said.set_title(row.title());
  said.set_organization(OrganizationName(row.organization()));
  *said.mutable_start_on() = row.start_on();
  *said.mutable_forms_due_on() = row.forms_due_on();
  *said.mutable_entry_due_on() = row.entry_due_on();
  said.set_target(row.target());
  said.set_organization_form(absl::StrCat("forms/", row.organization_form()));
  said.set_member_form(absl::StrCat("forms/", row.member_form()));
  look_.matching->Found(kCampaigns, key, BytesOf(said), id);
  plans_[id].named = row.quota_revision();
}

void Registry::QuotaPlan(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::string campaign = parts.Text();
  const std::int64_t revision = parts.I64();
  if (!parts.done()) return look_.findings->Add(UnknownRow(kQuotaPlans.table, key));
  rows::QuotaPlanRow row;
  if (!Parse(value, &row)) return look_.findings->Add(UnreadableRow(kQuotaPlans.table, key));
  events::QuotaPlanSet said;
  said.set_campaign(absl::StrCat("campaigns/", campaign));
  said.set_revision(revision);
  said.set_document_number(row.document_number());
  *said.mutable_effective_on() = row.effective_on();
  for (const rows::QuotaRow& quota : row.quotas()) {
    events::QuotaPlanSet::Quota* one = said.add_quotas();
    one->set_section(quota.section());
    one->set_seq(quota.seq());
    one->set_title(quota.title());
    one->set_target(quota.target());
    one->set_organization(OrganizationName(quota.organization()));
  }
  look_.matching->Found(kQuotaPlans, key, Dated(said, row.recorded_micros()), campaign);
  Plans& plans = plans_[campaign];
  plans.there.Add(revision);
  plans.newest = std::max(plans.newest, revision);
}

void Registry::Form(absl::string_view key, absl::string_view value) {
  std::string id;
  type::Form form;
  if (!Read(kForms.table, key, value, &id, &form)) return;
  look_.matching->Found(kForms, key, BytesOf(form), id);
}

void Registry::FormOrder(absl::string_view key, absl::string_view value) {
  look_.matching->Found(kFormOrder, key, value, value);
}

void Registry::CodeList(absl::string_view key, absl::string_view value) {
  std::string id;
  type::CodeList list;
  if (!Read(kCodeLists.table, key, value, &id, &list)) return;
  look_.matching->Found(kCodeLists, key, BytesOf(list), id);
}

void Registry::RoleGrant(absl::string_view key, absl::string_view value) {
  std::string id;
  rows::RoleGrantRow row;
  if (!Read(kRoleGrants.table, key, value, &id, &row)) return;
  events::RoleGrant said;
  said.set_name(absl::StrCat("roleGrants/", id));
  said.set_identity(row.identity());
  said.set_role(row.role());
  said.set_organization(OrganizationName(row.organization()));
  *said.mutable_effective_on() = row.effective_on();
  if (row.has_until()) *said.mutable_until() = row.until();
  if (row.has_question_limits()) *said.mutable_question_limits() = row.question_limits();
  look_.matching->Found(kRoleGrants, key, Dated(said, row.granted_micros()), id);
  if (!row.revoked_by().empty()) {
    said.set_revoked(true);
    look_.matching->Found(kWithdrawals, key, Dated(said, row.revoked_micros()), id);
  }
  look_.matching->Expect(kGrantsOfIdentity,
                         Key(kGrantOfIdentityTable).Text(row.identity()).Text(id).str(), "", id);
}

void Registry::GrantOfIdentity(absl::string_view key, absl::string_view value) {
  look_.matching->Found(kGrantsOfIdentity, key, value);
}

void Registry::IdentityBlock(absl::string_view key, absl::string_view value) {
  std::string identity;
  rows::IdentityBlockRow row;
  if (!Read(kIdentityBlocks.table, key, value, &identity, &row)) return;
  events::IdentityBlocked said;
  said.set_identity(identity);
  said.set_blocked(row.blocked());
  look_.matching->Found(kIdentityBlocks, key, Dated(said, row.recorded_micros()));
}

void Registry::ClockConfirmation(absl::string_view key, absl::string_view value) {
  std::string event;
  rows::ClockConfirmationRow row;
  if (!Read(kClockConfirmations.table, key, value, &event, &row)) return;
  events::ClockConfirmed said;
  said.set_event(event);
  look_.matching->Found(kClockConfirmations, key, Dated(said, row.recorded_micros()));
}

void Registry::Membership(absl::string_view key, absl::string_view value) {
  std::string member;
  rows::MembershipRow row;
  if (!Read("membership", key, value, &member, &row)) return;
  if (!IsId(member) || !IsId(row.organization()) || row.revision() < 1 ||
      !DayNumberOf(row.effective_on()).has_value()) {
    return look_.findings->Add(UnreadableRow("membership", key));
  }
  if (!row.ended()) ++memberships_[row.organization()];
}

void Registry::Occupancy(absl::string_view key, absl::string_view value) {
  std::string organization;
  rows::OccupancyRow row;
  if (!Read(kOccupancy.table, key, value, &organization, &row)) return;
  look_.matching->Found(kOccupancy, key, absl::StrCat(row.members()), organization);
}

absl::Status Registry::End() {
  events_.End();
  ledger_.End();
  for (const auto& [organization, members] : memberships_) {
    look_.matching->Expect(kOccupancy, Key(kOccupancyTable).Text(organization).str(),
                           absl::StrCat(members), organization);
  }
  for (const auto& [campaign, plans] : plans_) {
    const std::string key = Key(kCampaignTable).Text(campaign).str();
    plans.there.Check(kQuotaPlans.table, key, campaign, look_.findings);
    if (plans.named == plans.newest) continue;
    look_.findings->Add({.reason = "CURRENT_ROW_WRONG",
                         .table = kCampaigns.table,
                         .key = key,
                         .subject = campaign,
                         .right = Fill("采集工作应指向最新一次目标分配，即第 $0 次修订",
                                       "the campaign names the newest revision of its quota plan, "
                                       "which is $0",
                                       plans.newest)});
  }
  return organizations_.End();
}

}  // namespace

std::unique_ptr<Tables> RegistryTables(const Look& look) {
  return std::make_unique<Registry>(look);
}

}  // namespace mingce::cli::store
