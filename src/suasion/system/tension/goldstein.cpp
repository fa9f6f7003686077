#include "suasion/system/tension/goldstein.hpp"

namespace suasion::system::tension {

namespace {

// Values of the CAMEO categories they name (Gerner, Schrodt and others 2002, after Goldstein 1992); which of our kinds
// goes with which category is a judgement.
constexpr Score table[] = {
    {"visit", 2.8, "host a visit"},
    {"praise", 3.4, "praise or endorse"},
    {"statement", 3.4, "praise or endorse"},
    {"relations.restore", 3.5, "engage in diplomatic cooperation"},
    {"relations.reduce", -4.0, "reduce relations"},
    {"ambassador.confirm", 3.5, "engage in diplomatic cooperation"},
    {"ambassador", 3.5, "engage in diplomatic cooperation"},
    {"intent", 4.0, "express intent to meet or negotiate"},
    {"negotiate", 7.0, "negotiate"},
    {"supply.resume", 6.0, "provide material help"},
    {"oil.resume", 6.0, "provide material help"},
    {"cut_supply", -5.6, "reduce or stop aid"},
    {"cut", -5.6, "reduce or stop aid"},
    {"sanction.ease", 7.0, "ease economic sanctions"},
    {"sanction.impose", -8.0, "impose sanctions"},
    {"sanction.revoke_licence", -8.0, "impose sanctions"},
    {"sanction", -8.0, "impose sanctions"},
    {"credit", 7.4, "provide economic aid"},
    {"aid.military", 8.3, "provide military aid"},
    {"arms", 8.3, "provide military aid"},
    {"aid", 7.4, "provide economic aid"},
    {"sign", 8.0, "sign a formal agreement"},
    {"exercise.joint", 7.4, "engage in military cooperation"},
    {"reject", -4.0, "reject"},
    {"base.refuse", -4.0, "reject"},
    {"threaten.sanctions", -5.8, "threaten with sanctions"},
    {"threaten.force", -7.0, "threaten with military force"},
    {"threaten", -4.4, "threaten"},
    {"demand", -5.0, "demand"},
    {"exercise", -7.2, "exhibit military posture"},
    {"show_force", -7.2, "exhibit military posture"},
    {"troops.enter", -7.2, "exhibit military posture"},
    {"occupy", -9.5, "occupy territory"},
    {"attack", -10.0, "fight"},
};

}  // namespace

std::span<const Score> scores() {
  return table;
}

std::optional<double> goldstein(std::string_view kind) {
  const Score* best = nullptr;
  for (const Score& score : table) {
    const bool begins = kind.starts_with(score.kind);
    const bool whole = begins && (kind.size() == score.kind.size() ||
                                  std::string_view("._-").find(kind[score.kind.size()]) != std::string_view::npos);
    if (whole && (best == nullptr || score.kind.size() > best->kind.size())) {
      best = &score;
    }
  }
  return best == nullptr ? std::nullopt : std::optional(best->goldstein);
}

}  // namespace suasion::system::tension
