"""Refusals of files."""

from __future__ import annotations

from portal.shared.errors import Invalid, NotFound, PortalError
from portal.shared.texts import N_


class FileMissing(NotFound):
    """No such file, or not the asker's to see."""

    code = "file_not_found"
    default_detail = N_("There is no such file, or it is not yours.")


class FileTooLarge(PortalError):
    """Over the limit; `extra["limit"]` is in bytes."""

    code = "file_too_large"
    status = 413
    default_detail = N_("The file is larger than 10 MB. Send a smaller one, or split it.")


class FileTypeRefused(PortalError):
    """Of a kind that is not taken."""

    code = "file_type"
    status = 415
    default_detail = N_(
        "Files of this kind are not accepted. Send Excel (.xlsx, .xls), CSV, text, PDF, or a picture (JPEG, PNG, WebP)."
    )


class ActiveContent(FileTypeRefused):
    """It could run something on the reader's machine."""

    code = "file_active"
    default_detail = N_("The file holds macros or scripts. Save it without them (for example as .xlsx) and send that.")


class FileEmpty(Invalid):
    """Nothing in it, or no file at all."""

    code = "file_empty"
    default_detail = N_("The file is empty. Choose another one.")


class FileUnreadable(Invalid):
    """No rows can be read out of it; `extra["reason"]` says why: none, empty, failed."""

    code = "file_unreadable"
    default_detail = N_("No text can be read out of this file. Send the list as Excel, CSV or a PDF with text.")


class TooManyFiles(Invalid):
    """More than a message or a request takes."""

    code = "too_many_files"
    default_detail = N_("Up to five files can be sent at once.")
