#include "advice_options.hpp"

#include <algorithm>

#include "library.hpp"

namespace suasion::cli {

Prepared prepare_advice(const SystemOptions& options, const std::string& model, const std::string& word,
                        const Console& console) {
  need(options.scenario, word, "a SCENARIO: a path, or a name of `suasion list scenarios`");
  Request request{.seed = options.seed, .threads = options.threads, .assume = options.assume};
  request.edits = parse_edits(options.edits, console);
  if (options.draws > 0) {
    request.draws = options.draws;
  }
  const std::string path = locate_scenario(options.scenario);
  const scenario::Files files = load_files(path, console);
  if (!model.empty()) {
    // the models that would run anyway still stand beside it: who responds is read off one with rounds
    const base::Result<scenario::Scenario> scenario = scenario::read(without_folders(files), request.edits);
    request.models = scenario && !scenario->run.models.empty() ? scenario->run.models : default_models();
    std::erase(request.models, model);
    request.models.insert(request.models.begin(), model);
  }
  return prepare(files, path, request, console);
}

}  // namespace suasion::cli
