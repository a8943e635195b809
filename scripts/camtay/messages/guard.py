"""The published site, looked at from outside."""

from __future__ import annotations

from camtay.messages.words import Words, said

_CERTIFICATE = (
    "Gia hạn chứng thư trên máy chủ ngay, nạp lại nginx, rồi xem vì sao việc tự gia hạn không chạy.",
    "Renew the certificate on the server now, reload nginx, then find out why it did not renew itself.",
)
_PUBLISH = (
    "Chạy camtay build rồi đăng lại cả thư mục site/. Mã vẫn mất thì xem máy chủ có đọc đúng thư mục ấy không.",
    "Run camtay build and publish the whole of site/ again. If the code is still gone, see whether the server reads "
    "that folder.",
)
_BREACH = (
    "Coi như có người lạ sửa trang: đổi mật khẩu máy chủ và tên miền, đăng lại bản sạch, báo công an xã.",
    "Treat it as somebody else's hand: change the passwords of server and domain, publish a clean copy, tell the "
    "police.",
)

MESSAGES: dict[str, Words] = {
    "guard.dns": said(
        "Không tìm thấy tên miền ({detail}).",
        "Máy này có mạng không? Có mạng thì xem tên miền còn hạn không: hết hạn là mọi biển chết.",
        "The domain was not found ({detail}).",
        "Is this computer online? If it is, see whether the domain is still paid for: without it every sign is dead.",
    ),
    "guard.refused": said(
        "Máy chủ không nhận kết nối ({detail}).",
        "Xem máy chủ có đang chạy không, nginx có chạy không, tường lửa có mở cổng 443 không.",
        "The server takes no connection ({detail}).",
        "See whether the server and nginx are running and the firewall lets port 443 through.",
    ),
    "guard.timeout": said(
        "Đợi {detail} giây mà chưa mở xong.",
        "Mở thử bằng điện thoại. Máy chủ đang quá tải, hoặc đường truyền tới nó nghẽn.",
        "Not open after {detail} seconds.",
        "Try it on a phone. The server has too much to do, or the line to it is blocked.",
    ),
    "guard.broken": said(
        "Kết nối bị đứt giữa chừng ({detail}).",
        "Mở thử bằng điện thoại; xem nhật ký lỗi của máy chủ.",
        "The connection broke ({detail}).",
        "Try it on a phone; see the error log of the server.",
    ),
    "guard.proxy": said(
        "Không đi qua được máy trung gian của mạng này ({detail}).",
        "Hỏi người quản lý mạng; địa chỉ của nó nằm trong biến https_proxy.",
        "The proxy of this network did not let us through ({detail}).",
        "Ask who looks after the network; its address is in the variable https_proxy.",
    ),
    "guard.expired": said(
        "Chứng thư đã hết hạn ({detail}): điện thoại nào cũng chặn trang.",
        _CERTIFICATE[0],
        "The certificate has expired ({detail}): every phone blocks the site.",
        _CERTIFICATE[1],
    ),
    "guard.certificate_host": said(
        "Chứng thư không mang tên miền này ({detail}): điện thoại nào cũng chặn trang.",
        "Xin chứng thư có đúng tên miền in trên biển, kể cả khi trang đã dời sang tên khác.",
        "The certificate is not for this domain ({detail}): every phone blocks the site.",
        "Get one for the domain that is printed on the signs, even if the site has moved to another.",
    ),
    "guard.certificate_trust": said(
        "Chứng thư không đáng tin ({detail}): điện thoại nào cũng chặn trang.",
        "Cài đủ chuỗi chứng thư (fullchain.pem). Mạng cơ quan có máy lọc thì chạy lệnh này ở mạng khác để so.",
        "The certificate is not trusted ({detail}): every phone blocks the site.",
        "Install the whole chain (fullchain.pem). In a network that inspects traffic, compare from another one.",
    ),
    "guard.days": said(
        "Chứng thư chỉ còn {days} ngày (đến {date}).",
        _CERTIFICATE[0],
        "The certificate is valid for {days} more days (until {date}).",
        _CERTIFICATE[1],
    ),
    "guard.host": said(
        "Biển in tên miền {printed}, mà đang xem {host}.",
        "Xem đúng tên miền trên biển. Muốn thử máy chủ mới trước khi dời: camtay guard https://{printed} "
        "--connect MÁY_CHỦ_MỚI.",
        "Signs carry the domain {printed}, and you look at {host}.",
        "Look at the domain of the signs. To try a new server before moving: camtay guard https://{printed} "
        "--connect NEW_SERVER.",
    ),
    "guard.missing": said(
        "Mã {code} ({name}) không có trên máy chủ ({status}): ai quét biển này không thấy gì.",
        _PUBLISH[0],
        "The code {code} ({name}) is not on the server ({status}): whoever scans the sign sees nothing.",
        _PUBLISH[1],
    ),
    "guard.typed": said(
        "Mã {code} gõ bằng chữ thường thì không mở ({status}).",
        "Đăng cả thư mục site/q/. Với nginx, dùng tệp scripts/deploy/nginx.conf.",
        "The code {code} does not open when typed in small letters ({status}).",
        "Publish the folder site/q/ too. With nginx, use scripts/deploy/nginx.conf.",
    ),
    "guard.address": said(
        "Địa chỉ của bài {entry} không mở ({status}).",
        "Chạy camtay build rồi đăng lại cả thư mục site/. Liên kết cũ vẫn nằm trong tin nhắn và trên giấy.",
        "An address of the entry {entry} does not open ({status}).",
        "Run camtay build and publish the whole of site/ again. Old links live on in messages and on paper.",
    ),
    "guard.status": said(
        "Máy chủ trả lời {status}.",
        "Xem nhật ký lỗi của máy chủ vào giờ này.",
        "The server answers {status}.",
        "See the error log of the server at this hour.",
    ),
    "guard.foreign": said(
        "Trang bị dẫn sang chỗ lạ: {detail}",
        _BREACH[0],
        "The page leads to somebody else's: {detail}",
        _BREACH[1],
    ),
    "guard.strange": said(
        "Trang chạy mã hoặc gửi dữ liệu tới chỗ lạ: {hosts}",
        _BREACH[0],
        "The page runs code of, or sends data to, somebody else: {hosts}",
        _BREACH[1],
    ),
    "guard.downgrade": said(
        "Trang dẫn sang địa chỉ không có https: {detail}",
        "Sửa lệnh dẫn trên máy chủ thành https. Dẫn như vậy thì ai cũng xem trộm, sửa trộm được.",
        "The page leads to an address without https: {detail}",
        "Mend the redirect on the server. As it is, anybody on the way can read and change the page.",
    ),
    "guard.loop": said(
        "Trang dẫn vòng quanh, không bao giờ mở: {detail}",
        "Xem các lệnh dẫn trên máy chủ; thường có hai lệnh ngược nhau.",
        "The page leads round in circles: {detail}",
        "See the redirects of the server; usually two of them contradict each other.",
    ),
    "guard.large": said(
        "Trang lớn bất thường.",
        "Mở thử bằng điện thoại xem có phải trang của ta không.",
        "The page is larger than any of ours.",
        "Open it on a phone and see whether it is one of ours.",
    ),
    "guard.cut": said(
        "Trang bị cụt, chỉ có {size} byte.",
        "Đĩa máy chủ có đầy không? Đăng lại cả thư mục site/.",
        "The page is cut off after {size} bytes.",
        "Is the disk of the server full? Publish the whole of site/ again.",
    ),
    "guard.other_code": said(
        "Quét mã {code} lại ra trang của mã {found}.",
        _PUBLISH[0],
        "The code {code} opens the page of {found}.",
        _PUBLISH[1],
    ),
    "guard.no_code": said(
        "Trang của mã {code} không ghi mã nào: đó không phải trang quét.",
        _PUBLISH[0],
        "The page of {code} names no code: it is not a scan page.",
        _PUBLISH[1],
    ),
    "guard.entry": said(
        "Mã {code} lẽ ra mở bài {entry}, mà lại mở {found}.",
        "Sổ mã ở đây và bản đã đăng khác nhau. Lấy bản mới nhất về, dựng và đăng lại.",
        "The code {code} should open {entry} and opens {found}.",
        "The ledger here and what is published differ. Get the latest state, build and publish again.",
    ),
    "guard.other_page": said(
        "Địa chỉ này lẽ ra mở bài {entry}, mà lại mở {found}.",
        "Lấy bản mới nhất về, dựng và đăng lại.",
        "This address should open {entry} and opens {found}.",
        "Get the latest state, build and publish again.",
    ),
    "guard.name": said(
        "Trang của mã {code} ghi tên “{found}”, mà bài ở đây tên “{name}”.",
        "Bản đã đăng cũ hơn hoặc mới hơn bản ở đây: lấy bản mới nhất về, dựng và đăng lại.",
        "The page of {code} is called “{found}”, and the entry here “{name}”.",
        "What is published is older or newer than what lies here: get the latest state, build and publish again.",
    ),
    "guard.policy": said(
        "Trang của mã {code} không có dòng bảo vệ người đọc mà camtay build ghi vào.",
        "Có gì đó trên máy chủ sửa trang sau khi dựng (chèn thống kê, nén lại). Tắt nó đi.",
        "The page of {code} lacks the policy for its scripts that camtay build writes into it.",
        "Something on the server changes pages (counters, minifying). Switch it off.",
    ),
    "guard.headers": said(
        "Máy chủ không gửi đủ dòng bảo vệ người đọc: {names}.",
        "Dùng tệp trong scripts/deploy/ cho nginx, Caddy. Nơi đặt trang không cho đặt thì ghi nhận rồi thôi.",
        "The server does not send all headers that protect readers: {names}.",
        "Use the files in scripts/deploy/ for nginx or Caddy. Where the host allows none, take note and leave it.",
    ),
    "guard.unknown": said(
        "Gõ một mã chưa ai cấp mà máy chủ trả lời {status}, không phải 404.",
        "Đặt trang báo lỗi: error_page 404 /404.html. Không có nó thì mã mất cũng trông như còn.",
        "A code that nobody issued is answered with {status}, not 404.",
        "Set the error page: error_page 404 /404.html. Without it a code that is lost looks as if it were there.",
    ),
    "guard.unhelpful": said(
        "Gõ sai mã thì trang báo lỗi không chỉ cho bà con phải làm gì.",
        "Đặt trang báo lỗi của ta trên máy chủ: error_page 404 /404.html",
        "After a wrong code the error page does not tell people what to do.",
        "Set our error page on the server: error_page 404 /404.html",
    ),
    "guard.slow": said(
        "{n} trang mở chậm; chậm nhất là {address}, {seconds} giây.",
        "Xem máy chủ có quá tải không; bật tệp nén (camtay build --compress).",
        "{n} pages are slow; the slowest is {address} with {seconds} seconds.",
        "See whether the server has too much to do; publish compressed files (camtay build --compress).",
    ),
    "guard.unfinished": said(
        "Dừng giữa chừng, còn {n} địa chỉ chưa xem.",
        "Xem các lỗi ở trên rồi chạy lại. Nhiều mã quá thì tăng --minutes hoặc --rate.",
        "Broken off with {n} addresses not looked at.",
        "See the faults above and run again. For very many codes raise --minutes or --rate.",
    ),
}
