"""Small random networks and what PyTorch makes of them, for the program's tests: reference.py FOLDER

Writes FOLDER/encoder.weights (a BERT encoder, pieces given to it, rows that come out), FOLDER/functions.weights (single
layers) and FOLDER/pieces.weights (a vocabulary, words, their pieces by the package tokenizers). Seeds are fixed: the files
in crates/selon-model/tests/data come out again.
"""
import math
import os
import random
import sys

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

import selon_format as file

SHAPE = {"hidden": 32, "heads": 2, "inner": 64, "layers": 2, "epsilon": 1e-12}
PIECES, POSITIONS = 60, 40
LENGTHS = [1, 40, 7, 16, 17]


def random_state(generator):
    """A state by the names of Hugging Face's BertModel, with a few columns far larger than the others, as real ones have."""
    noise = lambda *shape, scale: torch.randn(*shape, generator=generator) * scale
    hidden, inner = SHAPE["hidden"], SHAPE["inner"]
    outliers = 1 + 4 * (torch.rand(hidden, generator=generator) < 0.06).float()

    def linear(name, outputs, inputs):
        return {f"{name}.weight": noise(outputs, inputs, scale=1 / math.sqrt(inputs)), f"{name}.bias": noise(outputs, scale=0.2)}

    def norm(name):
        return {f"{name}.weight": (1 + noise(hidden, scale=0.2)) * outliers, f"{name}.bias": noise(hidden, scale=0.2)}

    state = {
        "embeddings.word_embeddings.weight": noise(PIECES, hidden, scale=0.5),
        "embeddings.position_embeddings.weight": noise(POSITIONS, hidden, scale=0.2),
        "embeddings.token_type_embeddings.weight": noise(2, hidden, scale=0.1),
        **norm("embeddings.LayerNorm"),
    }
    for number in range(SHAPE["layers"]):
        key = f"encoder.layer.{number}."
        for part in ("query", "key", "value"):
            state |= linear(f"{key}attention.self.{part}", hidden, hidden)
        state |= linear(f"{key}attention.output.dense", hidden, hidden) | norm(f"{key}attention.output.LayerNorm")
        state |= linear(f"{key}intermediate.dense", inner, hidden)
        state |= linear(f"{key}output.dense", hidden, inner) | norm(f"{key}output.LayerNorm")
    return state


def with_rounded_weights(state):
    """The state with the matrices of layers in 8 bits, as the file keeps them."""
    rounded = dict(state)
    for name, tensor in state.items():
        if name.endswith("weight") and tensor.dim() == 2 and not name.startswith("embeddings"):
            whole, scales = file.rounded(tensor.numpy())
            rounded[name] = torch.tensor(whole * scales[:, None])
    return rounded


def in_bytes(rows):
    """Rows as the program writes them for its 8-bit products: each in 255 steps from its least number, or 0, to its largest."""
    low, high = rows.amin(1, keepdim=True).clamp(max=0), rows.amax(1, keepdim=True).clamp(min=0)
    step = (high - low) / 255
    zero = torch.round(-low / step)
    return ((rows / step + zero).round().clamp(0, 255) - zero) * step


def encode(state, pieces, kept=lambda rows: rows):
    """What BERT makes of one segment; `kept` is what is kept of the inputs of linear layers."""
    linear = lambda rows, name: F.linear(kept(rows), *part(name))
    part = lambda name: (state[f"{name}.weight"], state[f"{name}.bias"])
    norm = lambda x, name: F.layer_norm(x, (SHAPE["hidden"],), *part(name), SHAPE["epsilon"])
    words, places = state["embeddings.word_embeddings.weight"], state["embeddings.position_embeddings.weight"]
    rows = words[pieces] + state["embeddings.token_type_embeddings.weight"][0] + places[: len(pieces)]
    rows = norm(rows, "embeddings.LayerNorm")
    for number in range(SHAPE["layers"]):
        key = f"encoder.layer.{number}."
        heads = [
            linear(rows, f"{key}attention.self.{name}").view(len(pieces), SHAPE["heads"], -1).transpose(0, 1)
            for name in ("query", "key", "value")
        ]
        seen = F.scaled_dot_product_attention(*heads).transpose(0, 1).reshape(rows.shape)
        seen = linear(seen, f"{key}attention.output.dense")
        rows = norm(rows + seen, f"{key}attention.output.LayerNorm")
        wide = F.gelu(linear(rows, f"{key}intermediate.dense"))
        rows = norm(rows + linear(wide, f"{key}output.dense"), f"{key}output.LayerNorm")
    return rows


def encoder(path):
    generator = torch.Generator().manual_seed(20)
    state = random_state(generator)
    words = file.Nibbles.rounded(state["embeddings.word_embeddings.weight"].numpy())
    state["embeddings.word_embeddings.weight"] = torch.tensor(words.floats())
    segments = [torch.randint(PIECES, (length,), generator=generator) for length in LENGTHS]
    rounded = with_rounded_weights(state)
    rows = {
        "test.rows": [encode(state, segment) for segment in segments],
        "test.rounded_rows": [encode(rounded, segment, in_bytes) for segment in segments],
    }
    given = {
        "test.pieces": torch.cat(segments).numpy().astype(np.uint32),
        "test.lengths": np.array(LENGTHS, np.uint32),
    }
    tensors = {**file.encoder("encoder", state, words), **given, **{name: torch.cat(them).numpy() for name, them in rows.items()}}
    file.write(path, "random, seed 20", SHAPE, tensors)


def functions(path):
    generator = torch.Generator().manual_seed(30)
    noise = lambda *shape: torch.randn(*shape, generator=generator)
    x = noise(7, 48) * torch.linspace(0.1, 6, 48)
    whole, scales = file.rounded(noise(21, 48).numpy())
    bias, weight = noise(21), torch.tensor(whole * scales[:, None])
    dense, gain, shift = noise(10, 48), noise(48), noise(48)
    tensors = {
        "test.input": x.numpy(),
        "test.gelu": F.gelu(x).numpy(),
        "test.softmax": F.softmax(x, 1).numpy(),
        "test.norm": F.layer_norm(x, (48,), gain, shift, 1e-5).numpy(),
        "test.linear": F.linear(x, weight, bias).numpy(),
        "test.dense": F.linear(x, dense, bias[:10]).numpy(),
        "linear.weight": file.Panels(whole),
        "linear.scale": scales,
        "linear.bias": bias.numpy(),
        **file.dense("dense", dense.numpy(), bias[:10].numpy()),
        **file.norm("norm", gain.numpy(), shift.numpy()),
    }
    file.write(path, "random, seed 30", {}, tensors)


def vocabulary(chance):
    """Invented pieces and scores: letters, and syllables with and without a space before."""
    space = "\u2581"
    syllables = sorted({a + b + c for a in "bdgklmnprstvéà" for b in "aeiouœ" for c in ("", "", "n", "r", "st")})
    texts = ["<s>", "<pad>", "</s>", "<unk>", space, *"abcdefghijklmnoprstuvwéàœ.,'0123456789"]
    for size in (1, 2, 3):
        for _ in range(150):
            text = "".join(chance.choice(syllables) for _ in range(size))
            texts.append(text if chance.random() < 0.4 else space + text)
    texts = list(dict.fromkeys(texts))
    # Scores as the file holds them, so that both sides add the same numbers.
    scores = [0.0] * 4 + [float(np.float32(-3 - 9 * chance.random())) for _ in texts[4:]]
    return texts, scores


def words(chance, texts):
    """Words of those pieces, and words that are not."""
    made = ["".join(chance.choice(texts[4:]).strip("\u2581") for _ in range(chance.randint(1, 5))) for _ in range(250)]
    odd = ["x", "zzz", "Mara", "naïve", "e\u0301te\u0301", "ﬁn", "①②", "Ａｂｃ", "漢字", "😀😀a😀", "ẛ̣", "…", "\u00bdl", "ŀ"]
    return made + odd + [word[:1].upper() + word[1:] for word in made[:30]]


def pieces(path):
    chance = random.Random(40)
    texts, scores = vocabulary(chance)
    model = Tokenizer(models.Unigram(list(zip(texts, scores)), unk_id=3, byte_fallback=False))
    model.normalizer = normalizers.NFKC()
    given, numbers, ends, spaced = words(chance, texts), [], [], []
    for i, word in enumerate(given):
        model.pre_tokenizer = pre_tokenizers.Metaspace("\u2581", "always" if i % 3 else "never", split=False)
        numbers += model.encode(word, add_special_tokens=False).ids
        ends.append(len(numbers))
        spaced.append(1 if i % 3 else 0)
    tensors = {
        **file.pieces("pieces", texts, scores),
        "test.words": np.frombuffer("\n".join(given).encode(), np.uint8),
        "test.spaced": np.array(spaced, np.uint8),
        "test.numbers": np.array(numbers, np.uint32),
        "test.ends": np.array(ends, np.uint32),
    }
    file.write(path, "invented, seed 40", {}, tensors)


def main():
    (folder,) = sys.argv[1:]
    with torch.no_grad():
        encoder(os.path.join(folder, "encoder.weights"))
        functions(os.path.join(folder, "functions.weights"))
    pieces(os.path.join(folder, "pieces.weights"))


if __name__ == "__main__":
    main()
