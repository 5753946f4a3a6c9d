// Dockerfiles, compose files, Kubernetes manifests, MLproject.
#include "analyzer/project/images.h"

#include <string>

#include <gtest/gtest.h>

#include "analyzer/project/read_project.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

Project Read(const ScratchRepo& repo) { return ReadProject(repo.discover()); }
std::string Images(const Project& project) {
  std::string out;
  for (const ImageReference& image : project.images) {
    if (!out.empty()) out += ' ';
    out += image.image + (image.tag.empty() ? "" : ":" + image.tag) + (image.digest ? "@" : "") +
           (image.floating ? "~" : "");
  }
  return out;
}
std::string Settings(const Project& project) {
  std::string out;
  for (const CommittedSetting& setting : project.settings)
    out += (out.empty() ? "" : " ") + setting.name + "=" + setting.value;
  return out;
}

TEST(Dockerfile, StagesArgumentsAndInstalls) {
  ScratchRepo repo;
  repo.add("Dockerfile",
           "# syntax=docker/dockerfile:1\nARG VERSION=3.9\nFROM --platform=linux/amd64 python:${VERSION}-slim AS "
           "Base\nFROM base AS two\n"
           "FROM scratch\nFROM nvidia/cuda\nFROM x/y:latest@sha256:abc\nFROM $UNKNOWN\nCOPY --from=two /a /b\nCOPY "
           "--from=ghcr.io/astral-sh/uv:0.4 /uv /bin/\n"
           "ENV MLFLOW_TRACKING_URI=http://mlflow:5000 \\\n    MLFLOW_TRACKING_PASSWORD=secret\nENV "
           "MLFLOW_EXPERIMENT_NAME my exp\n"
           "RUN apt-get update && pip install --no-cache-dir --upgrade pip numpy==1.2 \\\n    # comment\n    "
           "'pandas>=1' -r requirements.txt\n"
           "RUN <<EOF\npip install scipy\nconda install -y -c conda-forge xgboost=1.7\nEOF\nCMD [\"python\", "
           "\"train.py\"]\n");
  repo.add("requirements.txt", "torch\n");
  const Project project = Read(repo);
  EXPECT_EQ(Images(project), "python:3.9-slim nvidia/cuda~ x/y:latest@ ghcr.io/astral-sh/uv:0.4");
  EXPECT_EQ(Settings(project),
            "MLFLOW_TRACKING_URI=http://mlflow:5000 MLFLOW_TRACKING_PASSWORD=*** MLFLOW_EXPERIMENT_NAME=my exp");
  EXPECT_EQ(project.python_version, "3.9");
  std::string installed;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.kind == DependencyFile::kDockerfile) {
      installed += dependency.name + dependency.specifier + "@" + std::to_string(dependency.where.line) + ":" +
                   std::to_string(dependency.where.column) + " ";
    }
  }
  EXPECT_EQ(installed, "numpy==1.2@14:64 pandas>=1@16:5 scipy@18:13 xgboost==1.7.*@19:33 ");
}

TEST(Dockerfile, ServiceImagesDoNotSetTheEnvironment) {
  ScratchRepo repo;
  repo.add("Dockerfile.mlflow", "FROM python:3.9\nRUN pip install mlflow\n")
      .add("server/Dockerfile", "FROM python:3.9\nRUN pip install mlflow\nCMD [\"mlflow\", \"server\"]\n");
  repo.add("Dockerfile", "FROM python:3.9\nRUN pip install mlflow\nCMD python train.py\n");
  for (const DependencySource& source : Read(repo).sources)
    EXPECT_EQ(source.sets_environment, source.path == "Dockerfile") << source.path;
}

TEST(Dockerfile, TestFoldersAndTemplates) {
  ScratchRepo repo;
  repo.add("tests/db/Dockerfile", "FROM python:3.9\nRUN pip install numpy\n")
      .add("Dockerfile", "FROM python:3.9\nRUN pip install scipy ${{ PACKAGES }}\nRUN pip install pandas\n");
  const Project project = Read(repo);
  for (const DependencySource& source : project.sources)
    EXPECT_EQ(source.sets_environment, source.path == "Dockerfile") << source.path;
  ASSERT_EQ(project.dependencies.size(), 2U);
  EXPECT_EQ(project.dependencies[0].name, "pandas");
  EXPECT_EQ(project.dependencies[1].name, "numpy");
}

TEST(Dockerfile, OddTextIsNoCrash) {
  ScratchRepo repo;
  repo.add("Dockerfile", "FROM\n")
      .add("a/Dockerfile", "RUN <<EOF\npip install x\n")
      .add("b/Dockerfile", "\\\n\\")
      .add("c/Dockerfile", "RUN \\\n")
      .add("d/Dockerfile", "COPY --from= a b\nENV\nARG\nFROM python AS\n");
  const Project project = Read(repo);
  std::string issues;
  for (const ProjectIssue& issue : project.issues)
    issues += issue.where.path + ":" + std::to_string(issue.where.line) + " " + issue.message + "\n";
  EXPECT_EQ(issues,
            "Dockerfile:1 FROM without an image\na/Dockerfile:1 a heredoc is never closed\na/Dockerfile:1 an "
            "instruction before FROM\na/Dockerfile:2 unknown instruction\nb/Dockerfile:1 unknown "
            "instruction\nc/Dockerfile:1 an instruction before FROM\nd/Dockerfile:1 an instruction before FROM\n");
  EXPECT_EQ(Images(project), "python~");
}

TEST(Compose, ImagesAndEnvironment) {
  ScratchRepo repo;
  repo.add("docker-compose.yml",
           "x-common:\n  environment: &env\n    MLFLOW_A: 1\nservices:\n  db:\n    image: postgres\n  app:\n    build: "
           ".\n    image: app:latest\n    environment:\n"
           "      - MLFLOW_TRACKING_URI=http://user:pw@mlflow:5000\n      - MLFLOW_EXPERIMENT_NAME\n  web:\n    image: "
           "${REGISTRY:-docker.io}/web:${TAG:-1.2}\n    environment:\n      MLFLOW_S3_ENDPOINT_URL: ${ENDPOINT}\n  "
           "odd:\n    image: ${X}\n");
  const Project project = Read(repo);
  EXPECT_EQ(Images(project), "postgres~ docker.io/web:1.2");
  EXPECT_EQ(Settings(project),
            "MLFLOW_A=1 MLFLOW_TRACKING_URI=http://mlflow:5000 MLFLOW_EXPERIMENT_NAME= MLFLOW_S3_ENDPOINT_URL=");
}

TEST(Manifest, ContainersAndHelm) {
  ScratchRepo repo;
  repo.add("k8s/train.yaml",
           "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n      - name: train\n   "
           "     image: me/train\n        env:\n        - name: MLFLOW_TRACKING_URI\n          value: http://mlflow\n"
           "---\nkind: ConfigMap\ndata:\n  MLFLOW_EXPERIMENT_NAME: nightly\n");
  repo.add("charts/x/templates/deployment.yaml", "{{- if .Values.x }}\nimage: {{ .Values.image }}\n{{- end }}\n");
  const Project project = Read(repo);
  EXPECT_EQ(Images(project), "me/train~");
  EXPECT_EQ(Settings(project), "MLFLOW_TRACKING_URI=http://mlflow MLFLOW_EXPERIMENT_NAME=nightly");
  EXPECT_TRUE(project.issues.empty());
}

TEST(Mlproject, EntryPoints) {
  ScratchRepo repo;
  repo.add("ml/MLproject",
           "name: demo\npython_env: env/train_env.yaml\nentry_points:\n  main:\n    parameters:\n      lr: {type: "
           "float, default: 0.1}\n      data: path\n    command: \"python train.py --lr {lr}\"\n  broken: 3\n");
  repo.add("ml/env/train_env.yaml", "python: 3.8.10\ndependencies: [mlflow==2.1]\n");
  repo.add("bad/MLproject", "name: [\n");
  const Project project = Read(repo);
  ASSERT_EQ(project.mlprojects.size(), 1U);
  const Mlproject& mlproject = project.mlprojects[0];
  EXPECT_EQ(mlproject.name, "demo");
  EXPECT_EQ(mlproject.environment_file, "env/train_env.yaml");
  ASSERT_EQ(mlproject.entry_points.size(), 1U);
  EXPECT_EQ(mlproject.entry_points[0].parameters, (std::vector<std::string>{"lr", "data"}));
  EXPECT_EQ(mlproject.entry_points[0].where.line, 4U);
  EXPECT_EQ(project.python_version, "3.8.10");
  EXPECT_EQ(project.mlflow_version, "2.1");
  ASSERT_EQ(project.issues.size(), 2U);
  EXPECT_EQ(project.issues[0].where.path, "bad/MLproject");
  EXPECT_EQ(project.issues[1].where.line, 9U);
}

TEST(ExpandVariables, Forms) {
  const std::map<std::string, std::string, std::less<>> variables = {{"A", "1"}, {"B", ""}};
  EXPECT_EQ(ExpandVariables("x$A-${A}-${B}", variables), "x1-1-");
  EXPECT_EQ(ExpandVariables("${C:-d}${C-e}$C", variables), "de$C");
  EXPECT_EQ(ExpandVariables("${A", variables), "${A");
  EXPECT_EQ(ExpandVariables("$", variables), "$");
}

TEST(PythonOfImage, Forms) {
  EXPECT_EQ(PythonOfImage("python:3.9.7-slim"), "3.9.7");
  EXPECT_EQ(PythonOfImage("public.ecr.aws/lambda/python:3.9"), "3.9");
  EXPECT_EQ(PythonOfImage("python"), "");
  EXPECT_EQ(PythonOfImage("tiangolo/uvicorn-gunicorn:python3.8-slim"), "3.8");
  EXPECT_EQ(PythonOfImage("continuumio/miniconda3"), "");
  EXPECT_EQ(PythonOfImage("nvcr.io/x:23.04-py3"), "");
  EXPECT_EQ(PythonOfImage("rayproject/ray:2.9.0-py310"), "3.10");
}

}  // namespace
}  // namespace tracklint::project
