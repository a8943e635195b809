"""Compress a built site once, so that the server need not do it for every visitor.

python scripts/deploy/compress.py [SITE]        (site/ unless told)
"""

import sys
from pathlib import Path

from camtay.hosting import compress

if __name__ == "__main__":
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    if not (site / "index.html").is_file():
        sys.exit(f"{site}: no built site / không có trang đã dựng")
    print(compress(site))
