"""`suasion new --from` and `suasion export`: tables of other programs become scenarios that run, and scenarios tables."""

import io
import tomllib
import unittest
import zipfile

from support import Case

KTAB = """Reeds,"Who cuts, and when",3,2,
Actor,Description,Power,Cut Position,Cut Salience,Price Position,Price Salience,
HE,Heron, 100.0, 30, 24.0, 20, 48.0,
OT,Otter,  60.2, 45, 44.7, 65, 41.3,
BI,Bittern, 35, 80, 28.9, 15, 65.1,
"""
SCHOLZ = """Actor,Capability,Position,Salience
Heron,0.5,4,0.8
Otter,0.25,7,0.4
Great Bittern,0.25,10,1.0
"""
STAKES = [["Issue", "Actor", "Capability", "Position", "Salience (%)", "Remark"],
          ["Cut", "Heron", 3, 4, 80, "sure"], ["Cut", "Otter", 1.5, 7, 40, ""], ["Cut", "Bittern", 2, 10, 100, ""]]


def cell_ods(value):
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def ods(rows, sheet="Reeds"):
    """The bytes of an OpenDocument spreadsheet with one sheet."""
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    body = "".join(f"<table:table-row>{''.join(map(cell_ods, row))}</table:table-row>" for row in rows)
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
               f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{body}</table:table>'
               f'</office:spreadsheet></office:body></office:document-content>')
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = ('<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def xlsx(rows, sheet="Reeds", inline=False, texts=()):
    """The bytes of a workbook with one sheet. Texts stand in a table of their own, or `inline` in the cells."""
    texts = [*texts, *sorted({value for row in rows for value in row if isinstance(value, str) and value})]

    def cell(value):
        if value == "":
            return "<c/>"
        if not isinstance(value, str):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>' if inline else f'<c t="s"><v>{texts.index(value)}</v></c>'

    body = "".join(f'<row r="{i}">{"".join(map(cell, row))}</row>' for i, row in enumerate(rows, start=1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet", "/xl/sharedStrings.xml": "sharedStrings"}
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}.{what}+xml"/>' for part, what in parts.items())

    def relations(**targets):
        links = "".join(f'<Relationship Id="{what}" Type="{office}/{what}" Target="{target}"/>'
                        for what, target in targets.items())
        return f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml",
                      f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
                      f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>')
        book.writestr("_rels/.rels", relations(officeDocument="xl/workbook.xml"))
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{sheet}" '
                                         'sheetId="1" r:id="worksheet"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels",
                      relations(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"))
        book.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>')
        strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{strings}</sst>')
    return out.getvalue()


class Import(Case):
    def imported(self, name, content):
        """The scenario made of a table, as data; it passes the strict check."""
        self.write(name, content)
        toml = f"{name}.toml"
        done = self.suasion("new", toml, "--from", name)
        self.suasion("check", "--strict", toml)
        self.notes = done.err
        return tomllib.loads((self.folder / toml).read_text())

    def test_each_format_makes_a_scenario_that_runs(self):
        self.write("seed.csv", KTAB)
        self.suasion("new", "seed.toml", "--from", "seed.csv")
        self.suasion("export", "seed.toml", "--to", "seed.xml")
        for name, content in {"ktab.csv": KTAB, "scholz.csv": SCHOLZ, "stakes.ods": ods(STAKES),
                              "ktab.xml": (self.folder / "seed.xml").read_bytes(), "stakes.xlsx": xlsx(STAKES)}.items():
            with self.subTest(name):
                case = self.imported(name, content)
                self.assertEqual(len(case["actors"]), 3)
                self.suasion("run", f"{name}.toml", "--draws", "256", "--out", f"{name}.run", "--quiet")
                summary = self.load(self.folder / f"{name}.run" / "summary.json")
                self.assertEqual(summary["scenario"]["title"], case["title"])

    def test_a_sheet_keeps_its_numbers_and_tells_what_it_leaves_out(self):
        for name, book in {"a.ods": ods(STAKES), "a.xlsx": xlsx(STAKES)}.items():
            with self.subTest(name):
                case = self.imported(name, book)
                self.assertEqual(self.notes, "left out: the column 'Remark'\n")
                self.assertEqual(case["issues"][0]["stakes"]["Otter"], {"position": 7, "salience": 40})
                self.assertEqual([actor["capability"] for actor in case["actors"]], [3, 1.5, 2])
                self.assertIn(f"{name}, row 3 of the sheet 'Reeds'", case["actors"][1]["because"]["judgement"])

    def test_without_a_file_the_scenario_is_printed_and_a_title_can_be_given(self):
        self.write("s.csv", SCHOLZ)
        done = self.suasion("new", "--from", "s.csv", "--title", "Reeds")
        self.assertEqual(tomllib.loads(done.out)["title"], "Reeds")
        self.assertEqual(self.tree(), ["s.csv"])

    def test_a_scenario_that_exists_is_not_overwritten(self):
        self.write("s.csv", SCHOLZ)
        self.write("s.toml", "mine")
        self.suasion("new", "s.toml", "--from", "s.csv", status=2)
        self.assertEqual((self.folder / "s.toml").read_text(), "mine")

    def test_bad_tables_give_exactly_their_messages_and_write_nothing(self):
        bad = [row[:] for row in STAKES]
        bad[1][3] = "four"
        bad[2][2] = -1
        bad[3][1] = "Otter"
        sheet = [":2:4: error S101: cell D2 of 'Reeds': position of Heron: expected a number; found 'four'",
                 ":3:3: error S104: cell C3 of 'Reeds': capability of Otter is -1; it must be above 0; leave out actors that "
                 "carry no weight",
                 ":4:2: error S203: cell B4 of 'Reeds': Otter has a row already, in row 3 of the sheet 'Reeds'; keep one of "
                 "the two"]
        xml = ("<Scenario><name>R</name><Dimensions><dName>Cut</dName></Dimensions>\n<Actors><Actor><name>A</name>\n"
               "<capability>1</capability><Position><dCoord></dCoord></Position><Salience/></Actor></Actors></Scenario>\n")
        cases = {
            "counts.csv": (KTAB.replace(",3,2,", ",4,2,"),
                           [":1:28: error S704: the first line announces 4 actors, but 3 follow"]),
            "heading.csv": (KTAB.replace(",Price Salience", ""),
                            [":2:1: error S704: the heading has 6 cells; with 2 issues it needs 7: Actor, Description, "
                             "Capability, and a position and a salience for each issue"]),
            "off.csv": (KTAB.replace("80, 28.9", "180, 128.9"),
                        [":5:17: error S104: position of BI on Cut is 180; it must lie between 0 and 100",
                         ":5:22: error S104: salience of BI on Cut is 128.9; it must lie between 0 and 100"]),
            "word.csv": (SCHOLZ.replace("7,0.4", "seven,0.4").replace("10,1.0", '"10,5",1.0'),
                         [":3:12: error S101: position of Otter: expected a number; found 'seven'",
                          ":4:20: error S101: position of Great Bittern: expected a number; found '10,5'; write decimals "
                          "with a point"]),
            "near.csv": (SCHOLZ.replace("Salience", "Saliense"),
                         [":1:1: error S103: the column 'salience' is missing; the first row names the columns: issue, actor, "
                          "name, capability, position, salience",
                          ":1:27: error S102: there is no column 'Saliense'; did you mean 'salience'?"]),
            "twice.csv": (SCHOLZ.replace("Otter", "Heron"),
                          [":3:1: error S203: Heron has a row already, in line 2; keep one of the two"]),
            "long.csv": (SCHOLZ.replace("Great ", "Great,"),
                         [":4:23: error S006: this row has 5 cells, the header 4; put a cell that holds a comma in double "
                          "quotes"]),
            "lonely.csv": ("\n".join(SCHOLZ.splitlines()[:2]) + "\n",
                           [": error S402: the issue 'issue' has one actor with a position; it needs at least two"]),
            "semicolons.csv": (SCHOLZ.replace(",", ";"),
                               [":1:1: error S701: no known layout begins like this: expected a heading with Actor, "
                                "Capability, Position and Salience, or the first line of a KTAB table with name, "
                                "description, number of actors and number of issues; separate the cells by commas"]),
            "quote.csv": (SCHOLZ.replace("Otter", '"Otter'),
                          [":3:1: error S006: the quotes that open here are never closed"]),
            "latin.csv": (SCHOLZ.replace("Otter", "\u00d6tter").encode("latin-1"),
                          [":3:1: error S002: this is not UTF-8 text: byte 51 is 0xD6; save the file as UTF-8"]),
            "open.xml": (xml.replace("</Actors>", ""),
                         [":3:86: error S702: this is not XML: Start-end tags mismatch"]),
            "other.xml": ("<Game/>", [":1:1: error S701: expected the element <Scenario> of KTAB; found <Game>"]),
            "bad.xml": (xml.replace("<name>A</name>", "<nam>A</nam>"),
                        [":2:9: error S103: this actor has no <name>",
                         ":2:16: error S102: <Actor> has no element <nam>; did you mean 'name'?",
                         ":3:37: error S101: position of this actor on Cut: expected a number; found nothing",
                         ":3:65: error S704: salience of this actor: 1 issue needs as many <dSal>; found 0"]),
            "bad.ods": (ods(bad), sheet),
            "bad.xlsx": (xlsx(bad), sheet),
            "empty.ods": (ods([]), [": error S402: there are no actors: the workbook is empty"]),
            "inline.xlsx": (xlsx(STAKES, inline=True),
                            [": error S703: this workbook cannot be read: its texts stand in the cells and not in the table "
                             "of texts; open it in a spreadsheet program and save it as .xlsx or .ods again"]),
            "hollow.xlsx": (xlsx(STAKES, texts=[""]),
                            [": error S703: this workbook cannot be read: its table of texts has an empty one; open it in a "
                             "spreadsheet program and save it as .xlsx or .ods again"]),
            "part.xlsx": (xlsx([["<b>"]]),
                          [": error S703: this workbook cannot be read: its part 'xl/sharedStrings.xml' is not XML: Start-end "
                           "tags mismatch; open it in a spreadsheet program and save it as .xlsx or .ods again"]),
            "cut.xlsx": (xlsx(STAKES)[:900],
                         [": error S703: this workbook cannot be read; open it in a spreadsheet program and save it as .xlsx or "
                          ".ods again"]),
        }
        for name, (content, messages) in cases.items():
            with self.subTest(name):
                self.write(name, content)
                done = self.suasion("new", "made.toml", "--from", name, status=2)
                self.assertEqual(self.diagnostics(done.err), [name + message for message in messages])
                self.assertEqual(done.out, "")
                self.assertFalse((self.folder / "made.toml").exists())

    def test_missing_files_and_folders_are_told(self):
        (self.folder / "a.csv").mkdir()
        self.assertIn("error S001: the table 'no.csv' does not exist\n", self.suasion("new", "--from", "no.csv", status=2).err)
        self.assertIn("error S001: the table 'a.csv' is a folder", self.suasion("new", "--from", "a.csv", status=2).err)


class Export(Case):
    def test_out_and_in_again_gives_the_same_case(self):
        self.write("k.csv", KTAB)
        self.suasion("new", "first.toml", "--from", "k.csv")
        first = tomllib.loads((self.folder / "first.toml").read_text())
        for name, more in {"a.csv": ["--format", "ktab"], "a.xml": [], "a.xlsx": []}.items():
            with self.subTest(name):
                self.suasion("export", "first.toml", "--to", name, *more)
                again = tomllib.loads(self.suasion("new", "--from", name).out)
                for actor, before in zip(again["actors"], first["actors"], strict=True):
                    for key in ("id", "name", "capability"):
                        self.assertEqual(actor[key], before[key])
                for issue, before in zip(again["issues"], first["issues"], strict=True):
                    for key in ("id", "name", "scale", "stakes"):
                        self.assertEqual(issue[key], before[key])

    def test_the_same_scenario_gives_the_same_bytes(self):
        for name in ("a.xlsx", "b.xlsx"):
            self.suasion("export", "belarus-2020", "--to", name)
        self.assertEqual((self.folder / "a.xlsx").read_bytes(), (self.folder / "b.xlsx").read_bytes())

    def test_one_issue_goes_into_the_table_of_the_replications(self):
        done = self.suasion("export", "ec-car-emissions", "--to", "ec.csv", "--format", "scholz")
        self.assertEqual(done.out, "Wrote ec.csv.\n")
        self.assertIn("left out: names of actors", done.err)
        lines = (self.folder / "ec.csv").read_text().splitlines()
        self.assertEqual(lines[:2], ["Actor,Capability,Position,Salience", "NLD,0.08,4,0.8"])

    def test_what_is_wrong_is_told_and_nothing_written(self):
        says = {
            ("--to", "x.csv"): ".csv may mean 2 formats",
            ("--to", "x.txt"): "no format is known by 'x.txt'",
            ("--to", "x.xlsx", "--format", "xslx"): "did you mean 'xlsx'?",
            ("--to", "x.xlsx", "--issue", "integratoin"): "there is no issue 'integratoin'; did you mean 'integration'?",
            ("--to", "x.csv", "--format", "scholz"): "error S705: this format holds one issue; the scenario has 5",
            ("--to", "x.xml"): "error S705: BLR has capability 62.5 and, on energy, 50",
            (): "`suasion export` needs --to FILE",
        }
        for options, message in says.items():
            with self.subTest(options):
                done = self.suasion("export", "belarus-2020", *options, status=2)
                self.assertIn(message, done.err)
                self.assertEqual(self.tree(), [])

    def test_a_file_that_exists_is_not_overwritten(self):
        self.write("x.xlsx", "mine")
        done = self.suasion("export", "ec-car-emissions", "--to", "x.xlsx", status=2)
        self.assertIn("'x.xlsx' exists already", done.err)
        self.assertEqual((self.folder / "x.xlsx").read_text(), "mine")


if __name__ == "__main__":
    unittest.main()
