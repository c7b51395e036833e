"""Shapes of the files API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_openapi3 import FileStorage
from pydantic import BaseModel, ConfigDict, Field

from portal.files.models import StoredFile

MAX_FILES = 5  # in one message or request


class UploadForm(BaseModel):
    """One file, as multipart/form-data."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    file: FileStorage = Field(description="Excel, CSV, text, PDF, JPEG, PNG or WebP; up to 10 MB")


class FilePath(BaseModel):
    """Which file."""

    file_id: UUID


class FileOut(BaseModel):
    """A stored file. `readable` says whether order lines can be looked for in it."""

    id: UUID
    name: str
    content_type: str
    size: int
    readable: bool
    url: str

    @classmethod
    def of(cls, stored: StoredFile) -> FileOut:
        """The file as those who may read it see it."""
        return cls(
            id=stored.id,
            name=stored.name,
            content_type=stored.content_type,
            size=stored.size,
            readable=stored.readable,
            url=f"/api/v1/files/{stored.id}",
        )

    def kept(self) -> dict[str, Any]:
        """The file as it is kept beside what it is attached to."""
        return self.model_dump(mode="json")
