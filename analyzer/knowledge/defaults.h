// What get_params() of a fresh estimator gives, as data: names in order, and defaults that are plain constants.
// Of scikit-learn and of the classes of xgboost and lightgbm that follow its conventions; of their latest release.
#pragma once

#include <string_view>
#include <vector>

namespace tracklint::knowledge {

struct DefaultParameter {
  std::string_view name;
  std::string_view value;  ///< as Python writes it ("None", "0.5", "'auto'"); empty: no plain constant
};

/// By any public import path of the class; null when the class is not known. Thread-safe.
[[nodiscard]] const std::vector<DefaultParameter>* EstimatorDefaults(std::string_view qualified);

}  // namespace tracklint::knowledge
