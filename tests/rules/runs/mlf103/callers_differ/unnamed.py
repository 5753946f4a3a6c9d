from lib import record

record(2)  # expect: MLF103
