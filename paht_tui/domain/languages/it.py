"""Italian. Without a title the whole name stands: “Gentile” is the same for a woman and a man."""

from typing import Final

from db.enums import Channel, MessageKind
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
            "invitation letter",
            MessageKind.INVITATION,
            "Invito: {{ meeting }}, {{ day }}",
            """{{ salutation }},

a nome di {{ programme }} ho l’onore di invitarLa a {{ meeting }}.

{{ sessions }}

Nei prossimi giorni telefoneremo alla Sua segreteria e saremmo lieti di apprendere che potrà partecipare.

Distinti saluti
{{ sender }}
""",
            Channel.LETTER,
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
            "confirmation",
            MessageKind.CONFIRMATION,
            "La Sua partecipazione: {{ meeting }}, {{ day }}",
            """{{ salutation }},

La ringraziamo per aver accettato il nostro invito a **{{ meeting }}**. Saremo lieti di accoglierLa:

{{ sessions }}

In caso di cambiamenti è sufficiente una breve risposta a questo messaggio.

Cordiali saluti
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Dettagli del viaggio: {{ meeting }}, {{ day }}",
            """{{ salutation }},

saremo lieti di incontrarLa in occasione di **{{ meeting }}**:

{{ sessions }}

La preghiamo di comunicarci data, ora e luogo del Suo arrivo e della Sua partenza, e se ha esigenze \
particolari: alloggio, dieta, accessibilità, interpretazione.

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
        Text(
            "regrets",
            MessageKind.REGRETS,
            "Abbiamo sentito la Sua mancanza: {{ meeting }}",
            """{{ salutation }},

ci è dispiaciuto che Lei non abbia potuto partecipare a **{{ meeting }}** ({{ day }}). Saremo lieti di \
informarLa dei risultati e speriamo di accoglierLa a uno dei prossimi incontri di {{ programme }}.

Cordiali saluti
{{ sender }}
""",
        ),
    ),
)
