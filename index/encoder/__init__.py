"""Text to vectors, on a CPU: an exported sentence-transformers model run by ONNX Runtime.

Runs in the portal's and in the assistant's environment, so it imports nothing heavier than numpy, onnxruntime
and tokenizers. ``python -m index.model`` makes the folders that it loads.
"""

from index.encoder.folder import EncoderError, ServingModel, default_model_folder, read_serving_model
from index.encoder.onnx import Encoder

__all__ = ["Encoder", "EncoderError", "ServingModel", "default_model_folder", "read_serving_model"]
