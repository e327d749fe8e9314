"""Italian. Without a title the whole name stands: “Gentile” is the same for a woman and a man."""

from typing import Final

from db.enums import MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

ITALIAN: Final = Language(
    tag="it",
    name="Italian",
    openings=Openings(
        mr="Gentile Signor {name}",
        ms="Gentile Signora {name}",
        lord="Gentile {name}",
        lady="Gentile {name}",
        either="Gentile {full}",
    ),
    local_time="ora locale, {city}",
    yes=ReplyWords("Sì: {title}", "Sì, parteciperò."),
    no=ReplyWords("No: {title}", "No, purtroppo non potrò partecipare."),
    maybe=ReplyWords("Forse: {title}", "Non posso ancora dirlo con certezza."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Invito: {{ meeting }}, {{ day }}",
            """{{ salutation }},

a nome di **{{ programme }}** ho l’onore di invitarLa a

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

La preghiamo di rispondere con i pulsanti di questo invito, o semplicemente a questo messaggio. In caso di \
impedimento Le saremmo grati se ci indicasse il nome di chi potrebbe partecipare al Suo posto.

Cordiali saluti
{{ sender }}
""",
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Invito: {{ meeting }}, {{ day }}",
            """{{ salutation }},

a nome di **{{ programme }}** ho l’onore di invitarLa a

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

La preghiamo di rispondere con i pulsanti di questo invito. Se il Suo programma di posta non ne mostra, \
scelga una di queste righe e invii senza modificarlo il messaggio che si apre:

- [Sì, parteciperò]({{ yes_link }})
- [No, purtroppo non potrò partecipare]({{ no_link }})
- [Non posso ancora dirlo con certezza]({{ maybe_link }})

In caso di impedimento Le saremmo grati se ci indicasse il nome di chi potrebbe partecipare al Suo posto.

Cordiali saluti
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Promemoria: {{ meeting }}, {{ day }}",
            """{{ salutation }},

ci permettiamo di ricordarLe il nostro invito a **{{ meeting }}**: {{ day }}, {{ time }}, {{ place }}. Una \
breve risposta, anche provvisoria, ci aiuterebbe nei preparativi.

Cordiali saluti
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Modifica: {{ meeting }}, {{ day }}",
            """{{ salutation }},

vi è una modifica per **{{ meeting }}**. Ora vale quanto segue:

{{ sessions }}

Questo messaggio aggiorna il Suo calendario. La preghiamo di comunicarci, con i pulsanti o con una breve \
risposta, se potrà partecipare. Ci scusiamo per il disagio.

Cordiali saluti
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Annullamento: {{ meeting }}, {{ day }}",
            """{{ salutation }},

siamo spiacenti di comunicarLe che **{{ meeting }}** ({{ day }}) non avrà luogo. Questo messaggio toglie \
l’appuntamento dal Suo calendario.

Ci scusiamo per il disagio e La ringraziamo per l’interesse verso {{ programme }}.

Cordiali saluti
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Ringraziamento: {{ meeting }}",
            """{{ salutation }},

La ringraziamo vivamente per aver partecipato a **{{ meeting }}** ({{ day }}). Il Suo contributo è \
prezioso per {{ programme }}, e speriamo di proseguire il nostro lavoro con Lei.

Cordiali saluti
{{ sender }}
""",
        ),
    ),
)
