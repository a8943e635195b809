"""Problems of builds in parts."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "shard.file": said(
        "Không phải tệp của một phần trang, hoặc tệp đã hỏng: {reason}",
        "Làm lại phần ấy bằng camtay build --shard I/N, hoặc bỏ tệp này ra: trang của nó được dựng khi ghép.",
        "This is no part of a build, or the file is damaged: {reason}",
        "Make that part again with camtay build --shard I/N, or leave the file out: its pages are made on joining.",
    ),
    "shard.dask": said(
        "Máy này chưa có Dask.",
        "Cài thêm: pip install 'camtay[dask]', ở máy này và ở mọi máy của cụm.",
        "Dask is not installed on this machine.",
        "Install it: pip install 'camtay[dask]', here and on all machines of the cluster.",
    ),
    "shard.cluster": said(
        "Không nối được với cụm Dask ở {address}: {reason}",
        "Xem bộ điều phối của Dask có đang chạy và địa chỉ có đúng không, như tcp://127.0.0.1:8786.",
        "The Dask cluster at {address} can't be reached: {reason}",
        "See that its scheduler runs and that the address is right, such as tcp://127.0.0.1:8786.",
    ),
    "shard.failed": said(
        "Cụm máy không làm được phần {part}: {reason}",
        "Xem máy nào báo lỗi và có cùng bản camtay không, hoặc dựng ở máy này: camtay build",
        "The cluster could not make part {part}: {reason}",
        "See which machine complains and that all have the same camtay, or build here: camtay build",
    ),
}
