#include "lib/ledger/envelope.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/day.h"
#include "lib/base/time_proto.h"

namespace mingce::ledger {

NewEvent EventOf(const google::protobuf::MessageLite& data, std::string subject,
                 std::optional<absl::CivilDay> holds_from) {
  NewEvent event{.type = data.GetTypeName(),
                 .subject = std::move(subject),
                 .data = {},
                 .holds_from = holds_from};
  google::protobuf::io::StringOutputStream stream(&event.data);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);  // maps have no order of their own
  data.SerializeToCodedStream(&coded);
  coded.Trim();
  return event;
}

feed::v1::Event Envelope(NewEvent event, absl::string_view source, RecordedTime recorded) {
  feed::v1::Event envelope;
  envelope.set_source(std::string(source));
  envelope.mutable_data()->set_type_url(absl::StrCat("type.googleapis.com/", event.type));
  envelope.mutable_data()->set_value(std::move(event.data));
  envelope.set_type(std::move(event.type));
  envelope.set_subject(std::move(event.subject));
  envelope.set_skippable(event.skippable);
  SetTimestamp(event.holds_from.has_value() ? StartOfDay(*event.holds_from) : recorded.time,
               envelope.mutable_time());
  SetTimestamp(recorded.time, envelope.mutable_recorded_time());
  envelope.set_time_suspect_since(recorded.suspect_since);
  return envelope;
}

std::string EncodeEvent(NewEvent event, absl::string_view source, RecordedTime recorded,
                        absl::string_view epoch, std::uint64_t sequence,
                        absl::string_view request_id) {
  feed::v1::Event envelope = Envelope(std::move(event), source, recorded);
  envelope.set_id(absl::StrCat(epoch, "-", sequence));
  envelope.set_sequence(sequence);
  envelope.set_correlation_id(std::string(request_id));
  return envelope.SerializeAsString();
}

}  // namespace mingce::ledger
