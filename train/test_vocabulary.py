"""Words are cut to their most probable pieces; run by `python -m unittest` in this folder. Needs no package."""
import unittest

from vocabulary import LONGEST, SPACE, Pieces, latin

TEXTS = ["<s>", "<pad>", "</s>", "<unk>", SPACE, "a", "b", "ab", SPACE + "ab", "abab", "é", "fi"]
SCORES = [0, 0, 0, 0, -3, -4, -4, -5, -5, -12, -6, -7]


class Cut(unittest.TestCase):
    def setUp(self):
        self.pieces = Pieces(TEXTS, SCORES)

    def texts(self, word, space=False):
        return [TEXTS[number] for number in self.pieces.of(word, space)]

    def test_the_likeliest_pieces_are_taken(self):
        self.assertEqual(self.texts("ab"), ["ab"])
        self.assertEqual(self.texts("abab"), ["ab", "ab"])  # -10, and "abab" has -12
        self.assertEqual(self.texts("ba"), ["b", "a"])

    def test_space_counts_before_a_word_and_in_it(self):
        self.assertEqual(self.texts("ab", space=True), [SPACE + "ab"])
        self.assertEqual(self.texts("b", space=True), [SPACE, "b"])
        self.assertEqual(self.texts("a ab"), ["a", SPACE + "ab"])

    def test_what_is_unknown_is_one_piece(self):
        self.assertEqual(self.texts("漢字"), ["<unk>"])
        self.assertEqual(self.texts("漢a字"), ["<unk>", "a", "<unk>"])
        self.assertEqual(self.texts(""), ["<unk>"])
        self.assertEqual(self.texts("<s>"), ["<unk>"])  # no text names a mark

    def test_words_are_normalised(self):
        self.assertEqual(self.texts("e\u0301"), ["é"])
        self.assertEqual(self.texts("\ufb01"), ["fi"])

    def test_endless_words_are_cut_where_they_are_too_long(self):
        self.assertEqual(self.texts("ab" * LONGEST), ["ab"] * LONGEST)
        self.assertEqual(self.texts("a" + "b" * LONGEST)[:2], ["ab", "b"])


class Latin(unittest.TestCase):
    def test_letters_decide(self):
        self.assertTrue(latin("Œuvre") and latin("12 %") and latin(""))
        self.assertFalse(latin("да") or latin("aд"))


if __name__ == "__main__":
    unittest.main()
