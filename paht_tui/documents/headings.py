"""The usual spellings of the headings of address lists, in the languages of the programme.

A vocabulary and nothing else: it decides nothing. Compared folded (see `folding`), so accents, case and
punctuation need not be listed. English, German, French, Dutch, Polish, Romanian, Portuguese, Italian,
Spanish, Greek, Bulgarian, and Czech where it is free.
"""

from typing import Final

# One line per field: every spelling, separated by commas. A heading is matched whole first; see CONTAINED.
SPELLINGS: Final = {
    "name": """
        name, full name, name and surname, first and last name, participant, participant name, name of
        participant, contact name, contact person, member, person, vollständiger name, vor- und nachname,
        vorname und nachname, nachname vorname, name vorname, ansprechpartner, nom, nom complet, nom et
        prénom, nom prénom, prénom et nom, naam, volledige naam, voor- en achternaam, imię i nazwisko,
        nazwisko i imię, nume, nume complet, nume și prenume, numele și prenumele, nome, nome completo, nome
        e cognome, cognome e nome, nominativo, nome e apelido, nombre, nombre completo, nombre y apellidos,
        apellidos y nombre, όνομα, ονοματεπώνυμο, πλήρες όνομα, όνομα και επώνυμο, име, три имена, име и
        фамилия, пълно име, jméno a příjmení, celé jméno
    """,
    "prefix": """
        prefix, title, titles, salutation, form of address, honorific, mr ms, mr mrs, mr mrs ms, mr mrs ms
        dr, anrede, titel, akad titel, civilité, titre, aanhef, aanspreektitel, tytuł, tytuł naukowy, zwrot,
        titlu, titlul, apelativ, título, tratamento, forma de tratamento, titolo, appellativo, tratamiento,
        τίτλος, προσφώνηση, титла, обръщение, titul, oslovení
    """,
    "given_name": """
        given name, given names, first name, first names, firstname, forename, forenames, christian name,
        vorname, vornamen, rufname, prénom, prénoms, voornaam, voornamen, imię, imiona, prenume, prenumele,
        nome próprio, primeiro nome, nome di battesimo, nombre de pila, nombres, μικρό όνομα, κύριο όνομα,
        собствено име, лично име, първо име, křestní jméno, jméno
    """,
    "family_name": """
        family name, family names, last name, last names, lastname, surname, surnames, second name,
        nachname, familienname, zuname, nom de famille, achternaam, familienaam, nazwisko, nume de familie,
        numele de familie, apelido, apelidos, sobrenome, último nome, cognome, apellido, apellidos, επώνυμο,
        επίθετο, фамилия, фамилно име, příjmení
    """,
    "post_nominals": """
        post nominals, postnominals, post nominal letters, suffix, name suffix, letters after name, honours,
        namenszusatz, suffixe, achtervoegsel, sufiks, sufix, sufixo, suffisso, sufijo
    """,
    "email": """
        email, e mail, mail, e mails, emails, email address, email addresses, e mail address, mail address,
        email 1, e mail 1, primary email, work email, office email, e mail adresse, email adresse,
        mailadresse, emailadresse, courriel, courrier électronique, adresse électronique, adresse e mail,
        adresse mail, adresse email, mél, e mailadres, emailadres, mailadres, adres e mail, adres email,
        adres poczty elektronicznej, poczta elektroniczna, adresă de e mail, adresa de e mail, adresa e
        mail, poștă electronică, correio eletrónico, correio electrónico, endereço de e mail, endereço
        eletrónico, posta elettronica, indirizzo e mail, indirizzo email, correo, correo electrónico,
        dirección de correo, ηλεκτρονική διεύθυνση, ηλεκτρονικό ταχυδρομείο, ηλ ταχυδρομείο, διεύθυνση
        email, имейл, е мейл, електронна поща, ел поща, емейл, мейл
    """,
    "email_2": """
        email 2, e mail 2, second email, secondary email, other email, alternative email, private email,
        personal email, zweite e mail, e mail privat, autre courriel, tweede e mail, drugi e mail
    """,
    "phone": """
        phone, phone number, phones, telephone, telephone number, tel, tel no, telno, phone no, phone 1,
        phone 2, office phone, work phone, direct line, landline, telefon, telefonnummer, telefon
        dienstlich, rufnummer, durchwahl, téléphone, numéro de téléphone, téléphone fixe, telefoon,
        telefoonnummer, numer telefonu, nr telefonu, telefon kontaktowy, număr de telefon, nr de telefon,
        telefone, número de telefone, telefono, teléfono, numero di telefono, número de teléfono, recapito
        telefonico, τηλέφωνο, τηλ, αριθμός τηλεφώνου, σταθερό τηλέφωνο, телефон, тел, телефонен номер
    """,
    "mobile": """
        mobile, mobile phone, mobile number, cell, cell phone, cellphone, cellular, gsm, handy, handynummer,
        mobil, mobiltelefon, mobilnummer, mobilfunk, portable, téléphone portable, téléphone mobile, mobiel,
        mobiel nummer, komórka, telefon komórkowy, tel kom, telefon mobil, telemóvel, celular, cellulare,
        móvil, teléfono móvil, κινητό, κινητό τηλέφωνο, мобилен, мобилен телефон, gsm номер
    """,
    "organisation": """
        organisation, organization, organisation name, name of organisation, name of organization,
        institution, institution name, name of institution, company, employer, agency, affiliation,
        represented organisation, ministry, parliament, firma, einrichtung, behörde, arbeitgeber, verband,
        organisme, société, nom de l organisation, organisatie, instelling, instantie, bedrijf, instytucja,
        organizacja, nazwa instytucji, nazwa organizacji, urząd, organizație, organizația, organizatie,
        instituție, instituția, institutie, denumirea instituției, organização, instituição, entidade,
        empresa, organizzazione, istituzione, ente, azienda, organización, institución, entidad, οργανισμός,
        φορέας, οργάνωση, υπηρεσία, ίδρυμα, организация, институция, учреждение, ведомство, фирма,
        instituce, organizace
    """,
    "position": """
        position, job title, job, function, role, post, occupation, office held, rank, professional title,
        funktion, stellung, dienststellung, amtsbezeichnung, beruf, amt, dienstgrad, fonction, fonctions,
        poste, qualité, functie, functietitel, stanowisko, funkcja, funcție, funcția, functia, functie
        ocupată, poziție, cargo, função, posição, carica, funzione, ruolo, qualifica, posizione, puesto,
        función, θέση, ιδιότητα, αξίωμα, ρόλος, длъжност, позиция, функция, funkce, pozice
    """,
    "category": """
        category, type, kind, group, type of participant, participant type, participant category, mp ngo, mp
        or ngo, stakeholder, stakeholder group, sector, kategorie, gruppe, teilnehmerkategorie, art,
        catégorie, groupe, categorie, groep, kategoria, grupa, rodzaj, typ, categoria, grupo, tipo, gruppo,
        categoría, κατηγορία, ομάδα, категория, група, вид
    """,
    "country": """
        country, nation, member state, country represented, representing country, country code, nationality,
        country of residence, land, staat, herkunftsland, länderkürzel, ländercode, pays, état membre, code
        pays, lidstaat, landcode, kraj, państwo, kod kraju, țara, țară, tara, stat, stat membru, país,
        paese, nazione, stato membro, χώρα, κράτος, държава, страна, země, stát
    """,
    "languages": """
        language, languages, languages spoken, spoken languages, working language, working languages,
        preferred language, correspondence language, sprache, sprachen, langue, langues, langue de travail,
        taal, talen, język, języki, znajomość języków, limbă, limba, limbi, limbi vorbite, língua, línguas,
        idioma, idiomas, lingua, lingue, γλώσσα, γλώσσες, език, езици, jazyk, jazyky
    """,
    "address": """
        address, postal address, mailing address, street, street address, address 1, address line 1, office
        address, work address, business address, adresse, anschrift, postanschrift, straße, strasse, straße
        und hausnummer, straße nr, adresse postale, rue, adres, postadres, straat, straatnaam, adres
        pocztowy, adres korespondencyjny, ulica, adresă, adresa, adresă poștală, strada, endereço, morada,
        rua, indirizzo, via, dirección, domicilio, calle, διεύθυνση, οδός, ταχυδρομική διεύθυνση, адрес,
        пощенски адрес, улица, ulice
    """,
    "address_2": """
        address 2, address line 2, address 3, address line 3, street 2, adresszusatz, complément d adresse,
        adresregel 2, adres 2, adresse 2
    """,
    "postal_code": """
        postal code, postcode, post code, zip, zip code, zipcode, plz, postleitzahl, code postal, cp, kod
        pocztowy, cod poștal, cod postal, código postal, cap, codice postale, ταχυδρομικός κώδικας, τκ, τ κ,
        пощенски код, пк, psč
    """,
    "city": """
        city, town, place, town city, city town, ort, stadt, wohnort, ville, localité, commune, stad,
        plaats, woonplaats, miasto, miejscowość, oraș, orașul, localitate, cidade, localidade, città,
        comune, località, ciudad, localidad, πόλη, град, населено място, město, obec
    """,
    "diet": """
        diet, dietary, dietary requirements, dietary needs, dietary restrictions, dietary preferences, food,
        food requirements, food allergies, allergies, special diet, meal, meal preference, ernährung,
        verpflegung, diät, essen, unverträglichkeiten, allergien, besoins alimentaires, régime, régime
        alimentaire, restrictions alimentaires, dieet, dieetwensen, dieta, wymagania dietetyczne, wymagania
        żywieniowe, preferințe alimentare, dietă, restricții alimentare, requisitos alimentares, restrições
        alimentares, esigenze alimentari, necesidades alimentarias, requisitos dietéticos, διατροφή,
        διατροφικές απαιτήσεις, диета, хранителни изисквания, хранене, хранителен режим
    """,
    "access": """
        access, accessibility, access needs, access requirements, accessibility needs, special needs,
        mobility, disability, wheelchair, reasonable adjustments, barrierefreiheit, barrierefrei, besondere
        bedürfnisse, accessibilité, besoins particuliers, toegankelijkheid, dostępność, potrzeby specjalne,
        szczególne potrzeby, accesibilitate, nevoi speciale, acessibilidade, necessidades especiais,
        accessibilità, esigenze particolari, accesibilidad, necesidades especiales, προσβασιμότητα, ειδικές
        ανάγκες, достъпност, специални нужди
    """,
    "interpretation": """
        interpretation, interpreter, interpreting, interpretation needed, interpretation needs,
        interpretation required, interpreter needed, interpretation language, translation, translation
        needed, dolmetscher, dolmetschen, dolmetschung, verdolmetschung, interprétation, interprète,
        traduction, tolk, vertolking, tłumaczenie, tłumacz, interpretare, traducere, interpret,
        interpretação, tradução, interpretazione, interprete, traduzione, interpretación, intérprete,
        traducción, διερμηνεία, διερμηνέας, μετάφραση, превод, преводач, устен превод
    """,
    "note": """
        note, notes, remark, remarks, comment, comments, observation, observations, other, additional
        information, further information, anmerkung, anmerkungen, bemerkung, bemerkungen, notiz, notizen,
        hinweis, kommentar, remarque, remarques, commentaire, commentaires, divers, opmerking, opmerkingen,
        notitie, uwagi, uwaga, notatki, komentarz, observații, observatii, note observații, comentarii,
        mențiuni, observações, notas, comentários, osservazioni, commenti, annotazioni, observaciones,
        comentarios, σημείωση, σημειώσεις, παρατηρήσεις, σχόλια, бележка, бележки, забележка, забележки,
        коментар, poznámka, poznámky
    """,
    "gender": """
        gender, sex, m f, f m, geschlecht, genre, sexe, geslacht, płeć, gen, sexul, género, sexo, genere,
        sesso, φύλο, пол, pohlaví
    """,
}

# Kept as notes under their own heading: worth having, and of no field.
NOTED: Final = """
    party, political party, political group, state, chamber, house, district, constituency, committee,
    committees, fax, fax number, telefax, website, web, url, homepage, twitter, assistant, secretary,
    partei, fraktion, wahlkreis, ausschuss, parti, groupe politique, circonscription, commission, partij,
    fractie, commissie, partia, klub, okręg wyborczy, komisja, partid, grup parlamentar, circumscripție,
    comisie, partido, círculo eleitoral, comissão, partito, gruppo parlamentare, collegio, commissione,
    circunscripción, comisión, κόμμα, περιφέρεια, επιτροπή, партия, парламентарна група, избирателен район,
    комисия
"""

# Whoever these words speak of, it is not the person invited: "Assistant e-mail" must not become the member's.
SOMEONE_ELSE: Final = """
    assistant, assistants, assistent, assistentin, assistante, asystent, asystentka, assistente, asistent,
    asistente, secretary, sekretär, sekretariat, secrétaire, secretaris, sekretarz, secretar, secretaria,
    emergency, notfall, urgence, spouse, partner, accompanying, fax, βοηθός, γραμματέας, асистент, секретар
"""

# Fields that a longer heading may contain as words: "Capitol phone". The first in this order decides.
CONTAINED: Final = (
    "email", "mobile", "phone", "postal_code", "address", "country", "languages", "diet", "access",
    "interpretation", "organisation", "city", "note",
)  # fmt: skip

# A family name beside a "first name", a given name beside a "surname", the whole name where it stands alone.
WHOLE_OR_PART: Final = "name, nom, naam, nume, nome, nombre, όνομα, име"
