// Every refusal the registry can give, domain "mingce.registry"; proto/mingce/registry/v1 promises
// them. None holds personal data: fields are named by key, rows by number, a union by its name.

#ifndef MINGCE_SERVICES_REGISTRY_APP_ERRORS_H_
#define MINGCE_SERVICES_REGISTRY_APP_ERRORS_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/registry/domain/campaign.h"
#include "services/registry/domain/organization_rules.h"
#include "services/registry/domain/role_grant.h"

namespace mingce::registry {

// INVALID_ARGUMENT, FIELD_MISSING; metadata.field.
absl::Status FieldMissing(absl::string_view field);
// INVALID_ARGUMENT, a validator's `reason`; metadata.field.
absl::Status FieldRefused(absl::string_view field, absl::string_view reason, absl::string_view zh,
                          absl::string_view en);
// INVALID_ARGUMENT, FORM_FIELD_UNKNOWN; metadata.field, or metadata.column from 1 for a key that
// could not be one.
absl::Status FormFieldUnknown(absl::string_view key, std::size_t column);
// INVALID_ARGUMENT, DATE_CALENDAR; metadata.field: there is no such day.
absl::Status NoSuchDay(absl::string_view field);
// INVALID_ARGUMENT, DATE_RANGE; metadata.field: a change is recorded once it holds.
absl::Status DayInFuture(absl::string_view field);
absl::Status AsOfInFuture();     // INVALID_ARGUMENT, AS_OF_IN_FUTURE
absl::Status KnownAtInFuture();  // INVALID_ARGUMENT, KNOWN_AT_IN_FUTURE

absl::Status OrganizationNotFound();     // NOT_FOUND, ORGANIZATION_NOT_FOUND
absl::Status OrganizationClosed();       // FAILED_PRECONDITION, ORGANIZATION_CLOSED
absl::Status OrganizationHasChildren();  // FAILED_PRECONDITION, ORGANIZATION_HAS_CHILDREN
absl::Status OrganizationHasMembers();   // FAILED_PRECONDITION, ORGANIZATION_HAS_MEMBERS
absl::Status NotHeardYet();              // UNAVAILABLE, NOT_HEARD_YET
absl::Status MembersUnknown();           // UNAVAILABLE, MEMBERS_UNKNOWN
absl::Status StaleEtag();                // ABORTED, STALE_ETAG
absl::Status SuperiorRequired();         // FAILED_PRECONDITION, SUPERIOR_REQUIRED
// ALREADY_EXISTS, USCC_TAKEN; metadata.field, metadata.holder: the resource name, unless it is "".
absl::Status UsccTaken(absl::string_view field, absl::string_view holder);
// ALREADY_EXISTS, ORGANIZATION_EXISTS; metadata.organization: the resource name of the one there.
absl::Status OrganizationExists(absl::string_view organization);
// FAILED_PRECONDITION: ORGANIZATION_CYCLE, ORGANIZATION_CLOSED, PARENT_KIND_NOT_ALLOWED,
// TREE_TOO_DEEP. OK for kNone.
absl::Status TreeRefused(TreeFault fault);
absl::Status QueryTooShort();  // INVALID_ARGUMENT, QUERY_TOO_SHORT
absl::Status QueryTooLong();   // INVALID_ARGUMENT, QUERY_TOO_LONG

absl::Status NoRows();                       // INVALID_ARGUMENT, NO_ROWS
absl::Status TooManyRows(std::size_t most);  // INVALID_ARGUMENT, TOO_MANY_ROWS

absl::Status CampaignNotFound();   // NOT_FOUND, CAMPAIGN_NOT_FOUND
absl::Status CampaignExists();     // ALREADY_EXISTS, CAMPAIGN_EXISTS
absl::Status TooManyCampaigns();   // RESOURCE_EXHAUSTED, TOO_MANY_CAMPAIGNS
absl::Status BadDates();           // INVALID_ARGUMENT, BAD_DATES
absl::Status BadTarget();          // INVALID_ARGUMENT, BAD_TARGET
absl::Status QuotaPlanNotFound();  // NOT_FOUND, QUOTA_PLAN_NOT_FOUND
absl::Status AsOfWithRevision();   // INVALID_ARGUMENT, AS_OF_WITH_REVISION
// Of one row of a quota plan; metadata.row. INVALID_ARGUMENT: BAD_TARGET, DUPLICATE_ROW,
// CODE_NOT_IN_LIST, FIELD_MISSING; FAILED_PRECONDITION: UNIT_AMBIGUOUS.
absl::Status QuotaRefused(const QuotaFault& fault);

absl::Status FormNotFound();  // NOT_FOUND, FORM_NOT_FOUND
absl::Status FormExists();    // ALREADY_EXISTS, FORM_EXISTS
// INVALID_ARGUMENT, BAD_FORM; metadata.code_list.
absl::Status CodeListNotPublished(absl::string_view code_list);
// INVALID_ARGUMENT, BAD_FORM; metadata.field: a key the registry works with has another type.
absl::Status FormLacksField(absl::string_view key);
absl::Status WrongFieldType(absl::string_view field);
// A list lacks a code that rules name; metadata.field, metadata.code.
absl::Status ListLacksCode(absl::string_view field, absl::string_view code);
absl::Status CodeListNotFound();  // NOT_FOUND, CODE_LIST_NOT_FOUND
absl::Status CodeListExists();    // ALREADY_EXISTS, CODE_LIST_EXISTS

absl::Status RoleGrantNotFound();   // NOT_FOUND, ROLE_GRANT_NOT_FOUND
absl::Status EventIdInvalid();      // INVALID_ARGUMENT, EVENT_ID_INVALID
absl::Status IdentityInvalid();     // INVALID_ARGUMENT, IDENTITY_INVALID
absl::Status RoleInvalid();         // INVALID_ARGUMENT, ROLE_INVALID
absl::Status EndsBeforeItBegins();  // INVALID_ARGUMENT, BAD_DATES
absl::Status RoleForOneself();      // FAILED_PRECONDITION, ROLE_FOR_ONESELF
absl::Status RoleExceedsOwn();      // FAILED_PRECONDITION, ROLE_EXCEEDS_OWN
// Limits of how much the identity may ask. FAILED_PRECONDITION, QUESTION_LIMITS_EXCEED_OWN: only
// who may grant everywhere sets them. INVALID_ARGUMENT, QUESTION_LIMITS_NOT_OF_ROLE;
// QUESTION_LIMIT_OUT_OF_RANGE: metadata.field, metadata.most.
absl::Status QuestionLimitsExceedOwn();
absl::Status QuestionLimitsNotOfRole();
absl::Status QuestionLimitOutOfRange(const LimitFault& fault);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ERRORS_H_
