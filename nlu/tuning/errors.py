"""What can go wrong while the encoder is tuned."""


class TuningError(Exception):
    """The encoder cannot be tuned; the message says why and what to do."""


class UntunableError(TuningError):
    """The embedding model is of another kind; its vectors are used as they are."""
