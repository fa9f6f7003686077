#include "suasion/model/procedural.hpp"

#include <cmath>

#include "suasion/model/settings.hpp"

namespace suasion::model::procedural {

double consultation(const std::vector<Voter>& council, const Procedure& procedure, double proposer, double q) {
  const Span adopted = winset(pivots(council, procedure), q);
  const Span stands = adopted.with({council.front().position, council.back().position});
  if (stands.empty()) {
    return q;
  }
  const double proposal = stands.nearest(proposer);
  return std::abs(proposal - proposer) < std::abs(q - proposer) ? proposal : q;
}

double codecision(const std::vector<Voter>& council, const Procedure& procedure, double parliament, double q,
                  JointText who, nash::Loss loss) {
  const Pivots pivot = pivots(council, procedure);
  const Span adopted = winset(pivot, q);
  const Span heard = parliament < q ? Span{2.0 * parliament - q, q} : Span{q, 2.0 * parliament - q};
  const Span both = adopted.with(heard);
  if (!(both.low < both.high)) {
    return q;
  }
  const double decisive = q < pivot.up ? pivot.up : pivot.down;
  switch (who) {
    case JointText::parliament:
      return both.nearest(parliament);
    case JointText::council:
      return both.nearest(decisive);
    case JointText::bargain:
      break;
  }
  return nash::agreement({{decisive, 1.0}, {parliament, 1.0}}, q, loss);
}

namespace {

class Procedural final : public IssueByIssue {
 public:
  Procedural(JointText who, nash::Loss loss) : who_(who), loss_(loss) {}
  [[nodiscard]] std::vector<Input> needs() const override { return {Input::status_quo, Input::form}; }

 protected:
  void solve_issue(const IssueTile& issue, Course& course) const override {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      course.outcome[lane] = outcome_of(Draw{issue, lane});
    }
  }

 private:
  [[nodiscard]] double outcome_of(const Draw& draw) const {
    const Procedure procedure = procedure_of(draw);
    const std::vector<Voter> council = voters(draw);
    const double q = draw.status_quo();
    if (council.empty()) {
      return q;  // nobody has a vote in this draw, so nothing can be decided
    }
    return procedure.form == Form::consultation
               ? consultation(council, procedure, draw.position(static_cast<std::size_t>(procedure.proposer)), q)
               : codecision(council, procedure, draw.position(static_cast<std::size_t>(procedure.parliament)), q, who_,
                            loss_);
  }

  JointText who_;
  nash::Loss loss_;
};

}  // namespace

Model entry() {
  return {
      .info = {.name = "procedural",
               .title = "Procedural model",
               .summary =
                   "The rules decide: who may propose, whose votes are needed, what happens if nothing passes. The "
                   "outcome is the proposal that the decisive voters prefer to the status quo; where they stand on "
                   "both sides of it, nothing changes.",
               .differs = "Only the rules count, not how much actors care or how strong they are besides their votes: "
                          "who proposes comes as near to its wish as the deciding voters let it, which may be far "
                          "from the average of all.",
               .source = "Crombez 1996, 1997; Steunenberg and Selck 2006",
               .options = {{.name = "joint_text",
                            .meaning = "Under codecision: how voters and parliament find a joint text.",
                            .values = {{"bargain", "the Nash bargain of the decisive voter and the parliament"},
                                       {"parliament", "the parliament offers, the voters take it or leave it"},
                                       {"council", "the decisive voter offers, the parliament takes it or leaves it"}},
                            .default_value = "bargain"},
                           {.name = "loss",
                            .meaning = "In that bargain: how losses grow with distance.",
                            .values = {{"quadratic", "with the square"},
                                       {"linear", "in proportion: the one nearer to the status quo gets its way"}},
                            .default_value = "quadratic"}}},
      .make = [](const Settings& settings) -> std::unique_ptr<Bargaining> {
        const std::string& who = value(settings, "joint_text");
        return std::make_unique<Procedural>(
            who == "bargain"      ? JointText::bargain
            : who == "parliament" ? JointText::parliament
                                  : JointText::council,
            value(settings, "loss") == "linear" ? nash::Loss::linear : nash::Loss::quadratic);
      }};
}

}  // namespace suasion::model::procedural
