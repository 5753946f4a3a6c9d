// MLF606: a container image has no tag, or the tag latest.
#include <set>
#include <utility>

#include "rules/common/paths.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports images in Dockerfiles, compose files, MLproject and Kubernetes files that have no tag or the tag `latest`, once per image and file.

## Why
The next build starts from another system, with another Python and other libraries.

## Example
```dockerfile
FROM python
```

## Use instead
```dockerfile
FROM python:3.11.9-slim
```
)md";

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  std::set<std::pair<std::string, std::string>> told;
  for (const ImageReference& image : pass.project().images) {
    if (!image.floating || image.digest || image.image.empty() || image.image == "scratch" ||
        IsTestPath(image.where.path))
      continue;
    if (!told.emplace(image.where.path, image.image).second) continue;
    const std::string name = image.tag.empty() ? image.image : image.image + ":" + image.tag;
    pass.report(image.where,
                "the image " + Code(name) +
                    (image.tag.empty() ? " has no tag: each build may start from another one"
                                       : " moves: each build may start from another one"),
                {.subject = image.image, .help = "name an exact tag or a digest"});
  }
}

extern constinit const Rule MLF606{{.id = "MLF606",
                                    .name = "floating-image",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kWarning,
                                    .summary = "A container image has no tag, or the tag latest",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
