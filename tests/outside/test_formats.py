"""Programs of others read the files of crates/selon-export/tests/golden: hand-made readings in every format, hostile ones among them;
and what `selon export` makes of a database of articles.jsonl.

A check whose program is not installed says so and is skipped. `tests/outside/run` installs them and runs this.
"""

import csv
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import unittest
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
OUTSIDE = Path(os.environ.get("SELON_OUTSIDE", HERE.parent.parent / "target/outside"))
GOLDEN = HERE.parent.parent / "crates/selon-export/tests/golden"
EXPORTED = OUTSIDE / "exported"


def program(name):
    """A module of others, or a skipped test."""
    try:
        return import_module(name)
    except ImportError as error:
        raise unittest.SkipTest(f"{name} is not installed") from error


def golden(name):
    return (GOLDEN / name).read_text(encoding="utf-8")


def exported(name):
    """A file of the database's, or a skipped test."""
    if not (EXPORTED / name).exists():
        raise unittest.SkipTest("nothing was exported: tests/outside/run does it")
    return EXPORTED / name


class Graphs(unittest.TestCase):
    def check(self, graph):
        articles = [node for node, told in graph.nodes(data=True) if told["type"] == "article"]
        self.assertIn("https://rade.example/bac", articles)
        edges = [told for _, _, told in graph.edges(data=True)]
        self.assertEqual({told["relation"] for told in edges}, {"said", "speaks_for", "taken_from"})
        taken = next(told for told in edges if told["relation"] == "taken_from")
        self.assertTrue(taken["credited"])
        self.assertAlmostEqual(taken["strength"], 0.87)
        minister = next(told for told in edges if told.get("statement") == "0000000000b2" and told["relation"] == "said")
        self.assertEqual(minister["start"], "2031-03-10")
        self.assertEqual(minister["relays"], "Ève Lanoë > Le Fanal")
        self.assertEqual(graph.nodes["https://rade.example/bac"]["start"], "2031-03-11")

    def test_networkx_reads_gexf(self):
        networkx = program("networkx")
        self.check(networkx.read_gexf(GOLDEN / "graph.gexf", version="1.3"))

    def test_gexf_is_valid(self):
        etree = program("lxml.etree")
        schema = etree.XMLSchema(etree.parse(HERE / "gexf-1.3.xsd"))
        for file in [GOLDEN / "graph.gexf", exported("graph.gexf")]:
            tree = etree.parse(file)
            schema.assertValid(tree)
            self.check_values(tree)

    def check_values(self, tree):
        """Every value belongs to an attribute of its class and is of its type, which a schema can't say."""
        space = {"g": "http://gexf.net/1.3"}
        reads = {"string": str, "float": float, "boolean": ["true", "false"].index}
        for owner in ("node", "edge"):
            kinds = {told.get("id"): told.get("type") for told in tree.iterfind(f".//g:attributes[@class='{owner}']/g:attribute", space)}
            values = tree.findall(f".//g:{owner}/g:attvalues/g:attvalue", space)
            self.assertTrue(values)
            for value in values:
                reads[kinds[value.get("for")]](value.get("value"))

    def test_what_is_no_gexf_is_told_from_it(self):
        etree = program("lxml.etree")
        schema = etree.XMLSchema(etree.parse(HERE / "gexf-1.3.xsd"))
        whole = golden("graph.gexf").encode()
        for right, wrong in [
            (b'start="2031-03-10"', b'start="10 March"'),
            (b'source="https://fanal.example/1"', b'source="https://nowhere.example/"'),
            (b'<node id="urn:selon:document:empty"', b'<node id="urn:selon:document:crossing"'),
            (b'class="edge"', b'class="arc"'),
            (b'type="boolean"', b'type="yes or no"'),
            (b"<edges>", b"<edges><node id='n'/>"),
            (b'<attvalue for="1" value="La Rade"/>', b'<attvalue for="0" value="La Rade"/>'),
        ]:
            self.assertIn(right, whole)
            self.assertFalse(schema.validate(etree.fromstring(whole.replace(right, wrong, 1)).getroottree()), wrong)

    def test_networkx_reads_graphml(self):
        networkx = program("networkx")
        graph = networkx.read_graphml(GOLDEN / "graph.graphml")
        self.check(graph)
        month = next(told for _, _, told in graph.edges(data=True) if told.get("statement") == "0000000000b4")
        self.assertEqual((month["start"], month["end"]), ("2031-03-01", "2031-03-31"))

    def test_a_speaker_of_a_database_is_one_node_between_its_articles(self):
        networkx = program("networkx")
        for graph in [
            networkx.read_gexf(exported("graph.gexf"), version="1.3"),
            networkx.read_graphml(exported("graph.graphml")),
        ]:
            [mayor] = [node for node, told in graph.nodes(data=True) if told["label"] == "Odile Brandt"]
            said = {to for _, to, told in graph.out_edges(mayor, data=True) if told["relation"] == "said"}
            self.assertLessEqual({"https://rade.example/1", "https://harbour.example/3"}, said)
            taken = {(a, b) for a, b, told in graph.edges(data=True) if told["relation"] == "taken_from"}
            self.assertIn(("https://rade.example/1", "https://fanal.example/2"), taken)
            self.assertEqual(graph.nodes["https://fanal.example/2"]["start"], "2025-02-04")
            self.assertIn("urn:selon:document:q4", graph)


class SchemaOrg(unittest.TestCase):
    """Every type and property is schema.org's, and stands where the vocabulary lets it stand."""

    @classmethod
    def setUpClass(cls):
        rdflib = program("rdflib")
        folder = OUTSIDE / "vocabulary"
        found = sorted(folder.glob("**/schemaorg-all-*.ttl")) + sorted(folder.glob("**/schema.ttl"))
        if not found:
            raise unittest.SkipTest("schema.org's vocabulary is not there")
        cls.words = rdflib.Graph().parse(found[0], format="turtle")
        base = next(str(s) for s in cls.words.subjects() if str(s).endswith("schema.org/Claim"))
        cls.base = base.removesuffix("Claim")

    def term(self, name):
        from rdflib import URIRef

        return URIRef(self.base + name)

    def kinds(self, name):
        """A type and all that it is a kind of."""
        from rdflib.namespace import RDFS

        return {str(kind).removeprefix(self.base) for kind in self.words.transitive_objects(self.term(name), RDFS.subClassOf)}

    def check_node(self, node):
        types = node.get("@type", [])
        types = [types] if isinstance(types, str) else types
        kinds = set().union(*(self.kinds(kind) for kind in types)) if types else None
        for kind in types:
            self.assertTrue((self.term(kind), None, None) in self.words, f"{kind} is no type")
        for name, value in node.items():
            if not name.startswith("@"):
                domain = {str(of).removeprefix(self.base) for of in self.words.objects(self.term(name), self.term("domainIncludes"))}
                self.assertTrue(domain, f"{name} is no property")
                if kinds is not None:
                    self.assertTrue(domain & kinds, f"{name} belongs to {domain}, not to {types}")
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    self.check_node(inner)

    def check_file(self, text):
        graph = json.loads(text)["@graph"]
        self.assertTrue(graph)
        for node in graph:
            self.check_node(node)
        return graph

    def test_statements(self):
        graph = self.check_file(golden("schemaorg.jsonld"))
        followed = next(node for node in graph if node["@id"] == "urn:selon:claim:00ff00ff00ff00ff")
        self.assertEqual(followed["firstAppearance"]["@id"], "https://fanal.example/1")

    def test_reviews(self):
        for draft in self.check_file(golden("claimreview.jsonld")):
            self.assertEqual(draft["reviewRating"]["ratingValue"], "")

    def test_of_a_database(self):
        graph = self.check_file(exported("schemaorg.jsonld").read_text())
        mayors = [node for node in graph if node.get("name") == "Odile Brandt"]
        self.assertEqual(len(mayors), 1)
        self.assertIn("https://rade.example/1", [node["firstAppearance"]["@id"] for node in graph if "firstAppearance" in node])
        self.check_file(exported("claimreview.jsonld").read_text())

    def test_pyld_expands(self):
        jsonld = program("pyld").jsonld
        here = {"contextUrl": None, "documentUrl": None, "document": {"@context": {"@vocab": "https://schema.org/"}}}
        for name in ["schemaorg.jsonld", "claimreview.jsonld"]:
            expanded = jsonld.expand(json.loads(golden(name)), {"documentLoader": lambda *_: here})
            self.assertGreater(len(expanded), 1, name)


class Prov(unittest.TestCase):
    def there_and_back(self, text):
        model = program("prov.model")
        document = model.ProvDocument.deserialize(content=text, format="json")
        again = model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
        self.assertEqual(document, again)
        return document

    def test_of_a_database(self):
        document = self.there_and_back(exported("prov.json").read_text())
        agents = [str(record.label) for record in document.get_records(program("prov.model").ProvAgent)]
        self.assertEqual(agents.count("Odile Brandt"), 1)

    def test_prov_reads_and_writes_it_back(self):
        model = program("prov.model")
        document = self.there_and_back(golden("prov.json"))
        kinds = [str(record.get_type()) for record in document.get_records()]
        for kind in ["prov:Derivation", "prov:Attribution", "prov:Delegation", "prov:Membership", "prov:Usage"]:
            self.assertIn(kind, kinds)
        types = {str(t) for record in document.get_records(model.ProvDerivation) for t in record.get_asserted_types()}
        self.assertEqual(types, {"prov:Quotation", "prov:PrimarySource"})


class FollowTheMoney(unittest.TestCase):
    def check(self, text):
        model = program("followthemoney").model
        entities = []
        for line in text.splitlines():
            entity = model.get_proxy(json.loads(line))
            entity.schema.validate(json.loads(line))
            # What its types would not take is dropped on the way.
            self.assertEqual(entity.to_dict()["properties"], json.loads(line)["properties"])
            entities.append(entity)
        return entities

    def test_every_entity_is_valid(self):
        schemata = {entity.schema.name for entity in self.check(golden("entities.ftm.json"))}
        self.assertLessEqual({"Article", "Person", "Mention", "Documentation", "Representation", "Note"}, schemata)

    def test_of_a_database(self):
        entities = self.check(exported("entities.ftm.json").read_text())
        [mayor] = [entity for entity in entities if entity.schema.name == "Person" and entity.caption == "Odile Brandt"]
        mentions = [entity for entity in entities if entity.schema.name == "Mention" and mayor.id in entity.get("resolved")]
        self.assertEqual(len(mentions), 3)


class Csl(unittest.TestCase):
    def written(self, text):
        citeproc = program("citeproc")
        source = program("citeproc.source.json")
        items = json.loads(text)
        style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = citeproc.CitationStylesBibliography(style, source.CiteProcJSON(items), citeproc.formatter.plain)
        bibliography.register(citeproc.Citation([citeproc.CitationItem(items[0]["id"])]))
        return "".join(str(part) for part in bibliography.bibliography()[0])

    def test_of_a_database(self):
        self.assertIn("La Rade", self.written(exported("csl.json").read_text()))

    def test_citeproc_makes_a_bibliography(self):
        written = self.written(golden("csl.json"))
        for words in ["Ève Lanoë", "Le bac & la ministre", "La Rade", "2031"]:
            self.assertIn(words, written)


class Spacy(unittest.TestCase):
    def documents(self, text):
        spacy = program("spacy")
        tokens = program("spacy.tokens")
        vocab = spacy.blank("fr").vocab
        told = [json.loads(line) for line in text.splitlines()]
        documents = [tokens.Doc(vocab).from_json(one, validate=True) for one in told]
        self.assertEqual([doc.text for doc in documents], [one["text"] for one in told])
        return documents

    def test_of_a_database(self):
        documents = self.documents(exported("spacy.jsonl").read_text())
        said = [span.text for span in documents[2].spans["selon/content"]]
        self.assertTrue(any(words.endswith("the ferry 🚢 was sinking") for words in said), said)

    def test_spacy_makes_documents(self):
        documents = self.documents(golden("spacy.jsonl"))
        said = [(span.text, span.label_) for span in documents[0].spans["selon/content"]]
        self.assertIn(("le 🚢 bac rouvrira", "direct"), said)
        minister = json.loads(golden("spacy.jsonl").splitlines()[0])["selon"]["statements"]["0000000000b2"]
        self.assertEqual((minister["speaker"], minister["when"]), ("Odile Brandt", "2031-03-10"))


class Tei(unittest.TestCase):
    def test_is_valid(self):
        etree = program("lxml.etree")
        found = sorted((OUTSIDE / "vocabulary").glob("**/tei_all.rng"))
        if not found:
            raise unittest.SkipTest("TEI's schema is not there")
        schema = etree.RelaxNG(etree.parse(found[0]))
        for file in [GOLDEN / "tei.xml", GOLDEN / "tei-one.xml", exported("tei.xml")]:
            schema.assertValid(etree.parse(file))

    def test_the_text_is_whole(self):
        root = ElementTree.fromstring(golden("tei-one.xml"))
        space = "{http://www.tei-c.org/ns/1.0}"
        words = ["".join(paragraph.itertext()) for paragraph in root.iter(f"{space}p")]
        self.assertIn("Selon Le Fanal, la ministre Odile Brandt a dit lundi que « le 🚢 bac rouvrira ».", words)
        said = {part.get("n"): part for part in root.iter(f"{space}said") if not part.get("prev")}
        self.assertEqual((said["0000000000b2"].get("direct"), "".join(said["0000000000b2"].itertext())), ("true", "le 🚢 bac rouvrira"))


class Brat(unittest.TestCase):
    def test_bratly_finds_the_words_where_the_marks_say(self):
        self.check(GOLDEN / "brat.tar", 5)

    def test_of_a_database(self):
        self.check(exported("brat.tar"), 4)

    def check(self, file, count):
        reader = program("bratly.io")
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(file) as archive:
                archive.extractall(folder, filter="data")
            texts = sorted(Path(folder).glob("*.txt"))
            self.assertEqual(len(texts), count)
            # It counts a line end of two signs as one.
            for text in (text for text in texts if b"\r" not in text.read_bytes()):
                document = reader.read_and_load_txt_file(str(text), str(text.with_suffix(".ann")), ann_grammar_check=False)
                self.assertTrue(document.check_ann_compatibility_with_txt(), text.name)

    def test_words_stand_where_the_marks_say(self):
        with tarfile.open(GOLDEN / "brat.tar") as archive:
            files = {member.name: archive.extractfile(member).read().decode() for member in archive}
        for name, marks in files.items():
            if name.endswith(".ann"):
                text = files[name.removesuffix(".ann") + ".txt"]
                for line in marks.splitlines():
                    if line.startswith("T"):
                        _, places, words = line.split("\t")
                        pieces = [piece.split()[-2:] for piece in places.split(" ", 1)[1].split(";")]
                        self.assertEqual(" ".join(text[int(a) : int(b)] for a, b in pieces), words)


class WebAnnotation(unittest.TestCase):
    def test_apache_annotator_finds_the_words(self):
        if not shutil.which("node") or not (OUTSIDE / "node_modules/@apache-annotator").is_dir():
            raise unittest.SkipTest("node or @apache-annotator/selector is not installed")
        for folder in [GOLDEN, exported("annotations.jsonld").parent]:
            files = [folder / "annotations.jsonld", folder / "spacy.jsonl"]
            found = subprocess.run(["node", OUTSIDE / "annotations.mjs", *files], capture_output=True, text=True, check=False)
            self.assertEqual(found.returncode, 0, found.stderr)
            self.assertGreater(int(found.stdout), 10)

    def test_the_model_is_kept_to(self):
        self.check(golden("annotations.jsonld"))
        self.check(exported("annotations.jsonld").read_text())

    def check(self, text):
        collection = json.loads(text)
        self.assertEqual(collection["@context"], "http://www.w3.org/ns/anno.jsonld")
        items = collection["first"]["items"]
        self.assertEqual(collection["total"], len(items))
        names = [item["id"] for item in items]
        self.assertEqual(len(set(names)), len(names))
        for item in items:
            self.assertTrue(item["type"] == "Annotation" and item["target"] and item["motivation"])
            for body in item["body"]:
                if body["type"] == "SpecificResource":
                    self.assertIn(body["source"], names)


class Tables(unittest.TestCase):
    def test_of_a_database(self):
        with open(exported("statements.csv"), newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        speakers = [row["speaker"] for row in rows]
        self.assertGreaterEqual(speakers.count("Odile Brandt"), 3)
        table = program("pyarrow.parquet").read_table(exported("statements.parquet"))
        self.assertEqual([name or "" for name in table["speaker"].to_pylist()], speakers)
        self.assertEqual(table.column_names, list(rows[0]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
