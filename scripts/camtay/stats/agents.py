"""What a `User-Agent` says of the one who asked: a person's device and program, or a machine.

Only coarse classes are kept, so that no device can be told from another. Chrome on Android says “Android 10; K”
whatever the phone is (since version 110, User-Agent Reduction), and an iPad calls itself a Macintosh: old phones and
tablets are counted too low rather than guessed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Role(StrEnum):
    """Who asked."""

    PERSON = "person"
    BOT = "bots"
    """Search engines, scanners, programs."""
    PREVIEW = "previews"
    """A messenger that draws a picture of a link before anybody has opened it."""
    MONITOR = "monitors"
    """What watches over the site, our own commands among them."""


class Device(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    COMPUTER = "computer"
    UNKNOWN = "unknown"


class Program(StrEnum):
    BROWSER = "browser"
    ZALO = "zalo"
    FACEBOOK = "facebook"
    """Facebook and Messenger."""
    OTHER = "other_app"
    UNKNOWN = "unknown"


class Agent(NamedTuple):  # compared by its fields
    """`old`: a telephone for which hardly any program gets updates any more."""

    role: Role
    device: Device = Device.UNKNOWN
    program: Program = Program.BROWSER
    old: bool = False


OLD_ANDROID = 8
"""Below: Chrome has sent no updates since 2023, and the certificates built in are those of 2016."""
OLD_CHROME = 100
"""Below, on Android: a phone that has had no update since 2022, whatever it calls itself."""

_MONITOR = re.compile(
    r"camtay|uptime|pingdom|statuscake|monitor|nagios|zabbix|blackbox.exporter|site24x7|healthcheck|updown\.io"
    r"|newrelicsynthetics|datadogsynthetics|better ?stack",
    re.IGNORECASE,
)
_PREVIEW = re.compile(
    r"facebookexternalhit|facebot|meta-externalfetcher|facebookcatalog|whatsapp/|telegrambot|twitterbot|linkedinbot"
    r"|slackbot|slack-imgproxy|discordbot|line-poker|linespider|pinterestbot|vkshare|embedly|iframely"
    r"|redditbot|mastodon|iMessagePreview|bitlybot|preview",
    re.IGNORECASE,
)
_ZALO_PHONE = re.compile(r"Zalo (?:android|iOS)/|ZaloTheme/|ZaloLanguage/")
"""Inside the app on a phone. Any other name with Zalo in it is its servers or its program for computers, which fetch a
link to show it in the chat; Zalo publishes no name for that."""
_BOT = re.compile(
    r"bot\b|bot[/_;-]|crawl|spider|slurp|https?://|@\w|headless|phantomjs|puppeteer|playwright|selenium|lighthouse"
    r"|page ?speed|gtmetrix|googleother|google-|google favicon|mediapartners|chatgpt|claude|perplexity|archive|curl/"
    r"|wget|python|go-http|okhttp|censys|shodan|zgrab|masscan|nuclei|nikto|meta-externalagent|bytespider|petalbot|yandeximages"
    r"|baiduspider|ahrefs|semrush|inspect(?:or|ion)|validator|link ?check|scanner",
    re.IGNORECASE,
)
"""Of names that look like a browser's; all others are machines anyway."""
_FACEBOOK = re.compile(r"\[FB|FBAN/|FBAV/|FB_IAB|FBIOS|Orca-Android|MessengerForiOS")
_OTHER_APP = re.compile(
    r"Instagram|musical_ly|BytedanceWebview|TikTok|trill_|Line/|MicroMessenger|KAKAOTALK|Barcelona|Twitter for|Snapchat"
    r"|GSA/|; wv\)|Viber",
)
_ANDROID = re.compile(r"Android ([0-9]+)")
_CHROME = re.compile(r"Chrome/([0-9]+)")


@lru_cache(maxsize=20_000)
def agent(text: str) -> Agent:
    """The class of a `User-Agent`; without one it is a machine, since every browser sends it."""
    if len(text) < 10:
        return Agent(Role.BOT)
    if _MONITOR.search(text):
        return Agent(Role.MONITOR)
    zalo = bool(_ZALO_PHONE.search(text))
    if not zalo and ("zalo" in text.lower() or (_PREVIEW.search(text) and not _FACEBOOK.search(text))):
        return Agent(Role.PREVIEW)
    known = zalo or _FACEBOOK.search(text)
    if (not known and _BOT.search(text)) or not text.startswith(("Mozilla/", "Opera/", "UCWEB", "Nokia", "SAMSUNG")):
        return Agent(Role.BOT)
    program = Program.BROWSER
    if zalo:
        program = Program.ZALO
    elif _FACEBOOK.search(text):
        program = Program.FACEBOOK
    elif _OTHER_APP.search(text):
        program = Program.OTHER
    return Agent(Role.PERSON, _device(text), program, _old(text))


def _device(text: str) -> Device:
    if "iPad" in text or "Tablet" in text or "PlayBook" in text or ("Android" in text and "Mobile" not in text):
        return Device.TABLET
    if re.search(r"iPhone|iPod|Android|Mobile|KAIOS|Opera Mini|Symbian|Nokia|UCWEB|Windows Phone", text):
        return Device.PHONE
    if re.search(r"Windows NT|Macintosh|X11|CrOS", text):
        return Device.COMPUTER
    return Device.UNKNOWN


def _old(text: str) -> bool:
    android, chrome = _ANDROID.search(text), _CHROME.search(text)
    if not android:
        return False
    return int(android[1]) < OLD_ANDROID or bool(chrome and int(chrome[1]) < OLD_CHROME)
