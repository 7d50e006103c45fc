#include "lib/rpc/paging.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/ids.h"
#include "lib/rpc/errors.h"
#include "lib/seal/digest.h"

namespace mingce::rpc {
namespace {

constexpr std::size_t kFilterTagBytes = 8;

std::string FilterTag(absl::string_view filter) {
  const seal::Digest digest = seal::Sha256({filter});
  return std::string(seal::AsView(digest).substr(0, kFilterTagBytes));
}

// The same bytes for equal messages: maps are written in the order of their keys.
std::string SerializeDeterministic(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace

absl::StatusOr<std::size_t> PageSize(int asked, std::size_t usual, std::size_t most) {
  if (asked < 0) return BadPageSize();
  if (asked == 0) return usual;
  return std::min(static_cast<std::size_t>(asked), most);
}

std::string PageToken(absl::string_view last_key, absl::string_view filter) {
  return absl::WebSafeBase64Escape(absl::StrCat(FilterTag(filter), last_key));
}

absl::StatusOr<std::string> KeyAfterPage(absl::string_view token, absl::string_view filter) {
  if (token.empty()) return std::string();
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(token, &bytes) || bytes.size() <= kFilterTagBytes ||
      bytes.substr(0, kFilterTagBytes) != FilterTag(filter)) {
    return BadPageToken();
  }
  return bytes.substr(kFilterTagBytes);
}

absl::StatusOr<ledger::RequestKey> RequestKeyOf(absl::string_view caller,
                                                const google::protobuf::Message& request) {
  const google::protobuf::FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName("request_id");
  const std::string id = request.GetReflection()->GetString(request, field);
  if (!IsUuid(id)) return RequestIdInvalid();
  const std::unique_ptr<google::protobuf::Message> content(request.New());
  content->CopyFrom(request);
  content->GetReflection()->ClearField(content.get(), field);
  return ledger::RequestKey{
      .caller = std::string(caller),
      .request_id = absl::AsciiStrToLower(id),
      .fingerprint = seal::Sha256({request.GetDescriptor()->full_name(), absl::string_view("\0", 1),
                                   SerializeDeterministic(*content)})};
}

absl::StatusOr<std::string> IdFromName(absl::string_view name, absl::string_view collection,
                                       bool opaque) {
  absl::string_view id = name;
  bool fits = absl::ConsumePrefix(&id, collection) && absl::ConsumePrefix(&id, "/");
  if (fits && opaque) {
    fits = IsOpaqueId(id);
  } else if (fits) {
    fits = !id.empty() && id.size() <= 63;
    for (const char c : id) {
      fits = fits && (absl::ascii_islower(static_cast<unsigned char>(c)) ||
                      absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '_');
    }
  }
  if (!fits) return BadName(absl::StrCat(collection, "/{id}"));
  return std::string(id);
}

}  // namespace mingce::rpc
