"""The scan page: what opens first when somebody scans a sign."""

from camtay.scan.page import ScanPage, render_code, scan_locales
from camtay.scan.publish import file_of, files_beside, verify, write

__all__ = ["ScanPage", "file_of", "files_beside", "render_code", "scan_locales", "verify", "write"]
