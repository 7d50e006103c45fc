#include "cli/command_line.h"

int main(int argc, char** argv) { return mingce::cli::RunCommandLine(argc, argv); }
