#include "services/registry/storage/answers.h"

namespace mingce::registry {
namespace {

bool GetResult(absl::string_view* in, RowResult* result) {
  std::uint64_t number = 0;
  std::uint64_t outcome = 0;
  std::string id;
  std::uint64_t findings = 0;
  if (!kv::GetU64(in, &number) || !kv::GetU64(in, &outcome) || !kv::GetText(in, &id) ||
      !kv::GetU64(in, &findings) || outcome > type::RowOutcome_MAX) {
    return false;
  }
  result->number = static_cast<std::uint32_t>(number);
  result->outcome = static_cast<type::RowOutcome>(outcome);
  result->organization = OrganizationId::FromText(id);
  for (std::uint64_t i = 0; i < findings; ++i) {
    std::string bytes;
    if (!kv::GetText(in, &bytes) || !result->findings.emplace_back().ParseFromString(bytes)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string EncodeAnswer(const std::vector<RowResult>& results) {
  std::string answer;
  for (const RowResult& result : results) {
    kv::PutU64(&answer, result.number);
    kv::PutU64(&answer, static_cast<std::uint64_t>(result.outcome));
    kv::PutText(&answer, result.organization ? absl::string_view(result.organization->text())
                                             : absl::string_view());
    kv::PutU64(&answer, result.findings.size());
    for (const type::Finding& finding : result.findings) {
      kv::PutText(&answer, finding.SerializeAsString());
    }
  }
  return answer;
}

template <>
absl::StatusOr<std::vector<RowResult>> DecodeAnswer(absl::string_view bytes) {
  std::vector<RowResult> results;
  while (!bytes.empty()) {
    if (!GetResult(&bytes, &results.emplace_back())) {
      return UnreadableRow(TablePrefix(Table::kRequest));
    }
  }
  return results;
}

std::string EncodeAnswer(const type::Form& form) { return form.SerializeAsString(); }

template <>
absl::StatusOr<type::Form> DecodeAnswer(absl::string_view bytes) {
  return DecodeRow<type::Form>(TablePrefix(Table::kRequest), bytes);
}

std::string EncodeAnswer(const type::CodeList& list) { return list.SerializeAsString(); }

template <>
absl::StatusOr<type::CodeList> DecodeAnswer(absl::string_view bytes) {
  return DecodeRow<type::CodeList>(TablePrefix(Table::kRequest), bytes);
}

}  // namespace mingce::registry
