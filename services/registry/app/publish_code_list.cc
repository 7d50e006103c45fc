#include "services/registry/app/publish_code_list.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "lib/base/status_macros.h"
#include "lib/form/form_proto.h"
#include "services/registry/app/errors.h"
#include "services/registry/storage/published.h"
#include "services/registry/storage/row_codec.h"

namespace mingce::registry {
namespace {

// Not by their bytes: those of a map have no order.
bool SameContent(const type::CodeValue& a, const type::CodeValue& b) {
  const auto texts = [](const type::CodeValue& value) {
    std::vector<std::string> all = {value.code(), value.label()};
    all.insert(all.end(), value.aliases().begin(), value.aliases().end());
    return all;
  };
  const auto attributes = [](const type::CodeValue& value) {
    return std::map<std::string, std::string>(value.attributes().begin(), value.attributes().end());
  };
  return texts(a) == texts(b) && attributes(a) == attributes(b) && a.selectable() == b.selectable();
}

bool SameContent(const type::CodeList& a, const type::CodeList& b) {
  if (a.name() != b.name() || a.title() != b.title() || a.values_size() != b.values_size()) {
    return false;
  }
  for (int i = 0; i < a.values_size(); ++i) {
    if (!SameContent(a.values(i), b.values(i))) return false;
  }
  return true;
}

absl::StatusOr<std::string> Decide(ledger::Transaction& transaction, const std::string& id,
                                   const type::CodeList& list) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<type::CodeList> published,
                          FindCodeList(transaction, id));
  if (published.has_value()) {
    if (!SameContent(*published, list)) return CodeListExists();
    return published->SerializeAsString();
  }
  MINGCE_RETURN_IF_ERROR(form::CodeListFromProto(list).status());
  PutCodeList(id, list, &transaction);
  transaction.AppendEvent(CodeListPublished(list));
  return list.SerializeAsString();
}

}  // namespace

void PublishCodeList(const Register& parts, const Call& call, std::string id, type::CodeList list,
                     Mutation mutation, Done<type::CodeList> done) {
  AuditSubject about{.subject = list.name(), .organization = ""};
  SubmitMutation<type::CodeList>(
      parts, call, std::move(mutation), {.permission = policy::v1::CAMPAIGN_WRITE},
      std::move(about),
      [id = std::move(id), list = std::move(list)](ledger::Transaction& transaction,
                                                   audit::Entry*) {
        return Decide(transaction, id, list);
      },
      [](absl::string_view answer) -> absl::StatusOr<type::CodeList> {
        type::CodeList published;
        if (!published.ParseFromString(std::string(answer))) return UnreadableRow("request");
        return published;
      },
      std::move(done));
}

}  // namespace mingce::registry
