"""The browser editor at /admin/."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "editor.repo": said(
        "“{value}” không phải tên kho.",
        "Ghi chủ kho và tên kho, nối bằng dấu gạch chéo: xa-thu/cam-tay",
        "“{value}” is no name of a repository.",
        "Write its owner and its name with a slash between: xa-thu/cam-tay",
        example="editor:\n  backend: github\n  repo: xa-thu/cam-tay",
    ),
    "editor.branch": said(
        "“{value}” không phải tên nhánh.",
        "Ghi tên nhánh của kho, thường là `main`; hoặc xóa dòng này để dùng nhánh chính của kho.",
        "“{value}” is no name of a branch.",
        "Write a branch of the repository, usually `main`; or delete the line to use its main branch.",
        example="branch: main",
    ),
    "editor.server": said(
        "“{value}” không phải địa chỉ máy chủ kho mã.",
        "Ghi địa chỉ có https://, ví dụ: https://git.xa.example",
        "“{value}” is no address of a server for repositories.",
        "Write it with https://, for example: https://git.xa.example",
        example="base_url: https://git.xa.example",
    ),
    "editor.server_missing": said(
        "Gitea và Forgejo cần địa chỉ máy chủ (base_url).",
        "Thêm vào mục `editor` dòng: base_url: https://git.xa.example",
        "Gitea and Forgejo need the address of the server (base_url).",
        "Add to `editor`: base_url: https://git.xa.example",
        example="editor:\n  backend: gitea\n  repo: xa-thu/cam-tay\n  base_url: https://git.xa.example",
    ),
    "editor.app": said(
        "“{value}” không phải mã ứng dụng (app_id).",
        "Chép nguyên mã mà máy chủ cho khi đăng ký ứng dụng. Nếu đăng nhập bằng khóa thì xóa dòng này.",
        "“{value}” is no id of an application (app_id).",
        "Copy the id that the server gave when you registered it. Delete the line if people sign in with a token.",
    ),
    "editor.bundle": said(
        "Chưa có phần mềm của trang soạn bài /admin/, nên trang ấy chưa được dựng.",
        "Cài Node.js rồi chạy: scripts/editor/build.sh",
        "The software of the editor at /admin/ is not there, so that page was not made.",
        "Install Node.js and run: scripts/editor/build.sh",
    ),
}
