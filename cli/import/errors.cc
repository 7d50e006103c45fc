#include "cli/import/errors.h"

#include <string>

#include "cli/show/refusal.h"

namespace mingce::cli {

absl::Status AnswerIncomplete(absl::string_view file, std::int64_t sent, std::int64_t answered) {
  return Refusal(absl::StatusCode::kInternal, "ANSWER_INCOMPLETE",
                 Fill("内部错误：文件“$0”发送了$1行，只有$2行有结果；请保留文件并联系维护人员",
                      "internal error: of $0, $1 rows were sent and $2 answered; keep the file and "
                      "tell whoever maintains the system",
                      file, sent, answered));
}

absl::Status ResultEdited(absl::string_view file, absl::string_view original) {
  return Refusal(
      absl::StatusCode::kInvalidArgument, "RESULT_EDITED",
      Fill("文件“$0”是结果文件，并且已经修改过；本次同时给出了原文件“$1”，两者的先后无法确定，"
           "故“$0”未导入。请单独导入它：mingcectl import … $0",
           "$0 is a result that was put right, and its original $1 is among the files too; which "
           "is the newer is not known, so $0 was not imported: import it alone",
           file, original),
      {{"file", std::string(file)}, {"original", std::string(original)}});
}

absl::Status NotStarted(absl::string_view file) {
  return Refusal(absl::StatusCode::kAborted, "NOT_STARTED",
                 Fill("文件“$0”尚未开始导入：此前服务中断，本次导入到此为止",
                      "$0 was not started: a service was lost before its turn", file),
                 {{"file", std::string(file)}});
}

}  // namespace mingce::cli
