# oracle-args: train.lr=0.3 data.rows=60
import sys

from omegaconf import OmegaConf

from conf_schema import Config
from loop import fit


def main():
    cfg = OmegaConf.merge(OmegaConf.structured(Config), OmegaConf.load("base.yaml"), OmegaConf.from_cli(sys.argv[1:]))
    OmegaConf.set_readonly(cfg, True)
    fit(cfg)


if __name__ == "__main__":
    main()
