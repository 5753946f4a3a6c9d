import mlflow
from framework import make_parser

parser = make_parser()
group = parser.add_argument_group("training")
group.add_argument("--alpha", type=float)
args = parser.parse_args()
with mlflow.start_run():
    mlflow.log_params(vars(args))
