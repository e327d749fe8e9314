"""What `paht doctor` says of mail: sender, server, password, keyring, outgoing folder.

It never shows a password, nor a command that prints one, and reaches the server only when it is asked to.
"""

import asyncio
import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import keyring

from paht_tui.errors import UserError
from paht_tui.jobs.findings import Finding, State
from paht_tui.jobs.posting import make_sent_folder
from paht_tui.mail.addresses import wire_address
from paht_tui.mail.connect import check_security, hang_up, open_connection
from paht_tui.mail.password import find_password, is_safe, variable
from paht_tui.settings import MailboxSettings, SenderSettings, ServerSettings, Settings

_SECONDS = 20.0
_SAFE_PLACES = f"Use smtp.password_command, or {variable()} in the environment."


async def examine_mail(
    settings: Settings, environ: Mapping[str, str], *, outgoing: Path | None, connect: bool
) -> tuple[Finding, ...]:
    """Everything between a prepared message and its way out of the house."""
    findings = [_sender(settings.sender)]
    server = settings.smtp
    if server is None:
        advice = "To send by a server, add [smtp] with host, port and user to the settings."
        findings.append(Finding("mail server", State.MISSING, "none: mail goes to a folder", advice))
    else:
        findings.append(await _server(server, environ, connect=connect))
        findings += await asyncio.to_thread(lambda: tuple(_password(server, environ)))
    if settings.imap is not None and settings.imap.sent_folder:
        findings.append(await _sent_folder(settings.imap, settings, environ, connect=connect))
    if outgoing is not None:
        findings.append(_folder(outgoing, needed=server is None))
    return tuple(findings)


def _sender(who: SenderSettings) -> Finding:
    if not who.address:
        return Finding(
            "sender", State.MISSING, "nobody", "Put name and address into [sender] of the settings."
        )
    try:
        for field, address in (("sender", who.address), ("reply_to", who.reply_to)):
            if address and not wire_address(address, field).isascii():
                found = f"The {field} address {address} has letters before the @ that few servers carry."
                return Finding("sender", State.PROBLEM, found, "Mend [sender] in the settings.")
    except UserError as error:
        return Finding("sender", State.PROBLEM, str(error), "Mend [sender] in the settings.")
    return Finding("sender", State.OK, f"{who.name} <{who.address}>".strip())


async def _server(server: ServerSettings, environ: Mapping[str, str], *, connect: bool) -> Finding:
    found = f"{server.host}:{server.port}, {server.security}"
    try:
        check_security(server)
        if not connect:
            return Finding("mail server", State.OK, f"{found}, not asked", "`paht doctor --connect` asks it.")
        client = await open_connection(
            server, await asyncio.to_thread(_secret, server, environ), limit=_SECONDS, context=None
        )
        await hang_up(client, client.transport)
    except UserError as error:
        return Finding("mail server", State.PROBLEM, str(error), "Mend [smtp] in the settings.")
    return Finding("mail server", State.OK, f"{found}, answers" + (" and lets us in" if server.user else ""))


async def _sent_folder(
    mailbox: MailboxSettings, settings: Settings, environ: Mapping[str, str], *, connect: bool
) -> Finding:
    found = f"“{mailbox.sent_folder}” at {mailbox.host}:{mailbox.port}, {mailbox.security}"
    try:
        check_security(mailbox, "imap")
        if not connect:
            return Finding("sent folder", State.OK, f"{found}, not asked", "`paht doctor --connect` asks it.")
        folder = await asyncio.to_thread(make_sent_folder, settings, environ)
        assert folder is not None
        async with folder:
            await folder.look()
    except UserError as error:
        return Finding("sent folder", State.PROBLEM, str(error), "Mend [imap] in the settings.")
    return Finding("sent folder", State.OK, f"{found}, is there")


def _secret(server: ServerSettings, environ: Mapping[str, str]) -> str | None:
    if not server.user:
        return None
    return find_password(user=server.user, host=server.host, command=server.password_command, environ=environ)


def _password(server: ServerSettings, environ: Mapping[str, str]) -> Iterator[Finding]:
    if not server.user:
        yield Finding("password", State.OK, "none needed: smtp.user is not set")
        return
    backend = keyring.get_keyring()
    name = type(backend).__module__
    safe = is_safe(backend)
    if find_password(user=server.user, host=server.host, command=None, environ={}) is not None:
        yield Finding("password", State.OK, f"for {server.user} in the keyring")
    elif environ.get(variable()):
        yield Finding("password", State.OK, f"in {variable()}")
    elif server.password_command:
        yield Finding("password", State.OK, f"from smtp.password_command ({_program(server)} …)")
    else:
        store = f"Store it: keyring set paht {server.user}" if safe else _SAFE_PLACES
        yield Finding("password", State.PROBLEM, f"none for {server.user}", store)
    if safe:
        yield Finding("keyring", State.OK, name)
    else:
        yield Finding("keyring", State.MISSING, f"{name} keeps no secret safely: not used", _SAFE_PLACES)


def _program(server: ServerSettings) -> str:
    """The program of the command alone: its arguments may be secret."""
    try:
        words = shlex.split(server.password_command or "")
    except ValueError:
        return "its quotes are not closed"
    return Path(words[0]).name if words else "empty"


def _folder(folder: Path, *, needed: bool) -> Finding:
    what, use = "outgoing folder", "" if needed else ", not used: there is a mail server"
    if not folder.exists():
        return Finding(what, State.OK, f"{folder} is made when the first message is sent{use}")
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        state = State.PROBLEM if needed else State.OK
        return Finding(what, state, f"{folder} cannot be written{use}", "Give yourself the right to it.")
    count = sum(1 for _ in folder.glob("*.eml"))
    return Finding(what, State.OK, f"{folder}, {count} messages{use}")
