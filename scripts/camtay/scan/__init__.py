"""The scan page: what opens first when somebody scans a sign."""

from camtay.scan.page import ScanPage, render_code, scan_locales
from camtay.scan.publish import file_of, finish, heaviest, verify, write
from camtay.urls import SCAN_FOLDER as FOLDER

__all__ = ["FOLDER", "ScanPage", "file_of", "finish", "heaviest", "render_code", "scan_locales", "verify", "write"]
