# oracle-env: KEDRO_DISABLE_TELEMETRY=true KEDRO_LOGGING_CONFIG=logging.yml
from pathlib import Path

from kedro.framework.session import KedroSession
from kedro.framework.startup import bootstrap_project

if __name__ == "__main__":
    bootstrap_project(Path(__file__).parent)
    with KedroSession.create(env="base") as session:
        session.run(pipeline_name="training")
