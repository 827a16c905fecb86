"""Setting up both environments; standard library only, it runs before anything is installed."""

import sys

if sys.version_info < (3, 10):  # any of these may start the set-up; what it makes is 3.11 and 3.10
    sys.exit(
        "Lỗi cài đặt: thấy Python %d.%d, cần Python 3.10 trở lên để chạy phần cài đặt; "
        "chạy lại với `make setup PYTHON=python3.11`" % sys.version_info[:2]
    )
