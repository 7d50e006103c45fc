#include "services/registry/storage/event_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "mingce/registry/events/v1/events.pb.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

void SetTime(absl::Time time, google::protobuf::Timestamp* proto) {
  const std::int64_t micros = absl::ToUnixMicros(time);
  std::int64_t seconds = micros / 1'000'000;
  std::int64_t rest = micros % 1'000'000;
  if (rest < 0) {
    rest += 1'000'000;
    --seconds;
  }
  proto->set_seconds(seconds);
  proto->set_nanos(static_cast<std::int32_t>(rest * 1000));
}

// Fills the envelope of `event`, whose data is there already, and appends it.
void Append(absl::string_view type, std::string subject, absl::Time time,
            const std::string& request_id, events::v1::Event event,
            ledger::Transaction* transaction) {
  const std::uint64_t sequence = transaction->next_event_sequence();
  event.set_id(absl::StrCat(transaction->epoch(), "-", sequence));
  event.set_source("mingce/registry");
  event.set_type(std::string(type));
  event.set_subject(std::move(subject));
  SetTime(time, event.mutable_time());
  SetTime(transaction->now(), event.mutable_recorded_time());
  event.set_sequence(sequence);
  event.set_correlation_id(request_id);
  transaction->AppendEvent(event.SerializeAsString());
}

void SetSnapshot(const Organization& organization, const UnionKinds& kinds,
                 events::v1::OrganizationSnapshot* proto) {
  proto->set_name(organization.id.ResourceName());
  if (organization.parent) proto->set_parent(organization.parent->ResourceName());
  proto->set_union_name(organization.union_name);
  proto->set_unit_name(organization.unit_name);
  proto->set_union_kind_code(organization.union_kind);
  proto->set_union_uscc(organization.union_uscc);
  proto->set_unit_uscc(organization.unit_uscc);
  for (const std::string& name : organization.OtherNames()) proto->add_aliases(name);
  proto->set_collected(organization.collected);
  proto->set_closed(organization.closed);
  proto->set_may_own_members(kinds.MayOwnMembers(organization.union_kind));
  if (organization.collected && organization.established_on) {
    SetDate(*organization.established_on, proto->mutable_established_on());
  }
}

}  // namespace

void EventLog::OrganizationCreated(const Organization& now, const UnionKinds& kinds,
                                   absl::Time time) {
  events::v1::Event event;
  SetSnapshot(now, kinds, event.mutable_organization_created()->mutable_organization());
  Append("OrganizationCreated", now.id.ResourceName(), time, request_id_, std::move(event),
         transaction_);
}

void EventLog::OrganizationChanged(const Organization& before, const Organization& now,
                                   const UnionKinds& kinds, absl::Time time) {
  events::v1::Event event;
  absl::string_view type = "OrganizationUpdated";
  if (now.closed && !before.closed) {
    type = "OrganizationClosed";
    SetSnapshot(now, kinds, event.mutable_organization_closed()->mutable_organization());
  } else if (now.parent != before.parent) {
    type = "OrganizationMoved";
    SetSnapshot(now, kinds, event.mutable_organization_moved()->mutable_organization());
    if (before.parent) {
      event.mutable_organization_moved()->set_previous_parent(before.parent->ResourceName());
    }
  } else {
    SetSnapshot(now, kinds, event.mutable_organization_updated()->mutable_organization());
  }
  Append(type, now.id.ResourceName(), time, request_id_, std::move(event), transaction_);
}

void EventLog::CodeListPublished(const type::CodeList& list) {
  events::v1::Event event;
  *event.mutable_code_list_published()->mutable_code_list() = list;
  Append("CodeListPublished", list.name(), transaction_->now(), request_id_, std::move(event),
         transaction_);
}

void EventLog::FormPublished(const type::Form& form) {
  events::v1::Event event;
  *event.mutable_form_published()->mutable_form() = form;
  Append("FormPublished", form.name(), transaction_->now(), request_id_, std::move(event),
         transaction_);
}

void EventLog::CampaignCreated(const Campaign& campaign) {
  events::v1::Event event;
  events::v1::CampaignCreated* data = event.mutable_campaign_created();
  data->set_campaign(absl::StrCat("campaigns/", campaign.id));
  data->set_title(campaign.title);
  data->set_organization(campaign.organization.ResourceName());
  SetDate(campaign.start_on, data->mutable_start_on());
  SetDate(campaign.forms_due_on, data->mutable_forms_due_on());
  SetDate(campaign.entry_due_on, data->mutable_entry_due_on());
  data->set_target(campaign.target);
  data->set_organization_form(absl::StrCat("forms/", campaign.organization_form));
  data->set_member_form(absl::StrCat("forms/", campaign.member_form));
  Append("CampaignCreated", data->campaign(), transaction_->now(), request_id_, event,
         transaction_);
}

void EventLog::QuotaPlanSet(absl::string_view campaign, std::int64_t revision,
                            const QuotaPlan& plan) {
  events::v1::Event event;
  events::v1::QuotaPlanSet* data = event.mutable_quota_plan_set();
  data->set_campaign(absl::StrCat("campaigns/", campaign));
  data->set_revision(revision);
  data->set_document_number(plan.document_number);
  SetDate(plan.effective_on, data->mutable_effective_on());
  for (const QuotaRow& row : plan.rows) {
    events::v1::QuotaPlanSet::Quota* quota = data->add_quotas();
    quota->set_section(row.section);
    quota->set_seq(row.seq);
    quota->set_title(row.title);
    quota->set_target(row.target);
    if (row.organization) quota->set_organization(row.organization->ResourceName());
  }
  Append("QuotaPlanSet", absl::StrCat("campaigns/", campaign, "/quotaPlans/", revision),
         transaction_->now(), request_id_, event, transaction_);
}

}  // namespace mingce::registry
