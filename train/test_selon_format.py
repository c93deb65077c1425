"""What is written is read back; run by `python -m unittest` in this folder."""
import os
import tempfile
import unittest

import numpy as np

import selon_format as file


class WrittenAndRead(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "some.weights")
        self.chance = np.random.default_rng(1)

    def read_back(self, tensors):
        file.write(self.path, "a model", {"sizes": [1, 2]}, tensors)
        model, config, found = file.read(self.path)
        self.assertEqual((model, config, sorted(found)), ("a model", {"sizes": [1, 2]}, sorted(tensors)))
        return found

    def test_plain_numbers(self):
        kinds = [np.float32, np.int32, np.uint32, np.int8, np.uint8]
        given = {kind.__name__: (self.chance.random((3, 5)) * 100).astype(kind) for kind in kinds}
        for name, found in self.read_back(given).items():
            np.testing.assert_array_equal(found, given[name])
        with self.assertRaises(TypeError):
            file.write(self.path, "", {}, {"long": np.zeros(3)})

    def test_panels(self):
        for shape in [(16, 4), (1, 1), (21, 48), (33, 7)]:
            whole = self.chance.integers(-64, 65, shape, np.int8)
            found = self.read_back({"x": file.Panels(whole)})["x"]
            np.testing.assert_array_equal(found.whole, whole)

    def test_nibbles(self):
        whole = self.chance.integers(-8, 8, (5, 64), np.int8)
        whole[:, ::32] = -8  # as `rounded` has it, so that it changes nothing the second time
        scales = self.chance.random((5, 2)).astype(np.float16)
        found = self.read_back({"x": file.Nibbles(whole, scales)})["x"]
        np.testing.assert_array_equal(found.whole, whole)
        np.testing.assert_array_equal(found.scales, scales)
        np.testing.assert_array_equal(file.Nibbles.rounded(found.floats()).floats(), found.floats())

    def test_damage_is_told(self):
        file.write(self.path, "a model", {}, {"x": np.arange(9, dtype=np.uint8)})
        with open(self.path, "rb") as whole:
            whole = bytearray(whole.read())
        for at, told in [(0, "no file of selon weights"), (8, "version"), (70, "damaged"), (len(whole) - 1, "damaged")]:
            damaged = bytes(whole[:at]) + bytes([whole[at] ^ 64]) + bytes(whole[at + 1 :])
            with open(self.path, "wb") as out:
                out.write(damaged)
            with self.assertRaisesRegex(ValueError, told):
                file.read(self.path)

    def test_rounding_loses_little(self):
        weight = self.chance.standard_normal((40, 384)).astype(np.float32)
        whole, scales = file.rounded(weight)
        self.assertLessEqual(np.abs(whole).max(), file.MOST)
        off = np.sqrt(np.square(whole * scales[:, None] - weight).mean())
        self.assertLess(off, 0.015)
        self.assertEqual(file.rounded(np.zeros((2, 4)))[0].any(), False)

    def test_every_piece_has_a_slot(self):
        texts = ["<s>", "<pad>", "</s>", "<unk>", "a", "\u2581a", "ab", ""]
        found = self.read_back(file.pieces("p", texts, np.zeros(8)))
        slots = found["p.slots"]
        self.assertEqual(sorted(slots[slots != file.EMPTY]), [4, 5, 6])
        self.assertEqual(found["p.ends"][-1], len("".join(texts).encode()))


if __name__ == "__main__":
    unittest.main()
