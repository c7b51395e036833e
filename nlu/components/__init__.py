"""Custom graph components of the Rasa pipeline; of the product's own code they import ``index.encoder`` alone."""
