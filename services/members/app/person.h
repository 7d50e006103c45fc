// A person named in a request.

#ifndef MINGCE_SERVICES_MEMBERS_APP_PERSON_H_
#define MINGCE_SERVICES_MEMBERS_APP_PERSON_H_

#include "absl/status/statusor.h"
#include "lib/gb/date.h"
#include "lib/gb/document.h"
#include "services/members/app/check_eligibility.h"

namespace mingce::members {

// INVALID_ARGUMENT with DOCUMENT_TYPE_UNKNOWN or the validator's reason.
absl::StatusOr<gb::IdentityDocument> ParsePersonDocument(const PersonKey& person, gb::Date today);

}  // namespace mingce::members

#endif  // MINGCE_SERVICES_MEMBERS_APP_PERSON_H_
