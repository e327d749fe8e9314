"""French. A letter names nobody in its opening; without a title it greets a woman and a man."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

FRENCH: Final = Language(
    tag="fr",
    name="French",
    openings=Openings(
        mr="Monsieur",
        ms="Madame",
        lord="{name}",
        lady="{name}",
        either="Madame, Monsieur",
    ),
    local_time="heure locale, {city}",
    yes=ReplyWords("Oui : {title}", "Oui, je participerai."),
    no=ReplyWords("Non : {title}", "Non, je ne pourrai malheureusement pas participer."),
    maybe=ReplyWords("Peut-être : {title}", "Je ne peux pas encore le dire avec certitude."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Invitation : {{ meeting }}, {{ day }}",
            """{{ salutation }},

au nom de **{{ programme }}**, j’ai l’honneur de vous inviter à la rencontre suivante :

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Nous vous prions de répondre au moyen des boutons de cette invitation ou simplement à ce message. En cas \
d’empêchement, nous vous serions reconnaissants de nous indiquer le nom d’une personne qui pourrait vous \
remplacer.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Invitation : {{ meeting }}, {{ day }}",
            """{{ salutation }},

au nom de {{ programme }}, j’ai l’honneur de vous inviter à la rencontre suivante : {{ meeting }}.

{{ sessions }}

Nous nous permettrons d’appeler votre secrétariat dans les prochains jours et serions heureux d’apprendre \
que vous pourrez être des nôtres.

Nous vous prions d’agréer l’expression de notre haute considération.

{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Invitation : {{ meeting }}, {{ day }}",
            """{{ salutation }},

au nom de **{{ programme }}**, j’ai l’honneur de vous inviter à la rencontre suivante :

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Nous vous prions de répondre au moyen des boutons de cette invitation. Si votre messagerie n’en affiche pas, \
veuillez choisir l’une de ces lignes et envoyer sans le modifier le message qui s’ouvre :

- [Oui, je participerai]({{ yes_link }})
- [Non, je ne pourrai malheureusement pas participer]({{ no_link }})
- [Je ne peux pas encore le dire avec certitude]({{ maybe_link }})

En cas d’empêchement, nous vous serions reconnaissants de nous indiquer le nom d’une personne qui pourrait \
vous remplacer.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Rappel : {{ meeting }}, {{ day }}",
            """{{ salutation }},

nous nous permettons de vous rappeler notre invitation à **{{ meeting }}** : {{ day }}, {{ time }}, {{ \
place }}. Une brève réponse, même provisoire, nous aiderait dans les préparatifs.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Modification : {{ meeting }}, {{ day }}",
            """{{ salutation }},

**{{ meeting }}** a été modifié. Voici ce qui est désormais prévu :

{{ sessions }}

Ce message met à jour votre agenda. Nous vous prions de nous indiquer, au moyen des boutons ou par une \
brève réponse, si vous pourrez être des nôtres. Veuillez nous excuser pour ce désagrément.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Annulation : {{ meeting }}, {{ day }}",
            """{{ salutation }},

nous avons le regret de vous informer que **{{ meeting }}** ({{ day }}) n’aura pas lieu. Ce message retire \
la date de votre agenda.

Veuillez nous excuser pour ce désagrément ; nous vous remercions de l’intérêt que vous portez à {{ \
programme }}.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Votre participation : {{ meeting }}, {{ day }}",
            """{{ salutation }},

nous vous remercions d’avoir accepté notre invitation à **{{ meeting }}** et nous réjouissons de vous \
accueillir :

{{ sessions }}

En cas de changement, une brève réponse à ce message suffit.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Votre déplacement : {{ meeting }}, {{ day }}",
            """{{ salutation }},

nous nous réjouissons de vous accueillir à **{{ meeting }}** :

{{ sessions }}

Nous vous prions de nous indiquer la date, l’heure et le lieu de votre arrivée et de votre départ, ainsi que \
vos besoins éventuels : chambre, régime alimentaire, accessibilité, interprétation.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Remerciements : {{ meeting }}",
            """{{ salutation }},

nous vous remercions vivement de votre participation à **{{ meeting }}** ({{ day }}). Votre contribution \
est précieuse pour {{ programme }}, et nous espérons poursuivre ce travail avec vous.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "Vous nous avez manqué : {{ meeting }}",
            """{{ salutation }},

nous avons vivement regretté que vous n’ayez pas pu participer à **{{ meeting }}** ({{ day }}). Nous vous \
ferons volontiers part des résultats et espérons vous accueillir à l’une des prochaines rencontres de \
{{ programme }}.

Veuillez agréer l’expression de notre haute considération.

{{ sender }}
""",
        ),
    ),
)
