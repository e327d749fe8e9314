"""Ten thousand rows are read while a person waits for them, and not longer."""

import csv
import time
from pathlib import Path

from paht_tui.documents.columns import recognise
from paht_tui.documents.contacts import read_contacts
from paht_tui.documents.tables import read_table

ROWS = 10_000
COUNTRIES = ("Polska", "Germany", "UK", "România", "Nederland", "България", "Ελλάδα", "Portugal")
HEADINGS = ("Name", "E-mail", "Phone", "Mobile", "Institution", "Category", "Country", "Languages", "Address")


def write_list(path: Path) -> None:
    with path.open("w", encoding="cp1250", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for number in range(ROWS):
            country = COUNTRIES[number % 5]
            name = f"Dr Józef {chr(65 + number % 26)}. Kamiński-{number} MP"
            email = f"person{number}@office{number % 300}.example"
            phones = (f"+48 22 55{number:05}", f"+49 151 555{number:05}")
            writer.writerow((name, email, *phones, "Sejm", "MP", country, "English, Polish", "ul. Wiejska 4"))


def test_ten_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    write_list(path)

    start = time.process_time()  # of this process alone: other tests run beside it
    table = read_table(path)
    sheet = read_contacts(table, recognise(table.headings))
    taken = time.process_time() - start

    assert (len(sheet.contacts), sheet.refused) == (ROWS, ())
    assert taken < 10  # seconds; about 2 on a quiet machine, and a busy one is slower
