from pipeline import ingest, model, track

if __name__ == "__main__":
    frame = ingest.read("data/trees.csv")
    track.dataset(frame, "data/trees.csv", context="training")
    track.finish(model.fit(frame))
