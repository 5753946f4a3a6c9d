from pydantic import BaseModel, Field, computed_field


class ModelCfg(BaseModel):
    learning_rate: float = 0.1
    depth: int = Field(2, ge=1, le=8)
    n_rounds: int = 10


class AppConfig(BaseModel):
    name: str = "baseline"
    experiment: str = "pydantic-gbm"
    model: ModelCfg = Field(default_factory=ModelCfg)

    @computed_field
    @property
    def run_name(self) -> str:
        return f"{self.name}-d{self.model.depth}"
