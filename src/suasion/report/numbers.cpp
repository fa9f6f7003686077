#include "suasion/report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace suasion::report {

namespace {

constexpr std::string_view percent_sign = "\u00A0%";

/// The least of 1, 2, 5 times a power of ten that is not below `value`.
double round_step(double value) {
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  constexpr double slack = 1.0 + 1e-9;  // 0.2 / 0.1 is 2.0000000000000004 on some libraries
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power * slack >= value) {
      return factor * power;
    }
  }
  return 10.0 * power;
}

std::string with_commas(std::uint64_t count) {
  std::string digits = fmt::format("{}", count);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

/// Points of a percentage that a share of none (or all) of the draws may hide, as a whole number.
double unseen(std::uint64_t draws) {
  return draws == 0 ? 100.0 : std::min(100.0, std::max(1.0, std::ceil(300.0 / static_cast<double>(draws) - 1e-9)));
}

}  // namespace

std::string_view likelihood(double chance) {
  std::string_view word = likelihood_scale.front().word;
  for (const Likelihood& step : likelihood_scale) {
    if (chance >= step.from) {
      word = step.word;
    }
  }
  return word;
}

std::string likelihood_scale_in_words() {
  std::string text = "Words for chances follow one fixed scale: ";
  for (std::size_t i = likelihood_scale.size(); i-- > 0;) {
    const int from = static_cast<int>(std::lround(100.0 * likelihood_scale[i].from));
    text += i == 0 ? fmt::format("{} below that", likelihood_scale[i].word)
                   : fmt::format("{} from {}{}, ", likelihood_scale[i].word, from, percent_sign);
  }
  return text + ".";
}

Grain grain(double range, double error) {
  const double finest = std::pow(10.0, std::round(std::log10(range / 100.0)));
  const double step = std::max(finest, error > 0.0 ? round_step(error) : 0.0);
  const int decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step * (1.0 + 1e-9)))));
  return {step, decimals};
}

std::string number(double value, const Grain& grain) {
  double rounded = std::round(value / grain.step) * grain.step;
  if (std::fabs(rounded) < 0.5 * grain.step) {
    rounded = 0.0;  // not "-0"
  }
  return fmt::format("{:.{}f}", rounded, grain.decimals);
}

std::string percent(const analysis::Estimate& chance, std::uint64_t draws) {
  const double points = 100.0 * chance.value;
  if (chance.value <= 0.0) {
    return fmt::format("under {:.0f}{}", unseen(draws), percent_sign);
  }
  if (chance.value >= 1.0) {
    return fmt::format("over {:.0f}{}", 100.0 - unseen(draws), percent_sign);
  }
  const double step = std::max(1.0, chance.error > 0.0 ? round_step(100.0 * chance.error) : 1.0);
  if (points < 0.5 * step) {
    return fmt::format("under {:.0f}{}", step, percent_sign);
  }
  if (points > 100.0 - 0.5 * step) {
    return fmt::format("over {:.0f}{}", 100.0 - step, percent_sign);
  }
  return fmt::format("{:.0f}{}", std::round(points / step) * step, percent_sign);
}

std::string in_draws(const analysis::Estimate& chance, std::uint64_t draws) {
  if (chance.value >= 1.0) {
    return "in every draw";
  }
  return chance.value <= 0.0 ? "in no draw" : fmt::format("in {} of draws", percent(chance, draws));
}

std::string chance_in_words(const analysis::Estimate& chance, std::uint64_t draws) {
  return fmt::format("{} ({})", likelihood(chance.value), percent(chance, draws));
}

std::string count_in_words(std::uint64_t count) {
  static constexpr std::array<std::string_view, 13> words = {
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
  return count < words.size() ? std::string(words.at(count)) : with_commas(count);
}

std::string counted(std::uint64_t count, std::string_view noun, std::string_view plural) {
  if (count == 1) {
    return fmt::format("1 {}", noun);
  }
  if (!plural.empty()) {
    return fmt::format("{} {}", with_commas(count), plural);
  }
  const std::size_t end = std::min(noun.find(" of "), noun.size());  // draws of a pilot
  return fmt::format("{} {}s{}", with_commas(count), noun.substr(0, end), noun.substr(end));
}

}  // namespace suasion::report
