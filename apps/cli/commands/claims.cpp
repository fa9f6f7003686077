#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "progress.hpp"
#include "suasion/report/diagnostics.hpp"
#include "suasion/report/system_part.hpp"
#include "system_options.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Where the claim stands: "globe-2020 S23".
std::string place_of(const Json& claim) {
  std::string text;
  for (const Json& because : claim.at("because")) {
    if (!because.at("source").get<std::string>().empty()) {
      text += (text.empty() ? "" : ", ") + because.at("source").get<std::string>() + " " +
              because.at("place").get<std::string>();
    }
  }
  return text;
}

std::string table(const Json& claims, std::uint64_t draws) {
  std::string text = fmt::format(
      "What the model says of each claim, given its priors ({} draws). It speaks of the model, not of the world.\n\n",
      draws);
  for (const Json& claim : claims) {
    text += fmt::format("{:<5} {:<14} {}  [{}]\n", claim.at("id").get<std::string>(),
                        claim.at("verdict").get<std::string>(), claim.at("text").get<std::string>(), place_of(claim));
    text += fmt::format("      {}\n", claim.at("words").get<std::string>());
    if (claim.at("verdict") == "untestable") {
      continue;
    }
    const Json& finding = claim.at("finding");
    text += fmt::format("      {}: {:.4g} (± {:.1g}; nine of ten draws {:.3g} to {:.3g}) {}\n",
                        claim.at("measure").get<std::string>(), finding.at("value").at("value").get<double>(),
                        finding.at("value").at("error").get<double>(), finding.at("q05").get<double>(),
                        finding.at("q95").get<double>(), claim.at("unit").get<std::string>());
    for (const Json& one : claim.at("ablations")) {
      text += fmt::format("        with {}: {} ({:.4g})\n", one.at("change").get<std::string>(),
                          one.at("holds").get<bool>() ? "holds" : "does not hold",
                          one.at("value").at("value").get<double>());
    }
  }
  return text;
}

Status claims(const SystemOptions& options, Console& console) {
  Interrupt interrupt;
  const Prepared prepared = prepare_system(options, "claims", console);
  Progress progress(console, !options.quiet);
  const ensemble::Control control = {
      .progress = [&](std::uint64_t done, std::uint64_t all) { progress.update(done, all, interrupt.asked()); },
      .cancel = &interrupt.asked()};
  const Judged judged = judge_claims(prepared, prepared.spec.draws, control);
  if (judged.results.draws_done == 0) {
    throw Failure(interrupted, "interrupted before the first draws were done");
  }
  const Json part = report::claims_part(prepared.scenario, judged.claims);
  const Json together = report::multiplicity_part(judged.claims);
  if (options.json) {
    console.print(Json{{"scenario", prepared.scenario.id},
                       {"hash", prepared.files.hash()},
                       {"seed", prepared.spec.seed},
                       {"draws", judged.results.draws_done},
                       {"assume", prepared.assume_words},
                       {"claims", part},
                       {"multiplicity", together}}
                      .dump(2) +
                  "\n");
  } else {
    console.print(table(part, judged.results.draws_done));
    if (const std::string words = together.at("words").get<std::string>(); !words.empty()) {
      console.print("\n" + report::wrap(words, console.out().width));
    }
  }
  return judged.results.draws_done < prepared.spec.draws ? interrupted : done;
}

}  // namespace

Command add_claims(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "claims", "Forecast",
      "Put the claims of a scenario to the test\n"
      "Runs the scenario's strategic system as it is and as each claim's counterfactual has it, on the same random "
      "numbers, under the default assumptions and under every ablation that the claim names. A claim is supported if "
      "its sign holds in 95 % of draws and survives every ablation, conditional if an ablation undoes it. A verdict "
      "speaks of the model under its priors.",
      "# verdicts on every claim of the bundled case\nsuasion claims belarus-2020\n"
      "# under another rule of bargaining, as data\nsuasion claims belarus-2020 --assume leverage.option_rule=outside "
      "--json\n");
  const auto options = std::make_shared<SystemOptions>();
  add_system_options(command, *options);
  return {&command, [options, &console] { return claims(*options, console); }};
}

}  // namespace suasion::cli
