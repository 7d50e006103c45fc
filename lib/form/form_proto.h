// Forms and code lists between memory and their messages.

#ifndef MINGCE_LIB_FORM_FORM_PROTO_H_
#define MINGCE_LIB_FORM_FORM_PROTO_H_

#include "absl/status/statusor.h"
#include "lib/form/form.h"
#include "mingce/type/finding.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::form {

// INVALID_ARGUMENT, BAD_FORM: a key is missing or twice, a type or requirement is not set, a CODE
// field names no list. Ids in the result are without their collection ("member-2019-1").
absl::StatusOr<Form> FormFromProto(const type::Form& proto);

// INVALID_ARGUMENT, BAD_CODE_LIST: empty, a code twice, an alias of two codes.
absl::StatusOr<gb::CodeList> CodeListFromProto(const type::CodeList& proto);
type::CodeList CodeListToProto(const gb::CodeList& list, absl::string_view title);

void FindingToProto(const RowFinding& finding, type::Finding* proto);

}  // namespace mingce::form

#endif  // MINGCE_LIB_FORM_FORM_PROTO_H_
