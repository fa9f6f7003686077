/// The command `suasion`: finds out what is asked, does it, and turns every kind of failure into a message and an exit
/// status.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <memory>
#include <system_error>

#include "commands/commands.hpp"
#include "outline.hpp"
#include "suasion/base/result.hpp"
#include "suasion/base/text.hpp"
#include "suasion/base/version.hpp"
#include "team.hpp"

namespace suasion::cli {

namespace {

/// "suasion runs show".
std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : full_name(*app.get_parent()) + " " + app.get_name();
}

/// Our own help text, for the program and for each of its commands.
class Help final : public CLI::FormatterBase {
 public:
  explicit Help(std::size_t width) : width_(width) {}
  std::string make_help(const CLI::App* app, std::string /*name*/, CLI::AppFormatMode /*mode*/) const override {
    const CLI::App* parent = app->get_parent();
    return help_text(outline(*app), parent == nullptr ? std::string() : full_name(*parent), width_);
  }

 private:
  std::size_t width_;
};

std::unique_ptr<CLI::App> make_program(const Console& console) {
  auto program = std::make_unique<CLI::App>(
      "strategic analysis in international politics, with honest uncertainty\n"
      "suasion turns a cited scenario (actors, issues, positions, and how sure you are of each number) into many "
      "draws, "
      "lets models of bargaining play each of them, and reports where every issue may end: with probabilities, beside "
      "simple rules, and with the source of every input.",
      "suasion");
  program->formatter(std::make_shared<Help>(console.out().width));
  program->footer(
      "# the bundled case: run it, then open the report\nsuasion run belarus-2020\n"
      "# a scenario of your own\nsuasion new my-case.toml\nsuasion check my-case.toml\nsuasion run my-case.toml\n");
  program->allow_extras();
  program->require_subcommand(0, 1);
  program->set_help_flag("-h,--help", "Show this help and leave.")->group("Options");
  program->set_version_flag("--version", fmt::format("suasion {}", base::version()), "Show the version and leave.")
      ->group("Options");
  return program;
}

std::vector<Command> add_commands(CLI::App& program, Console& console) {
  std::vector<Command> commands;
  for (const auto& add : {
           add_run,        add_resume,     add_merge,       add_replay,  add_runs,                // runs
           add_report,     add_draws,      add_claims,      add_score,   add_backtest,            // what comes out
           add_story,      add_why,        add_sensitivity, add_flip,                             // what it hangs on
           add_leverage,   add_coalitions,                                                        // what could be done
           add_new,        add_export,     add_check,       add_explain, add_schema,   add_list,  // scenarios
           add_completion, add_man                                                                // the command itself
       }) {
    commands.push_back(add(program, console));
  }
  return commands;
}

/// Words that a command did not expect, with the nearest option or command.
void refuse_extras(const CLI::App& app) {
  const std::vector<std::string> extras = app.remaining();
  if (extras.empty()) {
    return;
  }
  const CommandOutline known = outline(app);
  std::vector<std::string> options;
  std::vector<std::string> commands;
  for (const OptionOutline& option : known.options) {
    if (!option.positional) {
      options.push_back(option.long_name);
    }
  }
  for (const CommandOutline& command : known.commands) {
    commands.push_back(command.name);
  }
  const std::string& word = extras.front();
  const bool program = app.get_parent() == nullptr;
  const std::string name = full_name(app);
  const std::string see = fmt::format("see `{} --help`", name);
  if (word.starts_with("-")) {
    const std::string hint = base::did_you_mean(word.substr(0, word.find('=')), options);
    throw Failure(bad_input, fmt::format("`{}` has no option '{}'", name, word), hint.empty() ? see : hint);
  }
  const std::string hint = base::did_you_mean(word, commands);
  throw Failure(bad_input,
                program ? fmt::format("there is no command '{}'", word)
                        : fmt::format("`{}` does not know what to do with '{}'", name, word),
                hint.empty() ? see : hint);
}

/// The command that was asked for, below others where it stands behind them; null if none was.
const Command* asked_for(const std::vector<Command>& commands) {
  for (const Command& command : commands) {
    if (command.parser->parsed()) {
      const Command* below = asked_for(command.commands);
      return below == nullptr ? &command : below;
    }
  }
  return nullptr;
}

/// Options before the name of a command that stands below another are that other one's, and would do nothing.
void refuse_options_above(const CLI::App& app) {
  const CLI::App& above = *app.get_parent();
  for (const CLI::Option* option : above.get_options()) {
    if (option->count() > 0 && above.get_parent() != nullptr) {
      throw Failure(bad_input, fmt::format("{} in front of `{}` would do nothing", option->get_name(), app.get_name()),
                    fmt::format("put it behind, if `{} --help` has it", full_name(app)));
    }
  }
}

Status dispatch(const CLI::App& program, const std::vector<Command>& commands, Console& console) {
  if (const Command* command = asked_for(commands)) {
    for (const CLI::App* app = command->parser; app != nullptr; app = app->get_parent()) {
      refuse_extras(*app);
    }
    refuse_options_above(*command->parser);
    return command->shares_work || console.leads() ? command->run() : done;
  }
  refuse_extras(program);
  console.note(program.help());  // nothing was asked
  return bad_input;
}

Status parse_and_run(int argc, char** argv, Console& console) {
  const std::unique_ptr<CLI::App> program = make_program(console);
  const std::vector<Command> commands = add_commands(*program, console);
  try {
    program->parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const Command* asked = asked_for(commands);
    console.print(asked == nullptr ? program->help() : asked->parser->help());
    return done;
  } catch (const CLI::CallForVersion& version) {
    console.print(fmt::format("{}\n", version.what()));
    return done;
  } catch (const CLI::ParseError& error) {
    throw Failure(bad_input, error.what(), "see `suasion --help`");
  }
  return dispatch(*program, commands, console);
}

/// How the command ended in this process, and what there is to say about it.
struct Ending {
  Status status = done;
  bool failed = false;  ///< by an exception
  std::string message = {}, hint = {};
};

Ending guarded(const std::function<Status()>& act) {
  const std::string report = "please report it, with the scenario";
  try {
    return {.status = act()};
  } catch (const Stop& stop) {
    return {.status = stop.status, .failed = stop.status != done};
  } catch (const Failure& failure) {
    return {failure.status(), true, failure.what(), failure.hint()};
  } catch (const base::InternalError& error) {
    return {defect, true, fmt::format("this is a defect of suasion: {}", error.what()), report};
  } catch (const std::system_error& error) {
    return {world, true, error.what()};
  } catch (const std::bad_alloc&) {
    return {world, true, "there is not enough memory", "try fewer actors, or fewer models at a time"};
  } catch (const std::exception& error) {
    return {defect, true, fmt::format("this is a defect of suasion: {}", error.what()), report};
  }
}

/// Sees to it that what went wrong is said once, and that no process waits for one that is no more.
void conclude(const Ending& ending, ProcessTeam* team, Console& console) {
  using Speaker = ProcessTeam::Speaker;
  const Speaker speaker = team == nullptr ? Speaker::this_process : team->leave(ending.status, ending.failed);
  if (speaker != Speaker::other) {
    console.speak_up(ending.message, ending.hint);
  }
  if (speaker == Speaker::this_process_alone) {
    team->abort(ending.status);
  }
}

int start(int argc, char** argv) {
  Console console;
  std::unique_ptr<ProcessTeam> team;
  const Ending ending = guarded([&] {
    team = join_team(argc, argv);
    console.join(team.get());
    return parse_and_run(argc, argv, console);
  });
  conclude(ending, team.get(), console);
  return ending.status;
}

}  // namespace

}  // namespace suasion::cli

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away ends a write, not the run
  return suasion::cli::start(argc, argv);
}
