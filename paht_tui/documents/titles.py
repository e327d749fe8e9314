"""The words before and behind a person's name: "Rt Hon", "Prof. Dr.", "CBE PhD". A vocabulary, no more."""

import re
from typing import Final

from paht_tui.documents.folding import fold


def _listed(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


_PREFIXES: Final = _listed("""
    Dr Dres Prof Professor Professeur Mr Mrs Ms Miss Mx Sir Dame Lord Lady Baroness Baron Viscount Earl
    Countess Rt Hon Honourable Honorable Senator Senador Senadora Sen Rep Representative Congressman
    Congresswoman Deputado Deputada Minister Ambassador Ambassadeur HE Excellency Rev Reverend Fr Msgr Judge
    Justice Capt Captain Col Colonel Gen General Général Lt Maj Major Sgt Inspector Supt Superintendent
    Commissioner Chief Herr Frau Hr Fru Dipl Mag Ing Mgr Ir Drs Dhr Mevr Mw Heer Mevrouw Monsieur Madame Mme
    Mlle Mademoiselle MM Me Maître Pan Pani Poseł Posłanka Hab Inż Domnul Doamna Dl Dna Sr Sra Srta Senhor
    Senhora Dom Dona Doutor Doutora Dott Dottor Dottoressa Avv On Onorevole Signor Signora Sig Señor Señora
    Diputado Diputada κ κα κος κυρία κύριος Δρ Καθ Καθηγητής Καθηγήτρια Проф Доц Инж Bc JUDr MUDr PhDr RNDr
    PaedDr ThDr doc
""")
# Prefixes that are also names, or that cannot be told from an initial: only with a full stop.
_ONLY_WITH_STOP: Final = _listed("Me Fr On Gen Mag Hon Rep Sen Doc Dom Pan Hab Col Major Judge Sr He Ir Hr")
_PHRASES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:the\s+)?(?:right|rt\.?|most)\s+hon(?:ou?rable|\.|\b)",
        r"^the\s+hon(?:ou?rable|\.|\b)",
        r"^(?:his|her)\s+excellency\b",
        r"^H\.\s?E\.",
        r"^(?:г-н|г-жа|д-р)(?=\s)",
        r"^(?:Dott\.ssa|Sig\.ra|Dipl\.?-\s?Ing\.?|Dr\.-Ing\.)(?=\s)",
        r"^M\.(?=\s\S+\s\S)",  # Monsieur, or an initial: either way it stands in front
    )
)

_POST_NOMINALS: Final = _listed("""
    MP MPs MLA MEP MSP MS AM TD MdB MdL MdEP QC KC OBE CBE MBE KBE DBE GBE KCMG DCMG CMG GCMG CB KCB CH PC JP
    DL QPM BEM FRS FBA PhD DPhil MD MA BA MSc BSc LLM LLB MBA MPhil EdD DSc JD Esq CSc DrSc Jr Sr II III IV SJ
    OP RN
""")
_STOPPED: Final = re.compile(
    r"^(?:Ph\.\s?D|M\.\s?P|M\.\s?A|M\.\s?D|B\.\s?A|LL\.\s?[MB]|Q\.\s?C|J\.\s?D)\.?$", re.IGNORECASE
)
_ANY_CASE: Final = _listed("PhD DPhil MdB MdL MdEP MSc BSc MPhil EdD DSc CSc DrSc Jr Sr Esq")
_ALSO_NAMES: Final = _listed("MA MS AM BA MD CB CH DL JP OP RN SJ")


def prefix_of(text: str) -> str:
    """The prefix with which the text begins, as written: a phrase ("The Rt. Hon.") or a word; "" for none."""
    phrase = next((match.group() for pattern in _PHRASES if (match := pattern.match(text))), "")
    word = text.split(" ", 1)[0]
    return phrase or (word if _is_prefix(word) else "")


def is_post_nominal(word: str) -> bool:
    """Whether the word is letters behind a name. Most count in capitals only, or they would be names."""
    bare = word.strip(".,()")
    if _STOPPED.match(word):
        return True
    return fold(bare) in _POST_NOMINALS and (bare.isupper() or fold(bare) in _ANY_CASE)


def may_be_family_name(word: str) -> bool:
    """Whether post-nominals may as well be a family name in capitals: "Ms Sandra MA"."""
    return fold(word) in _ALSO_NAMES


def _is_prefix(word: str) -> bool:
    bare = fold(word)
    return bare in _PREFIXES and (bare not in _ONLY_WITH_STOP or word.endswith("."))
