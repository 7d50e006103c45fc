// Every refusal the members service can give. Domain "mingce.members"; codes and reasons as
// promised in members_service.proto.

#ifndef MINGCE_SERVICES_MEMBERS_APP_ERRORS_H_
#define MINGCE_SERVICES_MEMBERS_APP_ERRORS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/gb/code_list.h"
#include "lib/gb/finding.h"
#include "services/members/domain/asker.h"

namespace mingce::members {

absl::Status MemberNotFound();
absl::Status OrganizationNotFound();
absl::Status CampaignNotFound();
absl::Status MirrorNotReady();
absl::Status MirrorBroken();
absl::Status NoRows();
absl::Status TooManyRows(std::size_t most);
absl::Status FormFieldUnknown(absl::string_view column);
absl::Status ColumnMissing(absl::string_view key, absl::string_view label);
absl::Status CaseNumberRequired();
absl::Status CaseNumberShape(std::size_t most);
absl::Status NoteTooLong(std::size_t most);
// Name the codes and labels there are.
absl::Status PurposeUnknown(const gb::CodeList& purposes);
absl::Status BenefitUnknown(const gb::CodeList& benefits);
absl::Status NoItems();
// The persons at these places of a batch, counted from 0, bear one number.
absl::Status NumberTwice(std::size_t first, std::size_t second);
absl::Status TooManyItems(std::size_t most);
absl::Status Behind();
absl::Status ClockBehind();
absl::Status QuestionsOverBudget(const OverBudget& over);
// A day or moment asked about: after now, or none.
absl::Status DateInFuture(absl::string_view field);
absl::Status BadDate(absl::string_view field);
absl::Status DocumentTypeUnknown();
// A validator's own reason, for a request that names one person.
absl::Status Unsound(absl::string_view field, const gb::Finding& finding);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_ERRORS_H_
