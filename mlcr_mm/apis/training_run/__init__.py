"""What a run is told beside its config: precision, resuming, a short run, and how it ends."""
