// A campaign with its form of members, and the copy of them that lets an import go on while the
// registry is away: members can go on alone. Both are immutable once in use, so what was fetched is
// kept in form-cache/ beside the profile.

#ifndef MINGCE_CLI_IMPORT_FORM_COPY_H_
#define MINGCE_CLI_IMPORT_FORM_COPY_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/run/connection.h"
#include "cli/run/session.h"
#include "mingce/registry/v1/campaign.pb.h"
#include "mingce/type/form.pb.h"

namespace mingce::cli {

struct CampaignAndForm {
  registry::v1::Campaign campaign;
  type::Form form;
  type::CodeList id_types;  // of the form's documents; without values when not known
};

// From the registry, or the copy while it is away. `campaign` as FindCampaign takes it; for "" the
// only copy there is serves.
absl::StatusOr<CampaignAndForm> FetchMemberForm(const Session& session,
                                                const Connection& connection,
                                                absl::string_view campaign);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_FORM_COPY_H_
