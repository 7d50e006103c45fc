// What is made up, made to fit a form that may ask for other things or know other codes.

#ifndef MINGCE_CLI_GENERATE_FIT_H_
#define MINGCE_CLI_GENERATE_FIT_H_

#include <map>
#include <string>

#include "cli/generate/numbers.h"
#include "cli/generate/random.h"
#include "lib/form/form.h"

namespace mingce::cli {

// A value that the field's code list does not know becomes one that it knows. A field that the form
// asks to be filled and `fields` does not have at all (left empty on purpose is another thing) is
// made up by its type; identity documents, credit codes and organisations are not.
void FitToForm(const form::Form& form, const form::CodeLists& lists, Random* random,
               Numbers* numbers, std::map<std::string, std::string>* fields);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_FIT_H_
