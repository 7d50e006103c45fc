// Fields that the wire, the rows and the events spell alike.

#ifndef MINGCE_SERVICES_REGISTRY_STORAGE_SAME_FIELDS_H_
#define MINGCE_SERVICES_REGISTRY_STORAGE_SAME_FIELDS_H_

#include "lib/base/time_proto.h"
#include "lib/gb/date.h"
#include "lib/policy/question_limits_proto.h"
#include "mingce/policy/v1/policy.pb.h"
#include "mingce/type/date.pb.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

inline void SetDate(const gb::Date& date, type::Date* proto) {
  proto->set_year(date.year);
  proto->set_month(date.month);
  proto->set_day(date.day);
}

inline gb::Date DateOf(const type::Date& proto) {
  return {.year = proto.year(), .month = proto.month(), .day = proto.day()};
}

// What the events say too.
template <typename Proto>
void SetSame(const Organization& organization, Proto* proto) {
  proto->set_union_name(organization.union_name);
  proto->set_union_kind_code(organization.union_kind);
  proto->set_union_uscc(organization.union_uscc);
  proto->set_unit_uscc(organization.unit_uscc);
  proto->set_unit_name(organization.unit_name);
  proto->set_may_own_members(organization.may_own_members);
}

// What the wire and the rows say.
template <typename Proto>
void SetFormFields(const Organization& organization, Proto* proto) {
  SetSame(organization, proto);
  proto->set_union_short_name(organization.union_short_name);
  proto->mutable_aliases()->Add(organization.aliases.begin(), organization.aliases.end());
  proto->set_union_uscc_absent_reason(organization.union_uscc_absent_reason);
  proto->set_unit_uscc_absent_reason(organization.unit_uscc_absent_reason);
  if (organization.established_on) {
    SetDate(*organization.established_on, proto->mutable_established_on());
  }
  proto->mutable_attributes()->insert(organization.attributes.begin(),
                                      organization.attributes.end());
  SetDate(organization.valid_from, proto->mutable_valid_from());
}

template <typename Proto>
void SetSame(const Campaign& campaign, Proto* proto) {
  proto->set_title(campaign.title);
  SetDate(campaign.start_on, proto->mutable_start_on());
  SetDate(campaign.forms_due_on, proto->mutable_forms_due_on());
  SetDate(campaign.entry_due_on, proto->mutable_entry_due_on());
  proto->set_target(campaign.target);
}

// Out of the wire or a row.
template <typename Proto>
void ReadSame(const Proto& proto, Campaign* campaign) {
  campaign->title = proto.title();
  campaign->document_number = proto.document_number();
  campaign->start_on = DateOf(proto.start_on());
  campaign->forms_due_on = DateOf(proto.forms_due_on());
  campaign->entry_due_on = DateOf(proto.entry_due_on());
  campaign->target = proto.target();
}

template <typename Proto>
void SetSame(const QuotaRow& row, Proto* proto) {
  proto->set_section(row.section);
  proto->set_seq(row.seq);
  proto->set_title(row.title);
  proto->set_target(row.target);
}

// Out of the wire or a row.
template <typename Proto>
QuotaRow ReadQuota(const Proto& proto) {
  QuotaRow row;
  row.section = proto.section();
  row.seq = proto.seq();
  row.title = proto.title();
  row.target = proto.target();
  row.union_kind = proto.union_kind_code();
  return row;
}

template <typename Proto>
void SetSame(const RoleGrant& grant, Proto* proto) {
  proto->set_identity(grant.identity);
  proto->set_role(static_cast<policy::v1::Role>(grant.role));
  mingce::SetDate(grant.from, proto->mutable_effective_on());
  if (grant.until.has_value()) mingce::SetDate(*grant.until, proto->mutable_until());
  if (grant.HasQuestionLimits()) {
    policy::SetQuestionLimits(grant.question_limits, proto->mutable_question_limits());
  }
}

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_STORAGE_SAME_FIELDS_H_
