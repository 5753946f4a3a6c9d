#include "rules/common/metrics.h"

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/text.h"

namespace tracklint::rules {

bool IsScalarMetric(std::string_view function) {
  std::string_view name = LastName(function);
  if (IsOneOf(name, {"compute", "result", "forward", "__call__"}) && function.size() > name.size()) {
    // a metric object: its class says what it gives
    const std::string_view cls = LastName(function.substr(0, function.size() - name.size() - 1));
    if (cls.ends_with("ConfusionMatrix") || cls.ends_with("Curve") || cls.ends_with("ROC")) return false;
  }
  return !IsOneOf(name, {"confusion_matrix", "multilabel_confusion_matrix", "classification_report", "roc_curve",
                         "precision_recall_curve", "det_curve", "learning_curve", "validation_curve",
                         "calibration_curve", "permutation_importance", "cross_validation", "performance_metrics",
                         "precision_recall_fscore_support", "silhouette_samples", "pair_confusion_matrix",
                         "contingency_matrix", "cross_val_predict", "partial_dependence", "ConfusionMatrixDisplay"});
}

std::string_view MetricName(std::string_view function) {
  const knowledge::CallInfo* info = knowledge::Find(function);
  return info == nullptr ? std::string_view() : info->metric_key;
}

bool IsUnloggedMetric(const Evaluation& evaluation) {
  if (evaluation.logged != Tri::kNo || evaluation.run == kNoIndex || !IsScalarMetric(evaluation.metric)) return false;
  // Calling a metric object with a batch updates it; its result() or compute() is what counts.
  if (IsOneOf(LastName(evaluation.metric), {"__call__", "forward"}) && !evaluation.printed) return false;
  // What a caller that cannot be seen gets, or what only decides something, may be recorded by others.
  return !evaluation.returned && (evaluation.printed || !evaluation.used);
}

}  // namespace tracklint::rules
