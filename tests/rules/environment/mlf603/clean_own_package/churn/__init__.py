NAME = "churn"
