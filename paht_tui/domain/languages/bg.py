"""Bulgarian. Without a title the opening greets a woman and a man and names nobody."""

from typing import Final

from db.enums import Channel, MessageKind
from paht_tui.domain.languages.shape import Language, Openings, ReplyWords, Text

BULGARIAN: Final = Language(
    tag="bg",
    name="Bulgarian",
    openings=Openings(
        mr="Уважаеми господин {name}",
        ms="Уважаема госпожо {name}",
        lord="Уважаеми {name}",
        lady="Уважаема {name}",
        either="Уважаема госпожо / Уважаеми господине",
    ),
    local_time="местно време, {city}",
    yes=ReplyWords("Да: {title}", "Да, ще участвам."),
    no=ReplyWords("Не: {title}", "Не, за съжаление не мога да участвам."),
    maybe=ReplyWords("Може би: {title}", "Все още не мога да кажа със сигурност."),
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Покана: {{ meeting }}, {{ day }}",
            """{{ salutation }},

от името на **{{ programme }}** имам честта да Ви поканя на

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Молим да отговорите с бутоните на тази покана или просто на това съобщение. Ако не можете да присъствате, \
ще Ви бъдем благодарни да посочите кой би могъл да участва вместо Вас.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "invitation letter",
            MessageKind.INVITATION,
            "Покана: {{ meeting }}, {{ day }}",
            """{{ salutation }},

от името на {{ programme }} имам честта да Ви поканя на {{ meeting }}.

{{ sessions }}

В следващите дни ще се свържем по телефона с Вашия офис и ще се радваме да научим, че можете да участвате.

С уважение,
{{ sender }}
""",
            Channel.LETTER,
        ),
        Text(
            "invitation with reply links",
            MessageKind.INVITATION,
            "Покана: {{ meeting }}, {{ day }}",
            """{{ salutation }},

от името на **{{ programme }}** имам честта да Ви поканя на

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Молим да отговорите с бутоните на тази покана. Ако пощенската Ви програма не показва такива, изберете един \
от тези редове и изпратете без промени съобщението, което се отваря:

- [Да, ще участвам]({{ yes_link }})
- [Не, за съжаление не мога да участвам]({{ no_link }})
- [Все още не мога да кажа със сигурност]({{ maybe_link }})

Ако не можете да присъствате, ще Ви бъдем благодарни да посочите кой би могъл да участва вместо Вас.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Напомняне: {{ meeting }}, {{ day }}",
            """{{ salutation }},

позволяваме си да Ви напомним за нашата покана: **{{ meeting }}**, {{ day }}, {{ time }}, {{ place }}. \
Кратък отговор, дори и предварителен, би ни помогнал в подготовката.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Промяна: {{ meeting }}, {{ day }}",
            """{{ salutation }},

има промяна относно **{{ meeting }}**. Сега важи следното:

{{ sessions }}

Това съобщение обновява записа във Вашия календар. Молим да ни уведомите с бутоните или с кратък отговор \
дали можете да участвате. Извиняваме се за неудобството.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Отмяна: {{ meeting }}, {{ day }}",
            """{{ salutation }},

със съжаление Ви съобщаваме, че **{{ meeting }}** ({{ day }}) няма да се състои. Това съобщение премахва \
събитието от Вашия календар.

Извиняваме се за неудобството и Ви благодарим за интереса към {{ programme }}.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "confirmation",
            MessageKind.CONFIRMATION,
            "Вашето участие: {{ meeting }}, {{ day }}",
            """{{ salutation }},

благодарим Ви, че приехте нашата покана за **{{ meeting }}**. Ще се радваме да Ви посрещнем:

{{ sessions }}

Ако нещо се промени, достатъчен е кратък отговор на това съобщение.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "travel details",
            MessageKind.TRAVEL,
            "Информация за пътуването: {{ meeting }}, {{ day }}",
            """{{ salutation }},

ще се радваме да се срещнем с Вас на **{{ meeting }}**:

{{ sessions }}

Молим да ни съобщите кога и къде пристигате, кога и откъде заминавате, както и дали се нуждаете от нещо: \
стая, диетична храна, достъпна среда, устен превод.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Благодарност: {{ meeting }}",
            """{{ salutation }},

сърдечно Ви благодарим за участието в **{{ meeting }}** ({{ day }}). Вашият принос е много ценен за {{ \
programme }} и се надяваме да продължим съвместната си работа.

С уважение,
{{ sender }}
""",
        ),
        Text(
            "regrets",
            MessageKind.REGRETS,
            "Липсвахте ни: {{ meeting }}",
            """{{ salutation }},

съжаляваме, че не можахте да участвате в **{{ meeting }}** ({{ day }}). С удоволствие ще Ви информираме за \
резултатите и се надяваме да Ви посрещнем на някоя от следващите срещи на {{ programme }}.

С уважение,
{{ sender }}
""",
        ),
    ),
)
