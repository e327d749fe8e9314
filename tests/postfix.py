"""A real Postfix for the tests: an instance of its own in a scratch folder, on free ports, gone afterwards.

    with Postfix(certificates) as server:
        sender = SmtpSender(server.settings(), context=certificates.client_context())

It needs root and an installed Postfix (Debian: `apt-get install postfix`). It touches neither the settings
nor the queue of that one, takes mail to PEOPLE and to everybody @parliament.example, passes nothing on, and
listens on 127.0.0.1 only.
"""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.login_service import LoginService
from tests.servers import HOST, Certificates, Smtp, free_port

PEOPLE = ("anna@paht.example", "bob@mp.example", "βουλή@mp.example")
"""Those who have a mailbox."""
GREYLISTED = "grey@mp.example"
LATER_UNKNOWN = "eva@later.example"
"""Taken by the server, and found to be nobody only afterwards."""
SIZE_LIMIT = 200_000
USER, SECRET = "anna@paht.example", "gehëim 4711"
"""Who may log in, where that is demanded."""

_MAIN_CF = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
import_environment = MAIL_CONFIG={folder}/conf
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = post.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
local_recipient_maps =
message_size_limit = {size_limit}
virtual_mailbox_limit = 0
virtual_mailbox_domains = paht.example, mp.example, parliament.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/conf/people
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_alias_domains = later.example
virtual_alias_maps = texthash:{folder}/conf/aliases
transport_maps = texthash:{folder}/conf/transport
default_transport = error:5.7.1 nothing is passed on
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/conf/access
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_tls_security_level = may
smtpd_tls_chain_files = {folder}/conf/right.pem
smtpd_tls_loglevel = 0
"""

_MASTER_CF = """\
{right} inet n - n - - smtpd
{plain} inet n - n - - smtpd
  -o smtpd_tls_security_level=none
  -o smtputf8_enable=no
{wrong} inet n - n - - smtpd
  -o smtpd_tls_chain_files={folder}/conf/wrong.pem
{login} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_sasl_type=dovecot
  -o smtpd_sasl_path={folder}/login
  -o smtpd_sasl_authenticated_header=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def why_not() -> str:
    """Why there can be no Postfix here, or nothing."""
    if shutil.which("postfix") is None:
        return "Postfix is not installed"
    return "" if os.name == "posix" and os.geteuid() == 0 else "Postfix is started by root only"


class Postfix:
    """The server: a port as it should be, one without TLS and SMTPUTF8, one with a wrong certificate.

    A fourth, `login`, takes mail from USER only. `logins` is what it asks.
    """

    def __init__(self, certificates: Certificates) -> None:
        self._ports = {name: free_port() for name in ("right", "plain", "wrong", "login")}
        # Its parts run as users of their own, who must come in here.
        self._folder = Path(tempfile.mkdtemp(prefix="paht-postfix-"))
        self._folder.chmod(0o755)
        self._write(certificates)
        self.logins = LoginService(self._folder / "login", {USER: SECRET})

    def settings(self, port: str = "right", *, security: str = "starttls", user: str | None = None) -> Smtp:
        """What a client needs to know of one of its ports."""
        return Smtp(HOST, self._ports[port], security, user)

    def arrived(self, person: str) -> bytes:
        """The next message in a mailbox, as it lies there; it is taken out. It may have to be waited for."""
        deadline = time.monotonic() + 30
        while True:
            if found := sorted(self._mailbox(person).glob("new/*")):
                return found[0].rename(self._folder / "taken").read_bytes().replace(b"\n", b"\r\n")
            assert time.monotonic() < deadline, (self._folder / "log").read_text(encoding="utf-8")
            time.sleep(0.05)

    def holds_mail(self, person: str) -> bool:
        """Whether anything has come into a mailbox so far."""
        return any(self._mailbox(person).glob("new/*"))

    def __enter__(self) -> Self:
        self._run("start")
        self.logins.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._run("stop")
        self.logins.__exit__(kind, error, trace)
        shutil.rmtree(self._folder)

    def _mailbox(self, person: str) -> Path:
        return self._folder / "mail" / str(PEOPLE.index(person))

    def _run(self, verb: str) -> None:
        words = ["postfix", "-c", str(self._folder / "conf"), verb]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr

    def _write(self, certificates: Certificates) -> None:
        for name in ("conf", "queue", "data", "mail"):
            (self._folder / name).mkdir()
        shutil.chown(self._folder / "data", "postfix")
        shutil.chown(self._folder / "mail", "postfix", "postfix")
        mail = (self._folder / "mail").stat()
        values = {"folder": self._folder, "uid": mail.st_uid, "gid": mail.st_gid, "size_limit": SIZE_LIMIT}
        files = {
            "main.cf": _MAIN_CF.format(**values),
            "master.cf": _MASTER_CF.format(**values, **self._ports),
            "people": "".join(f"{person} {number}/\n" for number, person in enumerate(PEOPLE))
            + "@parliament.example all/\n",
            "access": f"{GREYLISTED} 450 4.2.0 Greylisted, come again\n",
            "aliases": f"{LATER_UNKNOWN} eva@gone.example\n",
            "transport": "gone.example error:5.1.1 nobody here\n",
        }
        for name, text in files.items():
            (self._folder / "conf" / name).write_text(text, encoding="utf-8")
        certificates.write_chain(self._folder / "conf" / "right.pem", HOST)
        certificates.write_chain(self._folder / "conf" / "wrong.pem", "post.elsewhere.example")
