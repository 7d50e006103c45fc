#include "services/registry/mirror/rows.h"

#include <optional>

#include "lib/base/status_macros.h"
#include "lib/kv/key_codec.h"

namespace mingce::registry::mirror {

std::string RowKey(std::uint8_t table, const Place& place) {
  std::string key(1, static_cast<char>(table));
  kv::PutU64(&key, static_cast<std::uint64_t>(place.kind));
  kv::PutText(&key, place.subject);
  kv::PutU64(&key, place.day);
  kv::PutU64(&key, place.revision);
  return key;
}

std::string RowValue(const Place& place, const feed::v1::Event& event) {
  feed::v1::Event row;
  *row.mutable_time() = event.time();
  *row.mutable_recorded_time() = event.recorded_time();
  *row.mutable_data() = event.data();
  if (place.kind == Place::Kind::kOrganization) {  // of others no snapshot says it
    row.set_time_suspect_since(event.time_suspect_since());
  }
  if (place.kind == Place::Kind::kBlocking) row.set_sequence(event.sequence());
  return row.SerializeAsString();
}

absl::Status VisitRows(const kv::Reader& reader, std::uint8_t table,
                       absl::FunctionRef<absl::Status(const feed::v1::Event&)> visit) {
  absl::Status status;
  feed::v1::Event event;
  MINGCE_RETURN_IF_ERROR(reader.Scan(
      std::string(1, static_cast<char>(table)), [&](absl::string_view, absl::string_view value) {
        const bool parsed = event.ParseFromArray(value.data(), static_cast<int>(value.size()));
        status = parsed ? visit(event) : absl::DataLossError("a mirrored row is not readable");
        return status.ok();
      }));
  return status;
}

absl::StatusOr<type::Cursor> ReadCursor(const kv::Reader& reader, absl::string_view key) {
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> row, reader.Get(key));
  type::Cursor cursor;
  if (row.has_value() && !cursor.ParseFromString(*row)) {
    return absl::DataLossError("a feed's place is not readable");
  }
  return cursor;
}

}  // namespace mingce::registry::mirror
