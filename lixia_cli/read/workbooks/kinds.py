"""What kind of workbook a file is, by its content."""

from __future__ import annotations

from lixia_cli.read.source import MEGABYTE
from lixia_cli.read.workbooks.archive import Archive
from lixia_cli.read.workbooks.limits import FILE_LIMIT, damaged, encrypted, refused
from lixia_cli.read.workbooks.ods import Ods
from lixia_cli.read.workbooks.sheet import Workbook
from lixia_cli.read.workbooks.xls import Xls
from lixia_cli.read.workbooks.xlsx import BOOK, Xlsx
from lixia_cli.text.messages import N_, Message

COMPOUND = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    "xl/workbook.bin": N_("is a binary workbook (.xlsb); save it as .xlsx"),
    "Index/Document.iwa": N_("is a Numbers document; export it as Excel (.xlsx)"),
    "word/document.xml": N_("is a Word document; put the table into a workbook or a CSV file"),
    "ppt/presentation.xml": N_("is a presentation; put the table into a workbook or a CSV file"),
}
"""A part that tells a kind of archive that is not read, with what to do."""


def open_workbook(content: bytes, file: str) -> Workbook:
    """Open a workbook. Raises InputError for other archives, and for one that is damaged or beyond the limits."""
    if len(content) > FILE_LIMIT:
        template = N_("is larger than {limit} MB, the most that is read of a workbook; save the sheet as CSV UTF-8")
        raise refused(file, Message(template, {"limit": FILE_LIMIT // MEGABYTE}))
    if content.startswith(COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise encrypted(file)
        return Xls(content, file)
    archive = Archive(content, file)
    if BOOK in archive:
        return Xlsx(archive)
    for part, template in _OTHERS.items():
        if part in archive:
            raise refused(file, Message(template))
    if "mimetype" in archive and b"opendocument.spreadsheet" in archive.read("mimetype"):
        return Ods(archive)
    if "[Content_Types].xml" in archive or "mimetype" in archive:
        raise damaged(file)
    raise refused(file, Message("is a ZIP archive, not a workbook; unpack it"))
