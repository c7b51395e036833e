"""Language understanding: training data by language and topic, and the components of the pipeline."""
