"""Greek. The opening bears no name, which would have to be declined; without a title it greets both."""

from typing import Final

from db.enums import MessageKind
from paht_tui.domain.languages.shape import Language, Openings, Text

GREEK: Final = Language(
    tag="el",
    name="Greek",
    openings=Openings(
        mr="Αξιότιμε κύριε",
        ms="Αξιότιμη κυρία",
        lord="Αξιότιμε κύριε",
        lady="Αξιότιμη κυρία",
        either="Αξιότιμη κυρία, Αξιότιμε κύριε",
    ),
    local_time="τοπική ώρα, {city}",
    texts=(
        Text(
            "invitation",
            MessageKind.INVITATION,
            "Πρόσκληση: {{ meeting }}, {{ day }}",
            """{{ salutation }},

εκ μέρους του προγράμματος **{{ programme }}** έχω την τιμή να σας προσκαλέσω στη συνάντηση:

**{{ meeting }}**
{% if focus %}{{ focus }}
{% endif %}
{{ sessions }}

Παρακαλούμε απαντήστε με τα κουμπιά αυτής της πρόσκλησης ή απλώς σε αυτό το μήνυμα. Αν δεν μπορείτε να \
παραστείτε, θα σας ήμασταν ευγνώμονες για το όνομα ενός προσώπου που θα μπορούσε να συμμετάσχει στη θέση \
σας.

Με εκτίμηση,
{{ sender }}
""",
        ),
        Text(
            "reminder",
            MessageKind.REMINDER,
            "Υπενθύμιση: {{ meeting }}, {{ day }}",
            """{{ salutation }},

θα θέλαμε να σας υπενθυμίσουμε την πρόσκλησή μας: **{{ meeting }}**, {{ day }}, {{ time }}, {{ place }}. \
Μια σύντομη απάντηση, έστω και προσωρινή, θα μας βοηθούσε στην προετοιμασία.

Με εκτίμηση,
{{ sender }}
""",
        ),
        Text(
            "update",
            MessageKind.UPDATE,
            "Αλλαγή: {{ meeting }}, {{ day }}",
            """{{ salutation }},

υπάρχει μια αλλαγή σχετικά με τη συνάντηση **{{ meeting }}**. Τώρα ισχύει:

{{ sessions }}

Το μήνυμα αυτό ενημερώνει το ημερολόγιό σας. Παρακαλούμε ενημερώστε μας, με τα κουμπιά ή με μια σύντομη \
απάντηση, αν μπορείτε να συμμετάσχετε. Ζητούμε συγγνώμη για την αναστάτωση.

Με εκτίμηση,
{{ sender }}
""",
        ),
        Text(
            "cancellation",
            MessageKind.CANCELLATION,
            "Ακύρωση: {{ meeting }}, {{ day }}",
            """{{ salutation }},

με λύπη σας ενημερώνουμε ότι η συνάντηση **{{ meeting }}** ({{ day }}) δεν θα πραγματοποιηθεί. Το μήνυμα \
αυτό την αφαιρεί από το ημερολόγιό σας.

Ζητούμε συγγνώμη για την αναστάτωση και σας ευχαριστούμε για το ενδιαφέρον σας για το πρόγραμμα {{ \
programme }}.

Με εκτίμηση,
{{ sender }}
""",
        ),
        Text(
            "thanks",
            MessageKind.THANKS,
            "Ευχαριστίες: {{ meeting }}",
            """{{ salutation }},

σας ευχαριστούμε θερμά για τη συμμετοχή σας στη συνάντηση **{{ meeting }}** ({{ day }}). Η συμβολή σας \
είναι πολύτιμη για το πρόγραμμα {{ programme }} και ελπίζουμε να συνεχίσουμε τη συνεργασία μας.

Με εκτίμηση,
{{ sender }}
""",
        ),
    ),
)
