#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "carry_through.hpp"
#include "commands.hpp"
#include "kept_draws.hpp"
#include "record.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

struct MergeOptions {
  std::string out = {};
  std::vector<std::string> shards = {};
  unsigned threads = 0;
  bool fill = false, json = false, quiet = false;
};

/// A folder that `run --shard` wrote.
struct ShardFolder {
  fs::path folder = {};
  Record record = {};
  Prepared prepared = {};
  Kept kept = {};
};

ShardFolder read_shard(const fs::path& folder, const Console& console) {
  ShardFolder shard{.folder = folder, .record = read_record(folder)};
  if (!shard.record.request.shard) {
    throw Failure(bad_input, fmt::format("'{}' is a whole run, not a shard of one", folder.string()),
                  "`suasion run --shard 3/16` makes a shard");
  }
  shard.prepared = prepare_again(folder, shard.record, console);
  shard.kept = look_through(folder, key_of(shard.prepared));
  const auto refuse = [&](const std::vector<Kept::Useless>& files, const std::string& hint) {
    if (!files.empty()) {
      throw Failure(world,
                    fmt::format("'{}' {}", (folder / checkpoint_name / files.front().file).string(), files.front().why),
                    hint);
    }
  };
  refuse(shard.kept.foreign, "run that shard again with this version");
  refuse(shard.kept.damaged, "run that shard again, or leave it out and give --fill");
  return shard;
}

/// What two shards were asked for otherwise, in words; empty where they are of one run.
std::string what_differs(const Prepared& a, const Prepared& b) {
  static const std::map<std::string, std::string> words_for = {{"edits", "changes (--set)"},
                                                               {"assume", "settings of the system (--assume)"},
                                                               {"answers", "answers that are known"}};
  std::vector<std::string> words;
  const nlohmann::ordered_json one = asked_for(a);
  const nlohmann::ordered_json other = asked_for(b);
  for (const auto& [name, value] : one.items()) {
    if (value != other.at(name)) {
      const auto known = words_for.find(name);
      words.push_back(known == words_for.end() ? name : known->second);
    }
  }
  if (a.save_draws != b.save_draws) {
    words.emplace_back("--save-draws");
  }
  if (a.shard->of != b.shard->of) {
    words.emplace_back("number of shards");
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Sees to it that all are shards of one run, none of them twice.
void check_together(const std::vector<ShardFolder>& shards) {
  std::map<std::uint64_t, fs::path> seen;
  const ShardFolder& first = shards.front();
  for (const ShardFolder& one : shards) {
    const Shard& shard = *one.prepared.shard;
    if (const std::string differs = what_differs(first.prepared, one.prepared); !differs.empty()) {
      throw Failure(bad_input,
                    fmt::format("'{}' and '{}' are not shards of the same run; these differ: {}", first.folder.string(),
                                one.folder.string(), differs),
                    "leave out what belongs elsewhere, or make those shards again as the others were made");
    }
    if (const auto [at, fresh] = seen.emplace(shard.number, one.folder); !fresh) {
      throw Failure(bad_input,
                    fmt::format("'{}' and '{}' are both shard {} of {}", at->second.string(), one.folder.string(),
                                shard.number, shard.of),
                    "leave one of them out");
    }
  }
}

/// Sees to it that nothing is missing. @throws Failure (bad_input) with the numbers of the shards that are.
void check_all_there(const std::vector<ShardFolder>& shards, const Prepared& whole) {
  ensemble::Ranges done;
  std::vector<std::uint64_t> absent;
  const std::uint64_t of = shards.front().prepared.shard->of;
  for (std::uint64_t number = 1; number <= of; ++number) {
    Prepared share = whole;
    share.shard = {number, of};
    const auto here = std::find_if(shards.begin(), shards.end(),
                                   [&](const ShardFolder& one) { return one.prepared.shard->number == number; });
    if (here == shards.end() ||
        !ensemble::missing(blocks_of_run(share, whole.spec.draws), blocks_of_stage(here->kept, issues_stage)).empty()) {
      absent.push_back(number);
    }
  }
  if (!absent.empty()) {
    throw Failure(bad_input,
                  fmt::format("{} of {} {}: {}", absent.size() == 1 ? "a shard" : "shards", of,
                              absent.size() == 1 ? "is missing or incomplete" : "are missing or incomplete",
                              fmt::join(absent, ", ")),
                  "`suasion resume` completes a shard that was broken off; --fill makes here what is missing");
  }
}

/// Copies what shards kept into the checkpoint of a run.
void copy_kept(const std::vector<ShardFolder>& shards, const fs::path& to) {
  for (const ShardFolder& shard : shards) {
    const fs::path from = shard.folder / checkpoint_name;
    if (fs::exists(from)) {
      fs::copy(from, to / checkpoint_name, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
  }
}

Status merge(const MergeOptions& options, Console& console) {
  need(options.shards.empty() ? "" : options.shards.front(), "merge", "SHARD...: the folders of all shards of a run");
  Interrupt interrupt;
  std::vector<ShardFolder> shards;
  for (const std::string& folder : options.shards) {
    shards.push_back(read_shard(folder, console));
  }
  check_together(shards);
  Prepared prepared = shards.front().prepared;
  prepared.shard = std::nullopt;
  prepared.spec.threads = options.threads;
  if (!options.fill) {
    check_all_there(shards, prepared);
  }
  std::optional<OutputFolder> own;
  if (console.leads()) {
    own.emplace(options.out.empty() ? OutputFolder::claim_free(fs::path("out") / prepared.scenario.id)
                                    : OutputFolder::claim(options.out));
    copy_kept(shards, own->unfinished_path());
  }
  RunFolder folder(std::move(own), console);
  const Carry carry = {.json = options.json,
                       .quiet = options.quiet,
                       .scenario = scenario_path(shards.front().folder, shards.front().record)};
  return carry_through(prepared, carry, folder, interrupt, console);
}

}  // namespace

Command add_merge(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "merge", "Forecast",
                                  "Join the shards of a run\n"
                                  "Writes the run folder that one run would have written, to the last byte, from the "
                                  "folders that `suasion run --shard` wrote. They stay as they are.",
                                  "# four shards, perhaps on four machines, then one report\n"
                                  "suasion run belarus-2020 --draws 1000000 --shard 1/4 --out part-1   # ... to 4/4\n"
                                  "suasion merge part-1 part-2 part-3 part-4 --out out/big\n");
  const auto options = std::make_shared<MergeOptions>();
  command.add_option("SHARD", options->shards, "The folders of all shards, in any order.")->group("What to join");
  command.add_flag("--fill", options->fill, "Make here the draws of shards that are missing, instead of refusing.")
      ->group("What to join");
  command
      .add_option("--out", options->out,
                  "The run folder to write. It must not exist, or be empty. Default: out/SCENARIO, numbered if taken.")
      ->type_name("FOLDER")
      ->group("What to write");
  command.add_flag("--json", options->json, "Print summary.json, and nothing else, on standard output.")
      ->group("What to write");
  command.add_flag("-q,--quiet", options->quiet, "Say nothing but errors.")->group("What to write");
  threads_option(command, options->threads);
  return {&command, [options, &console] { return merge(*options, console); }, true};
}

}  // namespace suasion::cli
