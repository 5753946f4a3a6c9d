// Does continuous integration start experiments? Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tracklint::corpus {

/// A workflow (GitHub, GitLab, Jenkins …) runs one of `scripts` (paths from the root: `python src/train.py`,
/// `python -m src.train`, a notebook through papermill or nbconvert), an MLflow project (`mlflow run`), a DVC pipeline
/// (`dvc repro`, `dvc exp run`) or a Kedro one (`kedro run`). Comments do not count.
[[nodiscard]] bool StartsRuns(std::string_view workflow, const std::vector<std::string>& scripts);

}  // namespace tracklint::corpus
