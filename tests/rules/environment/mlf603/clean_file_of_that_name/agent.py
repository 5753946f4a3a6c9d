from livekit.agents import JobContext

print(JobContext)
