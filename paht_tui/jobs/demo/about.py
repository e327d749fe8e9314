"""What the sample is: what the documents say, and what is made up. It is printed with the sample."""

ABOUT = """\
This is a sample. It follows two public documents of the programme “Parliamentarians against Human \
Trafficking”, and keeps their figures by keeping the people behind them.

From the documents: the programme, its targets and eleven events; place and programme of the meeting of \
The Hague and of its reception; the people they name, in the roles they give them; how many came, of what \
kind and from where; six German members who were written to, phoned, and could not commit; Dutch members \
who had confirmed and did not come; eighteen guests at the reception, fewer than expected, for weather and \
cancelled flights; that three participants sent new contacts, and which countries offered help.

Made up: everybody whom the documents leave unnamed, with plainly fictitious names; all addresses (they end \
in .example and cannot be written to) and phone numbers (from ranges for fiction, or impossible); the times \
of the day; that Rome is event 3 and Warsaw event 4, which are numbered here by their dates; when each \
invitation left, when and how each answer came; the calls; how many Dutch members had confirmed (three); \
how many were expected at the reception (twenty-nine), and how many of them were kept by what; needs and \
languages. The documents do not say whom of the participants they saw at the reception besides the \
ambassador, so only fictitious people are recorded there. Of the people who are named the record has no \
more than that they were invited, accepted and came, and what they did in the programme.

Where the documents contradict each other, the sample keeps the totals. The heading's year 2011 is 2012. \
They count three members from the UK and name four parliamentarians from there on the panel: Anna Lo MLA \
is recorded as a member of a regional assembly. They count members from seven countries and name an \
Italian on the panel, but no Romanian: Massimo Martinelli is recorded as a speaker, and two fictitious \
members stand for Romania. The twelve other participants are not split in the documents; their split is \
made up.
"""
