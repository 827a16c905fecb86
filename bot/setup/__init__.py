"""Setting up both environments; standard library only, it runs before anything is installed."""

import sys

# Any Python may start the set-up, so this is the one place that an older one reads.
if sys.version_info < (3, 10):  # noqa: UP036
    sys.exit(
        f"Lỗi cài đặt: thấy Python {sys.version.split()[0]}, cần Python 3.10 trở lên để chạy phần cài đặt; "
        "chạy lại với `make setup PYTHON=python3.11`"
    )
