"""Dutch. Without a title the whole name stands: „Geachte“ is the same for a woman and a man."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

DUTCH: Final = Language(
    tag="nl",
    name="Dutch",
    openings=Openings(
        mr="Geachte heer {name}",
        ms="Geachte mevrouw {name}",
        lord="Geachte {name}",
        lady="Geachte {name}",
        either="Geachte {full}",
    ),
    local_time="plaatselijke tijd, {city}",
    yes=ReplyWords("Ja: {title}", "Ja, ik neem deel."),
    no=ReplyWords("Nee: {title}", "Nee, ik kan helaas niet deelnemen."),
    maybe=ReplyWords("Misschien: {title}", "Ik kan het nog niet met zekerheid zeggen."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Uitnodiging: {{ meeting }}, {{ day }}",
            """{{ salutation }},

namens **{{ programme }}** heb ik de eer u uit te nodigen voor

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Wij verzoeken u te antwoorden met de knoppen van deze uitnodiging, of eenvoudig op dit bericht. Mocht u \
verhinderd zijn, dan vernemen wij graag de naam van een collega die in uw plaats kan deelnemen.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Uitnodiging: {{ meeting }}, {{ day }}",
            """{{ salutation }},

namens {{ programme }} heb ik de eer u uit te nodigen voor {{ meeting }}.

{{ sessions }}

Wij nemen in de komende dagen telefonisch contact op met uw secretariaat en zouden het bijzonder op prijs \
stellen als u kunt deelnemen.

Hoogachtend,
{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Uitnodiging: {{ meeting }}, {{ day }}",
            """{{ salutation }},

namens **{{ programme }}** heb ik de eer u uit te nodigen voor

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Wij verzoeken u te antwoorden met de knoppen van deze uitnodiging. Toont uw mailprogramma er geen, kies dan \
een van deze regels en verzend het bericht dat wordt geopend zonder het te wijzigen:

- [Ja, ik neem deel]({{ yes_link }})
- [Nee, ik kan helaas niet deelnemen]({{ no_link }})
- [Ik kan het nog niet met zekerheid zeggen]({{ maybe_link }})

Mocht u verhinderd zijn, dan vernemen wij graag de naam van een collega die in uw plaats kan deelnemen.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Herinnering: {{ meeting }}, {{ day }}",
            """{{ salutation }},

graag herinneren wij u aan onze uitnodiging voor **{{ meeting }}**: {{ day }}, {{ time }}, {{ place }}. \
Een kort antwoord, ook een voorlopig, helpt ons bij de voorbereiding.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Gewijzigd: {{ meeting }}, {{ day }}",
            """{{ salutation }},

er is iets gewijzigd aan **{{ meeting }}**. Nu geldt:

{{ sessions }}

Met dit bericht wordt uw agenda bijgewerkt. Wilt u ons met de knoppen of met een kort antwoord laten weten \
of u kunt deelnemen? Onze excuses voor het ongemak.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Geannuleerd: {{ meeting }}, {{ day }}",
            """{{ salutation }},

tot onze spijt gaat **{{ meeting }}** op {{ day }} niet door. Met dit bericht wordt de afspraak uit uw \
agenda verwijderd.

Onze excuses voor het ongemak, en dank voor uw belangstelling voor {{ programme }}.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Uw deelname: {{ meeting }}, {{ day }}",
            """{{ salutation }},

hartelijk dank dat u onze uitnodiging voor **{{ meeting }}** hebt aangenomen. Wij zien ernaar uit u te \
verwelkomen:

{{ sessions }}

Mocht er iets veranderen, dan volstaat een kort antwoord op dit bericht.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Reisgegevens: {{ meeting }}, {{ day }}",
            """{{ salutation }},

wij zien ernaar uit u te ontmoeten bij **{{ meeting }}**:

{{ sessions }}

Wilt u ons laten weten wanneer en waar u aankomt en vertrekt, en of u iets nodig hebt: een kamer, een dieet, \
een toegankelijke ruimte, een tolk?

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Dank: {{ meeting }}",
            """{{ salutation }},

hartelijk dank voor uw deelname aan **{{ meeting }}** op {{ day }}. Uw bijdrage is van grote waarde voor \
{{ programme }}, en wij hopen ons werk met u voort te zetten.

Met vriendelijke groet,
{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "Wij hebben u gemist: {{ meeting }}",
            """{{ salutation }},

het speet ons dat u niet kon deelnemen aan **{{ meeting }}** op {{ day }}. Graag brengen wij u op de hoogte \
van de resultaten, en wij hopen u te mogen verwelkomen op een van de volgende bijeenkomsten van \
{{ programme }}.

Met vriendelijke groet,
{{ sender }}
""",
        ),
    ),
)
