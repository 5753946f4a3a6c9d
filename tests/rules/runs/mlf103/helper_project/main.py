from lib import record

record(1)
record(2)
