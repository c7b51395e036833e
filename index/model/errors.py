"""What can go wrong while an embedding model is set up."""


class ModelSetupError(Exception):
    """The model cannot be built or exported; the message says why and what to do."""
