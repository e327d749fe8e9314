"""English: who reads none of the languages of a text is written to in this one."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

ENGLISH: Final = Language(
    tag="en",
    name="English",
    openings=Openings(
        mr="Dear Mr {name}",
        ms="Dear Ms {name}",
        lord="Dear {name}",
        lady="Dear {name}",
        either="Dear {full}",
    ),
    local_time="{city} time",
    yes=ReplyWords("Yes: {title}", "Yes, I shall take part."),
    no=ReplyWords("No: {title}", "No, I cannot take part."),
    maybe=ReplyWords("Perhaps: {title}", "I cannot say for certain yet."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Invitation: {{ meeting }}, {{ day }}",
            """{{ salutation }},

on behalf of **{{ programme }}** I have the honour of inviting you to

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Please answer with the buttons of this invitation, or simply reply to this message. If you cannot come, \
we would be grateful for the name of a colleague who could take part in your place.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Invitation: {{ meeting }}, {{ day }}",
            """{{ salutation }},

on behalf of {{ programme }} I have the honour of inviting you to {{ meeting }}.

{{ sessions }}

We shall call your office in the coming days and would be glad to hear that you can take part.

Yours sincerely,
{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Invitation: {{ meeting }}, {{ day }}",
            """{{ salutation }},

on behalf of **{{ programme }}** I have the honour of inviting you to

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Please answer with the buttons of this invitation. Should your mail program show none, choose one of these \
lines, and send the message that opens as it is:

- [Yes, I shall take part]({{ yes_link }})
- [No, I cannot take part]({{ no_link }})
- [I cannot say for certain yet]({{ maybe_link }})

If you cannot come, we would be grateful for the name of a colleague who could take part in your place.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Reminder: {{ meeting }}, {{ day }}",
            """{{ salutation }},

may I remind you of our invitation to **{{ meeting }}** on {{ day }}, {{ time }}, {{ place }}? A short \
answer, also a provisional one, would help us to prepare.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Changed: {{ meeting }}, {{ day }}",
            """{{ salutation }},

there is a change to **{{ meeting }}**. This holds now:

{{ sessions }}

This message brings your calendar entry up to date. Please tell us whether you can come, with its buttons \
or with a short reply. We apologise for any inconvenience.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Cancelled: {{ meeting }}, {{ day }}",
            """{{ salutation }},

we regret to tell you that **{{ meeting }}** on {{ day }} will not take place. This message takes it out of \
your calendar.

We apologise for any inconvenience, and thank you for your interest in {{ programme }}.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Your participation: {{ meeting }}, {{ day }}",
            """{{ salutation }},

thank you for accepting our invitation to **{{ meeting }}**. We look forward to welcoming you:

{{ sessions }}

Should anything change, a short reply to this message is enough.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Travel details: {{ meeting }}, {{ day }}",
            """{{ salutation }},

we look forward to meeting you at **{{ meeting }}**:

{{ sessions }}

Please tell us when and where you arrive and leave, and whether there is anything that you need: a room, a \
diet, access, interpretation.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Thank you: {{ meeting }}",
            """{{ salutation }},

thank you very much for taking part in **{{ meeting }}** on {{ day }}. Your contribution is of great value \
to {{ programme }}, and we hope to continue our work with you.

With kind regards,
{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "We missed you: {{ meeting }}",
            """{{ salutation }},

we were sorry that you could not take part in **{{ meeting }}** on {{ day }}. We shall be glad to tell you \
of its results, and hope to welcome you at one of the next meetings of {{ programme }}.

With kind regards,
{{ sender }}
""",
        ),
    ),
)
