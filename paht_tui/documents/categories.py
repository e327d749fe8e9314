"""The kinds of people a programme counts, and the words by which lists call them. A vocabulary, no more."""

from functools import cache
from typing import Final

from paht_tui.documents.folding import fold

# The values the record uses, each with the words that mean it, in the languages of the programme.
_WORDS: Final = {
    "mp": """
        mps, member of parliament, members of parliament, parliamentarian, parliamentarians, member of the
        parliament, legislator, lawmaker, deputy, senator, mep, meps, member of the european parliament,
        representative, congressman, congresswoman, member of congress, lord, baroness, peer, member of the
        house of lords, td, mdb, abgeordnete(r), abgeordnete, abgeordneter, abgeordnete/r,
        bundestagsabgeordnete, bundestagsabgeordneter, parlamentarier, parlamentarierin, nationalrat,
        député, députée, député(e), sénateur, sénatrice, parlementaire, kamerlid, tweede kamerlid, eerste
        kamerlid, parlementariër, volksvertegenwoordiger, poseł, posłanka, poseł na sejm, senatorka,
        parlamentarzysta, deputat, deputată, parlamentar, senatoare, deputado, deputada, deputado/a,
        parlamentar, senador, senadora, onorevole, senatore, senatrice, parlamentare, diputado, diputada,
        parlamentario, parlamentaria, βουλευτής, βουλευτίνα, μέλος του κοινοβουλίου, народен представител,
        депутат, poslanec, poslankyně
    """,
    "regional_mp": """
        mla, mlas, msp, msps, ms, member of the senedd, regional mp, regional member, regional
        parliamentarian, member of a regional parliament, member of a regional assembly, member of the
        legislative assembly, mdl, landtagsabgeordnete, landtagsabgeordneter, landtagsabgeordnete(r),
        landtag, conseiller régional, conseillère régionale, provinciale staten, statenlid, radny, radna,
        consigliere regionale, diputado autonómico, deputado regional
    """,
    "official": """
        official, officials, government, government official, civil servant, public official, ministry,
        government representative, authority, beamter, beamtin, beamte, beamte(r), behörde, regierung,
        ministerium, fonctionnaire, gouvernement, ministère, ambtenaar, overheid, urzędnik, urzędniczka,
        administracja, rząd, funcționar, funcționar public, guvern, funcionário, funcionário público,
        governo, funzionario, funzionaria, funcionario, funcionaria, gobierno, δημόσιος υπάλληλος,
        κυβέρνηση, държавен служител, служител, правителство
    """,
    "rapporteur": """
        national rapporteur, rapporteurs, office of the national rapporteur, nationaal rapporteur,
        berichterstatter, berichterstatterin, rapporteure, sprawozdawca, raportor, relator, relatora,
        relatore, relatrice, ponente, εισηγητής, докладчик
    """,
    "ngo": """
        ngos, ngo representative, ngo representatives, non governmental organisation, non governmental
        organization, civil society, charity, nonprofit, non profit, not for profit, cso, voluntary sector,
        nro, nichtregierungsorganisation, verein, ong, association, société civile, organisation non
        gouvernementale, maatschappelijk middenveld, stichting, organizacja pozarządowa, fundacja,
        stowarzyszenie, organizație neguvernamentală, asociație, fundație, organização não governamental,
        associação, sociedade civil, organizzazione non governativa, associazione, società civile,
        organización no gubernamental, asociación, sociedad civil, μκο, μη κυβερνητική οργάνωση, нпо,
        неправителствена организация
    """,
    "police": """
        police officer, police officers, law enforcement, law enforcement officer, europol, polizei,
        polizist, polizistin, polizeibeamter, policier, policière, gendarmerie, politie, politieagent,
        policja, policjant, policjantka, poliție, polițist, polícia, agente da polícia, polizia, poliziotto,
        carabinieri, policía, αστυνομία, αστυνομικός, полиция, полицай, policie
    """,
    "igo": """
        igos, international organisation, international organization, intergovernmental organisation, inter
        governmental organisation, io, un, united nations, internationale organisation, organisation
        internationale, internationale organisatie, organizacja międzynarodowa, organizație internațională,
        organização internacional, organizzazione internazionale, organización internacional, διεθνής
        οργανισμός, международна организация
    """,
    "diplomat": """
        diplomats, embassy, ambassador, diplomatic corps, attaché, consul, diplomatin, botschaft,
        botschafter, botschafterin, diplomate, ambassade, ambassadeur, ambasciata, diplomaat, dyplomata,
        ambasada, ambasador, diplomata, embaixada, embaixador, diplomatico, ambasciatore, diplomático,
        embajada, embajador, διπλωμάτης, πρεσβεία, дипломат, посолство, посланик
    """,
    "researcher": """
        researchers, academic, academia, academics, scientist, scholar, professor, university, expert,
        forscher, forscherin, wissenschaft, wissenschaftler, wissenschaftlerin, chercheur, chercheuse,
        universitaire, onderzoeker, wetenschapper, badacz, badaczka, naukowiec, cercetător, cercetătoare,
        investigador, investigadora, ricercatore, ricercatrice, ερευνητής, ερευνήτρια, изследовател, учен
    """,
    "clerk": """
        clerks, parliamentary clerk, committee clerk, parliamentary staff, parliamentary official,
        ausschusssekretär, ausschusssekretariat, parlamentsverwaltung, administrateur, greffier, griffier,
        sekretarz komisji
    """,
    "assistant": """
        assistants, parliamentary assistant, assistant to member, mp assistant, adviser, advisor, secretary,
        aide, assistent, assistentin, mitarbeiter, mitarbeiterin, wissenschaftlicher mitarbeiter,
        assistante, assistant parlementaire, collaborateur, collaboratrice, conseiller, medewerker,
        beleidsmedewerker, asystent, asystentka, doradca, asistent, asistentă, consilier, assistente,
        assessor, assessora, collaboratore, asesor, asesora, asistente, βοηθός, σύμβουλος, асистент,
        сътрудник, съветник
    """,
    "interpreter": """
        interpreters, translator, interpretation, dolmetscher, dolmetscherin, übersetzer, interprète, tolk,
        vertaler, tłumacz, tłumaczka, traducător, translator, intérprete, tradutor, interprete, traduttore,
        traductor, διερμηνέας, μεταφραστής, преводач, преводачка
    """,
    "staff": """
        project staff, organiser, organizer, organisers, team, project team, secretariat, personal,
        projektteam, équipe, organisateur, organisation team, projectteam, personel, zespół, organizator,
        echipă, equipa, equipe, squadra, equipo, προσωπικό, персонал, екип
    """,
    "business": """
        company, private sector, industry, corporate, wirtschaft, unternehmen, entreprise, secteur privé,
        bedrijf, bedrijfsleven, biznes, firma, afaceri, sector privat, empresa, setor privado, azienda,
        impresa, sector privado, επιχείρηση, бизнес, фирма
    """,
    "press": """
        media, journalist, journalists, reporter, presse, journalistin, medien, journaliste, médias, pers,
        journaliste, prasa, dziennikarz, dziennikarka, presă, ziarist, jurnalist, jurnalistă, imprensa,
        jornalista, stampa, giornalista, prensa, periodista, τύπος, δημοσιογράφος, преса, медии, журналист
    """,
    "other": """
        others, miscellaneous, guest, guests, sonstige, sonstiges, andere, gast, autre, autres, divers,
        invité, overig, overige, anders, inne, inny, inna, altul, alții, altele, outro, outra, outros,
        altro, altri, otro, otra, otros, άλλο, άλλος, άλλοι, друго, други, друг
    """,
}  # fmt: skip

CATEGORIES: Final = tuple(_WORDS)


def category_named(text: str) -> str | None:
    """The category that the word means ("Abgeordnete(r)", "ONG"), None where it is unknown."""
    return _by_word().get(fold(text.replace(".", "")))


@cache
def _by_word() -> dict[str, str]:
    words = {fold(name): name for name in CATEGORIES}
    for name, listed in _WORDS.items():
        for word in listed.split(","):
            words.setdefault(fold(word), name)
    return words
