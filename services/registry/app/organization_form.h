// The organisation form a verb works with, its code lists, and what the kinds of unions may do.

#ifndef MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_FORM_H_
#define MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_FORM_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/form/form.h"
#include "lib/gb/date.h"
#include "lib/kv/kv_store.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/union_kinds.h"
#include "services/registry/storage/contacts.h"

namespace mingce::registry {

struct OrganizationForm {
  std::optional<form::Form> form;  // absent: none is published yet
  form::CodeLists lists;
  UnionKinds kinds;
};

// The form `id`. FORM_NOT_FOUND when it is not published or not an organisation form.
absl::StatusOr<OrganizationForm> LoadOrganizationForm(const kv::Reader& reader,
                                                      absl::string_view id);

// The one published last; without one, only the kinds, from the newest list union_kind if any.
absl::StatusOr<OrganizationForm> LoadNewestOrganizationForm(const kv::Reader& reader);

// Fields as a clerk would write them, made canonical and told apart.
struct FieldInput {
  FieldValues values;      // empty: to be cleared
  ContactValues contacts;  // empty: to be cleared
};

// What CreateOrganization and UpdateOrganization are given, found out on the worker before the
// writer decides.
struct FormInput {
  OrganizationForm form;
  FieldInput fields;
};

// Checks each of `fields` by the newest form, none being required. Without a form, names, kind,
// unit name and division are taken as plain text. The first error is the answer: FORM_FIELD_UNKNOWN
// (also for parent_union, which Move changes), a validator's reason, or TOO_LONG for an alias of
// more than 200 characters.
absl::StatusOr<FormInput> ReadInput(const kv::Reader& reader,
                                    const std::map<std::string, std::string>& fields,
                                    const std::vector<std::string>& aliases, gb::Date today);

// The first error among `findings` as a refusal; OK when there is none.
absl::Status FirstRefusal(const std::vector<form::RowFinding>& findings);

// Whether the organisation and its contacts have every field the form requires.
bool IsComplete(const Organization& organization, const FieldValues& contacts,
                const OrganizationForm& form);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_ORGANIZATION_FORM_H_
