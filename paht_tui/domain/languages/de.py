"""German. Where no title tells, „Guten Tag“ with the whole name is the formal opening for anybody."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

GERMAN: Final = Language(
    tag="de",
    name="German",
    openings=Openings(
        mr="Sehr geehrter Herr {name}",
        ms="Sehr geehrte Frau {name}",
        lord="Sehr geehrter {name}",
        lady="Sehr geehrte {name}",
        either="Guten Tag {full}",
    ),
    local_time="Ortszeit {city}",
    yes=ReplyWords("Ja: {title}", "Ja, ich nehme teil."),
    no=ReplyWords("Nein: {title}", "Nein, ich kann leider nicht teilnehmen."),
    maybe=ReplyWords("Vielleicht: {title}", "Ich kann es noch nicht sicher sagen."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Einladung: {{ meeting }}, {{ day }}",
            """{{ salutation }},

im Namen von **{{ programme }}** habe ich die Ehre, Sie einzuladen:

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Bitte antworten Sie mit den Schaltflächen dieser Einladung oder einfach auf diese Nachricht. Sollten Sie \
verhindert sein, wären wir für den Namen einer Vertretung dankbar.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Einladung: {{ meeting }}, {{ day }}",
            """{{ salutation }},

im Namen von {{ programme }} habe ich die Ehre, Sie zu {{ meeting }} einzuladen.

{{ sessions }}

Wir werden in den kommenden Tagen Ihr Büro anrufen und würden uns über Ihre Zusage sehr freuen.

Mit freundlichen Grüßen
{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Einladung: {{ meeting }}, {{ day }}",
            """{{ salutation }},

im Namen von **{{ programme }}** habe ich die Ehre, Sie einzuladen:

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Bitte antworten Sie mit den Schaltflächen dieser Einladung. Zeigt Ihr Mailprogramm keine an, wählen Sie \
bitte eine dieser Zeilen und senden Sie die Nachricht, die sich öffnet, unverändert ab:

- [Ja, ich nehme teil]({{ yes_link }})
- [Nein, ich kann leider nicht teilnehmen]({{ no_link }})
- [Ich kann es noch nicht sicher sagen]({{ maybe_link }})

Sollten Sie verhindert sein, wären wir für den Namen einer Vertretung dankbar.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Erinnerung: {{ meeting }}, {{ day }}",
            """{{ salutation }},

ich darf Sie an unsere Einladung zu **{{ meeting }}** erinnern: {{ day }}, {{ time }}, {{ place }}. Eine \
kurze Antwort, auch eine vorläufige, würde uns bei der Vorbereitung helfen.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Änderung: {{ meeting }}, {{ day }}",
            """{{ salutation }},

bei **{{ meeting }}** hat sich etwas geändert. Nun gilt:

{{ sessions }}

Diese Nachricht bringt Ihren Kalendereintrag auf den neuen Stand. Bitte teilen Sie uns mit den \
Schaltflächen oder mit einer kurzen Antwort mit, ob Sie teilnehmen können. Für die Umstände bitten wir um \
Entschuldigung.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Absage: {{ meeting }}, {{ day }}",
            """{{ salutation }},

zu unserem Bedauern kann **{{ meeting }}** am {{ day }} nicht stattfinden. Diese Nachricht nimmt den \
Termin aus Ihrem Kalender.

Für die Umstände bitten wir um Entschuldigung, und für Ihr Interesse an {{ programme }} danken wir Ihnen.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Ihre Teilnahme: {{ meeting }}, {{ day }}",
            """{{ salutation }},

wir danken Ihnen für Ihre Zusage zu **{{ meeting }}** und freuen uns, Sie begrüßen zu dürfen:

{{ sessions }}

Sollte sich etwas ändern, genügt eine kurze Antwort auf diese Nachricht.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Angaben zu Ihrer Reise: {{ meeting }}, {{ day }}",
            """{{ salutation }},

wir freuen uns darauf, Sie bei **{{ meeting }}** zu begrüßen:

{{ sessions }}

Bitte teilen Sie uns mit, wann und wo Sie ankommen und abreisen und ob Sie etwas benötigen: ein Zimmer, \
besondere Kost, einen barrierefreien Zugang, Verdolmetschung.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Dank: {{ meeting }}",
            """{{ salutation }},

wir danken Ihnen herzlich für Ihre Teilnahme an **{{ meeting }}** ({{ day }}). Ihr Beitrag ist für {{ \
programme }} von großem Wert, und wir hoffen, unsere Arbeit mit Ihnen fortzusetzen.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "Wir haben Sie vermisst: {{ meeting }}",
            """{{ salutation }},

wir haben sehr bedauert, dass Sie an **{{ meeting }}** ({{ day }}) nicht teilnehmen konnten. Gern berichten \
wir Ihnen von den Ergebnissen, und wir hoffen, Sie bei einem der nächsten Treffen von {{ programme }} \
begrüßen zu dürfen.

Mit freundlichen Grüßen
{{ sender }}
""",
        ),
    ),
)
