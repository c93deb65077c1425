"""Texts and configurations are whole; run by `python -m unittest` in this folder. Needs no package."""
import collections
import json
import unittest
from pathlib import Path

from affairs import affair

HERE = Path(__file__).resolve().parent


class Texts(unittest.TestCase):
    def test_sixty_texts_with_names_of_their_own(self):
        rows = [json.loads(line) for path in sorted(HERE.glob("texts/*.jsonl")) for line in path.read_text("utf8").splitlines()]
        self.assertEqual(len({row["doc"] for row in rows}), len(rows))
        self.assertEqual(collections.Counter(row["lang"] for row in rows), {"fr": 30, "en": 25, "de": 2, "es": 1, "it": 1, "el": 1})
        for row in rows:
            self.assertEqual(set(row), {"doc", "lang", "text"})
            self.assertGreater(len(row["text"]), 50, row["doc"])


class Configurations(unittest.TestCase):
    def test_sets_have_what_is_read_of_them_and_paths_stay_here(self):
        for path in HERE.glob("configurations/*.json"):
            config = json.loads(path.read_text("utf8"))
            self.assertTrue(config["train"] and (config.get("judge") or "meaning" in config), path)
            for part in config["train"] + config.get("judge", []):
                self.assertLessEqual({"gold", "given", "scheme"}, set(part), path)
                self.assertIn(part["scheme"], ("guide", "polnear"))
            if "meaning" not in config:
                self.assertEqual(len(config["from_layers"]), config["network"]["layers"], path)
            for word in (word for word in json.dumps(config).split('"') if "/" in word):
                self.assertTrue(word.startswith("work/"), f"{path}: {word}")


class Affairs(unittest.TestCase):
    def test_ninety_six_affairs_whose_marks_fit_their_articles(self):
        paths, articles, claims, read = sorted(HERE.glob("affairs/*.txt")), {}, {}, 0
        for path in paths:
            rows, gold = affair(path)
            self.assertTrue(8 <= len(rows) <= 10 and 5 <= len(gold) <= 6, path)
            read += len(rows)
            articles |= {row["doc"]: row for row in rows}
            claims |= {claim["claim"]: claim for claim in gold}
        self.assertEqual((len(paths), len(articles)), (96, read))
        addresses = {row["url"] for row in articles.values()}
        for row in articles.values():
            self.assertNotIn("{", row["text"], row["doc"])
            self.assertEqual([link for link in row["links"] if link not in addresses], [], row["doc"])
        for name, claim in claims.items():
            self.assertGreater(len(claim["appearances"]), 1, name)
            for here in claim["appearances"] + claim["not_same_as"]:
                self.assertIn(here["quote"], articles[here["doc"]]["text"], name)
            for here in claim["appearances"]:
                self.assertTrue(here["from"] is None or here["from"] in articles, name)
                self.assertNotEqual(here["from"], here["doc"], name)
            for other in claim["contradicts"]:
                self.assertIn(name, claims[other]["contradicts"], name)


if __name__ == "__main__":
    unittest.main()
