#include "corpus/ci.h"

#include <gtest/gtest.h>

namespace tracklint::corpus {
namespace {

TEST(CorpusCi, WhatAWorkflowStarts) {
  const std::vector<std::string> scripts{"src/train.py", "notebooks/fit.ipynb", "main.py"};
  for (const char* line :
       {"run: python src/train.py --epochs 3", "      - .venv/bin/python3.11 ./src/train.py",
        "cd src && python train.py", "python -m src.train", "uv run python main.py",
        "- run: \"poetry run python main.py\"", "mlflow run . -P a=1", "dvc repro", "dvc exp run -S a=1",
        "kedro run --env ci", "python -m torch.distributed.launch main.py", "papermill notebooks/fit.ipynb out.ipynb",
        "jupyter nbconvert --to notebook --execute notebooks/fit.ipynb",
        "steps:\n  - run: |\n      pip install x\n      python main.py\n"})
    EXPECT_TRUE(StartsRuns(line, scripts)) << line;
  for (const char* line :
       {"", "run: python src/test.py", "# python src/train.py", "run: pytest # python main.py", "paths: [src/train.py]",
        "flake8 src/train.py", "mlflow server", "dvc pull", "python -m pytest", "python domain.py",
        "python -m flake8 src/train.py", "python -m py_compile main.py", "echo running"})
    EXPECT_FALSE(StartsRuns(line, scripts)) << line;
  EXPECT_FALSE(StartsRuns("python src/train.py", {}));
}

}  // namespace
}  // namespace tracklint::corpus
