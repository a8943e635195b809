"""The scan page: what opens first when somebody scans a sign."""

from camtay.scan.page import ScanPage, render_code, scan_locales
from camtay.scan.publish import verify, write

__all__ = ["ScanPage", "render_code", "scan_locales", "verify", "write"]
