"""Set-up of the tuned encoder: the upper layers of the embedding model, fitted to what people write to the assistant.

Runs in the portal's environment, which has torch; what it makes is served by ``nlu.components.tuned_encoder``.
"""
