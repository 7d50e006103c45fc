// What a command gives back when nothing stopped it.

#ifndef MINGCE_CLI_RUN_ANSWER_H_
#define MINGCE_CLI_RUN_ANSWER_H_

#include <utility>

#include "cli/run/exit_code.h"
#include "cli/show/view.h"

namespace mingce::cli {

struct Answer {
  Answer(View found, ExitCode exit_code = kDone)  // NOLINT: most commands are simply done
      : view(std::move(found)), code(exit_code) {}

  View view;
  ExitCode code;  // other than kDone when what was found is itself bad news
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_RUN_ANSWER_H_
