"""Where an installation keeps its things: one data folder, beside the sources it runs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from portal.shared.errors import PortalError

SOURCES = Path(__file__).resolve().parent.parent.parent
EMBEDDING_MODEL_NAME = "multilingual-e5-small"


class InstallationError(PortalError):
    """The installation cannot do what was asked; the detail says why and how to go on."""

    code = "installation"
    status = 500


@dataclass(frozen=True)
class Installation:
    """The folders and files of one installation; removing `var_dir` resets everything."""

    var_dir: Path

    @classmethod
    def current(cls) -> Installation:
        """The installation named by the variable VAR_DIR, by default ./var beside the sources."""
        return cls(Path(os.environ.get("VAR_DIR") or SOURCES / "var").expanduser().resolve())

    @property
    def settings_file(self) -> Path:
        """Secrets, addresses and ports, readable by the installation's user alone."""
        return self.var_dir / "settings.env"

    @property
    def postgres(self) -> Path:
        """The embedded database server's folder."""
        return self.var_dir / "postgres"

    @property
    def logs(self) -> Path:
        """One log a process, and the merged one."""
        return self.var_dir / "log"

    @property
    def files(self) -> Path:
        """Uploaded and stored files."""
        return self.var_dir / "files"

    @property
    def models(self) -> Path:
        """Embedding model, Rasa models and whatever else was trained."""
        return self.var_dir / "models"

    @property
    def run(self) -> Path:
        """Locks and state of running processes."""
        return self.var_dir / "run"

    def create_folders(self) -> None:
        """Create the folders that are missing; logs and files are for the installation's user alone."""
        self.var_dir.mkdir(parents=True, exist_ok=True)
        for folder in (self.logs, self.files, self.run):
            folder.mkdir(mode=0o700, exist_ok=True)
        self.models.mkdir(exist_ok=True)

    def exists(self) -> bool:
        """Whether this installation was set up."""
        return self.settings_file.exists()
