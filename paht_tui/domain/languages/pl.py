"""Polish. The opening bears no name, which would have to be declined; without a title it greets both."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

POLISH: Final = Language(
    tag="pl",
    name="Polish",
    openings=Openings(
        mr="Szanowny Panie",
        ms="Szanowna Pani",
        lord="Szanowny Panie",
        lady="Szanowna Pani",
        either="Szanowna Pani, Szanowny Panie",
    ),
    local_time="czas lokalny, {city}",
    yes=ReplyWords("Tak: {title}", "Tak, wezmę udział."),
    no=ReplyWords("Nie: {title}", "Nie, niestety nie wezmę udziału."),
    maybe=ReplyWords("Być może: {title}", "Nie mogę jeszcze powiedzieć na pewno."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Zaproszenie: {{ meeting }}, {{ day }}",
            """{{ salutation }},

w imieniu **{{ programme }}** mam zaszczyt przekazać zaproszenie na spotkanie:

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Uprzejmie prosimy o odpowiedź za pomocą przycisków tego zaproszenia lub zwykłą odpowiedź na tę wiadomość. \
Jeśli udział nie będzie możliwy, będziemy wdzięczni za wskazanie osoby, która mogłaby wziąć udział w \
zastępstwie.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Zaproszenie: {{ meeting }}, {{ day }}",
            """{{ salutation }},

w imieniu {{ programme }} mam zaszczyt przekazać zaproszenie na spotkanie {{ meeting }}.

{{ sessions }}

W najbliższych dniach skontaktujemy się telefonicznie z Państwa biurem i z radością przyjmiemy potwierdzenie \
udziału.

Z wyrazami szacunku
{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Zaproszenie: {{ meeting }}, {{ day }}",
            """{{ salutation }},

w imieniu **{{ programme }}** mam zaszczyt przekazać zaproszenie na spotkanie:

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Uprzejmie prosimy o odpowiedź za pomocą przycisków tego zaproszenia. Jeśli program pocztowy ich nie \
wyświetla, prosimy wybrać jeden z poniższych wierszy i wysłać bez zmian wiadomość, która się otworzy:

- [Tak, wezmę udział]({{ yes_link }})
- [Nie, niestety nie wezmę udziału]({{ no_link }})
- [Nie mogę jeszcze powiedzieć na pewno]({{ maybe_link }})

Jeśli udział nie będzie możliwy, będziemy wdzięczni za wskazanie osoby, która mogłaby wziąć udział w \
zastępstwie.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Przypomnienie: {{ meeting }}, {{ day }}",
            """{{ salutation }},

uprzejmie przypominamy o naszym zaproszeniu: **{{ meeting }}**, {{ day }}, {{ time }}, {{ place }}. Krótka \
odpowiedź, także wstępna, pomoże nam w przygotowaniach.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Zmiana: {{ meeting }}, {{ day }}",
            """{{ salutation }},

informujemy o zmianie dotyczącej spotkania **{{ meeting }}**. Obecnie obowiązuje:

{{ sessions }}

Ta wiadomość aktualizuje wpis w kalendarzu. Uprzejmie prosimy o informację, za pomocą przycisków lub \
krótkiej odpowiedzi, czy udział będzie możliwy. Przepraszamy za niedogodności.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Odwołane: {{ meeting }}, {{ day }}",
            """{{ salutation }},

z przykrością informujemy, że spotkanie **{{ meeting }}** ({{ day }}) nie odbędzie się. Ta wiadomość usuwa \
wpis z kalendarza.

Przepraszamy za niedogodności i dziękujemy za zainteresowanie programem {{ programme }}.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Potwierdzenie udziału: {{ meeting }}, {{ day }}",
            """{{ salutation }},

dziękujemy za przyjęcie naszego zaproszenia na spotkanie **{{ meeting }}**, na które oczekujemy z radością:

{{ sessions }}

Gdyby coś uległo zmianie, wystarczy krótka odpowiedź na tę wiadomość.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Informacje o podróży: {{ meeting }}, {{ day }}",
            """{{ salutation }},

z radością oczekujemy na spotkanie **{{ meeting }}**:

{{ sessions }}

Uprzejmie prosimy o podanie terminu i miejsca przyjazdu oraz wyjazdu, a także o informację o ewentualnych \
potrzebach: zakwaterowanie, dieta, dostępność, tłumaczenie ustne.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Podziękowanie: {{ meeting }}",
            """{{ salutation }},

serdecznie dziękujemy za udział w spotkaniu **{{ meeting }}** ({{ day }}). Ten wkład ma dla programu {{ \
programme }} wielką wartość i mamy nadzieję na dalszą współpracę.

Z wyrazami szacunku
{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "Po spotkaniu: {{ meeting }}",
            """{{ salutation }},

bardzo żałujemy, że udział w spotkaniu **{{ meeting }}** ({{ day }}) nie był możliwy. Chętnie poinformujemy \
o jego wynikach i mamy nadzieję, że możliwy będzie udział w jednym z kolejnych spotkań programu \
{{ programme }}.

Z wyrazami szacunku
{{ sender }}
""",
        ),
    ),
)
