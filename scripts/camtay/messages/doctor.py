"""What is old or at risk."""

from __future__ import annotations

from camtay.messages.words import Words, said

MESSAGES: dict[str, Words] = {
    "doctor.domain_example": said(
        "Tên miền {host} chỉ để làm mẫu, không ai mua được; đã có {n} mã in với tên này.",
        "Mua tên miền thật trước khi in biển, rồi ghi vào base_url.",
        "The domain {host} is for examples only and nobody can buy it; {n} codes were printed with it.",
        "Buy a real domain before signs are printed, then put it into base_url.",
    ),
    "doctor.domain_unknown": said(
        "Chưa ghi tên miền {host} đã trả tiền đến ngày nào.",
        "Hỏi nơi mua tên miền, rồi thêm vào guides/site.yml dòng domain_paid_until.",
        "Nobody wrote down until when the domain {host} is paid for.",
        "Ask where it was bought, then add a line domain_paid_until to guides/site.yml.",
        example="domain_paid_until: 2027-06-30",
    ),
    "doctor.domain_soon": said(
        "Tên miền {host} chỉ còn {days} ngày (đến {date}). Hết hạn là mọi biển chết.",
        "Gia hạn ngay hôm nay, kỳ dài nhất, rồi sửa ngày trong guides/site.yml.",
        "The domain {host} is paid for {days} more days (until {date}). Without it every sign is dead.",
        "Renew it today for the longest term, then correct the date in guides/site.yml.",
    ),
    "doctor.domain_over": said(
        "Theo sổ, tên miền {host} đã hết hạn ngày {date}.",
        "Gia hạn ngay: người khác có thể mua tên ấy. Đã gia hạn rồi thì sửa ngày trong guides/site.yml.",
        "As written down, the domain {host} ran out on {date}.",
        "Renew it at once: somebody else can buy it. If it was renewed, correct the date in guides/site.yml.",
    ),
    "doctor.no_git": said(
        "Nội dung và sổ mã không nằm trong kho git nào: đĩa hỏng là mất hết.",
        "Tạo kho: git init, git add, git commit, rồi gửi lên một máy chủ của cơ quan.",
        "Content and ledger are in no git repository: a broken disk takes them all.",
        "Make one: git init, git add, git commit, then send it to a server of the authority.",
    ),
    "doctor.ledger_changed": said(
        "Sổ mã có dòng mới chưa lưu vào git.",
        "Lưu ngay: git add qr, git commit, git push. Mất dòng này thì biển vừa in không dẫn tới đâu.",
        "The ledger has lines that are not in a commit.",
        "Do it now: git add qr, git commit, git push. Without these lines the signs just printed lead nowhere.",
    ),
    "doctor.changed": said(
        "{n} tệp đã sửa mà chưa lưu vào git, ví dụ {file}.",
        "Xem lại bằng camtay diff, rồi git commit và git push.",
        "{n} files were changed and are not in a commit, such as {file}.",
        "See what changed with camtay diff, then git commit and git push.",
    ),
    "doctor.no_remote": said(
        "Kho git chỉ có trên máy này: mất máy là mất sổ mã.",
        "Đưa kho lên một máy chủ của cơ quan: git remote add, git push.",
        "The repository is on this computer only: with it the ledger would be lost.",
        "Send it to a server of the authority: git remote add, git push.",
    ),
    "doctor.remote_here": said(
        "Bản sao của kho nằm ở {where}, có thể cùng đĩa với bản gốc.",
        "Nếu là ổ rời cất chỗ khác thì được. Nếu không, thêm một máy chủ: git remote add.",
        "The copy of the repository is at {where}, perhaps on the same disk.",
        "A drive kept elsewhere is fine. Otherwise add a server: git remote add.",
    ),
    "doctor.ledger_unsent": said(
        "Sổ mã có {n} lần lưu chưa gửi đi đâu cả.",
        "Gửi ngay: git push.",
        "{n} commits of the ledger were not sent anywhere.",
        "Send them now: git push.",
    ),
    "doctor.unsent": said(
        "{n} lần lưu chưa gửi đi đâu cả.",
        "Gửi đi: git push.",
        "{n} commits were not sent anywhere.",
        "Send them: git push.",
    ),
    "doctor.python_soon": said(
        "Python {version} trên máy này chỉ được vá lỗi đến {date}.",
        "Đổi sang bản Python mới hơn khi nâng cấp máy.",
        "Python {version} of this computer gets security updates until {date}.",
        "Move to a newer Python with the next update of the computer.",
    ),
    "doctor.python_over": said(
        "Python {version} trên máy này đã thôi được vá lỗi từ {date}.",
        "Cài bản Python mới hơn, rồi cài lại chương trình theo README.",
        "Python {version} of this computer has had no security updates since {date}.",
        "Install a newer Python, then the program again as the README says.",
    ),
    "doctor.python_unknown": said(
        "Chưa ai thử chương trình với Python {version}; bản mới nhất đã thử là {newest}.",
        "Chạy camtay build và xem kỹ vài trang, vài biển trước khi đăng và in.",
        "Nobody has tried the program with Python {version}; the newest that was is {newest}.",
        "Run camtay build and look closely at some pages and signs before publishing and printing.",
    ),
    "doctor.engine_soon": said(
        "Bộ dựng trang {name} chỉ được vá lỗi đến {date}.",
        "Chưa phải làm gì gấp: trang cũng dựng được bằng {instead}. Hẹn ngày chuyển trước hạn ấy.",
        "{name}, which builds the pages, gets fixes until {date}.",
        "No hurry: the site builds with {instead} too. Fix a day before that date to change over.",
    ),
    "doctor.engine_over": said(
        "Bộ dựng trang {name} không còn ai chăm từ {date}.",
        "Trang đã đăng vẫn chạy, vì đó là tệp tĩnh. Trang cũng dựng được bằng {instead}.",
        "{name}, which builds the pages, is looked after by nobody since {date}.",
        "What is published goes on working, being static files. The site builds with {instead} too.",
    ),
    "doctor.bounds": said(
        "Gói {name} bản {version} nằm ngoài khoảng đã thử ({wanted}).",
        "Cài lại đúng bản trong constraints.txt theo README.",
        "The package {name} {version} is outside what was tried ({wanted}).",
        "Install the versions of constraints.txt again as the README says.",
    ),
    "doctor.table": said(
        "Bảng hạn dùng trong chương trình đã cũ (ghi ngày {date}).",
        "Nâng cấp chương trình để có bảng mới.",
        "The program's table of last days is old (of {date}).",
        "Update the program to get a new one.",
    ),
    "doctor.epoch": said(
        "Biến {variable} đang đặt ({value}): máy tưởng hôm nay là ngày ấy.",
        "Bỏ biến này khi dựng trang để đăng, nếu không thì bài hẹn ngày và lời nhắc quá hạn sẽ sai.",
        "The variable {variable} is set ({value}): every build takes that for today.",
        "Unset it for builds that are published, or days of publication and notices of late reviews will be wrong.",
    ),
    "doctor.reviews": said(
        "{n} bài quá hạn rà soát; lâu nhất là {entry}, quá {days} ngày.",
        "Xem từng bài: camtay check --review. Hỏi lại, sửa nếu cần, rồi ghi ngày mới vào reviewed.",
        "{n} entries are overdue for review; the latest is {entry}, by {days} days.",
        "See each with camtay check --review. Ask, correct, then put the new day into reviewed.",
    ),
    "doctor.register": said(
        "Đã in {n} mã mà sổ biển còn trống: không ai biết biển treo ở đâu.",
        "Ghi sổ khi treo: camtay qr placements export bien.xlsx.",
        "{n} codes were printed and the register of signs is empty: nobody knows where they hang.",
        "Fill it in when hanging them: camtay qr placements export bien.xlsx.",
    ),
    "doctor.unseen": said(
        "{n} biển lâu rồi không ai đến xem; lâu nhất là {code}, {days} ngày.",
        "In phiếu đi kiểm: camtay qr round.",
        "{n} signs have not been looked at for long; the longest is {code}, {days} days.",
        "Print a sheet for a round: camtay qr round.",
    ),
    "doctor.broken": said(
        "{n} biển hỏng hoặc mất chưa thay, ví dụ {code}.",
        "Làm theo trang so-tay/bien-hong, rồi ghi sổ.",
        "{n} signs are damaged or missing, such as {code}.",
        "Do as the handbook's chapter on damaged signs says, then write it into the register.",
    ),
    "doctor.contact": said(
        "Người thấy biển hỏng, mã giả không có chỗ nào để báo.",
        "Ghi contact trong guides/site.yml: thư điện tử, điện thoại hoặc Zalo của cơ quan.",
        "People who see a damaged sign or a forged code can tell nobody.",
        "Set contact in guides/site.yml: mail, telephone or Zalo of the authority.",
    ),
}
