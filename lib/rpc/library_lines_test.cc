#include "lib/rpc/library_lines.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/wrappers.pb.h>
#include <grpc/support/log.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"

namespace mingce::rpc {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

TEST(LibraryLinesTest, AreJsonAndFew) {
  LogLibraryLines();
  gpr_set_log_verbosity(GPR_LOG_SEVERITY_ERROR);  // as grpc_init does
  testing::internal::CaptureStderr();
  for (int i = 0; i < 1000; ++i) {
    gpr_log("wire.cc", 7, GPR_LOG_SEVERITY_ERROR, "a peer wrote %s", "\"}\n{\"level\":\"info\"");
  }
  gpr_log("wire.cc", 8, GPR_LOG_SEVERITY_ERROR, "%s", std::string(5000, 'x').c_str());
  google::protobuf::StringValue value;
  EXPECT_FALSE(google::protobuf::TextFormat::ParseFromString("no such field", &value));
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(
      std::vector<std::string>(absl::StrSplit(log, '\n', absl::SkipEmpty())),
      ElementsAre(AllOf(StartsWith("{\"time\""), HasSubstr("\"place\":\"wire.cc:7\""),
                        HasSubstr(R"(a peer wrote \"}\n{\"level\":\"info\")")),
                  AllOf(HasSubstr("wire.cc:8"), HasSubstr("\"" + std::string(300, 'x') + "\"}")),
                  AllOf(StartsWith("{\"time\""), HasSubstr("text_format.cc"))));
}

}  // namespace
}  // namespace mingce::rpc
