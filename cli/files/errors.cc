#include "cli/files/errors.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/show/refusal.h"

namespace mingce::cli {
namespace {

std::map<std::string, std::string> PathOnly(absl::string_view path) {
  return {{"path", std::string(path)}};
}

// "文件a.tsv第3行：…"; the sentence says what is wrong, before it where.
Sentence At(absl::string_view path, std::size_t line, const Sentence& what) {
  const bool standard_input = path == "-";
  if (standard_input && line == 0) {
    return Fill("标准输入：$0", "standard input: $1", what.zh, what.en);
  }
  if (standard_input) {
    return Fill("标准输入第$0行：$1", "standard input, line $0: $2", line, what.zh, what.en);
  }
  if (line == 0) return Fill("文件$0：$1", "$0: $2", path, what.zh, what.en);
  return Fill("文件$0第$1行：$2", "$0, line $1: $3", path, line, what.zh, what.en);
}

}  // namespace

absl::Status InputUnreadable(absl::string_view path) {
  return Refusal(absl::StatusCode::kNotFound, "INPUT_UNREADABLE",
                 Fill("无法读取文件$0，请检查路径和权限",
                      "cannot read $0; check the path and who may read it", path),
                 PathOnly(path));
}

absl::Status OutputNotWritten(absl::string_view path) {
  return Refusal(
      absl::StatusCode::kFailedPrecondition, "OUTPUT_NOT_WRITTEN",
      Fill("无法写入$0，请检查目录、权限和磁盘空间",
           "cannot write $0; check the folder, who may write there, and the space left", path),
      PathOnly(path));
}

absl::Status StandardOutputNotWritten() {
  return Refusal(absl::StatusCode::kFailedPrecondition, "OUTPUT_NOT_WRITTEN",
                 {"无法写入标准输出，请检查接收输出的程序和磁盘空间",
                  "cannot write standard output; check what takes it, and the space left"});
}

absl::Status OutputExists(absl::string_view path) {
  return Refusal(absl::StatusCode::kAlreadyExists, "OUTPUT_EXISTS",
                 Fill("$0已存在且有内容，不会覆盖；请换一个路径，或先自行移走",
                      "$0 is there already and is not overwritten; choose another path, or move it "
                      "away first",
                      path),
                 PathOnly(path));
}

absl::Status InputDamaged(absl::string_view path, std::size_t line, const Sentence& what) {
  std::map<std::string, std::string> metadata = PathOnly(path);
  if (line > 0) metadata["line"] = absl::StrCat(line);
  return Refusal(absl::StatusCode::kInvalidArgument, "INPUT_DAMAGED", At(path, line, what),
                 std::move(metadata));
}

}  // namespace mingce::cli
