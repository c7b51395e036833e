"""Writes the packed weights as an ordinary sentence-transformers folder: BERT, mean pooling, L2
normalisation.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from index.encoder.folder import SERVING_DIR
from index.encoder.unigram import UNIGRAM_FILE, UnigramTokenizer, save_vocabulary
from index.model.blocks import Header, PackedWeights, Vocabulary
from index.model.errors import ModelSetupError

PROMPTS = {"query": "query: ", "document": "passage: "}
MAX_TOKENS = 512

# suffix in the packed file -> module path inside one BERT layer
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_standard_folder(weights: PackedWeights, folder: Path) -> None:
    """Write ``folder`` so that ``SentenceTransformer(str(folder))`` loads it."""
    folder.mkdir(parents=True, exist_ok=True)
    bert = _bert(weights)
    bert.save_pretrained(folder)
    build_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"))
    for name, content in _side_files(weights.header).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "2_Normalize").mkdir(exist_ok=True)
    (folder / "model.safetensors").chmod(0o644)


def write_compact_vocabulary(vocabulary: Vocabulary, folder: Path, texts: Sequence[str]) -> None:
    """Write the encoder's own form of the tokenizer; raises ``ModelSetupError`` unless both cut ``texts``
    alike.
    """
    path = folder / SERVING_DIR / UNIGRAM_FILE
    save_vocabulary(path, vocabulary.pieces, vocabulary.scores, (vocabulary.bos, vocabulary.eos, vocabulary.unk))
    compact = UnigramTokenizer.load(path, MAX_TOKENS)
    standard = build_tokenizer(vocabulary)
    standard.enable_truncation(MAX_TOKENS)
    for text in texts:
        if compact.encode(text) != standard.encode(text).ids:
            raise ModelSetupError(f"the compact tokenizer cuts {text[:60]!r} in another way than the standard one")


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The model's Unigram tokenizer, rebuilt from its pieces and scores."""
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"[\s\u200b]+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    names = [vocabulary.pieces[i] for i in (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk)]
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in names])
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    return tokenizer


def _bert(weights: PackedWeights) -> BertModel:
    header = weights.header
    config = BertConfig(
        vocab_size=header.vocabulary,
        hidden_size=header.hidden,
        num_hidden_layers=header.layers,
        num_attention_heads=header.heads,
        intermediate_size=header.ffn,
        max_position_embeddings=header.max_positions,
        type_vocab_size=header.type_vocabulary,
        layer_norm_eps=header.layer_norm_eps,
        hidden_act="gelu",
        pad_token_id=weights.vocabulary.pad,
    )
    bert = BertModel(config, add_pooling_layer=False)
    state = {
        name: torch.from_numpy(weights.tensor(_packed_name(name))).reshape(parameter.shape)
        for name, parameter in bert.named_parameters()
    }
    bert.load_state_dict(state, strict=True)
    return bert


def _packed_name(name: str) -> str:
    """The packed file's name for one of BertModel's parameters."""
    embeddings = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    if name in embeddings:
        return embeddings[name]
    _encoder, _layer, number, *path, leaf = name.split(".")
    suffix = next(short for short, module in LAYER_PARTS.items() if module == ".".join(path))
    return f"l{number}.{suffix}.{leaf[0]}"


def _side_files(header: Header) -> dict[str, Any]:
    """The configuration files that sentence-transformers and transformers read beside the weights."""
    return {
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": header.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
        },
    }
