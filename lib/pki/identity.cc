#include "lib/pki/identity.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace mingce::pki {
namespace {

constexpr std::size_t kMaxIdLength = 63;
constexpr std::size_t kMaxTrustDomainLength = 255;
constexpr absl::string_view kScheme = "spiffe://";

bool IsUriPart(absl::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-' || c == '.' ||
                  c == '_';
         });
}

}  // namespace

std::optional<SubjectKind> SubjectKindFromName(absl::string_view name) {
  for (const SubjectKind kind :
       {SubjectKind::kService, SubjectKind::kPerson, SubjectKind::kPartner}) {
    if (name == SubjectKindName(kind)) return kind;
  }
  return std::nullopt;
}

absl::string_view SubjectKindName(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::kService:
      return "service";
    case SubjectKind::kPerson:
      return "person";
    case SubjectKind::kPartner:
      return "partner";
  }
  return "";
}

bool IsTrustDomain(absl::string_view text) { return IsUriPart(text, kMaxTrustDomainLength); }

bool IsSubjectId(absl::string_view text) {
  return IsUriPart(text, kMaxIdLength) &&
         (absl::ascii_islower(text[0]) || absl::ascii_isdigit(text[0]));
}

std::string SpiffeId(absl::string_view trust_domain, SubjectKind kind, absl::string_view id) {
  return absl::StrCat(TrustDomainUri(trust_domain), "/", SubjectKindName(kind), "/", id);
}

std::string TrustDomainUri(absl::string_view trust_domain) {
  return absl::StrCat(kScheme, trust_domain);
}

std::optional<std::string> TrustDomainIn(const std::vector<std::string>& alternative_names) {
  if (alternative_names.empty()) return std::nullopt;
  absl::string_view name = alternative_names.front();
  if (!absl::ConsumePrefix(&name, "URI:") || !absl::ConsumePrefix(&name, kScheme) ||
      !IsTrustDomain(name)) {
    return std::nullopt;
  }
  return std::string(name);
}

}  // namespace mingce::pki
