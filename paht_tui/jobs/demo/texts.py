"""What the documents say in words about the meeting of The Hague; its figures are counted, not written."""

THEME = "the National Rapporteur on Trafficking in Human Beings, and a network of parliamentary groups"

Parts = tuple[tuple[str, str], ...]
"""A role, and the script's names of those who had it."""

AGENDA: tuple[tuple[str, str, Parts], ...] = (
    ("Opening", "", (("opening", "brocker steen"),)),
    (
        "The National Rapporteur on Trafficking in Human Beings. The Dutch experience.",
        "How the National Rapporteur might enhance the work of members of parliament",
        (("keynote", "dettmeijer"),),
    ),
    (
        "How members of parliament could benefit from the Office of the National Rapporteur:",
        "the Dutch parliamentarians' experience",
        (("keynote", "steur"),),
    ),
    (
        "How can parliamentarians build up parliamentary groups as part of an EU parliamentary network?",
        (
            "Followed by an overview of the countries: what has been done thus far in order to establish"
            " awareness of parliamentary groups in the parliaments of participating countries?"
        ),
        (
            ("chair", "steen"),
            ("panellist", "naucler cardoso alevras biedron steur martinelli bone mccoll lo connarty"),
        ),
    ),
    (
        "Co-operation between NGOs and the Office of the National Rapporteur on anti-trafficking activities,",
        "and co-operation between NGOs and parliamentarians",
        (("moderator", "dorninck"), ("panellist", "classen visser noten kauppinen")),
    ),
    ("Conclusion", "", (("closing", "beddoe"),)),
    ("Wrap-up", "", (("wrap_up", "buchowska"),)),
)

OUTCOMES = """\
Participants know more of the institution of National Rapporteur and of its impact on anti-trafficking \
work; members of parliament expressed their support for an office of independent national rapporteur in \
their countries.
All members of parliament agreed upon building a European network of Parliamentarians against Human \
Trafficking and confirmed their willingness to take an active part in it.
Members of parliament exchanged views and shared experience with the leading NGOs; most of them declared \
that they will continue to co-operate with NGOs, and most participants that they will inform their \
colleagues.
"""

CONCLUSIONS = """\
The Good Practice Exchange was a follow-up of the inaugural seminar and gave members of parliament a \
platform to create the network; it laid the grounds for a network covering most of the EU.
"""

OFFER = "political and logistic support for the next events, through their parliamentarians"
