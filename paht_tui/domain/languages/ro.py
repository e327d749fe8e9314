"""Romanian. Without a title the opening greets a woman and a man by the family name."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

ROMANIAN: Final = Language(
    tag="ro",
    name="Romanian",
    openings=Openings(
        mr="Stimate domnule {name}",
        ms="Stimată doamnă {name}",
        lord="Stimate {name}",
        lady="Stimată {name}",
        either="Stimată doamnă / Stimate domnule {family}",
    ),
    local_time="ora locală, {city}",
    yes=ReplyWords("Da: {title}", "Da, voi participa."),
    no=ReplyWords("Nu: {title}", "Nu, din păcate nu pot participa."),
    maybe=ReplyWords("Poate: {title}", "Încă nu pot spune cu certitudine."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Invitație: {{ meeting }}, {{ day }}",
            """{{ salutation }},

în numele programului **{{ programme }}** am onoarea de a vă invita la

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Vă rugăm să răspundeți cu butoanele acestei invitații sau, pur și simplu, la acest mesaj. Dacă nu puteți \
participa, v-am fi recunoscători pentru numele unei persoane care ar putea veni în locul dumneavoastră.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Invitație: {{ meeting }}, {{ day }}",
            """{{ salutation }},

în numele programului {{ programme }} am onoarea de a vă invita la {{ meeting }}.

{{ sessions }}

În zilele următoare vom contacta telefonic biroul dumneavoastră și ne-am bucura să aflăm că puteți participa.

Cu deosebită considerație,
{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Invitație: {{ meeting }}, {{ day }}",
            """{{ salutation }},

în numele programului **{{ programme }}** am onoarea de a vă invita la

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Vă rugăm să răspundeți cu butoanele acestei invitații. Dacă programul dumneavoastră de e-mail nu le \
afișează, vă rugăm să alegeți unul dintre aceste rânduri și să trimiteți fără modificări mesajul care se \
deschide:

- [Da, voi participa]({{ yes_link }})
- [Nu, din păcate nu pot participa]({{ no_link }})
- [Încă nu pot spune cu certitudine]({{ maybe_link }})

Dacă nu puteți participa, v-am fi recunoscători pentru numele unei persoane care ar putea veni în locul \
dumneavoastră.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Reamintire: {{ meeting }}, {{ day }}",
            """{{ salutation }},

ne permitem să vă reamintim invitația noastră la **{{ meeting }}**: {{ day }}, {{ time }}, {{ place }}. Un \
răspuns scurt, chiar și provizoriu, ne-ar ajuta la pregătiri.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Modificare: {{ meeting }}, {{ day }}",
            """{{ salutation }},

a intervenit o modificare privind **{{ meeting }}**. Acum este valabil:

{{ sessions }}

Acest mesaj vă actualizează calendarul. Vă rugăm să ne comunicați, cu butoanele sau printr-un răspuns \
scurt, dacă puteți participa. Ne cerem scuze pentru neplăcerile create.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Anulare: {{ meeting }}, {{ day }}",
            """{{ salutation }},

cu regret vă informăm că **{{ meeting }}** ({{ day }}) nu va mai avea loc. Acest mesaj șterge evenimentul \
din calendarul dumneavoastră.

Ne cerem scuze pentru neplăcerile create și vă mulțumim pentru interesul față de {{ programme }}.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Participarea dumneavoastră: {{ meeting }}, {{ day }}",
            """{{ salutation }},

vă mulțumim că ați acceptat invitația noastră la **{{ meeting }}**. Vă așteptăm cu plăcere:

{{ sessions }}

Dacă intervine vreo schimbare, este suficient un răspuns scurt la acest mesaj.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Detalii de călătorie: {{ meeting }}, {{ day }}",
            """{{ salutation }},

vă așteptăm cu plăcere la **{{ meeting }}**:

{{ sessions }}

Vă rugăm să ne comunicați când și unde sosiți, când și de unde plecați, precum și eventualele dumneavoastră \
nevoi: cazare, regim alimentar, accesibilitate, interpretare.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Mulțumiri: {{ meeting }}",
            """{{ salutation }},

vă mulțumim pentru participarea la **{{ meeting }}** ({{ day }}). Contribuția dumneavoastră este deosebit \
de valoroasă pentru {{ programme }} și sperăm să continuăm această colaborare.

Cu deosebită considerație,
{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "V-am simțit lipsa: {{ meeting }}",
            """{{ salutation }},

regretăm că nu ați putut participa la **{{ meeting }}** ({{ day }}). Vă vom informa cu plăcere despre \
rezultate și sperăm să vă întâmpinăm la una dintre următoarele reuniuni ale programului {{ programme }}.

Cu deosebită considerație,
{{ sender }}
""",
        ),
    ),
)
